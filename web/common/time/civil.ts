/**
 * Moments on the wire as the judge's numbers: civil seconds of Asia/Shanghai, wherever the device says that it is.
 *
 * Read here are limits ("2026-10-09 24:00"), plain moments ("2026-10-12 09:31[:10]"), days, and moments with an offset.
 */
import { DAY, formatMoment, parseDay, parseMoment } from "../judge/calendar/moments.ts";

const EPOCH_DAY = 719_163;
const OFFSET = 8 * 3600;
const END_OF_DAY = /^(\d{4}-\d\d-\d\d)[ T]24:00(:00)?$/;
const WITH_OFFSET = /(Z|[+-]\d\d:?\d\d)$/;

/** The civil second of a moment in milliseconds since 1970. */
export function civilOfEpoch(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) + OFFSET + EPOCH_DAY * DAY;
}

/** Milliseconds since 1970 of a civil second. */
export function epochOfCivil(civil: number): number {
  return (civil - OFFSET - EPOCH_DAY * DAY) * 1000;
}

/** The civil second that a text names; null for one that names none. A day alone is its first second. */
export function civilOf(text: string | null | undefined): number | null {
  if (!text) return null;
  const end = END_OF_DAY.exec(text);
  if (end) {
    const day = parseDay(end[1]);
    return day === null ? null : (day + 1) * DAY;
  }
  if (text.includes("T") && WITH_OFFSET.test(text)) {
    const epoch = Date.parse(text);
    return Number.isNaN(epoch) ? null : civilOfEpoch(epoch);
  }
  const day = parseDay(text);
  return day === null ? parseMoment(text) : day * DAY;
}

/** The moment with its offset, as acts are sent: "2026-10-12T09:31:10+08:00". */
export function wireOf(civil: number): string {
  const text = formatMoment(civil).replace(" ", "T");
  return `${text.length === 16 ? `${text}:00` : text}+08:00`;
}
