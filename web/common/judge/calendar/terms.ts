/**
 * Terms such as "2 working days": read, ended, and measured backwards before a planned time.
 *
 * Seconds, minutes and hours are exact. Days and longer end at 24:00 of a day, which is the midnight after it.
 */

import { nthWorkingDay } from "./days.ts";
import { type Hours, workingEnd, workingSeconds } from "./hours.ts";
import { civil, DAY, dayNumber, dayOf, LAST, monthLength } from "./moments.ts";

/** A length of time: `amount` (whole, 0 or more) of `unit`; `exact` is its seconds when it is counted in them, else null. */
export interface Term {
  readonly amount: number;
  readonly unit: Unit;
  readonly exact: number | null;
}

export type Unit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "working day" | "working hour";

const EXACT: Partial<Record<Unit, number>> = { second: 1, minute: 60, hour: 3600 };
const TERM = /^(\d{1,6}) (second|minute|hour|day|week|month|year|working day|working hour)s?$/;

/** The term that `text` says; null when it says none; seven digits are none. */
export function parseTerm(text: unknown): Term | null {
  const found = typeof text === "string" ? TERM.exec(text.trim()) : null;
  if (!found) return null;
  const amount = Number(found[1]);
  const unit = found[2] as Unit;
  const seconds = EXACT[unit];
  return { amount, unit, exact: seconds === undefined ? null : amount * seconds };
}

/** The limit of a term that begins at moment `start`; the limit itself still keeps it. */
export function endOfTerm(start: number, term: Term, hours?: Hours): number {
  if (term.exact !== null) return start + term.exact;
  if (term.unit === "working hour") return workingEnd(start, term.amount * 3600, hours);
  return (lastDay(dayOf(start), term) + 1) * DAY;
}

function lastDay(day: number, term: Term): number {
  switch (term.unit) {
    case "working day":
      return nthWorkingDay(day, term.amount);
    case "day":
      return day + term.amount;
    case "week":
      return day + 7 * term.amount;
    default:
      return addMonths(day, term.amount * (term.unit === "year" ? 12 : 1));
  }
}

function addMonths(day: number, months: number): number {
  const start = civil(day);
  const count = start.year * 12 + start.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  if (year > 9999) return LAST;
  return dayNumber(year, month, Math.min(start.day, monthLength(year, month)));
}

/** Whether `moment` lies at least `term` before `planned`. "1 day" is any moment of an earlier calendar day. */
export function keptBefore(moment: number, planned: number, term: Term, hours?: Hours): boolean {
  if (term.exact !== null) return planned - moment >= term.exact;
  if (term.unit === "working hour") {
    return moment <= planned && workingSeconds(moment, planned, hours) >= term.amount * 3600;
  }
  return lastDay(dayOf(moment), term) <= dayOf(planned);
}

/** Whether `moment` lies at most `term` before `planned`. */
export function notLongerBefore(moment: number, planned: number, term: Term, hours?: Hours): boolean {
  if (term.exact !== null) return planned - moment <= term.exact;
  if (term.unit === "working hour") return workingSeconds(moment, planned, hours) <= term.amount * 3600;
  return lastDay(dayOf(moment), term) >= dayOf(planned);
}
