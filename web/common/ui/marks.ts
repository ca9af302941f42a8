/** What stands beside an act in words: recorded for a party, presets, late entry, correction, voided, imported, unsent. */
import type { ActShown } from "../api/types.ts";
import { civilOf } from "../time/civil.ts";

export type Mark =
  | { readonly kind: "party"; readonly name: string }
  | { readonly kind: "late"; readonly seconds: number }
  | { readonly kind: "preset" | "corrected" | "correction" | "voided" | "imported" | "unsent" };

/** The marks of an act of the timeline; `name` gives a person's name for a username. */
export function marksOf(act: ActShown, name: (username: string) => string = (username) => username): Mark[] {
  const marks: Mark[] = [];
  if (act.party && act.actor) marks.push({ kind: "party", name: name(act.actor) });
  if (act.source.startsWith("gesture")) marks.push({ kind: "preset" });
  if (act.late) marks.push({ kind: "late", seconds: (civilOf(act.received) ?? 0) - (civilOf(act.claimed) ?? 0) });
  if (act.state === "replaced") marks.push({ kind: "corrected" });
  if (act.corrects) marks.push({ kind: "correction" });
  if (act.state === "voided") marks.push({ kind: "voided" });
  if (act.source.startsWith("import")) marks.push({ kind: "imported" });
  return marks;
}
