/**
 * Working hours of a site, and time counted inside them on working days.
 *
 * Intervals are half-open seconds of a day; 24:00 is allowed, and a night shift ("22:00-06:00") is one interval that belongs
 * to the day on which it begins.
 */

import { isWorking } from "./days.ts";
import { DAY, dayOf } from "./moments.ts";

/** Intervals of a working day: [from, to] in seconds from its midnight, in order; `to` may pass 86,400. */
export type Hours = readonly (readonly [number, number])[];

/** 08:30-17:30. */
export const DEFAULT_HOURS: Hours = [[8 * 3600 + 1800, 17 * 3600 + 1800]];

const INTERVAL = /^\s*(\d{1,2}):(\d\d)\s*[-–—~至到]\s*(\d{1,2}):(\d\d)\s*$/;

/**
 * The hours that texts like "09:00-12:00" name, one or a list, or several in one text split at , ; or 、.
 * Null when one is none, is empty, or they overlap.
 */
export function parseHours(value: unknown): Hours | null {
  const parts: readonly unknown[] = typeof value === "string" ? value.split(/[,;、，；]/) : Array.isArray(value) ? value : [];
  const hours: [number, number][] = [];
  for (const part of parts) {
    const found = interval(part);
    if (!found) return null;
    hours.push(found);
  }
  if (!hours.length) return null;
  hours.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const overlap = hours.some(([, end], i) => end > (i + 1 < hours.length ? hours[i + 1]![0] : hours[0]![0] + DAY));
  return overlap ? null : hours;
}

function interval(text: unknown): [number, number] | null {
  const found = typeof text === "string" ? INTERVAL.exec(text) : null;
  if (!found) return null;
  const [h1, m1, h2, m2] = found.slice(1).map(Number) as [number, number, number, number];
  const first = h1 * 3600 + m1 * 60;
  const last = h2 * 3600 + m2 * 60;
  if (m1 > 59 || m2 > 59 || first >= DAY || last > DAY) return null;
  return last > first ? [first, last] : [first, last + DAY];
}

/** Working intervals that end after `moment`, in order, cut at it. */
function* forward(moment: number, hours: Hours): Generator<[number, number]> {
  for (let day = dayOf(moment) - 1; ; day++) {
    if (!isWorking(day)) continue;
    for (const [first, last] of hours) {
      if (day * DAY + last > moment) yield [Math.max(day * DAY + first, moment), day * DAY + last];
    }
  }
}

/** The first moment at which `seconds` of working time have passed since `moment`. */
export function workingEnd(moment: number, seconds: number, hours: Hours = DEFAULT_HOURS): number {
  if (seconds <= 0) return moment;
  for (const [first, last] of forward(moment, hours)) {
    if (last - first >= seconds) return first + seconds;
    seconds -= last - first;
  }
  throw new Error("working time does not end");
}

/** The working time between two moments, in seconds; negative when `end` comes first. */
export function workingSeconds(start: number, end: number, hours: Hours = DEFAULT_HOURS): number {
  if (end < start) return -workingSeconds(end, start, hours);
  let total = 0;
  for (const [first, last] of forward(start, hours)) {
    if (first >= end) return total;
    total += Math.min(last, end) - first;
  }
  throw new Error("working time does not end");
}
