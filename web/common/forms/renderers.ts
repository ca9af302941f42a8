/**
 * Which component renders a field: every file of `fields/` says in itself what it claims, and how surely. A new kind of field is a new
 * file and no change elsewhere; a company's own renderer is registered with a higher rank.
 */
import type { Component } from "vue";
import type { Field } from "./types.ts";

/** How surely a renderer claims a field; below 0: not at all. */
export type Tester = (field: Field) => number;

export interface Renderer {
  readonly component: Component;
  readonly tester: Tester;
}

/** Claims a field with this rank if the test holds. */
export function ranked(rank: number, test: (field: Field) => boolean): Tester {
  return (field) => (test(field) ? rank : -1);
}

/** Whether a field is of one of these kinds. */
export function kindIs(...kinds: readonly string[]): (field: Field) => boolean {
  return (field) => kinds.includes(field.type.kind);
}

const FILES = import.meta.glob<{ default: Component; tester: Tester }>("./fields/*Field.vue", { eager: true });
const renderers: Renderer[] = Object.values(FILES).map((file) => ({ component: file.default, tester: file.tester }));

/** Adds a renderer; it wins where its rank is the highest. */
export function register(renderer: Renderer): void {
  renderers.push(renderer);
}

/** The renderer of the highest rank; null where nothing claims the field. */
export function rendererOf(field: Field): Component | null {
  let best: { rank: number; component: Component } | null = null;
  for (const { tester, component } of renderers) {
    const rank = tester(field);
    if (rank >= 0 && (best === null || rank > best.rank)) best = { rank, component };
  }
  return best?.component ?? null;
}
