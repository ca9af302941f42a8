/** The parts of a sentence that speak of time: acts with their moments, terms, limits, differences, days skipped. */

import { isMakeUp, isPublished, type Skipped, skippedDays, WEEKEND } from "../calendar/days.ts";
import { civil, dayOf } from "../calendar/moments.ts";
import { parseTerm } from "../calendar/terms.ts";
import type { Act } from "../case.ts";
import type { Info } from "../forms/common.ts";
import type { DeadlineForm, FormRule } from "../ir.ts";
import type { Finding } from "../judgement.ts";
import type { View } from "../views.ts";
import { dayText, lengthText, momentText, say, text } from "./texts.ts";
import { type ClauseWords, forAct, type Lang, Lexicon, type Vocabulary } from "./words.ts";

/** Skipped days are only listed within this many days. */
const UNDER_A_YEAR = 366;

/** The form of a clause that no form decides. */
export interface RestForm {
  readonly form: "rest";
}

/** What a sentence is made from: a finding, a language, and what both mean together. */
export class Telling {
  readonly finding: Finding;
  readonly lang: Lang;
  readonly names: Lexicon;
  readonly clause: ClauseWords;
  readonly info: Info;
  readonly view: View;
  readonly form: FormRule | RestForm;
  readonly year: number;
  private readonly judgedAct: Act | null;
  readonly answered: Act | null;

  constructor(finding: Finding, lang: Lang, words: Vocabulary) {
    const { judgement, occurrence } = finding;
    this.finding = finding;
    this.lang = lang;
    this.names = new Lexicon(words);
    this.clause = this.names.clause(finding.clause);
    this.info = occurrence?.info ?? {};
    this.view = occurrence?.view ?? judgement.whole;
    this.form = occurrence?.form?.rule ?? judgement.ready.rules.get(finding.clause)!.forms.at(-1)?.rule ?? { form: "rest" };
    this.year = judgement.year;
    this.judgedAct = occurrence && occurrence.i >= 0 ? this.view.acts[occurrence.i]! : null;
    this.answered = occurrence && occurrence.j >= 0 ? this.view.acts[occurrence.j]! : null;
  }

  /** The judged act; "" stands for its name where there is none. */
  get judged(): Act | null {
    return this.judgedAct;
  }

  get judgedName(): string {
    return this.judgedAct?.name ?? "";
  }

  /** The judged act. Throws an `Error` for an occurrence without one: its sentence must not ask. */
  get act(): Act {
    if (!this.judgedAct) throw new Error(`${this.finding.clause} ${this.finding.code} has no judged act`);
    return this.judgedAct;
  }

  /** The limit. Throws an `Error` for an occurrence without one. */
  get limit(): number {
    const limit = this.finding.occurrence?.limit ?? null;
    if (limit === null) throw new Error(`${this.finding.clause} ${this.finding.code} has no limit`);
    return limit;
  }

  /** A text of the catalogue with its values put in. */
  say(key: string, values: Readonly<Record<string, string>> = {}): string {
    return say(this.lang, key, values);
  }

  joined(parts: Iterable<string>): string {
    return [...parts].join(text(this.lang, "list"));
  }

  /** An act with its moment and who did it. */
  actWords(act: Act): string {
    const values = { name: this.names.act(act.name), at: momentText(this.lang, act.at, this.year), who: this.who(act) };
    const words = this.say("act", values);
    const unit = act.units.join(this.lang === "zh" ? "、" : ", ");
    return unit ? this.say("act.unit", { unit, text: words }) : words;
  }

  /** Who did it: the person, else the role; for an outsider's act both, since the person only recorded it. */
  private who(act: Act): string {
    const role = this.names.roles([act.by]);
    if (act.person && this.finding.judgement.ready.words!.parties.includes(act.by)) {
      return this.say("who.party", { role, person: act.person });
    }
    return act.person ?? role;
  }

  /** Whether a kind of act declares a field. */
  declares(act: string, field: string): boolean {
    const { acts } = this.finding.judgement.ready.program;
    return Object.hasOwn(acts, act) && Object.hasOwn(acts[act]!, field);
  }

  /** The name of a field of an act, or of what a bare name reads where the act has no such field. */
  readName(act: string, field: string): string {
    const homes = [act, this.judgedName, ...Object.keys(this.finding.judgement.ready.program.acts)];
    const home = homes.find((one) => this.declares(one, field));
    return home === undefined ? this.names.fact(field) : this.names.field(home, field);
  }

  /** A property of the form, null where this form has none. */
  of<K extends string>(key: K): unknown {
    return (this.form as unknown as Readonly<Record<string, unknown>>)[key] ?? null;
  }

  textOf(key: string): string | null {
    const value = this.of(key);
    return typeof value === "string" ? value : null;
  }

  actsOf(key: string): readonly string[] {
    const value = this.of(key);
    return Array.isArray(value) ? (value as string[]) : [];
  }
}

function start(t: Telling): string {
  const { together } = t.info;
  if (!together) return t.say("start", { judged: t.actWords(t.act) });
  const places = [...together].sort((a, b) => a - b);
  return t.say("start", { judged: t.joined(places.map((place) => t.actWords(t.view.acts[place]!))) });
}

