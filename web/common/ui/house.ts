/** The house's own acts (names with a dot) in words: their names, fields and values. One place for all screens, so that none shows a key. */
import { useTexts } from "../i18n/index.ts";
import { codeOf } from "../signing/code.ts";

const ACTS = new Set([
  "case.opened", "case.assigned", "case.facts_changed", "case.closed", "act.replaced", "act.voided", "file.attached", "note.added",
  "door.link_made", "door.link_revoked", "door.opened", "door.link_wanted", "door.confirmed", "door.time_asked", "door.rated", "statement.signed",
]);
const FIELDS = new Set([
  "link", "purposes", "expires", "slots", "needs", "day", "start", "end", "reason", "booked", "score", "satisfied", "reasons", "visit",
  "text", "digest", "differs", "role", "signer", "comments", "signature", "person", "place", "name", "file",
]);
/** Choices of the house: by field, what may stand there. */
const VALUES: Readonly<Record<string, readonly string[]>> = { purposes: ["appointment", "sign", "rate"], reason: ["full", "other"], reasons: ["time", "manner", "work"] };
/** What says nothing to a reader: the form of a text, the key of the act beside. */
const UNSAID = new Set(["form", "sign_off", "origin"]);
/** What a line of the timeline says of a house act; of others nothing but what a page knows better. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  "door.link_made": ["purposes"],
  "door.confirmed": ["start", "end"],
  "door.time_asked": ["start", "end", "text"],
  "door.rated": ["score", "reasons", "text"],
  "statement.signed": ["digest", "signer"],
  "note.added": ["text"],
  "act.replaced": ["reason"],
  "act.voided": ["reason"],
};

/** Whether an act is the house's own. */
export const isHouseAct = (act: string): boolean => act.includes(".");

/** The fields of a house act that say something. */
export function houseFields(data: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(data).filter(([name, value]) => !UNSAID.has(name) && value !== null && value !== "" && !(Array.isArray(value) && !value.length));
}

/** The fields of a house act that stand in its line of the timeline, in order. */
export function houseShort(act: string, data: Readonly<Record<string, unknown>>): [string, unknown][] {
  return (SHORT[act] ?? []).flatMap((name) => (data[name] === undefined || data[name] === null || data[name] === "" ? [] : [[name, data[name]] as [string, unknown]]));
}

export function useHouseActs() {
  const { t } = useTexts();

  /** The name of a house act. */
  const houseAct = (act: string): string => t(`house-act.name.${ACTS.has(act) ? act.replace(/[._]/g, "-") : "other"}`);

  /** The name of its field. */
  const houseField = (name: string): string => t(`house-act.field.${FIELDS.has(name) ? name : "other"}`);

  /** A value that the house itself gives a meaning; null for any other, which is written as it is elsewhere. */
  function houseValue(name: string, value: unknown): string | null {
    if (name === "digest" && typeof value === "string" && /^[0-9a-f]{10}/.test(value)) return codeOf(value);
    return typeof value === "string" && VALUES[name]?.includes(value) ? t(`house-act.value.${name}.${value}`) : null;
  }

  return { houseAct, houseField, houseValue };
}
