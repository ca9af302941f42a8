/** Periods by their keys, "2026-10" or "2026-W41", and the choice that the page offers: this and last month, this and last week. */
import { civil as dateOf, dayOf, weekdayOf } from "../../../common/judge/calendar/moments.ts";

/** The key of the month of a day (its number). */
export function monthOf(day: number): string {
  const { year, month } = dateOf(day);
  return `${year}-${String(month).padStart(2, "0")}`;
}

/** The key of the week, from Monday, of a day; the year is that of its Thursday. */
export function weekOf(day: number): string {
  const thursday = day - weekdayOf(day) + 3;
  const { year } = dateOf(thursday);
  let first = thursday;
  while (dateOf(first - 7).year === year) first -= 7;
  return `${year}-W${String((thursday - first) / 7 + 1).padStart(2, "0")}`;
}

/** What may be chosen as of a civil second: keys with the texts' keys of their names. */
export function choices(now: number): readonly { readonly key: string; readonly text: string }[] {
  const today = dayOf(now);
  const { day } = dateOf(today);
  return [
    { key: monthOf(today), text: "figure.period.this-month" },
    { key: monthOf(today - day), text: "figure.period.last-month" },
    { key: weekOf(today), text: "figure.period.this-week" },
    { key: weekOf(today - 7), text: "figure.period.last-week" },
  ];
}

/** Whether a text is the key of a period. */
export function isPeriod(key: unknown): key is string {
  return typeof key === "string" && /^\d{4}-(0[1-9]|1[0-2]|W[0-5]\d)$/.test(key);
}
