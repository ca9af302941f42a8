/**
 * A case as the judge reads it: its facts and its acts, from plain JSON, with corrections applied.
 *
 * Acts later than the moment of judgement, and what was not yet received at the state of knowledge, are left out here.
 */

import { DEFAULT_HOURS, type Hours, parseHours } from "./calendar/hours.ts";
import { parseMoment } from "./calendar/moments.ts";
import type { Program } from "./ir.ts";
import { BadValue, blank, isObject, reader, type Value } from "./values.ts";

const REPLACED = "act.replaced";
const VOIDED = "act.voided";

/** A case that cannot be read. `path` says where ("events[3].data.window_start"), `code` and `message` what. */
export class BadCase extends Error {
  readonly code: string;
  readonly path: string;

  constructor(code: string, path: string, message: string) {
    super(`${path}: ${message}`);
    this.code = code;
    this.path = path;
  }
}

export type Data = ReadonlyMap<string, Value>;

/** One act. `data` has the declared fields that are filled, typed. */
export class Act {
  /** Local civil seconds. */
  readonly at: number;
  readonly name: string;
  readonly by: string;
  readonly data: Data;
  /** Its place among the events given; a replacement has its original's. */
  readonly index: number;
  readonly units: readonly string[];
  readonly ref: string | null;
  /** The place of the event that says it. */
  source: number;
  /** When it became known. */
  received: number;
  /** Its place among the acts judged, by time. */
  place = -1;
  /** The name of who acted, for sentences only. */
  person: string | null = null;

  constructor(at: number, name: string, by: string, data: Data, index: number, units: readonly string[]) {
    this.at = at;
    this.name = name;
    this.by = by;
    this.data = data;
    this.index = index;
    this.units = units;
    this.source = index;
    this.received = at;
    const ref = data.get("ref");
    this.ref = typeof ref === "string" ? ref : null;
  }

  /** The value of a field; null when blank. */
  value(field: string): Value {
    return this.data.get(field) ?? null;
  }
}

/** A later act that replaces (`act`) or voids (null) the act at `index` among the events. */
export interface Correction {
  readonly index: number;
  readonly act: Act | null;
  readonly received: number;
}

/** A case that was read: facts typed, acts in the order of the events, corrections still apart. */
export interface Case {
  readonly facts: Data;
  readonly acts: readonly Act[];
  readonly corrections: readonly Correction[];
  readonly units: readonly string[];
  readonly hours: Hours;
}

/**
 * The case that plain JSON describes, for the program of its standard and kind.
 *
 * Facts and fields that the program does not declare are not seen. Throws `BadCase` for an unknown act, a value that does
 * not fit its type, and a correction of an act that is not there.
 */
export function readCase(program: Program, facts: unknown, events: unknown): Case {
  if (!isObject(facts)) throw new BadCase("shape", "facts", "facts is no object");
  if (!Array.isArray(events)) throw new BadCase("shape", "events", "events is no list");
  const read = readData(program.facts, facts, "facts");
  const hours = hoursOf(read.get("working_hours"));
  const reading = new Reading(program);
  events.forEach((event: unknown, index) => reading.event(event, index));
  const named = program.units ? read.get(program.units) : null;
  const units = Array.isArray(named) ? (named as string[]) : [];
  return { facts: read, acts: reading.acts, corrections: reading.corrections, units, hours };
}

function hoursOf(value: Value | undefined): Hours {
  if (!value) return DEFAULT_HOURS;
  const hours = parseHours(value);
  if (!hours) throw new BadCase("value", "facts.working_hours", `${JSON.stringify(value)} are no hours; write "08:30-17:30"`);
  return hours;
}

class Reading {
  readonly program: Program;
  readonly acts: Act[] = [];
  readonly corrections: Correction[] = [];
  readonly ids = new Map<string, number>();

  constructor(program: Program) {
    this.program = program;
  }

  event(event: unknown, index: number): void {
    const path = `events[${index}]`;
    if (!isObject(event)) throw new BadCase("shape", path, "an event is an object with at, act, by, data");
    const { act: name, id: key } = event;
    if (name === REPLACED || name === VOIDED) {
      const target = this.correction(event, index);
      if (typeof key === "string" && !this.ids.has(key)) this.ids.set(key, target);
      return;
    }
    if (typeof name === "string" && name.includes(".")) return;
    const act = this.act(event, index, path);
    if (typeof key === "string") {
      const doubled = this.ids.get(key);
      if (doubled !== undefined) {
        throw new BadCase("doubled_id", `${path}.id`, `the id "${key}" stands at events[${doubled}] already`);
      }
      this.ids.set(key, index);
    }
    this.acts.push(act);
  }

