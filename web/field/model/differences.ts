/** What the phone judged beside what the server judges, as of the same moment, and why they differ. */
import type { VerdictsShown } from "../../common/api/types.ts";
import type { Both } from "../../common/i18n/index.ts";
import { sentence, type Verdict } from "../../common/judge/index.ts";
import type { Difference, Judged } from "../services/db.ts";
import type { Known } from "./known.ts";

/** A clock that is off by less, in seconds, is taken as right; the server takes it so, too. */
export const SKEW = 2;

/** The verdicts of a case on this phone, as of a civil second, with the sentences of those that say something. */
export function judgedOf(known: Known, account: string, asOf: number): Judged {
  const verdicts: Record<string, Verdict> = {};
  const sentences: Record<string, Both> = {};
  for (const judgement of known.judgements(asOf).values()) {
    for (const [clause, verdict] of judgement.verdicts) {
      verdicts[clause] = verdict;
      if (verdict === "not_applicable") continue;
      const finding = judgement.finding(clause);
      sentences[clause] = { zh: sentence(finding, "zh"), en: sentence(finding, "en") };
    }
  }
  return { case: known.body.id, account, asOf, verdicts, sentences };
}

/** By how much the server moved what was judged, in seconds; 0 for a clock that is right. */
export function shiftOf(judged: Judged): number {
  const skew = judged.skew ?? 0;
  return Math.abs(skew) >= SKEW ? Math.round(skew) : 0;
}

/**
 * The clauses with another verdict on the server. `righted` is what this phone judges of the acts that it knows, put right by its clock
 * as the server did: where that agrees with the server, the clock is the reason; where it does not, others recorded something.
 */
export function differencesOf(judged: Judged, server: VerdictsShown, righted: Judged): Omit<Difference, "id">[] {
  const shift = shiftOf(judged);
  return server.standards.flatMap(({ standard, clauses }) =>
    clauses.flatMap(({ clause, verdict, findings }) => {
      const phone = judged.verdicts[clause];
      if (phone === undefined || phone === verdict) return [];
      const phoneSays = judged.sentences[clause] ?? { zh: "", en: "" };
      const skew = righted.verdicts[clause] === verdict ? shift : 0;
      return [{ account: judged.account, case: judged.case, standard, clause, phone, server: verdict, phoneSays, serverSays: findings[0]?.sentence ?? "", skew, found: Date.now(), seen: 0 as const }];
    }),
  );
}
