/** The catalogues of sentences, and moments and lengths of time as they stand in them. */

import { civil, DAY, dayOf, formatClock, padded, weekdayOf } from "../calendar/moments.ts";
import { filledIn, type Lang } from "./words.ts";

type Catalogue = Readonly<Record<string, string>>;
const catalogues = new Map<Lang, Catalogue>();

/** Takes the sentences of a language, as the server's judge has them (`reasons/zh.json`, `reasons/en.json`). */
export function loadTexts(lang: Lang, catalogue: Catalogue): void {
  catalogues.set(lang, catalogue);
}

/** The text of a key. Throws an `Error` when there is none. */
export function text(lang: Lang, key: string): string {
  const found = catalogues.get(lang)?.[key];
  if (found === undefined) throw new Error(`no sentence ${key} in ${lang}; call loadTexts first`);
  return found;
}

/** A text with its values put in. */
export function say(lang: Lang, key: string, values: Readonly<Record<string, string>>): string {
  return filledIn(text(lang, key), (name) => values[name] ?? "");
}

/** Whether there is a text of that key. */
export function known(lang: Lang, key: string): boolean {
  return Object.hasOwn(catalogues.get(lang) ?? {}, key);
}

/** A moment as "10-12 周一 18:00"; the year only if it is not `year`; a limit at midnight as 24:00 of the day before. */
export function momentText(lang: Lang, at: number, year: number, endOfDay = false): string {
  const number = dayOf(at);
  const rest = at - number * DAY;
  if (endOfDay && rest === 0) return `${dayText(lang, number - 1, year)} 24:00`;
  return `${dayText(lang, number, year)} ${formatClock(rest)}`;
}

/** A day as "10-12 周一", or "10-12" without its weekday. */
export function dayText(lang: Lang, number: number, year: number, weekday = true): string {
  const found = civil(number);
  const months = text(lang, "months");
  let short = months ? `${found.day} ${months.split(" ")[found.month - 1]}` : `${padded(found.month)}-${padded(found.day)}`;
  if (found.year !== year) short = say(lang, "year", { year: String(found.year), date: short });
  if (!weekday) return short;
  return say(lang, "day", { date: short, weekday: text(lang, "weekdays").split(" ")[weekdayOf(number)]! });
}

/** A length of time in at most two units, minutes cut off, seconds only below ten minutes. */
export function lengthText(lang: Lang, seconds: number): string {
  const size = Math.abs(seconds);
  const [s, minutes] = [size % 60, Math.floor(size / 60)];
  const [m, hours] = [minutes % 60, Math.floor(minutes / 60)];
  const [h, d] = [hours % 24, Math.floor(hours / 24)];
  let key = m ? "span.ms" : "span.s";
  if (d) key = h ? "span.dh" : "span.d";
  else if (h) key = m ? "span.hm" : "span.h";
  else if (m >= 10 || (m && !s)) key = "span.m";
  return say(lang, key, { d: String(d), h: String(h), m: String(m), s: String(s) });
}
