/** Searching the clauses of a standard: by number, words in both languages, how they are judged. */
import type { ClauseToRead } from "./types.ts";

/** The clauses that hold every word of what is typed; a number alone finds the clauses that begin with it. */
export function found(clauses: readonly ClauseToRead[], typed: string): readonly ClauseToRead[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return clauses;
  if (words.length === 1 && /^\d+(\.\d*)*$/.test(words[0]!)) return clauses.filter((one) => one.number === words[0] || one.number.startsWith(words[0]!));
  return clauses.filter((one) => words.every((word) => textOf(one).includes(word)));
}

function textOf(one: ClauseToRead): string {
  return [one.number, one.words.zh, one.words.en, ...one.how.zh, ...one.how.en, one.kind.zh, one.kind.en].join(" ").toLowerCase();
}

/** Clauses by the first part of their number, in their order. */
export function groupsOf(clauses: readonly ClauseToRead[]): readonly { readonly group: string; readonly clauses: readonly ClauseToRead[] }[] {
  const groups = new Map<string, ClauseToRead[]>();
  for (const one of clauses) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups].map(([group, those]) => ({ group, clauses: those }));
}

/** Numbers of clauses near to one that is not there, for a search without a hit. */
export function nearest(clauses: readonly ClauseToRead[], typed: string): readonly ClauseToRead[] {
  const wanted = typed.trim().replace(/[^\d.]/g, "");
  if (!wanted) return [];
  const group = wanted.split(".")[0];
  return clauses.filter((one) => one.group === group).slice(0, 3);
}
