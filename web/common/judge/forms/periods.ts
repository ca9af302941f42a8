/** Periodic duties: rounds without a longer gap, and something in every calendar period. */

import { isWorking } from "../calendar/days.ts";
import { civil, DAY, dayNumber, dayOf, monthLength, weekdayOf } from "../calendar/moments.ts";
import { endOfTerm } from "../calendar/terms.ts";
import type { GridForm, RoundsForm } from "../ir.ts";
import { Day, Moment, type Value } from "../values.ts";
import type { View } from "../views.ts";
import {
  type Build,
  condition,
  Form,
  type Judging,
  leeway,
  Occurrence,
  type Period,
  proofs,
  skipped,
  skippedWhen,
  statedTerm,
} from "./common.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** No gap longer than `every` from `start` over the acts to the next `until` (or now). */
export const buildRounds: Build<RoundsForm> = (form, expressions) => {
  const { acts, start, until } = form;
  const when = condition(form.when, expressions, start);
  const lacks = proofs(form);
  const every = statedTerm(form.every);
  const grace = leeway(form);
  const judge: Judging = (view, i) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const ref = view.acts[i]!.ref;
    const end = view.first(until, i, ref);
    const limitAfter = (place: number) => endOfTerm(view.acts[place]!.at, every, view.hours) + grace;
    let last = i;
    for (;;) {
      const following = view.first(acts, last, ref);
      if (following < 0 || (end >= 0 && following > end)) break;
      const limit = limitAfter(last);
      if (view.acts[following]!.at > limit) return [new Occurrence("breached", "gap", i, following, limit, { from: last })];
      last = following;
    }
    const limit = limitAfter(last);
    const stop = end >= 0 ? view.acts[end]!.at : view.now;
    if (stop > limit) return [new Occurrence("breached", "gap", i, end, limit, { from: last })];
    if (end < 0) return [new Occurrence("pending", "running", i, -1, limit, { from: last })];
    const proof = lacks(view, i);
    if (proof.length) return [new Occurrence("breached", "no_proof", i, end, limit, { proof })];
    return [new Occurrence("met", "kept", i, end, limit)];
  };
  return new Form(form, judge, start);
};

/** `times` acts in every calendar period that has begun and is due between two facts. */
export const buildGrid: Build<GridForm> = (form, expressions) => {
  const when = condition(form.when, expressions);
  const lacks = proofs(form);
  const byTime = secondsOf(form.by_time) + leeway(form);
  const judge: Judging = (view) => {
    const [start, end] = [firstDay(view.facts.get(form.first)), lastDay(view.facts.get(form.last))];
    if (start === null || end === null) return skipped("no_period");
    if (when !== null && when(view, -1, view.last, null) !== true) return skipped("when");
    const done = view.each(form.acts).filter((place) => !lacks(view, place).length);
    return periods(form, start, Math.min(end, dayOf(view.now) + 31))
      .filter((period) => period.first * DAY <= view.now)
      .map((period) => judgePeriod(form, view, done, period, period.due * DAY + byTime));
  };
  return new Form(form, judge, null);
};

function judgePeriod(form: GridForm, view: View, done: readonly number[], period: Period, limit: number): Occurrence {
  const from = period.first * DAY;
  const inside = done.filter((place) => from <= view.acts[place]!.at && view.acts[place]!.at <= limit);
  const info = { first: period.first, count: inside.length, times: form.times, period };
  if (inside.length >= form.times) return new Occurrence("met", "done", -1, inside[form.times - 1], limit, info);
  if (view.now > limit) return new Occurrence("breached", "not_done", -1, -1, limit, info);
  return new Occurrence("pending", "due", -1, -1, limit, info);
}

/** The periods whose due day (before it is moved) lies in start … end. */
export function periods(form: Pick<GridForm, "every" | "day" | "if_off">, start: number, end: number): Period[] {
  return natural(form, start, end).map(({ first, due }) => {
    let moved = due;
    if (form.if_off) while (!isWorking(moved)) moved -= 1;
    if (form.every === "week" && moved !== due) first = moved - weekdayOf(moved);
    return { first: Math.min(first, moved), due: moved };
  });
}

function natural(form: Pick<GridForm, "every" | "day">, start: number, end: number): Period[] {
  const weekday = form.day ? WEEKDAYS.indexOf(form.day) : 6;
  const found: Period[] = [];
  for (let day = start; day <= end; day++) {
    if (form.every === "day" || (form.every === "working day" && isWorking(day))) found.push({ first: day, due: day });
    else if (form.every === "week" && weekdayOf(day) === weekday) found.push({ first: day - weekday, due: day });
    else if (form.every === "month" && civil(day + 1).day === 1) found.push({ first: day - civil(day).day + 1, due: day });
  }
  return found;
}

/** The moment of the due day by which it is due, in seconds from its midnight. */
function secondsOf(byTime: string | null): number {
  if (byTime === null) return DAY;
  const [hours, minutes] = byTime.split(":").map(Number) as [number, number];
  return hours * 3600 + minutes * 60;
}

function firstDay(value: Value | undefined): number | null {
  const month = monthOf(value);
  return month ? dayNumber(month[0], month[1], 1) : wholeDay(value);
}

function lastDay(value: Value | undefined): number | null {
  const month = monthOf(value);
  return month ? dayNumber(month[0], month[1], monthLength(...month)) : wholeDay(value);
}

function wholeDay(value: Value | undefined): number | null {
  if (value instanceof Day) return value.number;
  return value instanceof Moment ? dayOf(value.seconds) : null;
}

function monthOf(value: Value | undefined): [number, number] | null {
  const found = typeof value === "string" ? MONTH.exec(value) : null;
  return found && Number(found[1]) ? [Number(found[1]), Number(found[2])] : null;
}
