/** Notice: an act so long before a planned time, and every planned time awaited. */

import { DAY } from "../calendar/moments.ts";
import { keptBefore, notLongerBefore, type Term } from "../calendar/terms.ts";
import type { Expressions } from "../expressions.ts";
import type { PlannedForm } from "../ir.ts";
import { Day, Moment, momentOf, type Value } from "../values.ts";
import type { View } from "../views.ts";
import {
  asLimit,
  condition,
  Form,
  type Judging,
  leeway,
  NOTHING,
  Occurrence,
  proofs,
  skipped,
  skippedWhen,
  statedTerm,
} from "./common.ts";

/** Positions from here down stand for planned times: -2 for the fact, -3 - place for one recorded by the act at place. */
const RECORDED = -2;

/** The form of a notice. Its places are those of the judged acts and of the planned times. */
export function buildPlanned(form: PlannedForm, expressions: Expressions): Form {
  const field = form.planned ? form.planned[1] : null;
  const ofAct = actJudging(form, expressions, field);
  const ofTime = timeJudging(form, expressions, field);
  return new Planned(form, (view, place) => (place >= 0 ? ofAct(view, place) : ofTime(view, place)), field);
}

function actJudging(form: PlannedForm, expressions: Expressions, field: string | null): Judging {
  const when = condition(form.when, expressions, form.acts);
  const lacks = proofs(form);
  const kept = keeping(form);
  return (view, i) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const value = field === null ? nextAct(view, i, form.before) : inForce(view, i, field);
    const planned = asLimit(value);
    if (planned === null) return skipped("no_planned", i);
    const code = kept(view, view.acts[i]!.at, value as Day | Moment);
    const missing = code ? [] : lacks(view, i);
    if (missing.length) return [new Occurrence("breached", "no_proof", i, -1, planned, { proof: missing })];
    return [new Occurrence(code ? "breached" : "met", code || "ahead", i, -1, planned)];
  };
}

function timeJudging(form: PlannedForm, expressions: Expressions, field: string | null): Judging {
  const when = condition(form.when, expressions);
  return (view, place) => {
    const i = RECORDED - 1 - place;
    const value = i < 0 && field ? (view.facts.get(field) ?? null) : plannedBy(view, i, field);
    const planned = asLimit(value);
    if (planned === null || replaced(view, i, planned, field)) return NOTHING;
    const came = view.first(form.acts, -1);
    if (came >= 0 && view.acts[came]!.at <= planned) return NOTHING;
    const known = i >= 0 ? Math.max(planned, view.acts[i]!.at) : planned;
    if (when !== null && when(view, -1, view.until(known), null) !== true) return NOTHING;
    if (view.now > planned) return [new Occurrence("breached", "missed", i, -1, planned)];
    return came < 0 ? [new Occurrence("pending", "awaited", i, -1, planned)] : NOTHING;
  };
}

class Planned extends Form {
  readonly field: string | null;
  readonly before: readonly string[];

  constructor(form: PlannedForm, judge: Judging, field: string | null) {
    super(form, judge, form.acts);
    this.field = field;
    this.before = form.before;
  }

  override places(view: View): readonly number[] {
    const recorded = this.field ? view.filled(this.field) : view.each(this.before);
    const fact = this.field && view.facts.has(this.field) ? [RECORDED] : [];
    return [...super.places(view), ...fact, ...recorded.map((place) => RECORDED - 1 - place)];
  }
}

/** Says why an act at a moment does not keep the notice before a planned time; '' when it does. */
function keeping(form: PlannedForm): (view: View, at: number, value: Day | Moment) => string {
  const least = form.at_least ? statedTerm(form.at_least) : null;
  const most = form.at_most ? statedTerm(form.at_most) : null;
  const grace = leeway(form);
  return (view, at, value) => {
    if (least && !keptBefore(at - grace, measured(value, least), least, view.hours)) return "too_late";
    if (most && !notLongerBefore(at + grace, measured(value, most), most, view.hours)) return "too_soon";
    return "";
  };
}

/** The planned time against which a term is measured: a day is 24:00 of it, but days before it are counted from it. */
function measured(value: Day | Moment, length: Term): number {
  const wholeDays = length.exact === null && length.unit !== "working hour";
  return value instanceof Day && wholeDays ? value.number * DAY : momentOf(value);
}

/** The planned time in force for the act at `i`: its own, else the latest before, else the first after, else the fact. */
function inForce(view: View, i: number, field: string): Value {
  const act = view.acts[i]!;
  if (act.data.has(field)) return act.value(field);
  const there = act.units.length ? view : view.whole;
  const here = act.units.length ? i : act.place;
  let place = there.latestFilled(field, here, act.ref);
  if (place < 0) place = there.firstFilled(field, here, act.ref);
  return place >= 0 ? there.value(place, field) : (view.facts.get(field) ?? null);
}

function nextAct(view: View, i: number, before: readonly string[]): Value {
  const place = view.first(before, i, view.acts[i]!.ref);
  return place >= 0 ? new Moment(view.acts[place]!.at) : null;
}

function plannedBy(view: View, i: number, field: string | null): Value {
  const act = view.act(i);
  return field === null ? new Moment(act.at) : act.value(field);
}

/** Whether a later recorded planned time took the place of this one at or before it. */
function replaced(view: View, i: number, planned: number, field: string | null): boolean {
  if (field === null) return false;
  const other = view.firstFilled(field, Math.max(i, -1));
  return other >= 0 && view.acts[other]!.at <= planned;
}
