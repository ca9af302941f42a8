/** One case on a page: as known now, judged by the phone, with its offers and steps; looked at anew every quarter of a minute. */
import { computed } from "vue";
import { useRoute } from "vue-router";
import { type Try, tryOnDevice } from "../../common/forms/whatif.ts";
import { useTexts } from "../../common/i18n/index.ts";
import { useNow } from "../../common/time/index.ts";
import { useUnitCount } from "../../common/ui/count.ts";
import { fails } from "../model/failing.ts";
import { asides, offers } from "../model/gestures.ts";
import { type Known, owed } from "../model/known.ts";
import { leaves as leavesFor, leavingOf } from "../model/leaving.ts";
import { mine, stepsOf } from "../model/steps.ts";
import { runningIn, tilesOf } from "../model/units.ts";
import { useField } from "../stores/field.ts";
import { useActNames } from "./names.ts";

/** The moment as of which a case is judged: now, but never before its latest act. */
export function asOfNow(known: Known, now: number): number {
  return known.acts.reduce((latest, act) => (act.at > latest && act.at < now + 600 ? act.at : latest), now - (now % 15));
}

/** The case that the route names, or the one given. */
export function useJob(given?: () => string) {
  const route = useRoute();
  const field = useField();
  const names = useActNames();
  const { lang, pick } = useTexts();
  const now = useNow();
  const count = useUnitCount();
  const id = computed(() => given?.() ?? String(route.params.id));
  const unit = computed(() => {
    const named = route.params.unit ?? route.query.unit;
    return typeof named === "string" && named ? named : null;
  });
  const unitWords = computed(() => {
    const words = known.value?.parts.map(({ rule }) => rule.words).find((one) => one.zh.unit);
    return words ? { zh: words.zh.unit!, en: words.en.unit! } : null;
  });
  const quarter = computed(() => now.value - (now.value % 15));
  const known = computed(() => field.knownOf(id.value));
  const asOf = computed(() => (known.value ? asOfNow(known.value, quarter.value) : quarter.value));
  const judgements = computed(() => known.value?.judgements(asOf.value) ?? new Map());
  const caseOffers = computed(() => (known.value ? offers(known.value, asOf.value, null, field.roles) : []));
  const unitOffers = computed(() => (known.value && unit.value ? offers(known.value, asOf.value, unit.value, field.roles) : []));
  const unitAsides = computed(() => (known.value && unit.value ? asides(known.value, asOf.value, unit.value) : []));
  const caseAsides = computed(() => (known.value ? asides(known.value, asOf.value, null).filter((one) => mine(known.value!, one.act, field.roles)) : []));
  const steps = computed(() => (known.value ? stepsOf(known.value, judgements.value, asOf.value, caseOffers.value, field.roles) : []));
  const finished = computed(() => known.value?.finishedBy(asOf.value) ?? false);
  const duties = computed(() => (finished.value ? [] : owed(judgements.value)));
  const leaving = computed(() => (known.value ? leavingOf(known.value, judgements.value, asOf.value, field.roles) : []));
  const leaves = computed(() => (known.value ? leavesFor(known.value, field.roles) : false));
  const tiles = computed(() => (known.value ? tilesOf(known.value, judgements.value) : []));
  /** Somebody works in the unit now: it is under way, or failed with him still in it. */
  const inside = computed(() => tiles.value.find((tile) => tile.unit === unit.value)?.state === "doing" || unitAsides.value.some((one) => fails(known.value!, one.act)));
  const running = computed(() => (unit.value && inside.value ? runningIn(judgements.value, unit.value) : null));
  /** What an act would break: each standard's judge is asked with what that standard sees of the case. */
  const attempt: Try = async (tried) => {
    const at = () => Math.max(asOf.value, now.value);
    const parts = (known.value?.parts ?? []).map(({ ready, events }) => tryOnDevice(() => ({ programs: [ready], facts: known.value!.facts, events }), at, () => lang.value));
    const found = await Promise.all(parts.map((part) => part(tried)));
    return { breaches: found.flatMap((one) => one.breaches), hanging: found.flatMap((one) => one.hanging), answers: found.flatMap((one) => one.answers) };
  };

  return {
    field, id, unit, now, known, asOf, judgements, finished, caseOffers, caseAsides, unitOffers, unitAsides, steps, duties, leaving, leaves, tiles, running, attempt,
    title: computed(() => (known.value ? placeOf(known.value) : "")),
    unitName: computed(() => (unitWords.value ? pick(unitWords.value) : "")),
    /** So many of its units, in words. */
    unitCount: (n: number) => count(n, unitWords.value),
    kind: computed(() => (known.value ? pick(known.value.rules.parts[0]?.kind_name) : "")),
    actName: (act: string, data?: Readonly<Record<string, unknown>>) => names.actName(act, known.value?.rules, data),
    saidText: (act: string, data: Readonly<Record<string, unknown>>, without: string | null = null) => names.saidText(act, data, known.value?.rules, without),
    fieldName: (act: string, name: string) => names.fieldName(act, name, known.value?.rules),
    valueText: (act: string, name: string, value: unknown) => names.valueText(act, name, value, known.value?.rules),
    roleName: (role: string) => names.roleName(role, known.value?.rules),
    clauseText: names.clauseText,
  };
}

/** Where a job is: the fact that its help names, else its number. */
export function placeOf(known: Known): string {
  const fact = known.help.place;
  const found = fact ? known.facts[fact] : null;
  return typeof found === "string" && found ? found : "";
}

/** When the visit is booked: the latest plan that an act made, as moments of the wire; null without any. */
export function bookedOf(known: Known): { from: string; to: string | null } | null {
  const fields = new Set(
    known.parts.flatMap(({ rule }) => rule.program.rules.flatMap((one) => one.forms.flatMap((form) => (form.form === "planned" && form.planned ? [form.planned[1]] : [])))),
  );
  for (const act of [...known.acts].sort((a, b) => b.at - a.at)) {
    for (const field of fields) {
      const from = act.data[field];
      const to = act.data[field.replace("start", "end")];
      if (typeof from === "string" && from) return { from, to: typeof to === "string" && to !== from ? to : null };
    }
  }
  return null;
}

/** What to bring: the ticks of the acts that the help names, in words. */
export function bringOf(known: Known, fieldName: (act: string, name: string) => string): { act: string; name: string; done: boolean; text: string }[] {
  return (known.help.bring ?? []).flatMap((act) => {
    const form = known.rules.forms[act];
    const done = known.acts.some((one) => one.act === act);
    return (form?.fields ?? []).filter((one) => one.kind === "bool").map((one) => ({ act, name: one.name, done, text: fieldName(act, one.name) }));
  });
}

/** The first telephone number among the facts: its name, and whether it is masked. */
export function phoneOf(known: Known): { fact: string; number: string; masked: boolean } | null {
  for (const { rule } of known.parts) {
    for (const [fact, type] of Object.entries(rule.program.facts)) {
      const number = known.facts[fact];
      if (type === "phone" && typeof number === "string" && number) return { fact, number, masked: known.body.masked.includes(`facts.${fact}`) };
    }
  }
  return null;
}
