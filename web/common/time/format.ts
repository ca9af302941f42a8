/**
 * Moments and lengths of time in words, in both languages; the words are those of the catalogues (`time.…`).
 *
 * Minutes are cut off, never rounded; two units at most; the end of a day is 24:00 of it, never 00:00 of the next.
 */
import { civil, DAY, dayOf, formatClock, padded, weekdayOf } from "../judge/calendar/moments.ts";
import type { Lang } from "../judge/index.ts";

/** Gives the text of a key with its values put in. */
export type Say = (key: string, values?: Record<string, unknown>) => string;

export interface MomentOptions {
  /** The civil second of now: its year is left out, and today and tomorrow are told from it. */
  readonly now: number;
  /** The moment is a limit: midnight is 24:00 of the day before. */
  readonly endOfDay?: boolean;
  /** With seconds: for rooms, and where it is told who says so. */
  readonly seconds?: boolean;
  /** Without the weekday, as beside what is left. */
  readonly plain?: boolean;
  /** 今天, 明天 instead of the date; for the phone only. */
  readonly relative?: boolean;
}

/** A moment as "10-12 周一 18:00" or "Mon 12 Oct 18:00". */
export function momentText(say: Say, lang: Lang, at: number, options: MomentOptions): string {
  let day = dayOf(at);
  let rest = at - day * DAY;
  if (options.endOfDay && rest === 0) [day, rest] = [day - 1, DAY];
  return `${dayText(say, lang, day, options)} ${clockText(rest, options.seconds)}`;
}

/** A day (its number) as "10-12 周一" or "Mon 12 Oct"; the year only if it is another than now's. */
export function dayText(say: Say, lang: Lang, day: number, options: MomentOptions): string {
  const today = dayOf(options.now);
  if (options.relative && day === today) return say("time.today");
  if (options.relative && day === today + 1) return say("time.tomorrow");
  const { year, month, day: date } = civil(day);
  const months = say("time.months").split(" ");
  const short = lang === "zh" ? `${padded(month)}-${padded(date)}` : `${date} ${months[month - 1]}`;
  const key = civil(today).year === year ? "date" : "dated";
  const named = say(`time.${key}`, { year, date: short });
  return options.plain ? named : say("time.day", { date: named, weekday: say("time.weekdays").split(" ")[weekdayOf(day)] });
}

/** "09:31", or with seconds "09:31:10"; the end of the day is 24:00. */
export function clockText(rest: number, seconds = false): string {
  if (rest === DAY) return "24:00";
  const whole = seconds ? rest : rest - (rest % 60);
  const text = formatClock(whole);
  return seconds && text.length === 5 ? `${text}:00` : text;
}

/** A length of time in at most two units, seconds only below ten minutes: "1 小时 20 分", "6 min 20 s", "3 d 4 h". */
export function lengthText(say: Say, seconds: number): string {
  const size = Math.floor(Math.abs(seconds));
  const minutes = Math.floor(size / 60);
  if (minutes >= 10) return coarseText(say, seconds);
  if (!minutes) return say("time.s", { s: size });
  return size % 60 ? say("time.ms", { m: minutes, s: size % 60 }) : say("time.m", { m: minutes });
}

/** A length of time without seconds, but for less than a minute: what is left until a limit that is no room's. */
export function coarseText(say: Say, seconds: number): string {
  const size = Math.floor(Math.abs(seconds));
  const minutes = Math.floor(size / 60);
  if (!minutes) return say("time.s", { s: size });
  const [m, hours] = [minutes % 60, Math.floor(minutes / 60)];
  const [h, d] = [hours % 24, Math.floor(hours / 24)];
  if (d) return h ? say("time.dh", { d, h }) : say("time.d", { d });
  if (h) return m ? say("time.hm", { h, m }) : say("time.h", { h });
  return say("time.m", { m });
}

/** A running time as on a stop-watch: "0:35", "4:56", "1:02:03". */
export function timerText(seconds: number): string {
  const size = Math.floor(Math.abs(seconds));
  const [s, minutes] = [size % 60, Math.floor(size / 60)];
  const [m, h] = [minutes % 60, Math.floor(minutes / 60)];
  return h ? `${h}:${padded(m)}:${padded(s)}` : `${m}:${padded(s)}`;
}

const TERM = /^\s*(\d+)\s+(second|minute|hour|day|week|month|year|working day|working hour)s?\s*$/;

/** A term as a clause counts it, in words: "2 working days" → "2 个工作日"; a text that is none comes back unchanged. */
export function termText(say: Say, term: string): string {
  const found = TERM.exec(term);
  if (!found) return term;
  const n = Number(found[1]);
  return say(`time.term.${found[2]!.replace(" ", "-")}.${n === 1 ? "one" : "many"}`, { n });
}
