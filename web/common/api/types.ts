/** What comes over the wire, as the server's description (/api/openapi.json) has it. Types only. */
import type { Both } from "../i18n/index.ts";
import type { Verdict } from "../judge/index.ts";

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Reach {
  readonly everything: boolean;
  readonly paths: readonly string[];
  readonly own: string | null;
}

export interface Held extends Both {
  readonly post: string;
  readonly place: string;
  readonly path: string;
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

export interface Me {
  readonly username: string;
  readonly display_name: string;
  readonly language: string;
  readonly source: "session" | "token";
  readonly must_change_password: boolean;
  readonly posts: readonly Held[];
  readonly permissions: Readonly<Record<string, Reach>>;
}

export interface StandardOf {
  readonly standard: string;
  readonly version: string;
  readonly kind: string;
}

/** Limits are moments of the cases' zone, the end of a day as "… 24:00". */
export interface CaseLine {
  readonly id: string;
  readonly number: string;
  readonly standards: readonly StandardOf[];
  readonly place: string;
  readonly assignee: string | null;
  readonly opened: string;
  readonly changed: string;
  readonly acts: number;
  readonly finished: boolean;
  readonly closed: boolean;
  readonly breached: number;
  readonly pending: number;
  readonly met: number;
  readonly next_limit: string | null;
  readonly overdue: boolean;
}

export interface CasePage {
  readonly cases: readonly CaseLine[];
  readonly next: string | null;
}

export interface ActShown {
  readonly id: string;
  readonly no: number;
  readonly act: string;
  readonly at: string;
  readonly claimed: string;
  readonly received: string;
  readonly by: string | null;
  readonly actor: string | null;
  readonly source: string;
  readonly device: string | null;
  readonly counter: number | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly late: boolean;
  readonly party: boolean;
  readonly forgotten: boolean;
  readonly state: "stands" | "replaced" | "voided";
  readonly corrected_by: string | null;
  readonly corrects: string | null;
}

export interface CaseShown extends CaseLine {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly units: readonly string[];
  readonly forgotten: boolean;
  readonly timeline: readonly ActShown[];
}

export interface FindingShown {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly unit: string | null;
  readonly act: string | null;
  readonly answer: string | null;
  readonly limit: string | null;
  readonly seconds_over: number | null;
  readonly seconds_used: number | null;
  readonly form: string;
  readonly code: string;
  readonly cites: readonly string[];
}

export interface ClauseShown {
  readonly clause: string;
  readonly verdict: Verdict;
  readonly findings: readonly FindingShown[];
}

export interface JudgementShown extends StandardOf {
  readonly finished: boolean;
  readonly clauses: readonly ClauseShown[];
}

export interface VerdictsShown {
  readonly case: string;
  readonly as_of: string;
  readonly known: string | null;
  readonly standards: readonly JudgementShown[];
}

export interface DutyShown {
  readonly standard: string;
  readonly clause: string;
  readonly acts: readonly string[];
  readonly by: readonly string[];
  readonly unit: string | null;
  readonly limit: string | null;
  readonly before: readonly string[];
  readonly dated: boolean;
  readonly seconds_left: number | null;
  readonly sentence: string;
}

export interface NextAct {
  readonly act: string;
  readonly by: readonly string[];
  readonly unit: string | null;
  readonly reason: "duty" | "precedence" | "end" | "more";
  readonly clauses: readonly string[];
  readonly limit: string | null;
  readonly at: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly open: readonly string[];
  readonly gesture: string | null;
  readonly breaches: readonly string[];
}

export interface WhatIfShown {
  readonly breaches: readonly { readonly clause: string; readonly sentence: string }[];
  readonly hanging: readonly { readonly clause: string; readonly fields: readonly string[] }[];
  readonly answers: readonly string[];
}

/** What another field's answer is to be: one of the values or, `negated`, none of them; a blank is none of them. */
export interface FieldTest {
  readonly field: string;
  readonly values: readonly unknown[];
  readonly negated: boolean;
}

export interface FormField {
  readonly name: string;
  /** As in the standard: "text", "choice[a|b]", "list[photo]". */
  readonly type: string;
  readonly kind: string;
  readonly names: Both;
  readonly required: boolean;
  /** Required only if all tests of one of these hold. */
  readonly required_when?: readonly (readonly FieldTest[])[] | null;
  readonly unknown_allowed: boolean;
  readonly personal: boolean;
  readonly clauses: readonly string[];
  readonly guards: readonly string[];
  readonly choices?: readonly { readonly value: string; readonly names: Both }[] | null;
}

export interface FormShown {
  readonly act: string;
  readonly names: Both;
  readonly by: readonly { readonly role: string; readonly names: Both; readonly party: boolean }[];
  readonly unit: string | null;
  readonly fields: readonly FormField[];
}

export interface Receipt {
  readonly key: string;
  readonly id: string;
  readonly case: string;
  readonly no: number;
  readonly act: string;
  readonly at: string;
  readonly received: string;
  readonly hash: string;
  readonly signature: string;
}

/** An act as a device sends it; `by` is absent for the house's own acts. */
export interface NewAct {
  readonly key: string;
  readonly case: string;
  readonly act: string;
  readonly at: string;
  readonly by?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly counter?: number;
}

export interface Batch {
  readonly acts: readonly NewAct[];
  readonly device?: string;
  readonly sent_at?: string;
}

export interface BatchAnswered {
  readonly results: readonly { readonly key: string | null; readonly receipt?: Receipt | null; readonly error?: ErrorBody | null }[];
  readonly received: string;
  readonly skew: number;
}

export interface FileState {
  readonly hash: string;
  readonly have: number;
  readonly size: number;
  readonly complete: boolean;
}

export interface Change {
  readonly seq: number;
  readonly hash: string;
  readonly envelope: {
    readonly id: string;
    readonly case: string;
    readonly act: string;
    readonly actor: string | null;
    readonly by: string | null;
    readonly at: string;
    readonly [other: string]: unknown;
  };
}

export interface Feed {
  readonly changes: readonly Change[];
  readonly last: number;
}

export interface StandardLine {
  readonly key: string;
  readonly version: string | null;
  readonly effective: string | null;
  readonly title: Both;
  readonly clauses: number;
  readonly kinds: Readonly<Record<string, Both>>;
}

export interface FieldKind {
  readonly type: string;
  readonly name: Both;
  readonly choices: Readonly<Record<string, Both>>;
}

export interface StandardShown {
  readonly key: string;
  readonly version: string | null;
  readonly effective: string | null;
  readonly title: Both;
  readonly summary: string;
  readonly roles: Readonly<Record<string, { readonly name: Both; readonly party: boolean }>>;
  readonly kinds: Readonly<
    Record<
      string,
      {
        readonly name: Both;
        readonly unit: string | null;
        readonly unit_name: Both | null;
        readonly opened_by: unknown;
        readonly facts: Readonly<Record<string, FieldKind>>;
      }
    >
  >;
  readonly acts: Readonly<Record<string, { readonly name: Both; readonly by: readonly string[]; readonly fields: Readonly<Record<string, FieldKind>> }>>;
  readonly clauses: readonly {
    readonly id: string;
    readonly where: string;
    readonly words: Both;
    readonly kind: string;
    readonly check: string;
    readonly cases: readonly string[];
    readonly note: string | null;
  }[];
  readonly gestures: Readonly<Record<string, GestureShown>>;
}

export interface GestureShown {
  readonly name: Both;
  readonly cases: readonly string[];
  readonly by: string;
  readonly offer: string | null;
  readonly ask: Readonly<Record<string, string>>;
  readonly acts: readonly { readonly act: string; readonly by?: string | null; readonly data?: Readonly<Record<string, unknown>> | null }[];
}
