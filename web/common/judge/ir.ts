/**
 * The judge's program as the server compiles it from a standard, in types only. Its meaning: the interpreter beside this file.
 *
 * Acts are lists and mean any of them; terms are texts as in the standard; a tree is a nested list whose first item names
 * the node.
 */

/** The version of the program's form that this interpreter reads. */
export const IR = 1;

/** A tree of an expression: ["==", ["name", "f"], ["text", "x"]]. */
export type Tree = readonly any[];

export interface Proof {
  /** The acts whose latest carries the field; null: the judged act's own. */
  readonly acts: readonly string[] | null;
  readonly field: string;
}

interface Common {
  readonly when: Tree | null;
  /** A term that loosens the form's limits. */
  readonly tolerance: string | null;
  readonly proof: readonly Proof[];
}

export interface CheckForm extends Common {
  readonly form: "check";
  readonly test: "filled" | "items" | "allowed" | "forbidden" | "figure" | "kept" | "held" | "said" | "unsaid";
  readonly acts: readonly string[];
  readonly fields?: readonly (readonly string[])[];
  readonly keys?: readonly string[];
  readonly list?: string | null;
  readonly by?: readonly string[] | null;
  readonly if?: Tree | null;
  readonly figure?: string;
  readonly formula?: Tree;
  readonly limit?: Tree;
  readonly term?: string;
  readonly person?: string | null;
  readonly needs?: readonly string[];
  readonly holders?: Readonly<Record<string, readonly (string | null)[]>>;
  readonly transcripts?: Readonly<Record<string, string>>;
  readonly must?: readonly { readonly key: string; readonly any: readonly string[] }[];
  readonly must_not?: readonly string[];
  readonly except?: readonly string[];
  readonly position?: "first" | "last" | "each" | null;
  readonly in_order?: boolean;
  readonly carried?: readonly string[];
  readonly data?: readonly string[];
}

export interface PastForm extends Common {
  readonly form: "past";
  readonly acts: readonly string[];
  readonly requires: readonly string[];
  readonly since: readonly string[];
  readonly holds: Tree | null;
}

export interface ResponseForm extends Common {
  readonly form: "response";
  readonly after: readonly string[];
  readonly acts: readonly string[];
  readonly before: readonly string[];
}

export interface DeadlineForm extends Common {
  readonly form: "deadline";
  readonly after: readonly string[];
  readonly together: boolean;
  readonly acts: readonly string[];
  readonly term: string | null;
  readonly term_fact: string | null;
  readonly limit: Tree | null;
  readonly not_before: Tree | null;
  readonly unless: Tree | null;
}

export interface SpanForm extends Common {
  readonly form: "span";
  readonly start: readonly string[];
  readonly until: readonly string[];
  readonly at_most: string | null;
  readonly at_least: string | null;
}

export interface PlannedForm extends Common {
  readonly form: "planned";
  readonly acts: readonly string[];
  readonly planned: readonly ["name", string] | null;
  readonly before: readonly string[];
  readonly at_least: string | null;
  readonly at_most: string | null;
}

export interface RoundsForm extends Common {
  readonly form: "rounds";
  readonly acts: readonly string[];
  readonly every: string;
  readonly start: readonly string[];
  readonly until: readonly string[];
}

export interface GridForm extends Common {
  readonly form: "grid";
  readonly acts: readonly string[];
  readonly every: "day" | "working day" | "week" | "month";
  readonly first: string;
  readonly last: string;
  readonly day: string | null;
  readonly by_time: string | null;
  readonly times: number;
  readonly if_off: string | null;
}

export interface ShareForm extends Common {
  readonly form: "share";
  readonly of: readonly string[];
  readonly over: readonly string[];
  readonly target: number;
  readonly term: string | null;
}

export interface WindowForm extends Common {
  readonly form: "window";
  readonly of: readonly string[];
  readonly most: number;
  readonly term: string | null;
}

export interface PenaltyForm extends Common {
  readonly form: "penalty";
  readonly clause: string;
  readonly upon: readonly string[];
  readonly upon_acts: readonly string[];
  readonly acts: readonly string[];
  readonly effect: string | null;
  readonly amount: number | null;
  readonly formula: Tree | null;
}

export interface NamedForm extends Common {
  readonly form: "named";
  readonly clause: string;
  readonly acts: readonly string[];
  readonly keys: readonly string[];
  readonly if: Tree | null;
  readonly by_rule: boolean;
}

export type FormRule =
  | CheckForm
  | PastForm
  | ResponseForm
  | DeadlineForm
  | SpanForm
  | PlannedForm
  | RoundsForm
  | GridForm
  | ShareForm
  | WindowForm
  | PenaltyForm
  | NamedForm;

export interface RuleJson {
  readonly id: string;
  readonly rest: Verdict;
  readonly governs: boolean;
  readonly scope: "unit" | "whole";
  readonly forms: readonly FormRule[];
}

export interface EndsJson {
  readonly acts: readonly string[];
  readonly since: string | null;
  readonly when: Tree | null;
}

/** One kind of case of a standard. */
export interface Program {
  readonly ir: number;
  readonly standard: string;
  readonly case: string;
  readonly unit: string | null;
  readonly units: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly acts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly ends: EndsJson | null;
  readonly rules: readonly RuleJson[];
}

export type Verdict = "met" | "breached" | "pending" | "not_applicable";

/** An act as it is recorded and sent: plain JSON. */
export interface EventJson {
  readonly at?: string;
  readonly act: string;
  readonly by?: string;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly id?: string;
  readonly received?: string;
  readonly person?: string;
}
