/** Sanctions: what a breach costs, and whether it was decided as the clause says. */

import type { Reading } from "../expressions.ts";
import type { PenaltyForm } from "../ir.ts";
import type { View } from "../views.ts";
import { type Build, type Clauses, condition, Form, type Judging, Occurrence, skipped } from "./common.ts";

const CENT = 0.005;
/** What calls for a sanction: a clause or act, and the place of the act in breach or -1. */
type Breach = readonly [string, number];

/** The form of a sanction; `clauses` gives the occurrences of other clauses in a view. */
export const buildPenalty: Build<PenaltyForm> = (form, expressions, clauses) => {
  const when = condition(form.when, expressions);
  const formula = condition(form.formula, expressions);
  const judge: Judging = (view) => {
    const breaches = breachesIn(form, view, clauses);
    if (!breaches.length) return skipped("no_breach");
    if (when !== null && when(view, -1, view.last, null) !== true) return skipped("when");
    const wanted = sumDue(form, view, breaches, formula);
    const info = { wanted, effect: form.effect, breaches };
    const decisions = view.each(form.acts).filter((i) => view.acts[i]!.value("clause") === form.clause);
    if (!decisions.length) return [new Occurrence("pending", "undecided", -1, -1, null, info)];
    const decided = decisions.reduce((sum, i) => sum + amountOf(view, i), 0);
    const agreed = decisions.every((i) => form.effect === null || view.acts[i]!.value("effect") === form.effect);
    const right = agreed && (wanted === null || Math.abs(decided - wanted) <= CENT + 1e-9);
    const code = right ? "decided" : "decided_otherwise";
    return [new Occurrence(right ? "met" : "breached", code, -1, decisions.at(-1)!, null, { ...info, decided, decisions })];
  };
  return new Form(form, judge, null);
};

function breachesIn(form: PenaltyForm, view: View, clauses: Clauses): Breach[] {
  const found = new Map<string, Breach>();
  const add = (key: string, place: number) => found.set(`${place} ${key}`, [key, place]);
  for (const clause of form.upon) {
    for (const { verdict, i, view: there } of clauses.occurrences(view, clause)) {
      if (verdict === "breached") add(clause, i >= 0 ? there!.acts[i]!.place : -1);
    }
  }
  for (const act of form.upon_acts) {
    for (const i of view.each([act])) add(act, view.acts[i]!.place);
  }
  return [...found.values()];
}

/** The sum due: by the formula (null: none is fixed), else the amount for every act in breach. */
function sumDue(form: PenaltyForm, view: View, breaches: readonly Breach[], formula: Reading | null): number | null {
  if (formula !== null) {
    const value = formula(view, -1, view.last, null);
    return typeof value === "number" ? value : null;
  }
  if (form.amount === null) return null;
  const acts = new Set(breaches.filter(([, place]) => place >= 0).map(([, place]) => place));
  const without = new Set(breaches.filter(([, place]) => place < 0).map(([key]) => key));
  return form.amount * (acts.size + without.size);
}

function amountOf(view: View, i: number): number {
  const amount = view.acts[i]!.value("amount");
  return typeof amount === "number" ? amount : 0;
}
