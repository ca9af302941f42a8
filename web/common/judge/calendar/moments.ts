/**
 * Moments and days as numbers, read from and written to texts.
 *
 * A moment is the local civil second of Asia/Shanghai (day × 86,400 + seconds of the day), a day counts from 0001-01-01 = 1.
 * No `Date` and no clock here: what this room says does not depend on where the phone is.
 */

/** Seconds of a day. */
export const DAY = 86_400;

const DAY_TEXT = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT_TEXT = /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EPOCH = 719_163; // the number of 1970-01-01
const ERA = 146_097; // days of 400 years

/** 9999-12-31, the last day that there is. */
export const LAST = 3_652_059;

/** A day of the civil calendar; `month` from 1. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** How many days the month (from 1) has. */
export function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : MONTH_LENGTHS[month - 1]!;
}

/** The number of a civil day. Years are counted from March, so that the leap day is a year's last. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA + dayOfEra - 719_468 + EPOCH;
}

/** The civil day of a number; before the first or after the last that there is, that one. */
export function civil(number: number): Civil {
  const z = Math.min(Math.max(number, 1), LAST) - EPOCH + 719_468;
  const era = Math.floor(z / ERA);
  const dayOfEra = z - era * ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(number: number): number {
  return (((number - 1) % 7) + 7) % 7;
}

/** The day's number of "2026-09-28"; null for anything else. */
export function parseDay(text: unknown): number | null {
  const found = typeof text === "string" ? DAY_TEXT.exec(text) : null;
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return dayNumber(year, month, day);
}

/** The moment of "2026-09-28 09:00[:05]"; null for anything else, "24:00" included. */
export function parseMoment(text: unknown): number | null {
  const found = typeof text === "string" ? MOMENT_TEXT.exec(text) : null;
  if (!found) return null;
  const day = parseDay(found[1]);
  const [hour, minute, second] = [Number(found[2]), Number(found[3]), Number(found[4] ?? 0)];
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  return day * DAY + hour * 3600 + minute * 60 + second;
}

/** The day in which a moment lies. */
export function dayOf(moment: number): number {
  return Math.floor(moment / DAY);
}

/** A number with leading zeros. */
export function padded(number: number, width = 2): string {
  return String(number).padStart(width, "0");
}

/** "2026-09-28" of a day's number. */
export function formatDay(number: number): string {
  const { year, month, day } = civil(number);
  return `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
}

/** "09:00[:05]" of the seconds of a day. */
export function formatClock(rest: number): string {
  const text = `${padded(Math.floor(rest / 3600))}:${padded(Math.floor(rest / 60) % 60)}`;
  return rest % 60 ? `${text}:${padded(rest % 60)}` : text;
}

/** "2026-09-28 09:00[:05]" of a moment; with `endOfDay` a midnight is 24:00 of the day before. */
export function formatMoment(moment: number, endOfDay = false): string {
  const day = dayOf(moment);
  const rest = moment - day * DAY;
  return endOfDay && rest === 0 ? `${formatDay(day - 1)} 24:00` : `${formatDay(day)} ${formatClock(rest)}`;
}
