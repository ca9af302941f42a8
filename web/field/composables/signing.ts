/** The text that a signature on this page is put under: what was done, numbers first. Shown above the pad, part of the signed picture. */
import { onScopeDispose, watchEffect } from "vue";
import { useTexts } from "../../common/i18n/index.ts";
import { useFormats } from "../../common/time/index.ts";
import { isBlank } from "../../common/forms/values.ts";
import { ARRIVED } from "../model/steps.ts";
import { doneActs } from "../model/units.ts";
import type { useJob } from "./job.ts";
import { signing } from "./tools.ts";

const READINGS = new Set(["int", "decimal"]);
const WORDS = new Set(["text", "choice"]);

/** What a visit without units comes to: the readings, codes and words of its acts since the arrival, act by act. */
function told(job: ReturnType<typeof useJob>): string[] {
  const known = job.known.value!;
  const acts = [...known.acts].sort((a, b) => a.at - b.at);
  const since = acts.findLastIndex((act) => act.act === ARRIVED);
  return acts.slice(since + 1).flatMap((act) => {
    const said = (known.rules.forms[act.act]?.fields ?? []).filter((one) => !isBlank(act.data[one.name])).flatMap((one) => {
      const value = job.valueText(act.act, one.name, act.data[one.name]);
      if (READINGS.has(one.kind)) return [`${job.fieldName(act.act, one.name)} ${value}`];
      return WORDS.has(one.kind) ? [value] : [];
    });
    return said.length ? [`${job.actName(act.act)} ${said.join(" · ")}`] : [];
  });
}

export function useSigning(job: ReturnType<typeof useJob>): void {
  const { t } = useTexts();
  const { day } = useFormats();
  watchEffect(() => {
    const known = job.known.value;
    if (!known) return;
    const done = job.tiles.value.filter((tile) => tile.state === "done").map((tile) => tile.unit);
    const open = job.tiles.value.filter((tile) => tile.state !== "done").map((tile) => tile.unit);
    const lines = [`${known.body.number} ${job.title.value} ${day(job.now.value)}`];
    if (job.tiles.value.length) lines.push(t("sign.done", { what: job.unitCount(done.length) }));
    if (open.length) lines.push(t("sign.open", { n: open.length, units: open.join(" ") }));
    const acts = doneActs(known);
    const codes = known.acts.filter((act) => acts.has(act.act)).flatMap((act) => Object.values(act.data).flatMap((value) => (Array.isArray(value) ? [`${known.unitsOf(act.data)[0] ?? ""} ${value.join(" ")}`] : [])));
    signing.value = [...lines, ...(job.tiles.value.length ? new Set(codes) : told(job))];
  });
  onScopeDispose(() => {
    signing.value = [];
  });
}
