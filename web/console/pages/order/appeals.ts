/** What was said about the clauses of an order, as the server answers it: laid over the verdicts, changing none. */
import type { Said } from "../sanctions/types.ts";

export interface Talk {
  readonly clause: string;
  /** "", "open", "upheld" or "rejected". */
  readonly appeal: string;
  readonly said: readonly Said[];
}

export type Talks = ReadonlyMap<string, Talk>;

/** What stands beside a clause's verdict: 申诉中, 申诉成立, or nothing. */
export function appealOf(talks: Talks, clause: string): "open" | "upheld" | null {
  const state = talks.get(clause)?.appeal;
  return state === "open" || state === "upheld" ? state : null;
}
