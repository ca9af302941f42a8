/** A person's day as lines: visits by appointment with lunch and the gaps of his shift between them, then what is open without one. */
import { civilOf } from "../../../common/time/index.ts";
import type { VisitShown } from "../../stores/api.ts";
import type { ShiftShown } from "../../stores/rota.ts";

export interface Stretch {
  /** Civil seconds. */
  readonly from: number;
  readonly to: number;
}

export interface DayLine {
  readonly visit?: VisitShown;
  /** Free time: within the shift, or between two appointments where there is no shift. */
  readonly gap?: Stretch;
  readonly lunch?: Stretch;
  /** What follows has no appointment. */
  readonly heading?: boolean;
}

const LEAST = 15 * 60;

/** The hours of a shift on a day ("2026-10-12"), and its lunch; null: no work then. */
export function hoursOf(shift: ShiftShown | null, day: string): { readonly work: Stretch; readonly lunch: Stretch | null } | null {
  const at = (clock: string | null) => (clock ? civilOf(`${day} ${clock}`) : null);
  const [from, to, lunchFrom, lunchTo] = [at(shift?.start ?? null), at(shift?.end ?? null), at(shift?.lunch_start ?? null), at(shift?.lunch_end ?? null)];
  if (from === null || to === null) return null;
  return { work: { from, to }, lunch: lunchFrom !== null && lunchTo !== null ? { from: lunchFrom, to: lunchTo } : null };
}

/** What is left of a stretch of time without others, a quarter of an hour or more each. */
export function freeOf(work: Stretch, busy: readonly Stretch[]): Stretch[] {
  const free: Stretch[] = [];
  let from = work.from;
  for (const one of busy.toSorted((a, b) => a.from - b.from)) {
    if (Math.min(one.from, work.to) - from >= LEAST) free.push({ from, to: Math.min(one.from, work.to) });
    from = Math.max(from, one.to);
  }
  if (work.to - from >= LEAST) free.push({ from, to: work.to });
  return free;
}

export function linesOf(visits: readonly VisitShown[], hours: ReturnType<typeof hoursOf> = null): DayLine[] {
  const dated = visits.filter((visit) => visit.start !== null);
  const stretches = dated.map((visit) => ({ from: civilOf(visit.start)!, to: civilOf(visit.end) ?? civilOf(visit.start)! }));
  const between = stretches.length ? { from: stretches[0]!.from, to: Math.max(...stretches.map((one) => one.to)) } : null;
  const work = hours?.work ?? between;
  const gaps = work ? freeOf(work, hours?.lunch ? [...stretches, hours.lunch] : stretches) : [];
  const timed = [
    ...dated.map((visit, place) => ({ at: stretches[place]!.from, line: { visit } as DayLine })),
    ...gaps.map((gap) => ({ at: gap.from, line: { gap } as DayLine })),
    ...(hours?.lunch ? [{ at: hours.lunch.from, line: { lunch: hours.lunch } as DayLine }] : []),
  ].toSorted((a, b) => a.at - b.at);
  const others = visits.filter((visit) => visit.start === null);
  if (others.length && timed.length) timed.push({ at: 0, line: { heading: true } });
  return [...timed.map((one) => one.line), ...others.map((visit) => ({ visit }))];
}
