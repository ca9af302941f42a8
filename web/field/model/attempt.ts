/** What a whole tap would break: each of its acts is tried on what came before it. */
import type { WhatIfShown } from "../../common/api/types.ts";
import { BadCase, type EventJson, formatMoment, judge, type Lang, readCase, sentence } from "../../common/judge/index.ts";
import type { Tapped } from "../services/outbox.ts";
import type { Known } from "./known.ts";

/** The clauses that recording these acts at `now` (civil second) would break, with their sentences. */
export function tryTap(known: Known, acts: readonly Tapped[], now: number, lang: Lang): WhatIfShown {
  const breaches: { clause: string; sentence: string }[] = [];
  const at = formatMoment(now);
  for (const { ready, events } of known.parts) {
    const own = acts.filter((act) => Object.hasOwn(ready.program.acts, act.act));
    if (!own.length) continue;
    const added: EventJson[] = own.map((act) => ({ at, act: act.act, by: act.by ?? "", data: act.data }));
    try {
      const before = judge(ready, readCase(ready.program, known.facts, [...events]), at);
      const after = judge(ready, readCase(ready.program, known.facts, [...events, ...added]), at);
      for (const clause of after.verdicts.keys()) {
        const old = new Set(before.findings(clause).filter((one) => one.verdict === "breached").map((one) => `${one.unit} ${one.act} ${one.limit}`));
        const fresh = after.findings(clause).find((one) => one.verdict === "breached" && !old.has(`${one.unit} ${one.act} ${one.limit}`));
        if (fresh) breaches.push({ clause, sentence: sentence(fresh, lang) });
      }
    } catch (error) {
      if (!(error instanceof BadCase)) throw error; // half typed: the field says so itself
    }
  }
  return { breaches, hanging: [], answers: [] };
}
