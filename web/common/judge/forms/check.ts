/**
 * Checks: what is decided at the moment an act is recorded (form, checklist, authority, forbidden, calculation, retention,
 * qualification, script, privacy).
 */

import { DAY } from "../calendar/moments.ts";
import { endOfTerm } from "../calendar/terms.ts";
import type { Expressions } from "../expressions.ts";
import type { CheckForm } from "../ir.ts";
import { Day, same, type Value } from "../values.ts";
import type { View } from "../views.ts";
import { asLimit, type Build, condition, Form, leeway, Occurrence, proofs, skipped, skippedWhen, statedTerm } from "./common.ts";
import { buildHeld } from "./held.ts";
import { buildSaid, buildUnsaid } from "./speech.ts";

export type Test = (view: View, i: number) => Occurrence;
export type BuildTest = (form: CheckForm, expressions: Expressions) => Test;

/** Figures agree within this. */
const NEAR = 0.001;

/** The form that judges each act by one test. */
export const buildCheck: Build<CheckForm> = (form, expressions) => {
  if (form.test === "forbidden") return forbidden(form, expressions);
  const when = condition(form.when, expressions, form.acts);
  const lacks = proofs(form);
  const test = TESTS[form.test](form, expressions);
  const judge = (view: View, i: number) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const found = test(view, i);
    const missing = found.verdict === "met" ? lacks(view, i) : [];
    return [missing.length ? new Occurrence("breached", "no_proof", i, -1, null, { proof: missing }) : found];
  };
  return new Form(form, judge, form.acts);
};

function forbidden(form: CheckForm, expressions: Expressions): Form {
  const when = condition(form.when, expressions, form.acts);
  const lacks = proofs(form);
  const judge = (view: View, i: number) => {
    if (skippedWhen(when, view, i)) return [new Occurrence("met", "free", i)];
    const missing = lacks(view, i);
    if (missing.length) return [new Occurrence("pending", "no_proof", i, -1, null, { proof: missing })];
    return [new Occurrence("breached", "forbidden", i)];
  };
  return new Form(form, judge, form.acts);
}

const filled: BuildTest = (form) => {
  const alternatives = form.fields!;
  return (view, i) => {
    const data = view.acts[i]!.data;
    const blank = alternatives.filter((fields) => !fields.some((field) => data.has(field)));
    const missing = blank.map((fields) => fields[0]!);
    if (missing.length) return new Occurrence("breached", "blank", i, -1, null, { fields: missing });
    return new Occurrence("met", "filled", i);
  };
};

const items: BuildTest = (form) => {
  const keys = form.keys!;
  const list = form.list;
  return (view, i) => {
    const data = view.acts[i]!.data;
    const value = list ? (data.get(list) ?? []) : [];
    const among = Array.isArray(value) ? (value as readonly Value[]) : [value];
    const missing = keys.filter((key) => data.get(key) !== true && !among.includes(key));
    if (missing.length) return new Occurrence("breached", "unticked", i, -1, null, { items: missing });
    return new Occurrence("met", "ticked", i);
  };
};

const allowed: BuildTest = (form, expressions) => {
  const by = form.by ?? null;
  const onlyIf = condition(form.if, expressions, form.acts);
  return (view, i) => {
    const act = view.acts[i]!;
    if (by !== null && !by.includes(act.by)) return new Occurrence("breached", "wrong_role", i, -1, null, { roles: by });
    if (onlyIf !== null && onlyIf(view, i, i, act.ref) !== true) return new Occurrence("breached", "not_allowed", i);
    return new Occurrence("met", "allowed", i);
  };
};

/** Whether a figure agrees with what was computed. */
function agree(left: Value, right: Value): boolean {
  if (typeof left === "number" && typeof right === "number") return Math.abs(left - right) <= NEAR + 1e-9;
  return left !== null && same(left, right);
}

const figure: BuildTest = (form, expressions) => {
  const formula = expressions.build(form.formula!, form.acts);
  const key = form.figure!;
  return (view, i) => {
    const act = view.acts[i]!;
    const wanted = formula(view, i, i, act.ref);
    if (wanted === null) return new Occurrence("not_applicable", "no_figure", i);
    const info = { figure: key, found: act.value(key), wanted };
    if (agree(info.found, wanted)) return new Occurrence("met", "agrees", i, -1, null, info);
    return new Occurrence("breached", "differs", i, -1, null, info);
  };
};

const kept: BuildTest = (form, expressions) => {
  const made = expressions.build(form.limit!, form.acts);
  const length = statedTerm(form.term!);
  const grace = leeway(form);
  return (view, i) => {
    const act = view.acts[i]!;
    const start = made(view, i, i, act.ref);
    const moment = asLimit(start);
    if (moment === null) return new Occurrence("not_applicable", "no_start", i);
    const first = start instanceof Day ? start.number : Math.floor(moment / DAY);
    const limit = endOfTerm(first * DAY, length, view.hours) - grace;
    if (act.at >= limit) return new Occurrence("met", "kept", i, -1, limit);
    return new Occurrence("breached", "removed", i, -1, limit);
  };
};

const TESTS: Readonly<Record<Exclude<CheckForm["test"], "forbidden">, BuildTest>> = {
  filled,
  items,
  allowed,
  figure,
  kept,
  held: buildHeld,
  said: buildSaid,
  unsaid: buildUnsaid,
};