  private correction(event: Record<string, unknown>, index: number): number {
    const here = `events[${index}]`;
    const path = `${here}.data`;
    const data = event.data;
    const target = isObject(data) && typeof data.act === "string" ? this.ids.get(data.act) : undefined;
    if (!isObject(data) || target === undefined) {
      throw new BadCase("unknown_id", `${path}.act`, "the corrected act is none of the earlier events' ids");
    }
    let act: Act | null = null;
    if (event.act === REPLACED) {
      if (!isObject(data.with)) throw new BadCase("shape", `${path}.with`, "with is an object with at, act, by, data");
      act = this.act(data.with, target, `${path}.with`);
      act.source = index;
    }
    const at = momentAt(event, "at", null, here);
    this.corrections.push({ index: target, act, received: momentAt(event, "received", at, here) });
    return target;
  }

  private act(event: Record<string, unknown>, index: number, path: string): Act {
    const { act: name, by, data, person } = event;
    if (typeof name !== "string" || !Object.hasOwn(this.program.acts, name)) {
      throw new BadCase("unknown_act", `${path}.act`, `${JSON.stringify(name)} is no act of ${this.program.standard}`);
    }
    if (typeof by !== "string") {
      throw new BadCase("shape", `${path}.by`, `by is the role that acted, a text, not ${JSON.stringify(by)}`);
    }
    const at = momentAt(event, "at", null, path);
    if (data !== null && data !== undefined && !isObject(data)) {
      throw new BadCase("shape", `${path}.data`, "data is an object");
    }
    const filled = readData(this.program.acts[name]!, data ?? {}, `${path}.data`);
    const act = new Act(at, name, by, filled, index, unitsOf(this.program.unit, filled));
    act.received = momentAt(event, "received", at, path);
    act.person = typeof person === "string" && person ? person : null;
    return act;
  }
}

function unitsOf(unit: string | null, data: Data): readonly string[] {
  if (unit === null) return [];
  const [one, several] = [data.get(unit), data.get(`${unit}s`)];
  const names = typeof one === "string" ? [one] : [];
  if (Array.isArray(several)) names.push(...(several as string[]));
  return names.length > 1 ? [...new Set(names)] : names;
}

function momentAt(event: Record<string, unknown>, key: string, otherwise: number | null, path: string): number {
  const value = event[key];
  if ((value === null || value === undefined) && otherwise !== null) return otherwise;
  const moment = parseMoment(value);
  if (moment === null) {
    const message = `${JSON.stringify(value)} is no moment; write 2026-09-28 09:00 or 2026-09-28 09:00:05`;
    throw new BadCase("moment", `${path}.${key}`, message);
  }
  return moment;
}

function readData(types: Readonly<Record<string, string>>, data: Record<string, unknown>, path: string): Map<string, Value> {
  const result = new Map<string, Value>();
  for (const [key, value] of Object.entries(data)) {
    if (blank(value) || !Object.hasOwn(types, key)) continue;
    try {
      const read = reader(types[key]!)(value);
      if (!blank(read)) result.set(key, read);
    } catch (bad) {
      if (!(bad instanceof BadValue)) throw bad;
      throw new BadCase("value", `${path}.${key}`, bad.message);
    }
  }
  return result;
}

/** The acts up to `asOf` as they were known at `known` (null: as they are known now), by time. */
export function knownActs(read: Case, asOf: number, known: number | null): Act[] {
  let acts = known === null ? read.acts : read.acts.filter((act) => act.received <= known);
  if (read.corrections.length) acts = corrected(read, acts, known);
  const result = acts.filter((act) => act.at <= asOf).sort((a, b) => a.at - b.at || a.index - b.index);
  result.forEach((act, place) => {
    act.place = place;
  });
  return result;
}

function corrected(read: Case, acts: readonly Act[], known: number | null): Act[] {
  const last = new Map<number, Act | null>();
  for (const correction of [...read.corrections].sort((a, b) => a.received - b.received)) {
    if (known === null || correction.received <= known) last.set(correction.index, correction.act);
  }
  const standing = acts.map((act) => (last.has(act.index) ? last.get(act.index)! : act));
  return standing.filter((act) => act !== null);
}
