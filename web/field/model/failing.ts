/**
 * What can be done after something failed in a unit: try again, finish it another way, or leave it as it is for another day. Read off the
 * gestures that are on offer and the clauses that run; nothing of a single standard stands here.
 */
import type { Tapped } from "../services/outbox.ts";
import { asides, type Offered, offers, type RolesOf, tapped, typesOf, unitData } from "./gestures.ts";
import type { Known } from "./known.ts";
import { doneActs, type Running, runningIn } from "./units.ts";

/** Whether an act says that a unit failed: the help marks it so on the grid. */
export function fails(known: Known, act: string): boolean {
  return known.help.states?.[act]?.glyph === "!";
}

export interface WaysOn {
  /** The gestures that finish the unit all the same. */
  readonly finish: readonly Offered[];
  /** The gestures after which the unit is left unfinished. */
  readonly leave: readonly Offered[];
  /** The limit that runs in the unit, and whether it still runs once the failure is recorded. */
  readonly running: Running | null;
  readonly stillRuns: boolean;
}

/** The failing act with the field that says what is wrong filled in. */
export function failure(known: Known, act: string, unit: string | null, field: string, said: string): Tapped {
  const by = known.parts.map(({ rule }) => rule.words.by[act]?.[0]).find(Boolean) ?? "";
  return { act, by, data: { ...(said ? { [field]: said } : {}), ...unitData(known, typesOf(known, act), unit) } };
}

/** The ways on after `act` failed in a unit at `now` (civil second). */
export function waysOn(known: Known, act: string, unit: string, now: number, roles: RolesOf): WaysOn {
  const failed = [failure(known, act, unit, "", "")];
  const after = known.trying(failed, now);
  const done = doneActs(known);
  const there = offers(after, now, unit, roles);
  const finish = there.filter(({ rule }) => rule.acts.some((one) => done.has(one.act)));
  const leave = there.filter((one) => !finish.includes(one) && !Object.keys(one.rule.ask).length && ends(after, one, act, unit, now));
  const running = runningIn(known.judgements(now), unit);
  const still = runningIn(after.judgements(now), unit);
  return { finish, leave, running, stillRuns: running !== null && still?.clause === running.clause };
}

/** Whether nothing can fail in the unit any more once a gesture was made there. */
function ends(known: Known, { rule }: Offered, act: string, unit: string, now: number): boolean {
  return !asides(known.trying(tapped(known, rule, unit), now), now, unit).some((one) => one.act === act);
}
