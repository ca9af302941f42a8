/** What the phone knows of a case, as the statement is written from it. Pure, so that a test holds it against the server's own text. */
import { knownActs } from "../../common/judge/case.ts";
import { readCase } from "../../common/judge/index.ts";
import type { Stated } from "../../common/signing/statement.ts";
import type { Known } from "./known.ts";

/** The phone's clock may be behind what the server received: so long ahead an act still counts as happened, in seconds. */
const AHEAD = 600;

export function statedOf(known: Known, now: number): Stated {
  const parts = known.parts.map(({ rule, ready, events }) => {
    const read = readCase(ready.program, known.facts, [...events]);
    const acts = knownActs(read, now + AHEAD, null);
    const units = rule.program.unit ? [...new Set([...read.units, ...acts.flatMap((act) => act.units)])] : [];
    return { program: rule.program, words: rule.words, acts, units };
  });
  return { number: known.body.number, kind: known.rules.parts[0]!.kind_name, parts };
}
