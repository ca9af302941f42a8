/** What the server answers about standards to read. Types only. */
import type { Both } from "../../../common/i18n/index.ts";
import type { CaseBehind } from "../figures/types.ts";

export interface StandardToRead {
  readonly key: string;
  readonly title: Both;
  readonly version: string | null;
  readonly effective: string | null;
  readonly draft: boolean;
  readonly clauses: number;
  readonly parameters: number;
  readonly broken: number | null;
  readonly decided: number | null;
}

export interface StandardsToRead {
  readonly days: number;
  readonly standards: readonly StandardToRead[];
}

export interface OwnFigure {
  readonly key: string;
  readonly name: Both;
  readonly value: Both;
  readonly clauses: readonly string[];
}

export interface ClauseToRead {
  readonly id: string;
  readonly number: string;
  readonly group: string;
  readonly where: string;
  readonly words: Both;
  readonly kind: Both;
  readonly check: Both;
  readonly decided_by: string;
  readonly how: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly sanction: Both | null;
  readonly note: string | null;
  readonly cases: readonly Both[];
  readonly parameters: readonly string[];
  readonly cites: readonly string[];
  readonly cited: readonly string[];
  readonly broken: number | null;
  readonly decided: number | null;
}

export interface StandardOpened extends StandardToRead {
  readonly days: number;
  readonly summary: string;
  readonly figures: readonly OwnFigure[];
  /** The titles of groups of clauses, by the group. */
  readonly groups: Readonly<Record<string, Both>>;
  readonly all_clauses: readonly ClauseToRead[];
  readonly acts: readonly Both[];
}

export interface OrdersThatBroke {
  readonly days: number;
  readonly total: number;
  readonly cases: readonly CaseBehind[];
}
