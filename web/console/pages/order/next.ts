/** What to do first on an order: acts that a duty or the way to the end asks for, the same act in several units as one line. */
import type { NextAct } from "../../../common/api/types.ts";

export interface NextLine {
  readonly act: string;
  readonly units: readonly string[];
  readonly limit: string | null;
  readonly by: readonly string[];
  readonly clauses: readonly string[];
  /** The act that its button opens: of the first unit. */
  readonly first: NextAct;
}

export function nextLines(next: readonly NextAct[]): NextLine[] {
  const lines = new Map<string, { line: NextLine; units: string[] }>();
  for (const one of next) {
    if (one.reason === "more") continue;
    const key = `${one.act} ${one.limit ?? ""}`;
    const there = lines.get(key);
    if (there) {
      if (one.unit) there.units.push(one.unit);
      continue;
    }
    const units = one.unit ? [one.unit] : [];
    lines.set(key, { units, line: { act: one.act, units, limit: one.limit, by: one.by, clauses: one.clauses, first: one } });
  }
  return [...lines.values()].map(({ line }) => line);
}
