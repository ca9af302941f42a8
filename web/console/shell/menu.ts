/** What the menu at the left shows: each desk's entries, for whom, in which order. */

/** One line of the menu. */
export interface MenuEntry {
  /** Where it goes: a path below /console. */
  readonly to: string;
  /** The text's key. */
  readonly title: string;
  /** Its place in the menu: 10 start page, 20 orders, 30 people, 40 sanctions, 50 figures, 60 standards, 70 administration. */
  readonly order: number;
  /** One of these permissions is needed to see it; none: everybody sees it. */
  readonly permissions?: readonly string[];
  /** The glyph's path in a box of 20 × 20, drawn as a stroke. */
  readonly glyph: string;
}

/** The entries that somebody with these permissions sees. */
export function visible(entries: readonly MenuEntry[], held: ReadonlySet<string>): MenuEntry[] {
  return entries.filter((entry) => !entry.permissions || entry.permissions.some((one) => held.has(one)));
}
