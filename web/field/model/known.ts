/**
 * A case as the phone knows it: what the server sent, and on top what this phone recorded since, judged by the phone's own judge.
 *
 * Pure: everything comes in as arguments; nothing here reads a store or a clock.
 */
import type { ActShown } from "../../common/api/types.ts";
import { type Duty, duties, type EventJson, formatMoment, judge, type Judgement, Ready, readCase } from "../../common/judge/index.ts";
import { knownActs } from "../../common/judge/case.ts";
import { Expressions } from "../../common/judge/expressions.ts";
import type { Tree } from "../../common/judge/ir.ts";
import { type View, viewsOf } from "../../common/judge/views.ts";
import { civilOf } from "../../common/time/civil.ts";
import type { FieldCase, Help, KeptAct, RulePart, Rules } from "../services/db.ts";

const CORRECTIONS = new Set(["act.replaced", "act.voided"]);
const made = new WeakMap<RulePart, Ready>();

/** A program made ready, once for each. */
export function readyOf(part: RulePart): Ready {
  let found = made.get(part);
  if (!found) {
    found = new Ready(part.program, part.words);
    made.set(part, found);
  }
  return found;
}

/** An act of the case, wherever it is known from. `at` in civil seconds. */
export interface KnownAct {
  readonly id: string;
  readonly at: number;
  readonly act: string;
  readonly by: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of the server's timeline; null for one that only this phone knows. */
  readonly shown: ActShown | null;
  readonly kept: KeptAct | null;
}

/** A standard's part of a known case. */
export interface KnownPart {
  readonly rule: RulePart;
  readonly ready: Ready;
  readonly events: readonly EventJson[];
}

export class Known {
  readonly body: FieldCase;
  readonly rules: Rules;
  readonly acts: readonly KnownAct[];
  readonly parts: readonly KnownPart[];
  private readonly kept: readonly KeptAct[];
  private readonly skew: number;
  private readonly tried: readonly KnownAct[];
  private judged: { readonly asOf: string; readonly found: Map<string, Judgement> } | null = null;

  /** `kept`: what this phone recorded on the case and the server's history has not, in order; `skew` (s) corrects their times. */
  constructor(body: FieldCase, rules: Rules, kept: readonly KeptAct[], skew = 0, tried: readonly KnownAct[] = []) {
    this.body = body;
    this.rules = rules;
    this.kept = kept;
    this.skew = skew;
    this.tried = tried;
    const ids = new Set(body.timeline.map((act) => act.id));
    const live = kept.filter((act) => (act.state === "waiting" || act.state === "received") && !(act.receipt && ids.has(act.receipt.id)));
    this.acts = [...body.timeline.map(ofServer), ...live.map((act) => ofPhone(act, skew)), ...tried];
    this.parts = rules.parts.map((rule) => ({ rule, ready: readyOf(rule), events: eventsOf(rule, this.acts) }));
  }

  /** The case as it would be known with these acts recorded at a civil second. */
  trying(acts: readonly { readonly act: string; readonly by: string | null; readonly data: Readonly<Record<string, unknown>> }[], now: number): Known {
    const added = acts.map((one, place): KnownAct => ({ ...one, id: `tried-${this.tried.length + place}`, at: now, shown: null, kept: null }));
    return new Known(this.body, this.rules, this.kept, this.skew, [...this.tried, ...added]);
  }

  get facts(): Readonly<Record<string, unknown>> {
    return this.body.facts;
  }

  /** The field that names a unit, if some standard has units. */
  get unitField(): string | null {
    return this.parts.find((part) => part.rule.program.unit)?.rule.program.unit ?? null;
  }

  /** The units: those of the order, then those that acts name. */
  get units(): string[] {
    const named = this.acts.flatMap((act) => this.unitsOf(act.data));
    return [...new Set([...this.ordered, ...named])];
  }

  /** The units that the order names. */
  get ordered(): string[] {
    const fact = this.parts.find((part) => part.rule.program.units)?.rule.program.units;
    const found = fact ? this.facts[fact] : null;
    return Array.isArray(found) ? (found as string[]) : this.body.units.filter(Boolean);
  }

  /** The units that an act's data names; a blank names none. */
  unitsOf(data: Readonly<Record<string, unknown>>): string[] {
    const field = this.unitField;
    if (!field) return [];
    const [one, several] = [data[field], data[`${field}s`]];
    return [...(typeof one === "string" ? [one] : []), ...(Array.isArray(several) ? (several as string[]) : [])].filter(Boolean);
  }

  /** Whether acts of this name can name a unit. */
  namesUnit(act: string): boolean {
    return this.parts.some(({ rule: { program } }) => {
      const fields = Object.hasOwn(program.acts, act) ? program.acts[act]! : {};
      return program.unit !== null && (program.unit in fields || `${program.unit}s` in fields);
    });
  }

