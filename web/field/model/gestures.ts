/** Gestures: which are on offer, and the acts that a tap on one records. Nothing of a single standard stands here. */
import type { View } from "../../common/judge/views.ts";
import type { Aside, GestureRule } from "../services/db.ts";
import type { Tapped } from "../services/outbox.ts";
import type { Known, KnownPart } from "./known.ts";

export interface Offered {
  readonly part: KnownPart;
  readonly rule: GestureRule;
}

/** The roles that somebody plays in a standard. */
export type RolesOf = (standard: string) => readonly string[];

/** Whether a gesture is made in a unit. */
export function ofUnit(known: Known, rule: GestureRule): boolean {
  return rule.acts.some((act) => known.namesUnit(act.act));
}

/** The gestures that a phone offers now, in the standards' order: in a unit, or (null) in the case as a whole. */
export function offers(known: Known, now: number, unit: string | null, roles: RolesOf): Offered[] {
  return known.parts.flatMap((part) => {
    const mine = roles(part.rule.standard);
    const whole = known.whole(part, now);
    return part.rule.gestures
      .filter((rule) => mine.includes(rule.by) && ofUnit(known, rule) === (unit !== null))
      .filter((rule) => known.holds(part, whole, rule.offer, firstOf(part, rule), unit))
      .map((rule) => ({ part, rule }));
  });
}

/** The first act of a gesture that the standard with its offer knows: acts of others may stand before it. */
function firstOf(part: KnownPart, rule: GestureRule): string {
  return (rule.acts.find(({ act }) => Object.hasOwn(part.rule.program.acts, act)) ?? rule.acts[0]!).act;
}

/**
 * The gesture that is yet to record an act which is wanted already: one of the case as a whole, of which nothing has happened. It is not on
 * offer, since something else comes first; until then it stands for its acts.
 */
export function coming(known: Known, act: string, roles: RolesOf): Offered | null {
  const happened = new Set(known.acts.map((one) => one.act));
  for (const part of known.parts) {
    const mine = roles(part.rule.standard);
    const found = part.rule.gestures.find((rule) => mine.includes(rule.by) && rule.acts.some((one) => one.act === act));
    if (found && !ofUnit(known, found) && found.acts.every((one) => !happened.has(one.act))) return { part, rule: found };
  }
  return null;
}

/** The acts beside the gestures that the phone's help offers now: in a unit, or (null) in the case as a whole. */
export function asides(known: Known, now: number, unit: string | null): Aside[] {
  const views = known.parts.map((part) => [part, known.whole(part, now)] as [KnownPart, View]);
  return (known.help.aside ?? [])
    .filter(({ act }) => (unit === null) !== known.namesUnit(act))
    .filter(({ act, offer }) => views.some(([part, whole]) => Object.hasOwn(part.rule.program.acts, act) && known.holds(part, whole, offer, act, unit)));
}

interface Asked {
  readonly ask: string;
}

function isAsked(value: unknown): value is Asked {
  return typeof value === "object" && value !== null && "ask" in value;
}

/** A field that a gesture fills: preset, or asked for under a name. */
export interface GestureField {
  readonly act: string;
  readonly place: number;
  readonly field: string;
  /** Under which name its value is asked for; null: preset. */
  readonly ask: string | null;
  readonly preset: unknown;
}

/** The fields that a gesture fills, in its order. */
export function fieldsOf(rule: GestureRule): GestureField[] {
  return rule.acts.flatMap(({ act, data }, place) =>
    Object.entries(data).map(([field, value]) => ({ act, place, field, ask: isAsked(value) ? value.ask : null, preset: isAsked(value) ? null : value })),
  );
}

/** What was changed of a gesture's presets: by the place of the act and the field. */
export type Changes = Readonly<Record<string, unknown>>;

export function changeKey(place: number, field: string): string {
  return `${place}.${field}`;
}

/** The acts of a tap: the unit filled in, answers where they are asked for, presets but for what was changed. */
export function tapped(known: Known, rule: GestureRule, unit: string | null, answers: Readonly<Record<string, unknown>> = {}, changes: Changes = {}): Tapped[] {
  return rule.acts.map(({ act, by, data }, place) => {
    const types = typesOf(known, act);
    const filled: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(data)) {
      const key = changeKey(place, field);
      const said = key in changes ? changes[key] : isAsked(value) ? answers[value.ask] : value;
      if (said === null || said === undefined || said === "") continue;
      filled[field] = types[field]?.startsWith("list[") && !Array.isArray(said) ? [said] : said;
    }
    return { act, by, data: { ...filled, ...unitData(known, types, unit) } };
  });
}

/** The field that names the unit, filled, where the act has one. */
export function unitData(known: Known, types: Readonly<Record<string, string>>, unit: string | null): Record<string, unknown> {
  const field = known.unitField;
  if (!field || unit === null) return {};
  if (field in types) return { [field]: unit };
  return `${field}s` in types ? { [`${field}s`]: [unit] } : {};
}

/** The declared fields of an act under all standards of the case. */
export function typesOf(known: Known, act: string): Readonly<Record<string, string>> {
  return Object.assign({}, ...known.parts.map(({ rule }) => (Object.hasOwn(rule.program.acts, act) ? rule.program.acts[act] : {})));
}