function term(t: Telling): string {
  if (t.form.form === "deadline") return deadlineTerm(t, t.form) + grace(t);
  return t.names.duration(t.textOf("term") ?? "");
}

function deadlineTerm(t: Telling, form: DeadlineForm): string {
  const stated = form.term ?? (form.term_fact === null ? null : t.view.facts.get(form.term_fact));
  if (typeof stated === "string") {
    const key = stated.startsWith("0 ") ? "term.day" : form.together ? "term.later" : "term";
    return t.say(key, { term: t.names.duration(stated) });
  }
  return t.say("term.by", { term: forAct(t.clause.limit, t.judgedName) });
}

function grace(t: Telling): string {
  const tolerance = t.textOf("tolerance");
  return tolerance ? t.say("grace", { tolerance: t.names.duration(tolerance) }) : "";
}

/** The days that the term did not count, each stretch with its reason; and what is provisional about it. */
function skipped(t: Telling): string {
  const span = workingSpan(t);
  if (!span) return "";
  const [first, last] = span;
  const parts: string[] = [];
  const off = skippedDays(first, last);
  if (off.length) parts.push(t.say("skipped", { reasons: t.joined(off.map((one) => stretch(t, one))) }));
  const madeUp: string[] = [];
  for (let day = first; day <= last; day++) if (isMakeUp(day)) madeUp.push(dayText(t.lang, day, t.year));
  if (madeUp.length) parts.push(t.say("made_up", { days: t.joined(madeUp) }));
  const unknown = [last, first].find((day) => !isPublished(day));
  if (unknown !== undefined) parts.push(t.say("provisional", { year: String(civil(unknown).year) }));
  return parts.join("");
}

function stretch(t: Telling, off: Skipped): string {
  const name = off[t.lang];
  const one = off.first === off.last;
  const weekend = off.zh === WEEKEND.zh && off.en === WEEKEND.en;
  const first = dayText(t.lang, off.first, t.year, weekend && one);
  if (one) return t.say("skipped.one", { name, first });
  return t.say("skipped.more", { name, first, last: dayText(t.lang, off.last, t.year, false) });
}

/** The days over which working time was counted; null when none was. */
function workingSpan(t: Telling): [number, number] | null {
  const limit = t.finding.occurrence?.limit ?? null;
  if (limit === null || !t.judged) return null;
  const fact = t.textOf("term_fact");
  const terms = [t.textOf("term") ?? (fact === null ? null : t.view.facts.get(fact)), t.textOf("at_least")];
  if (!terms.some((one) => typeof one === "string" && one.includes("working"))) return null;
  const [begun, ended] = [dayOf(t.judged.at), dayOf(limit - 1)];
  const [first, last] = [Math.min(begun, ended), Math.max(begun, ended)];
  return last - first <= UNDER_A_YEAR ? [first + (t.form.form === "deadline" ? 1 : 0), last] : null;
}

/** The form's `at_most` and `at_least` in words under a key: both, most or least. */
function between(t: Telling, prefix: string): string {
  const [most, least] = [t.textOf("at_most"), t.textOf("at_least")];
  const values = { most: most ? t.names.duration(most) : "", least: least ? t.names.duration(least) : "" };
  const exact = prefix === "notice" && most && most === least;
  const key = exact ? "exact" : most && least ? "both" : most ? "most" : "least";
  return t.say(`${prefix}.${key}`, values);
}

function notice(t: Telling): string {
  const least = t.textOf("at_least");
  if (least && parseTerm(least)?.amount === 0 && !t.textOf("at_most")) return t.say("notice.on_time") + grace(t);
  return between(t, "notice") + grace(t);
}

function ahead(t: Telling): string {
  const seconds = t.limit - t.act.at;
  const key = seconds === 0 ? "now" : seconds > 0 ? "before" : "after";
  return t.say(`ahead.${key}`, { span: lengthText(t.lang, seconds) });
}

function first(t: Telling): string {
  const value = t.info.first!;
  return t.form.form === "grid" ? dayText(t.lang, value, t.year) : momentText(t.lang, value, t.year);
}

function period(t: Telling): string {
  const { first: begun, due } = t.info.period!;
  const last = dayText(t.lang, due, t.year);
  if (begun === due) return t.say("period.day", { last });
  return t.say("period.more", { first: dayText(t.lang, begun, t.year), last });
}

/** What each placeholder of the catalogue stands for. */
export const LIMITS: Readonly<Record<string, (t: Telling) => string>> = {
  start,
  term,
  limit: (t) => momentText(t.lang, t.limit, t.year, t.form.form !== "planned"),
  first,
  over: (t) => lengthText(t.lang, t.finding.secondsOver ?? 0),
  used: (t) => lengthText(t.lang, t.finding.secondsUsed ?? 0),
  left: (t) => lengthText(t.lang, Math.max(t.limit - t.finding.judgement.now, 0)),
  skipped,
  bounds: (t) => between(t, "bounds"),
  notice,
  ahead,
  recorded: (t) => (t.judged ? t.say("recorded", { act: t.actWords(t.judged) }) : ""),
  every: (t) => t.names.duration(t.textOf("every") ?? ""),
  from: (t) => t.actWords(t.view.acts[t.info.from!]!),
  times: (t) => String(t.info.times),
  period,
};
