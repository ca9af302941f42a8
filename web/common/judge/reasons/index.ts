/** Reasons: for every finding one sentence in each language. The texts are the server's catalogues (`loadTexts`). */

import type { Finding } from "../judgement.ts";
import { Parts } from "./parts.ts";
import { known, text } from "./texts.ts";
import { filledIn, type Lang } from "./words.ts";

/**
 * What counted, by whom, from when to when, the limit, the difference, and each day skipped with its reason.
 *
 * Throws an `Error` when the finding's program came without its words.
 */
export function sentence(finding: Finding, lang: Lang): string {
  const { words } = finding.judgement.ready;
  if (!words) throw new Error("sentences need the program's words; make the program ready with them");
  const parts = new Parts(finding, lang, words[lang]);
  const said = filledIn(text(lang, templateKey(finding, lang)), (key) => parts.part(key)).trim();
  if (lang !== "en") return said;
  const [first = ""] = said;
  return first.toUpperCase() + said.slice(first.length);
}

/** The key of the finding's sentence in the catalogue. */
export function templateKey(finding: Finding, lang: Lang): string {
  const { code, occurrence } = finding;
  if (code === "no_occurrence") return nothing(finding);
  if (code === "gap" && occurrence?.info?.from === occurrence?.i) return "rounds.gap_first";
  const keys = [`${finding.form}.${code}`, `${occurrence?.form?.name ?? finding.form}.${code}`];
  return keys.find((key) => known(lang, key)) ?? code;
}

function nothing(finding: Finding): string {
  if (finding.verdict === "met") return "no_occurrence.met";
  if (finding.form === "named") return "no_occurrence.observed";
  if (finding.form === "rest") return "no_occurrence.undecided";
  return finding.form === "penalty" ? "no_occurrence.sanction" : "no_occurrence";
}
