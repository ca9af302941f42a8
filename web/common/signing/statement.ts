/**
 * The statement as the server writes it, written on the phone: what a customer reads and signs where there is no network.
 *
 * Word for word `work/door/statement.py`, so that the digest of what was shown is the server's own as long as both know the same acts; a
 * test holds the two together. Pure: the acts come in as the judge reads them.
 */
import { formatMoment } from "../judge/calendar/moments.ts";
import { compareTexts, Moment, momentOf } from "../judge/values.ts";
import type { Act } from "../judge/case.ts";
import type { Program, Words } from "../judge/index.ts";
import type { Both, Lang } from "../i18n/index.ts";
import type { StatementLine } from "./types.ts";

/** What lies outside of the acts: `work/door/carried.py`. */
export interface Carried {
  readonly form: number;
  readonly texts: Readonly<Record<Lang, Readonly<Record<string, string>>>>;
  readonly company: Both;
  readonly customer: string;
  readonly who: { readonly name: string; readonly badge: string } | null;
  readonly finished: readonly string[];
  readonly devices: readonly string[];
  readonly measured: readonly string[];
  /** By act, the field that says what the customer pays. */
  readonly charges: Readonly<Record<string, string>>;
  /** The sign-off, and which of its fields take what. */
  readonly act: string;
  readonly fields: { readonly signature?: string; readonly signer?: string; readonly comments?: string };
  readonly roles: readonly { readonly role: string; readonly names: Both }[];
}

/** A standard's part of the case: its acts as they stand, by time. */
export interface StatedPart {
  readonly program: Program;
  readonly words: Words;
  readonly acts: readonly Act[];
  /** Its units, as they are known. */
  readonly units: readonly string[];
}

export interface Stated {
  readonly number: string;
  readonly kind: Both;
  readonly parts: readonly StatedPart[];
}

interface Stood {
  readonly act: Act;
  readonly part: StatedPart;
}

type Values = Readonly<Record<string, string | number | Both>>;

const ARRIVED = "arrived";
const WINDOW = ["window_start", "window_end"];
const APPOINTED = new Set(["appointment_made", "appointment_changed"]);

/** The lines of the statement. */
export function statementLines(stated: Stated, carried: Carried): StatementLine[] {
  return [...new Writer(stated, carried).all()];
}

/** The text that is signed: all lines in Chinese, then all in English, each with its particulars. */
export function statementText(lines: readonly StatementLine[], form: number): string {
  const parts = (["zh", "en"] as const).map((lang) => lines.map((line) => [line[lang], ...line.items].join("\n  ")).join("\n"));
  return `doorstep statement ${form}\n\n${parts.join("\n\n")}\n`;
}

class Writer {
  private readonly stated: Stated;
  private readonly carried: Carried;
  private readonly acts: readonly Stood[];

  constructor(stated: Stated, carried: Carried) {
    this.stated = stated;
    this.carried = carried;
    this.acts = inOrder(stated.parts);
  }

  *all(): Generator<StatementLine> {
    const { company, customer } = this.carried;
    const { kind, number } = this.stated;
    const head = (lang: Lang) => [company[lang], customer, kind[lang], number].filter(Boolean).join(" · ");
    yield { kind: "head", zh: head("zh"), en: head("en"), items: [] };
    yield* this.units();
    yield* this.next();
    yield* this.finished();
    yield* this.devices();
    yield* this.measured();
    yield* this.charges();
    yield* this.visits();
  }

  private line(kind: string, key: string, values: Values, items: readonly string[] = []): StatementLine {
    return { kind, zh: this.say("zh", key, values), en: this.say("en", key, values), items };
  }

