/** How a step is called, and where it is done. */
import { useRouter } from "vue-router";
import { useTexts } from "../../common/i18n/index.ts";
import { tryTap } from "../model/attempt.ts";
import { tapped } from "../model/gestures.ts";
import { LEFT, type Step } from "../model/steps.ts";
import { fillsItself, usualOf } from "../model/usual.ts";
import type { Tapped } from "../services/outbox.ts";
import type { useJob } from "./job.ts";
import { whereNow } from "./place.ts";

export function useStepNames(job: ReturnType<typeof useJob>) {
  const { t, lang, pick } = useTexts();
  const router = useRouter();
  const base = () => `/jobs/${job.id.value}`;

  function stepName(step: Step): string {
    if (step.units) return t("job.units-open", { n: job.tiles.value.filter((tile) => tile.state !== "done").length });
    if (step.gesture) return pick(step.gesture.rule.name);
    return job.actName(step.act);
  }

  /**
   * Does a step. What asks nothing more is recorded by this very tap, unless it would break a clause: that is said first, on its page.
   * Everything else opens its page.
   */
  async function open(step: Step): Promise<void> {
    if (step.units) return void router.push(`${base()}/units`);
    if (step.gesture) return start(step.gesture.rule.key);
    if (step.act === LEFT) return leave();
    const known = job.known.value!;
    const values = known.help.at_once?.includes(step.act) ? usualOf(known, step.act, null, null, step.usual) : null;
    if (!values || !fillsItself(known, step.act, values) || !(await atOnce(step.act, values, null))) void router.push(`${base()}/act/${step.act}`);
  }

  /** Starts a gesture by its key. */
  async function start(key: string): Promise<void> {
    const known = job.known.value!;
    const rule = known.parts.flatMap((part) => part.rule.gestures).find((one) => one.key === key)!;
    const acts = tapped(known, rule, null);
    if (Object.keys(rule.ask).length || breaks(acts)) return void router.push(`${base()}/do/${key}`);
    await job.field.record({ case: job.id.value, unit: null, gesture: key, acts });
  }

  /** Leaves at once when nothing is owed and nothing would be broken; else shows what is owed. */
  async function leave(): Promise<void> {
    if (job.leaving.value.length || !(await atOnce(LEFT, {}, null))) void router.push(`${base()}/leave`);
  }

  /** Records an act by itself; whether it did: not where it would break a clause. */
  async function atOnce(act: string, data: Readonly<Record<string, unknown>>, by: string | null): Promise<boolean> {
    const known = job.known.value!;
    const mine = known.parts.flatMap(({ rule }) => (rule.words.by[act] ?? []).filter((role) => job.field.roles(rule.standard).includes(role)));
    const role = by ?? mine[0];
    const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined && value !== ""));
    const located = known.rules.forms[act]?.fields.find((one) => one.kind === "location");
    if (!role || breaks([{ act, by: role, data: given }])) return false;
    const at = job.now.value;
    const place = located ? await whereNow() : null;
    await job.field.record({ case: job.id.value, unit: null, acts: [{ act, by: role, data: place && located ? { ...given, [located.name]: place } : given }], at });
    return true;
  }

  function breaks(acts: readonly Tapped[]): boolean {
    return tryTap(job.known.value!, acts, Math.max(job.asOf.value, job.now.value), lang.value).breaches.length > 0;
  }

  /** The nearest limit among the steps: what comes first is due by then. */
  function limitOf(steps: readonly Step[]): string | null {
    return steps.map((step) => step.limit).filter((limit) => limit !== null).sort()[0] ?? null;
  }

  return { stepName, open, start, atOnce, limitOf };
}
