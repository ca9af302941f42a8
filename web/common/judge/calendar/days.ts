/**
 * China's working days: Monday to Friday less days off, plus make-up days, from one dated file a year (`loadYears`).
 *
 * A year without a published notice is known by its weekdays and the days off that the law fixes; what reaches into it is
 * provisional.
 */

import { civil, parseDay, weekdayOf } from "./moments.ts";

/** A yearly file as the server ships it. */
export interface YearFile {
  readonly year: number;
  readonly notice: { readonly title: string; readonly date: string } | null;
  readonly days_off: readonly { readonly zh: string; readonly en: string; readonly from: string; readonly to: string }[];
  readonly make_up_days: readonly string[];
}

/** Why a day is off, in both languages. */
export interface Reason {
  readonly zh: string;
  readonly en: string;
}

/** A stretch of days that a count of working days skips: first and last day, and the reason. */
export interface Skipped extends Reason {
  readonly first: number;
  readonly last: number;
}

interface Year {
  readonly published: boolean;
  readonly off: ReadonlyMap<number, Reason>;
  readonly makeUp: ReadonlySet<number>;
}

/** The reason of a Saturday or Sunday. */
export const WEEKEND: Reason = { zh: "周末", en: "weekend" };
const UNKNOWN: Year = { published: false, off: new Map(), makeUp: new Set() };
const years = new Map<number, Year>();
const working = new Map<number, boolean>();
/** So many days are remembered at a time: decades, and not the millions of a mistyped term. */
const REMEMBERED = 20_000;

/** Takes the yearly files; those given before are forgotten. Throws an `Error` for a file with a day that is none. */
export function loadYears(data: readonly YearFile[]): void {
  const read = data.map((file) => [file.year, readYear(file)] as const);
  years.clear();
  working.clear();
  for (const [number, year] of read) years.set(number, year);
}

function readYear(file: YearFile): Year {
  const off = new Map<number, Reason>();
  for (const stretch of file.days_off) {
    const last = wanted(stretch.to);
    for (let day = wanted(stretch.from); day <= last; day++) off.set(day, { zh: stretch.zh, en: stretch.en });
  }
  return { published: file.notice !== null, off, makeUp: new Set(file.make_up_days.map(wanted)) };
}

function wanted(text: string): number {
  const day = parseDay(text);
  if (day === null) throw new Error(`"${text}" is no day; write 2026-09-28`);
  return day;
}

function yearOf(day: number): Year {
  return years.get(civil(day).year) ?? UNKNOWN;
}

/** Whether the day is a working day. */
export function isWorking(day: number): boolean {
  let found = working.get(day);
  if (found === undefined) {
    const year = yearOf(day);
    found = year.makeUp.has(day) || (!year.off.has(day) && weekdayOf(day) < 5);
    if (working.size >= REMEMBERED) working.clear();
    working.set(day, found);
  }
  return found;
}

/** Whether the notice of the day's year is published; without it, the answer is provisional. */
export function isPublished(day: number): boolean {
  return yearOf(day).published;
}

/** Whether the day is a weekend day worked for a holiday. */
export function isMakeUp(day: number): boolean {
  return yearOf(day).makeUp.has(day);
}

/** Why the day is off; null for a working day. */
export function reasonOff(day: number): Reason | null {
  return isWorking(day) ? null : (yearOf(day).off.get(day) ?? WEEKEND);
}

/** The `count`-th working day after `day` (`day` itself for 0). */
export function nthWorkingDay(day: number, count: number): number {
  let left = count;
  while (left > 0) {
    day += 1;
    if (isWorking(day)) left -= 1;
  }
  return day;
}

/** The stretches of days off from `first` to `last`, both included, each with its reason. */
export function skippedDays(first: number, last: number): Skipped[] {
  const found: Skipped[] = [];
  let open = false;
  for (let day = first; day <= last; day++) {
    const reason = reasonOff(day);
    const before = found.at(-1);
    if (reason && open && before && before.zh === reason.zh && before.en === reason.en) {
      found[found.length - 1] = { ...before, last: day };
    } else if (reason) {
      found.push({ first: day, last: day, ...reason });
    }
    open = reason !== null;
  }
  return found;
}
