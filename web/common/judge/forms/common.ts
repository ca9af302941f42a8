/** What the forms share: occurrences, conditions, proofs and terms. */

import { parseTerm, type Term } from "../calendar/terms.ts";
import type { Expressions, Reading } from "../expressions.ts";
import type { FormRule, Proof, Tree, Verdict } from "../ir.ts";
import { Day, Moment, momentOf, type Value } from "../values.ts";
import type { Ref, View } from "../views.ts";

/** How bad a verdict is: the worst one is a clause's. */
export const RANK: Readonly<Record<Verdict, number>> = { not_applicable: 0, met: 1, pending: 2, breached: 3 };

/** What else a sentence says of an occurrence; each reason fills its own part. */
export interface Info {
  readonly acts?: readonly string[];
  readonly before?: readonly string[];
  readonly breaches?: readonly (readonly [string, number])[];
  readonly count?: number;
  readonly decided?: number;
  readonly decisions?: readonly number[];
  readonly effect?: string | null;
  readonly fields?: readonly string[];
  readonly figure?: string;
  readonly first?: number;
  readonly found?: Value;
  readonly from?: number;
  readonly items?: readonly string[];
  readonly missing?: readonly string[];
  /** The places, in the whole case, of acts that lack what a share asks for. */
  readonly lacking?: readonly number[];
  readonly most?: number;
  readonly needs?: readonly string[];
  readonly period?: Period;
  readonly person?: string | null;
  readonly phrases?: readonly string[];
  readonly places?: readonly number[];
  readonly proof?: readonly string[];
  readonly reached?: number;
  readonly roles?: readonly string[];
  readonly target?: number;
  readonly times?: number;
  readonly together?: readonly number[];
  readonly total?: number;
  readonly wanted?: Value;
}

/** A calendar period: the first day that counts and the day on which it is due. */
export interface Period {
  readonly first: number;
  readonly due: number;
}

/** One occurrence of a rule. */
export class Occurrence {
  readonly verdict: Verdict;
  /** Why. */
  readonly code: string;
  /** The position of the judged act, -1 without one. */
  readonly i: number;
  /** The position of the act that answered it, -1 without one. */
  readonly j: number;
  /** The limit, a moment. */
  readonly limit: number | null;
  info: Info | null;
  form: Form | null = null;
  view: View | null = null;
  /** The place of the form at which it was judged. */
  place = -1;

  constructor(verdict: Verdict, code: string, i = -1, j = -1, limit: number | null = null, info: Info | null = null) {
    this.verdict = verdict;
    this.code = code;
    this.i = i;
    this.j = j;
    this.limit = limit;
    this.info = info;
  }
}

export type Occurrences = readonly Occurrence[];
export type Judging = (view: View, place: number) => Occurrences;

/** Gives the occurrences of other clauses in a view; a sanction asks for them. */
export interface Clauses {
  occurrences(view: View, clause: string): Occurrences;
}

export type Build<F extends FormRule> = (form: F, expressions: Expressions, clauses: Clauses) => Form;

/**
 * A form that can be judged: `judge` gives the occurrences at a position of its judged `acts`. A form over many acts has
 * none (null) and one position, -1.
 */
export class Form {
  readonly name: FormRule["form"];
  readonly rule: FormRule;
  readonly judge: Judging;
  readonly acts: readonly string[] | null;
  /** Its test if it is a check, else its name. */
  readonly sort: string;

  constructor(rule: FormRule, judge: Judging, acts: readonly string[] | null) {
    this.name = rule.form;
    this.rule = rule;
    this.judge = judge;
    this.acts = acts;
    this.sort = rule.form === "check" ? rule.test : rule.form;
  }

  /** The positions at which it is judged. */
  places(view: View): readonly number[] {
    return this.acts === null ? [-1] : view.each(this.acts);
  }

  /** Everything that occurred in a view; each occurrence knows the form and the view. */
  occurrences(view: View, found: Occurrence[] = []): Occurrence[] {
    for (const place of this.places(view)) {
      for (const occurrence of this.judge(view, place)) {
        occurrence.form = this;
        occurrence.view = view;
        occurrence.place = place;
        found.push(occurrence);
      }
    }
    return found;
  }
}

export const NOTHING: Occurrences = [];

/** One occurrence that does not apply. */
export function skipped(code: string, i = -1, limit: number | null = null): Occurrences {
  return [new Occurrence("not_applicable", code, i, -1, limit)];
}

/** The closure of a tree, or null where there is none. */
export function condition(
  tree: Tree | null | undefined,
  expressions: Expressions,
  judged: readonly string[] = [],
): Reading | null {
  return tree ? expressions.build(tree, judged) : null;
}

export type Lacks = (view: View, place: number) => readonly string[];
const LACKS_NOTHING: readonly string[] = [];

/** What is missing of the form's proofs at an act: the names of fields that are blank. */
export function proofs(form: { readonly proof: readonly Proof[] }): Lacks {
  const wanted = form.proof;
  if (!wanted.length) return () => LACKS_NOTHING;
  return (view, place) => {
    const names: string[] = [];
    for (const { acts, field } of wanted) {
      const at = acts === null ? place : view.latest(acts, place, view.acts[place]!.ref);
      if (at < 0 || !view.acts[at]!.data.has(field)) names.push(`${acts ? acts[0] : view.acts[place]!.name}.${field}`);
    }
    return names;
  };
}

/** The first act of `acts` after a position that goes with `ref` and has its proof; -1 if none. */
export function answer(view: View, acts: readonly string[], after: number, ref: Ref, lacks: Lacks): number {
  let place = view.first(acts, after, ref);
  while (place >= 0 && lacks(view, place).length) place = view.first(acts, place, ref);
  return place;
}

/** The term that a rule states. Throws an `Error` for a text that states none: the program is broken. */
export function statedTerm(text: string): Term {
  const term = parseTerm(text);
  if (!term) throw new Error(`"${text}" is no term`);
  return term;
}

/** The moment of a planned time or limit: a date means 24:00 of it; null for what is neither. */
export function asLimit(value: Value): number | null {
  return value instanceof Moment || value instanceof Day ? momentOf(value) : null;
}

/**
 * What a tolerance in units of no exact length loosens a limit by, in seconds: plain hours and days, months of 30 of them.
 */
const LEEWAY: Partial<Record<Term["unit"], number>> = {
  day: 86_400,
  "working day": 86_400,
  week: 604_800,
  "working hour": 3_600,
  month: 2_592_000,
  year: 31_536_000,
};

/** By how many seconds a form's `tolerance` loosens its limits. */
export function leeway(form: { readonly tolerance: string | null }): number {
  const tolerance = parseTerm(form.tolerance);
  return tolerance === null ? 0 : (tolerance.exact ?? tolerance.amount * LEEWAY[tolerance.unit]!);
}

/** Whether an occurrence does not apply since its `when` is not true. */
export function skippedWhen(when: Reading | null, view: View, place: number): boolean {
  return when !== null && when(view, place, place, view.acts[place]!.ref) !== true;
}
