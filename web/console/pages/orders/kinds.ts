/** The kinds of order that the standards know, those of the doors first; what the calendar opens is not opened here. */
import type { StandardLine } from "../../../common/api/types.ts";
import type { Both } from "../../../common/i18n/index.ts";

export interface Chosen {
  readonly standard: string;
  readonly kind: string;
}

export interface Kind extends Chosen {
  readonly title: Both;
  readonly name: Both;
}

/** Visits at a door come first: they are most of the orders. */
const FIRST = ["home-broadband", "hotel-iptv", "telecom-installation", "technician-conduct", "service-management", "enterprise-it"];

export function kindsOf(lines: readonly StandardLine[]): Kind[] {
  const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  return lines
    .filter((line) => line.version !== null)
    .toSorted((a, b) => rank(a.key) - rank(b.key) || a.key.localeCompare(b.key))
    .flatMap((line) => Object.entries(line.kinds).map(([kind, name]) => ({ standard: line.key, kind, title: line.title, name })));
}
