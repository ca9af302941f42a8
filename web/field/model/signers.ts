/** Who may sign here, by name: those of the other side that the case's acts name, the latest first. */
import type { Known } from "./known.ts";
import { typesOf } from "./gestures.ts";

const MOST = 4;

/** Names of persons in the acts of the case, without our own and without what is masked. */
export function signersOf(known: Known): string[] {
  const found: string[] = [];
  const own = known.body.statement?.who?.name;
  for (const act of [...known.acts].sort((a, b) => b.at - a.at)) {
    const types = typesOf(known, act.act);
    for (const [name, value] of Object.entries(act.data)) {
      if (types[name] !== "person" || typeof value !== "string" || act.shown?.masked.includes(name)) continue;
      if (value && value !== own) found.push(value);
    }
  }
  return [...new Set(found)].slice(0, MOST);
}
