/** Order and time between acts: precedence, response, deadline, duration. */

import { endOfTerm, parseTerm } from "../calendar/terms.ts";
import type { Expressions, Reading } from "../expressions.ts";
import type { DeadlineForm, PastForm, ResponseForm, SpanForm } from "../ir.ts";
import type { Ref, View } from "../views.ts";
import {
  answer,
  asLimit,
  type Build,
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

/** Precedence: the judged act only after all of `requires`. */
export const buildPast: Build<PastForm> = (form, expressions) => {
  const { acts, requires, since } = form;
  const when = condition(form.when, expressions, acts);
  const tree = form.holds;
  const required = requires.map((act) => ({ acts: [act], holds: tree ? expressions.build(tree, [act], true) : null }));
  const lacks = proofs(form);

  const found = (view: View, i: number, need: (typeof required)[number], start: number, ref: Ref): number => {
    let place = view.latest(need.acts, i - 1, ref);
    while (place >= start) {
      if (need.holds === null || need.holds(view, place, i, ref) === true) return place;
      place = view.latest(need.acts, place - 1, ref);
    }
    return -1;
  };

  const judge: Judging = (view, i) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const start = since.length ? Math.max(view.latest(since, i - 1), 0) : 0;
    const places = required.map((need) => found(view, i, need, start, view.acts[i]!.ref));
    const missing = requires.filter((_, n) => places[n]! < 0);
    if (missing.length) return [new Occurrence("breached", "missing", i, -1, null, { acts: missing })];
    const blank = lacks(view, i);
    if (blank.length) return [new Occurrence("breached", "no_proof", i, -1, null, { proof: blank })];
    return [new Occurrence("met", "done_before", i, -1, null, { acts: requires, places })];
  };
  return new Form(form, judge, acts);
};

/** Response: after `after` one of `acts`, before the next `before` if one is named. */
export const buildResponse: Build<ResponseForm> = (form, expressions) => {
  const { after, acts, before } = form;
  const when = condition(form.when, expressions, after);
  const lacks = proofs(form);
  const judge: Judging = (view, i) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const j = answer(view, acts, i, view.acts[i]!.ref, lacks);
    const end = before.length ? view.first(before, i) : -1;
    if (j >= 0 && (end < 0 || j <= end)) return [new Occurrence("met", "answered", i, j)];
    if (end >= 0) return [new Occurrence("breached", "unanswered", i, end, null, { acts })];
    return [new Occurrence("pending", "open", i, -1, null, { acts, before })];
  };
  return new Form(form, judge, after);
};

/** Deadline: after `after`, one of `acts` by the limit. */
export const buildDeadline: Build<DeadlineForm> = (form, expressions) => {
  const { after, acts } = form;
  const when = condition(form.when, expressions, after);
  const unless = condition(form.unless, expressions, after);
  const grace = leeway(form);
  const limitOf = limitReading(form, expressions, grace);
  const lacks = proofs(form);
  const decide = deciding(condition(form.not_before, expressions, after), grace);

  const judge: Judging = (view, i) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const ref = view.acts[i]!.ref;
    const j = answer(view, acts, i, ref, lacks);
    const limit = limitOf(view, i, j);
    if (limit === null) return skipped("no_limit", i);
    if (unless !== null) {
      const end = Math.min(view.now, limit, j >= 0 ? view.acts[j]!.at : view.now);
      if (unless(view, i, view.until(end), ref) === true) return skipped("unless", i, limit);
    }
    return [decide(view, i, j, limit)];
  };
  return form.together ? new Form(form, together(after, judge), null) : new Form(form, judge, after);
};

function deciding(notBefore: Reading | null, grace: number): (view: View, i: number, j: number, limit: number) => Occurrence {
  return (view, i, j, limit) => {
    if (j < 0) {
      const late = view.now > limit;
      return new Occurrence(late ? "breached" : "pending", late ? "overdue" : "running", i, -1, limit);
    }
    const done = view.acts[j]!.at;
    if (done > limit) return new Occurrence("breached", "late", i, j, limit);
    const first = notBefore === null ? null : asLimit(notBefore(view, i, j, view.acts[i]!.ref));
    if (first !== null && done < first - grace) return new Occurrence("breached", "too_early", i, j, limit, { first });
    return new Occurrence("met", "in_time", i, j, limit);
  };
}

/** One occurrence, from the later of the first of each act. */
function together(after: readonly string[], judge: Judging): Judging {
  return (view) => {
    const firsts = after.map((act) => view.first([act], -1));
    if (Math.min(...firsts) < 0) return NOTHING;
    const found = judge(view, Math.max(...firsts));
    for (const occurrence of found) occurrence.info = { ...occurrence.info, together: firsts };
    return found;
  };
}

type LimitReading = (view: View, i: number, j: number) => number | null;

/** How the limit is found: from a term, a fact that says one, or an expression that is read anew with each act. */
function limitReading(form: DeadlineForm, expressions: Expressions, grace: number): LimitReading {
  if (form.limit !== null) return moving(expressions.build(form.limit, form.after), grace);
  const [stated, fact] = [parseTerm(form.term), form.term_fact];
  return (view, i) => {
    const length = stated ?? (fact === null ? null : parseTerm(view.facts.get(fact)));
    return length === null ? null : endOfTerm(view.acts[i]!.at, length, view.hours) + grace;
  };
}

function moving(read: Reading, grace: number): LimitReading {
  return (view, i, j) => {
    const ref = view.acts[i]!.ref;
    let found: number | null = null;
    for (let place = i; place < (j >= 0 ? j : view.last + 1); place++) {
      if (found !== null && view.acts[place]!.at > found) break;
      const value = asLimit(read(view, i, place, ref));
      found = value === null ? null : value + grace;
    }
    return found;
  };
}

/** Duration: from `start` to `until` at most and at least so long. */
export const buildSpan: Build<SpanForm> = (form, expressions) => {
  const { start, until } = form;
  const when = condition(form.when, expressions, start);
  const lacks = proofs(form);
  const most = form.at_most ? statedTerm(form.at_most) : null;
  const least = form.at_least ? statedTerm(form.at_least) : null;
  const grace = leeway(form);
  const judge: Judging = (view, i) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const begun = view.acts[i]!.at;
    const j = view.first(until, i, view.acts[i]!.ref);
    const limit = most ? endOfTerm(begun, most, view.hours) + grace : null;
    const end = j >= 0 ? view.acts[j]!.at : view.now;
    const first = least ? endOfTerm(begun, least, view.hours) : null;
    if (limit !== null && end > limit) return [new Occurrence("breached", j >= 0 ? "too_long" : "over", i, j, limit)];
    if (j < 0) return [new Occurrence("pending", "running", i, -1, limit)];
    const info = first === null ? null : { first };
    if (first !== null && end < first - grace) return [new Occurrence("breached", "too_short", i, j, limit, info)];
    const proof = lacks(view, i);
    if (proof.length) return [new Occurrence("breached", "no_proof", i, j, limit, { proof })];
    return [new Occurrence("met", "within", i, j, limit, info)];
  };
  return new Form(form, judge, start);
};
