/** What 依据 tells of one act: put together by a page, shown by `GroundsPanel`. */
import type { ActShown } from "../api/types.ts";
import type { Verdict } from "../judge/index.ts";

export interface GroundsField {
  /** "facts.phone" or "ACT_ID.caller_phone": what is asked for when it is to be seen whole. */
  readonly place: string;
  readonly name: string;
  readonly value: string;
  readonly masked: boolean;
}

export type Seal =
  | { readonly state: "sealed"; readonly at: string }
  | { readonly state: "waiting" }
  | { readonly state: "broken"; readonly act: string; readonly since: string };

export interface Grounds {
  readonly act: ActShown;
  /** The act's name, and the order's number. */
  readonly name: string;
  readonly number: string;
  /** Who did it: role and person, in words. */
  readonly who: string;
  /** Who recorded it, and on what, in words; null: nobody of ours (an import, a link). */
  readonly recorder: string | null;
  readonly gesture?: string | null;
  /** Presets that were changed, by name. */
  readonly changed?: readonly string[];
  readonly corrections: number;
  readonly fields: readonly GroundsField[];
  readonly clauses: readonly { readonly id: string; readonly number: string; readonly verdict: Verdict }[];
  readonly seal?: Seal | null;
  /** Where an imported act stood. */
  readonly source?: { readonly sheet: string; readonly row: number } | null;
}
