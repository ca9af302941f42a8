/** What a condition read: the fields behind a verdict with the values that were recorded. */

import type { Tree } from "../ir.ts";
import type { Value } from "../values.ts";
import type { View } from "../views.ts";

/** A field that was read: of which act, and its value or null when blank. */
export type Seen = readonly [act: string, field: string, value: Value];

/** Nodes whose parts are acts, clauses or constants, not trees that are read at the judged act. */
const OF_ACTS = new Set([
  "count",
  "minutes",
  "latest",
  "happened",
  "in_visit",
  "units",
  "done_items",
  "breached",
  "text",
  "num",
  "bool",
]);

/**
 * For each field that `tree` reads at the act at position `i`. `own` says whether the act's kind declares a field: a bare
 * name means it even where it is blank.
 */
export function readings(tree: Tree | null | undefined, view: View, i: number, own: (field: string) => boolean): Seen[] {
  if (!tree) return [];
  const head = tree[0] as string;
  if (head === "name") return [bare(tree[1], view, i, own)];
  if (head === "when") return [];
  if (head === "field") return [carried(tree[1], tree[2], view, i)];
  const parts: readonly unknown[] = head === "list" ? tree[1] : OF_ACTS.has(head) ? [] : tree.slice(1);
  return parts.flatMap((part) => (Array.isArray(part) && typeof part[0] === "string" ? readings(part, view, i, own) : []));
}

function carried(acts: readonly string[], field: string, view: View, i: number): Seen {
  const place = view.latest(acts, i, view.acts[i]!.ref);
  return place >= 0 ? [view.acts[place]!.name, field, view.value(place, field)] : [acts[0]!, field, null];
}

function bare(field: string, view: View, i: number, own: (field: string) => boolean): Seen {
  const judged = view.acts[i]!;
  const place = own(field) ? i : view.latestFilled(field, i, judged.ref);
  if (place >= 0) return [view.acts[place]!.name, field, view.value(place, field)];
  return [judged.name, field, view.facts.get(field) ?? null];
}
