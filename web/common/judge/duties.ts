/** Duties: what is still owed on a case, by whom and until when. They are the judgement's pending occurrences. */

import { formatMoment } from "./calendar/moments.ts";
import type { Occurrence } from "./forms/common.ts";
import type { FormRule } from "./ir.ts";
import type { Finding, Judgement } from "./judgement.ts";
import { compareTexts } from "./values.ts";

/**
 * Something owed: one of `acts` (empty: a proof), by one of the roles `by`.
 *
 * `limit` is the moment until when ("2026-10-09 24:00"), or null; `before` the acts before which it is due, where there is
 * no moment. With neither it has no date. `unit` is null for a duty of the whole case.
 */
export interface Duty {
  readonly clause: string;
  readonly acts: readonly string[];
  readonly by: readonly string[];
  readonly unit: string | null;
  readonly limit: string | null;
  readonly before: readonly string[];
  readonly finding: Finding;
}

/** The open duties: by limit, then those due before an act, then those without a date; one for a whole case once. */
export function duties(judgement: Judgement): Duty[] {
  const found = new Map<string, Duty>();
  for (const [clause, occurrences] of judgement.raw) {
    for (const occurrence of occurrences) {
      if (occurrence.verdict !== "pending") continue;
      const duty = dutyOf(judgement, clause, occurrence);
      const judged = duty.finding.act;
      const key = JSON.stringify([clause, judged, duty.limit, judged === null ? duty.unit : null]);
      if (!found.has(key)) found.set(key, duty);
    }
  }
  return [...found.values()].sort(byUrgency);
}

function byUrgency(a: Duty, b: Duty): number {
  return (
    Number(a.limit === null) - Number(b.limit === null) ||
    compareTexts(a.limit ?? "", b.limit ?? "") ||
    Number(!a.before.length) - Number(!b.before.length)
  );
}

function dutyOf(judgement: Judgement, clause: string, occurrence: Occurrence): Duty {
  const { rule } = occurrence.form!;
  const acts = occurrence.code === "no_proof" ? [] : answering(rule);
  const finding = judgement.asFinding(clause, occurrence);
  const named = occurrence.i >= 0 && occurrence.view!.acts[occurrence.i]!.units.length > 0;
  return {
    clause,
    acts,
    by: rolesOf(judgement, acts),
    unit: named || occurrence.i < 0 ? finding.unit : null,
    limit: occurrence.limit === null ? null : formatMoment(occurrence.limit, true),
    before: rule.form === "response" ? rule.before : [],
    finding,
  };
}

/** The acts by which an open occurrence is answered. */
function answering(rule: FormRule): readonly string[] {
  if (rule.form === "span") return rule.until;
  return rule.form === "share" || rule.form === "window" ? rule.of : rule.acts;
}

function rolesOf(judgement: Judgement, acts: readonly string[]): string[] {
  const by = judgement.ready.words?.by ?? {};
  return [...new Set(acts.flatMap((act) => by[act] ?? []))];
}
