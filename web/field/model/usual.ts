/** Usual values of an act on the phone: the server's of the last download, the gestures' presets, counts from the grid, the open units. */
import type { FormShown } from "../../common/api/types.ts";
import { isBlank } from "../../common/forms/values.ts";
import type { Lang } from "../../common/judge/index.ts";
import type { Tapped } from "../services/outbox.ts";
import { fieldsOf, type RolesOf, typesOf, unitData } from "./gestures.ts";
import type { Known } from "./known.ts";
import { doneActs } from "./units.ts";

/** Values to begin a form with. `units`: those that the act is about, where several are. */
export function usualOf(known: Known, act: string, unit: string | null, units: readonly string[] | null, given: Readonly<Record<string, unknown>>, lang: Lang = "zh"): Record<string, unknown> {
  const result: Record<string, unknown> = { ...knownValues(known, act), ...presets(known, act), ...ticks(known, act), ...helped(known, act, lang), ...given };
  const field = known.unitField;
  const types = typesOf(known, act);
  if (field && unit === null) {
    const open = units ?? openUnits(known);
    if (`${field}s` in types && open.length) result[`${field}s`] = open;
    delete result[field];
    if (field in types && units?.length === 1) result[field] = units[0];
    Object.assign(result, counts(known, types, field));
  }
  return result;
}

const CARRIED = new Set(["int", "decimal", "phone", "person"]);

/** What the case says of an act's fields already: its own number, the customer's phone, what another act said under the same name. */
export function knownValues(known: Known, act: string): Record<string, unknown> {
  const form: FormShown | undefined = known.rules.forms[act];
  if (!form || form.by.every((role) => role.party)) return {}; // what a customer says is his to say
  const found: Record<string, unknown> = {};
  for (const { name, kind } of form.fields) {
    const value = name === NUMBER ? known.body.number : (fact(known, name, kind) ?? (CARRIED.has(kind) ? carried(known, act, name) : null));
    if (!isBlank(value)) found[name] = value;
  }
  return found;
}

/** The field by which acts name their order. */
const NUMBER = "order_no";

function fact(known: Known, name: string, kind: string): unknown {
  const types = Object.assign({}, ...known.parts.map(({ rule }) => rule.program.facts)) as Record<string, string>;
  if (kind === "person" || kind === "phone" || kind === "text" ? types[name] === kind && name !== known.help.place : false) return known.facts[name];
  const phones = Object.keys(types).filter((one) => types[one] === "phone");
  return kind === "phone" && phones.length === 1 ? known.facts[phones[0]!] : null;
}

function carried(known: Known, act: string, name: string): unknown {
  if (known.namesUnit(act)) return null; // another unit's is not this one's
  const [own, type] = [typesOf(known, act)[name], (other: string) => typesOf(known, other)[name]];
  const said = known.acts.filter((one) => one.act !== act && type(one.act) === own && !isBlank(one.data[name]));
  return said.sort((a, b) => a.at - b.at).at(-1)?.data[name];
}

/** Whether a form can be recorded by the tap that would open it: all that it asks is known, but for where the phone is. */
export function fillsItself(known: Known, act: string, values: Readonly<Record<string, unknown>>): boolean {
  const fields = known.rules.forms[act]?.fields ?? [];
  return fields.every(({ name, kind }) => kind === "location" || !isBlank(values[name]));
}

/** What the phone's help says is usual. */
function helped(known: Known, act: string, lang: Lang): Record<string, unknown> {
  const found = Object.entries(known.help.usual?.[act] ?? {});
  return Object.fromEntries(found.map(([name, value]) => [name, typeof value === "object" ? value[lang] : value]));
}

/** Kinds of fields that somebody looks at, chooses or makes before they are sent. */
const LOOKED_AT = new Set(["int", "decimal", "datetime", "date", "signature", "photo", "file", "location", "transcript", "phone"]);

/** The act with its usual values, where one tap can record it: one's own, every field filled, nothing to be looked at first. */
export function atOneTap(known: Known, act: string, unit: string | null, units: readonly string[] | null, lang: Lang, roles: RolesOf): Tapped | null {
  const form = known.rules.forms[act];
  const by = form?.by.find((role) => !role.party && known.parts.some(({ rule }) => roles(rule.standard).includes(role.role)))?.role;
  if (!form || !by) return null;
  const types = typesOf(known, act);
  const data = { ...usualOf(known, act, unit, units, {}, lang), ...unitData(known, types, unit) };
  const filled = form.fields.every(({ name, kind }) => !LOOKED_AT.has(kind) && data[name] !== undefined && data[name] !== null && data[name] !== "");
  return filled ? { act, by, data } : null;
}

function presets(known: Known, act: string): Record<string, unknown> {
  for (const { rule } of known.parts) {
    for (const gesture of rule.gestures) {
      const found = fieldsOf(gesture).filter((one) => one.act === act && one.ask === null);
      if (found.length) return Object.fromEntries(found.map((one) => [one.field, one.preset]));
    }
  }
  return {};
}

/** A checklist begins ticked where a clause counts its ticks. */
function ticks(known: Known, act: string): Record<string, unknown> {
  const keys = known.parts.flatMap(({ rule }) =>
    rule.program.rules.flatMap((one) => one.forms.flatMap((form) => (form.form === "check" && form.test === "items" && form.acts?.includes(act) ? (form.keys ?? []) : []))),
  );
  const types = typesOf(known, act);
  return Object.fromEntries(keys.filter((key) => types[key] === "bool").map((key) => [key, true]));
}

/** Units in which nothing that the end counts has happened. */
export function openUnits(known: Known): string[] {
  const done = doneActs(known);
  const finished = new Set(known.acts.filter((act) => done.has(act.act)).flatMap((act) => known.unitsOf(act.data)));
  return known.ordered.filter((unit) => !finished.has(unit));
}

/** Numbers of units that are done and open: fields that end as the unit's plural, "…_done" and "…_open", as the standards name them. */
function counts(known: Known, types: Readonly<Record<string, string>>, field: string): Record<string, unknown> {
  const open = openUnits(known).length;
  const done = known.ordered.length - open;
  const told: Record<string, number> = { [`${field}s_done`]: done, [`${field}s_open`]: open, [`${field}_count`]: done };
  return Object.fromEntries(Object.entries(told).filter(([name]) => types[name] === "int"));
}
