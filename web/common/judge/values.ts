/**
 * Values while judging: read from JSON by their declared type, compared and computed by one table of meanings.
 *
 * A blank is null. What has different types is unequal and has no order; a day against a moment counts as 24:00 of the day.
 */

import { DAY, parseDay, parseMoment } from "./calendar/moments.ts";

/** A moment: local civil seconds. */
export class Moment {
  readonly seconds: number;

  constructor(seconds: number) {
    this.seconds = seconds;
  }
}

/** A day: its number. */
export class Day {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

/** A line of a transcript; `agent` is our side. */
export class Line {
  readonly speaker: string;
  readonly text: string;

  constructor(speaker: string, text: string) {
    this.speaker = speaker;
    this.text = text;
  }
}

/** Numbers are smaller than this, so that whole ones are exact. */
const LARGE = 1e15;

export type Value = null | string | number | boolean | Day | Moment | Line | readonly Value[];
export type Reader = (value: unknown) => Value;

/** A value that does not fit its type; `wanted` is the type as text. */
export class BadValue extends Error {
  readonly wanted: string;
  readonly found: unknown;

  constructor(wanted: string, found: unknown) {
    super(`${JSON.stringify(found)} is no ${wanted}`);
    this.wanted = wanted;
    this.found = found;
  }
}

/** Whether a value counts as missing: null, '' or []. */
export function blank(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function taken(value: unknown, wanted: string, fits: boolean): Value {
  if (!fits) throw new BadValue(wanted, value);
  return value as Value;
}

function isSmall(value: unknown): boolean {
  return typeof value === "number" && Math.abs(value) < LARGE;
}

function readDay(value: unknown): Value {
  const day = parseDay(value);
  if (day === null) throw new BadValue("date", value);
  return new Day(day);
}

function readMoment(value: unknown): Value {
  const moment = parseMoment(value);
  if (moment === null) throw new BadValue("datetime", value);
  return new Moment(moment);
}

/** A list of lines; a plain text is all ours. */
function readTranscript(value: unknown): Value {
  if (typeof value === "string") return [new Line("agent", value)];
  if (!Array.isArray(value)) throw new BadValue("transcript", value);
  return value.map((line: unknown) => {
    if (!isObject(line) || typeof line.text !== "string") throw new BadValue("transcript", line);
    const speaker = line.speaker;
    if (speaker !== "agent" && speaker !== "customer" && speaker !== "other") {
      throw new BadValue("speaker of agent, customer, other", speaker);
    }
    return new Line(speaker, line.text);
  });
}

const READERS: Readonly<Record<string, Reader>> = {
  int: (value) => taken(value, "int", isSmall(value) && Number.isInteger(value)),
  decimal: (value) => taken(value, "decimal", isSmall(value)),
  bool: (value) => taken(value, "bool", typeof value === "boolean"),
  date: readDay,
  datetime: readMoment,
  transcript: readTranscript,
};
const readText: Reader = (value) => taken(value, "text", typeof value === "string");
const readers = new Map<string, Reader>();

/** The function that reads a JSON value of the named type; it throws `BadValue`. Blank values are not given to it. */
export function reader(type: string): Reader {
  let found = readers.get(type);
  if (!found) {
    found = makeReader(type);
    readers.set(type, found);
  }
  return found;
}

function makeReader(type: string): Reader {
  if (type.startsWith("list[")) {
    const item = reader(type.slice(5, -1));
    return (value) => {
      if (!Array.isArray(value)) throw new BadValue(type, value);
      return value.filter((part) => !blank(part)).map(item);
    };
  }
  if (type.startsWith("choice[")) {
    const choices = new Set(type.slice(7, -1).split("|"));
    return (value) => taken(value, type, typeof value === "string" && choices.has(value));
  }
  return Object.hasOwn(READERS, type) ? READERS[type]! : readText;
}

/** Whether two values are equal. */
export function same(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left !== "object" || typeof right !== "object") return false;
  if (left instanceof Line || right instanceof Line) {
    return left instanceof Line && right instanceof Line && left.speaker === right.speaker && left.text === right.text;
  }
  const [a, b] = [isTime(left), isTime(right)];
  if (a || b) return a && b && comparable(left as Day | Moment, right as Day | Moment) === 0;
  const [these, those] = [left as readonly Value[], right as readonly Value[]];
  return these.length === those.length && these.every((item, i) => same(item, those[i]!));
}

/** Whether `left` comes before `right`; null where the two have no order. */
export function below(left: Value, right: Value): boolean | null {
  if (typeof left === "number" && typeof right === "number") return left < right;
  if (typeof left === "string" && typeof right === "string") return compareTexts(left, right) < 0;
  if (isTime(left) && isTime(right)) return comparable(left, right) < 0;
  return null;
}

function isTime(value: Value): value is Day | Moment {
  return value instanceof Day || value instanceof Moment;
}

function comparable(left: Day | Moment, right: Day | Moment): number {
  return momentOf(left) - momentOf(right);
}

/** The order of two texts by their characters (not by the halves of the rare ones, as `<` has it). */
export function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** The moment that a value stands for as a limit: a day is 24:00 of it. */
export function momentOf(value: Day | Moment): number {
  return value instanceof Day ? (value.number + 1) * DAY : value.seconds;
}

/** The result of + - * /; null where there is none. */
export function compute(operator: string, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return calculate(operator, left, right);
  if (typeof left === "string" && typeof right === "string") return operator === "+" ? left + right : null;
  if (left instanceof Day && typeof right === "number" && Number.isInteger(right) && (operator === "+" || operator === "-")) {
    return new Day(operator === "+" ? left.number + right : left.number - right);
  }
  if (left instanceof Day && right instanceof Day && operator === "-") return left.number - right.number;
  return null;
}

function calculate(operator: string, left: number, right: number): Value {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    default:
      return right === 0 ? null : left / right;
  }
}
