/** Today's jobs in their order: the one that he is at, then the open ones by what is due first; finished ones apart. */
import { formatMoment } from "../../common/judge/index.ts";
import { civilOf } from "../../common/time/index.ts";
import type { Known } from "./known.ts";
import { owed } from "./known.ts";
import { ARRIVED, away } from "./steps.ts";

export interface Today {
  /** The one that he is at, then what is due first; without a limit, the appointment counts; without either, last. */
  readonly open: readonly string[];
  /** Finished today. */
  readonly done: readonly string[];
  /** Finished before, kept for a correction or an appeal. */
  readonly before: readonly string[];
}

/** `booked`: the start of a job's appointment as a civil second, or null. `asOf`: the moment at which a job is judged. */
export function todayOf(jobs: readonly Known[], now: number, asOf: (known: Known) => number, booked: (known: Known) => number | null): Today {
  const today = formatMoment(now).slice(0, 10);
  const open: { id: string; due: number }[] = [];
  const [done, before]: [string[], string[]] = [[], []];
  for (const known of jobs) {
    const at = asOf(known);
    if (!known.finishedBy(at)) open.push({ id: known.body.id, due: dueOf(known, at, booked(known)) });
    else (formatMoment(lastOf(known)).startsWith(today) ? done : before).push(known.body.id);
  }
  return { open: open.sort((a, b) => a.due - b.due).map((one) => one.id), done, before };
}

function dueOf(known: Known, at: number, booked: number | null): number {
  if (known.parts.some((part) => ARRIVED in part.rule.program.acts && !away(known.whole(part, at)))) return 0;
  const limits = owed(known.judgements(at)).flatMap((duty) => civilOf(duty.limit) ?? []);
  return Math.min(...limits, booked ?? Number.MAX_SAFE_INTEGER);
}

function lastOf(known: Known): number {
  return known.acts.reduce((latest, act) => Math.max(latest, act.at), 0);
}
