/** A case's acts as the timeline shows them: day → visit → unit → acts, what follows each other in one unit folded to a line. */
import type { Verdict } from "../judge/index.ts";
import { DAY, dayOf } from "../judge/calendar/moments.ts";
import type { Mark } from "./marks.ts";

/** An act, ready to be shown. `at` in civil seconds. */
export interface Entry {
  readonly id: string;
  readonly at: number;
  readonly name: string;
  readonly who: string;
  readonly unit?: string | null;
  /** What marks off a visit; acts of one visit have the same. */
  readonly visit?: string | null;
  readonly marks: readonly Mark[];
  /** Clauses that rest on it. */
  readonly clauses?: readonly { readonly number: string; readonly verdict: Verdict }[];
  /** What was recorded, in words; `old` what a correction put it in place of. */
  readonly detail?: string | null;
  readonly old?: string | null;
}

export interface Line {
  readonly id: string;
  readonly unit: string | null;
  readonly entries: readonly Entry[];
  readonly from: number;
  readonly to: number;
}

export interface Visit {
  readonly name: string | null;
  readonly lines: readonly Line[];
}

export interface Day {
  /** Its first civil second. */
  readonly start: number;
  readonly visits: readonly Visit[];
}

/** The acts in their order as days, visits and lines. A line without a unit has one act. */
export function daysOf(entries: readonly Entry[]): Day[] {
  return runs(entries, (one) => String(dayOf(one.at))).map((ofDay) => ({
    start: dayOf(ofDay[0]!.at) * DAY,
    visits: runs(ofDay, (one) => one.visit ?? "").map((ofVisit) => ({ name: ofVisit[0]!.visit ?? null, lines: linesOf(ofVisit) })),
  }));
}

function linesOf(entries: readonly Entry[]): Line[] {
  return runs(entries, (one) => (one.unit ? `unit ${one.unit}` : `act ${one.id}`)).map((found) => ({
    id: found[0]!.id,
    unit: found[0]!.unit ?? null,
    entries: found,
    from: found[0]!.at,
    to: found[found.length - 1]!.at,
  }));
}

/** What follows each other with the same key. */
function runs<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const result: T[][] = [];
  let last: string | null = null;
  for (const item of items) {
    const own = key(item);
    if (own === last) result[result.length - 1]!.push(item);
    else result.push([item]);
    last = own;
  }
  return result;
}
