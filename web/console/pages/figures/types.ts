/** What the server answers about figures. Types only. */
import type { CaseLine } from "../../../common/api/types.ts";
import type { Both } from "../../../common/i18n/index.ts";

export const FIGURES = ["on_time", "clauses_kept", "first_time_right", "rework", "open_late", "sanctions"] as const;
export type FigureKey = (typeof FIGURES)[number];

/** How many of how many; `percent` is null below twenty or where there is none to tell. */
export interface Pair {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
  readonly amount: number | null;
  readonly longest: number | null;
}

export interface Figure extends Pair {
  readonly key: FigureKey;
  readonly before: Pair;
  readonly change: number | null;
  readonly beside: Readonly<Record<"appealed" | "upheld" | "unjudged", number | undefined>>;
}

export interface Figures {
  readonly as_of: string;
  readonly waiting: number;
  readonly place: string | null;
  readonly areas: readonly string[];
  readonly period: string;
  readonly before: string;
  readonly figures: readonly Figure[];
}

export interface ClauseBehind {
  readonly clause: string;
  readonly standard: string;
  readonly number: string;
  readonly title: Both;
  readonly words: Both;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly by_area: Readonly<Record<string, number>>;
}

export interface InDepth {
  readonly key: FigureKey;
  readonly period: string;
  readonly areas: readonly (Pair & { readonly area: string })[];
  readonly course: readonly (Pair & { readonly period: string })[];
  readonly clauses: readonly ClauseBehind[];
  readonly against: number;
  readonly counted: number;
}

export interface CaseBehind extends CaseLine {
  readonly kind: Both;
  readonly person: string | null;
}

export interface CasesBehind {
  readonly total: number;
  readonly cases: readonly CaseBehind[];
}
