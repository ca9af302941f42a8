/** What the functions of one value give, and when a value is in a list. */

import { isWorking } from "./calendar/days.ts";
import { DAY, dayOf, formatClock, formatDay, weekdayOf } from "./calendar/moments.ts";
import { Day, Moment, same, type Value } from "./values.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const TIME = /^\d\d:\d\d(:\d\d)?$/;
const STRETCH = /^(\d\d:\d\d)-(\d\d:\d\d)$/;

/** The number of the day that a value means; null for what is no day or moment. */
function dayIn(value: Value): number | null {
  return value instanceof Day ? value.number : value instanceof Moment ? dayOf(value.seconds) : null;
}

function ofDay(give: (day: number) => Value): (value: Value) => Value {
  return (value) => {
    const day = dayIn(value);
    return day === null ? null : give(day);
  };
}

/** How many characters a text has; one of the rare ones counts once. */
function characters(text: string): number {
  let total = 0;
  for (const _ of text) total += 1;
  return total;
}

/** The functions of one value, by name. */
export const OF_VALUE: Readonly<Record<string, (value: Value) => Value>> = {
  date: ofDay((day) => new Day(day)),
  time: (value) => (value instanceof Moment ? formatClock(value.seconds - dayOf(value.seconds) * DAY) : null),
  month_day: ofDay((day) => formatDay(day).slice(5)),
  weekday: ofDay((day) => WEEKDAYS[weekdayOf(day)]!),
  day_off: ofDay((day) => !isWorking(day)),
  len: (value) => (typeof value === "string" ? characters(value) : Array.isArray(value) ? value.length : 0),
};

/** Whether a value is a list's item, or a time of day lies in the half-open stretch that the item says. */
export function isIn(value: Value, item: Value): boolean {
  if (same(value, item)) return true;
  if (typeof item !== "string" || typeof value !== "string" || !TIME.test(value)) return false;
  const found = STRETCH.exec(item);
  if (!found) return false;
  const [start, end] = [found[1]!, found[2]!];
  return start < end ? start <= value && value < end : value >= start || value < end;
}