  private say(lang: Lang, key: string, values: Values): string {
    const texts = this.carried.texts[lang];
    const text = (values.n === 1 && texts[`${key}.one`]) || texts[key]!;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? "";
      return typeof value === "object" ? value[lang] : String(value);
    });
  }

  private *units(): Generator<StatementLine> {
    const units = [...new Set(this.stated.parts.flatMap((part) => part.units))];
    const doneBy = new Set(this.stated.parts.flatMap((part) => counted(part.program.ends?.when).slice(0, 1)));
    if (!units.length || !doneBy.size) return;
    const part = this.stated.parts.find((one) => one.words.zh.unit)!;
    const unit = { zh: part.words.zh.unit ?? "", en: part.words.en.unit ?? "" };
    const done = new Set(this.acts.filter(({ act }) => doneBy.has(act.name)).flatMap(({ act }) => act.units));
    const left = units.filter((name) => !done.has(name));
    yield this.line("units", "units", { unit, done: units.length - left.length, open: left.length });
    if (left.length) yield this.line("open", "open", { names: left.join(" "), unit });
  }

  /** The next visit: booked after the last arrival, to begin after it. One that was come to early is no next one. */
  private *next(): Generator<StatementLine> {
    const arrived = this.acts.findLastIndex(({ act }) => act.name === ARRIVED);
    const place = this.acts.findLastIndex((one) => planned(one).some((name) => one.act.value(name) !== null));
    const booked = this.acts[place];
    if (arrived < 0 || !booked || place < arrived) return;
    const times = planned(booked).flatMap((name) => {
      const said = booked.act.value(name);
      return said instanceof Moment ? [momentOf(said)] : [];
    });
    if (!times.length) return;
    const [start, end] = [times[0]!, times[times.length - 1]!];
    if (start <= this.acts[arrived]!.act.at) return;
    yield this.line("next", "next", { window: window(start, end), units: booked.act.units.join(" ") });
  }

  private *finished(): Generator<StatementLine> {
    const latest = new Map<string, Stood>();
    for (const one of this.acts) if (this.carried.finished.includes(one.act.name) && !one.act.units.length) latest.set(one.act.name, one);
    for (const one of latest.values()) yield this.line("done", "done", { what: actWords(one), at: minute(one.act.at) });
  }

  private *devices(): Generator<StatementLine> {
    const seen = new Map<string, string>();
    for (const { act } of this.acts) {
      for (const name of this.carried.devices) {
        const said = act.value(name);
        const found = Array.isArray(said) ? (said as string[]) : typeof said === "string" ? [said] : [];
        for (const device of found) if (!seen.has(device)) seen.set(device, act.units.join(" "));
      }
    }
    if (seen.size) yield this.line("devices", "devices", { n: seen.size }, [...seen].map(([device, unit]) => joined(unit, device)).sort(compareTexts));
  }

  private *measured(): Generator<StatementLine> {
    const latest = new Map<string, { one: Stood; value: unknown }>();
    for (const one of this.acts) {
      for (const [name, value] of one.act.data) if (this.carried.measured.some((end) => name.endsWith(end)) && !one.act.units.length) latest.set(name, { one, value });
    }
    for (const [name, { one, value }] of latest) yield this.line("measured", "measured", { what: fieldWords(one, name), value: figure(value) });
  }

  private *charges(): Generator<StatementLine> {
    const { charges } = this.carried;
    if (!Object.keys(charges).length) return;
    const made = this.acts.filter(({ act }) => charges[act.name] && act.value(charges[act.name]!) !== null);
    if (!made.length) return yield this.line("charges", "no_charge", {});
    const money = (one: Stood) => one.act.value(charges[one.act.name]!);
    const items = made.map((one) => joined(itemOf(one), figure(money(one))));
    yield this.line("charges", "charges", { n: made.length, sum: figure(made.reduce((sum, one) => sum + Number(money(one)), 0)) }, items);
  }

  private *visits(): Generator<StatementLine> {
    const arrivals = this.acts.filter(({ act }) => act.name === ARRIVED);
    for (const { act } of arrivals) yield this.line("visit", "visit", { at: minute(act.at) });
    const { who } = this.carried;
    if (arrivals.length && who) yield this.line("who", who.badge ? "who" : "who_bare", { ...who });
  }
}

/** Every act once, whatever number of standards knows it, by time. */
function inOrder(parts: readonly StatedPart[]): Stood[] {
  const seen = new Set<string>();
  const all: Stood[] = [];
  for (const part of parts) {
    const fresh = part.acts.filter((act) => !seen.has(act.name));
    all.push(...fresh.map((act) => ({ act, part })));
    for (const act of fresh) seen.add(act.name);
  }
  return all.sort((a, b) => a.act.at - b.act.at);
}

/** The acts of `units(act)` in a condition. */
function counted(tree: unknown): string[] {
  if (!Array.isArray(tree) || !tree.length) return [];
  return tree[0] === "units" ? [String(tree[1])] : tree.flatMap(counted);
}

/** The fields of an act that say when somebody comes. */
function planned({ act, part }: Stood): string[] {
  const fields = part.program.acts[act.name] ?? {};
  if (WINDOW.every((name) => name in fields)) return WINDOW;
  return APPOINTED.has(act.name) ? Object.keys(fields).filter((name) => fields[name] === "datetime").slice(0, 2) : [];
}

function itemOf({ act, part }: Stood): string {
  const fields = part.program.acts[act.name] ?? {};
  const name = Object.keys(fields).find((one) => fields[one] === "text" && act.value(one) !== null);
  return name ? String(act.value(name)) : "";
}

function actWords({ act, part: { words } }: Stood): Both {
  return { zh: words.zh.acts[act.name] ?? act.name, en: words.en.acts[act.name] ?? act.name };
}

function fieldWords({ act, part: { words } }: Stood, name: string): Both {
  const of = (lang: Lang) => words[lang].fields[`${act.name}.${name}`] ?? words[lang].fields[name] ?? name;
  return { zh: of("zh"), en: of("en") };
}

function minute(moment: number): string {
  return formatMoment(moment - (moment % 60));
}

function window(start: number, end: number): string {
  if (end <= start) return minute(start);
  const last = minute(end);
  return `${minute(start)}-${last.slice(0, 10) === minute(start).slice(0, 10) ? last.slice(11) : last}`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(" ");
}

/** A number with two places at most, a half rounded up: "512.3", "1234567.5". */
function figure(value: unknown): string {
  const text = Number(value).toFixed(2).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}
