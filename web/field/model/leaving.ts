/** What is owed before a place is left: what leaving now would break, as acts to be done, in the order that the clauses want. */
import type { Judgement } from "../../common/judge/index.ts";
import { formatMoment, judge, readCase } from "../../common/judge/index.ts";
import type { RolesOf } from "./gestures.ts";
import { type Known, owed } from "./known.ts";
import { LEFT, mine } from "./steps.ts";

export interface Owed {
  readonly act: string;
  readonly units: readonly string[];
  /** One act for all the units. */
  readonly plural: boolean;
  readonly limit: string | null;
}

/** Whether there is a leaving to record: an act that a standard of the case knows, for somebody who plays these roles. */
export function leaves(known: Known, roles: RolesOf): boolean {
  return mine(known, LEFT, roles);
}

export function leavingOf(known: Known, judgements: ReadonlyMap<string, Judgement>, now: number, roles: RolesOf): Owed[] {
  if (known.finishedBy(now)) return [];
  const found = new Map<string, { units: Set<string>; limit: string | null }>();
  const note = (acts: readonly string[], unit: string | null, limit: string | null): void => {
    const act = acts.find((one) => mine(known, one, roles));
    if (!act || act === LEFT) return;
    const there = found.get(act) ?? { units: new Set<string>(), limit };
    if (unit) there.units.add(unit);
    found.set(act, there);
  };
  for (const duty of owed(judgements)) if (duty.before.includes(LEFT)) note(duty.acts, duty.unit, duty.limit);
  for (const { ready, events, rule } of known.parts) {
    if (!Object.hasOwn(rule.program.acts, LEFT)) continue;
    const at = formatMoment(now);
    const by = rule.words.by[LEFT]?.[0] ?? "";
    const after = judge(ready, readCase(ready.program, known.facts, [...events, { at, act: LEFT, by, data: {} }]), at);
    for (const [clause, occurrences] of after.raw) {
      if (judgements.get(rule.standard)?.verdicts.get(clause) === "breached") continue;
      for (const one of occurrences) {
        if (one.verdict !== "breached" || one.form?.rule.form !== "past" || !one.form.rule.acts.includes(LEFT)) continue;
        const start = one.form.rule.since.length ? one.view!.latest(one.form.rule.since, one.view!.last) : -1;
        const missing = one.form.rule.requires.filter((act) => one.view!.first([act], start) < 0);
        for (const act of missing.length ? missing : one.form.rule.requires) note([act], one.view!.unit, null);
      }
    }
  }
  return inOrder(known, found);
}

function inOrder(known: Known, found: ReadonlyMap<string, { units: Set<string>; limit: string | null }>): Owed[] {
  const field = known.unitField ?? "";
  const last = known.help.before_leaving ?? [];
  const all = known.parts.flatMap(({ rule }) => Object.keys(rule.program.acts));
  const inUnits = all.filter((act) => !last.includes(act) && known.parts.some(({ rule }) => field in (rule.program.acts[act] ?? {})));
  const order = [...inUnits, ...last, ...all];
  return [...found]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .flatMap(([act, { units, limit }]): Owed[] => {
      const plural = known.parts.some(({ rule }) => `${field}s` in (rule.program.acts[act] ?? {}));
      const names = [...units];
      if (plural || !names.length) return [{ act, units: names, plural, limit }];
      return names.map((unit) => ({ act, units: [unit], plural, limit }));
    });
}