  /** The judgements at a civil second, by standard; those of the last moment asked for are kept. */
  judgements(now: number): Map<string, Judgement> {
    const asOf = formatMoment(now);
    if (this.judged?.asOf !== asOf) {
      const found = this.parts.map(({ rule, ready, events }) => [rule.standard, judge(ready, readCase(ready.program, this.facts, [...events]), asOf)] as const);
      this.judged = { asOf, found: new Map(found) };
    }
    return this.judged.found;
  }

  /** Whether nothing is asked for any more: closed, or come to its end under every standard with nothing dated pending. */
  finishedBy(now: number): boolean {
    return this.body.closed || [...this.judgements(now).values()].every((judgement) => judgement.finished);
  }

  /** The name of an account as the phone knows it. */
  nameOf(account: string | null): string {
    return (account && this.body.people?.[account]) || (account ?? "");
  }

  /** The views of a part at a civil second: the whole case, its units, and "" for a unit in which nothing has happened. */
  whole(part: KnownPart, now: number): View {
    const read = readCase(part.ready.program, this.facts, [...part.events]);
    return viewsOf(read, knownActs(read, now, null), part.ready.program.case, now, [...read.units, ""]);
  }

  /** Whether a condition holds now, in a unit or in the whole case; `judged` is the act that it is asked for. */
  holds(part: KnownPart, whole: View, tree: Tree | null, judged: string, unit: string | null): boolean {
    if (tree === null) return true;
    const view = unit === null ? whole : (whole.units.find((one) => one.unit === unit) ?? whole.units.find((one) => one.unit === "") ?? whole);
    const expressions = new Expressions(part.ready.program, (there, clause) => part.ready.breached(there, clause));
    return expressions.build(tree, [judged])(view, -1, view.last, null) === true;
  }

  /** The help of all its standards in one: lists one behind the other, records together, the first standard's word before others'. */
  get help(): Help {
    return this.rules.help.reduce(together, {});
  }
}

function together(one: Help, other: Help): Help {
  const result: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const there = result[name];
    if (there === undefined) result[name] = value;
    else if (Array.isArray(there) && Array.isArray(value)) result[name] = [...there, ...(value as unknown[])];
    else if (typeof there === "object" && typeof value === "object") result[name] = { ...value, ...there };
  }
  return result;
}

function ofServer(act: ActShown): KnownAct {
  return { id: act.id, at: civilOf(act.at)!, act: act.act, by: act.by, data: act.data, shown: act, kept: null };
}

function ofPhone(act: KeptAct, skew: number): KnownAct {
  const received = act.receipt ? civilOf(act.receipt.at) : null;
  return { id: act.receipt?.id ?? act.key, at: received ?? civilOf(act.at)! + skew, act: act.act, by: act.by, data: act.data, shown: null, kept: act };
}

/** What a standard sees of the acts, as the judge takes them; corrections stand behind all acts. */
function eventsOf(rule: RulePart, acts: readonly KnownAct[]): EventJson[] {
  const known = acts.filter((act) => Object.hasOwn(rule.program.acts, act.act));
  const names = new Map<string, string>();
  for (const act of known) {
    names.set(act.id, act.id);
    if (act.kept) names.set(act.kept.key, act.id);
  }
  const ordered = known.map((act, place) => ({ act, place })).sort((a, b) => a.act.at - b.act.at || a.place - b.place);
  const events = ordered.map(({ act }) => event(act));
  for (const act of acts) {
    if (!CORRECTIONS.has(act.act)) continue;
    const target = names.get(String(act.data.act ?? act.data.act_key ?? ""));
    if (!target) continue;
    const original = acts.find((one) => one.id === target)!;
    events.push({ ...event(act), data: { ...act.data, act: target, ...(act.act === "act.replaced" ? { with: replaced(original, act.data.with) } : {}) } });
    names.set(act.id, target);
  }
  return events;
}

function event(act: KnownAct): EventJson {
  return { id: act.id, at: formatMoment(act.at), act: act.act, by: act.by ?? "", data: act.data };
}

/** The whole act that a correction puts in place: what it leaves out stays as it was. */
function replaced(original: KnownAct, given: unknown): Record<string, unknown> {
  const said = (given ?? {}) as { at?: string; act?: string; by?: string; data?: Record<string, unknown> };
  const at = said.at ? (civilOf(said.at) ?? original.at) : original.at;
  return { at: formatMoment(at), act: said.act ?? original.act, by: said.by ?? original.by ?? "", data: said.data ?? original.data };
}

/** What is owed, over all judgements: by limit, then before an act, then undated. */
export function owed(judgements: ReadonlyMap<string, Judgement>): (Duty & { readonly standard: string })[] {
  const all = [...judgements].flatMap(([standard, judgement]) => duties(judgement).map((duty) => ({ ...duty, standard })));
  const rank = (duty: Duty) => (duty.limit !== null ? 0 : duty.before.length ? 1 : 2);
  return all.sort((a, b) => rank(a) - rank(b) || (a.limit ?? "").localeCompare(b.limit ?? ""));
}
