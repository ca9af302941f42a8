/** What the server answers about sanctions. Types only. */
import type { Both } from "../../../common/i18n/index.ts";
import type { Verdict } from "../../../common/judge/index.ts";

export type SanctionState = "pending" | "decided" | "upheld";

export interface CitedAct {
  readonly id: string;
  readonly name: Both;
  readonly at: string;
}

export interface Evidence {
  readonly clause: string | null;
  readonly number: string;
  readonly words: Both;
  readonly sentence: string;
  readonly unit: string | null;
  readonly cites: readonly CitedAct[];
}

/** A file that was attached to what was said. */
export interface Proof {
  readonly file: string;
  readonly name: string;
}

export interface Said {
  readonly kind: "appeal" | "appeal_decided" | "question" | "reason" | "seen";
  readonly clause: string;
  readonly act: string;
  readonly at: string;
  readonly who: string;
  readonly text: string;
  readonly grounds: readonly string[];
  readonly upheld: boolean | null;
  readonly files: readonly Proof[];
}

export interface Decision {
  readonly act: string;
  readonly at: string;
  readonly by: string;
  readonly amount: number | null;
  readonly effect: Both | null;
}

/** How who asks may decide it. */
export interface Deciding {
  readonly act: string;
  readonly by: string;
  readonly has_amount: boolean;
  readonly effects: Readonly<Record<string, Both>>;
}

export interface Sanction {
  readonly case: string;
  readonly number: string;
  readonly place: string;
  readonly assignee: string | null;
  readonly person: string;
  readonly standard: string;
  readonly title: Both;
  readonly clause: string;
  readonly clause_number: string;
  readonly words: Both;
  readonly cost: string | null;
  readonly wanted: number | null;
  readonly effect: string | null;
  readonly effect_words: Both | null;
  readonly unit: string | null;
  readonly state: SanctionState;
  readonly appeal: "" | "open" | "upheld" | "rejected";
  readonly verdict: Verdict;
  readonly opened: string;
  readonly evidence: readonly Evidence[];
  readonly said: readonly Said[];
  readonly decisions: readonly Decision[];
  readonly deciding: Deciding | null;
}

export interface Sanctions {
  readonly as_of: string;
  readonly waiting: number;
  readonly total: number;
  readonly sanctions: readonly Sanction[];
}

/** By what a sanction is known again: its case, clause and unit. */
export function keyOf(one: Sanction): string {
  return `${one.case} ${one.clause} ${one.unit ?? ""}`;
}
