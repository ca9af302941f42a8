/** What is typed, and what is wrong with it: a value that cannot be read stays as it was typed and gets a word how to mend it. */
import { parseDay, parseMoment } from "../judge/calendar/moments.ts";
import type { FieldType } from "./types.ts";

/** Whether nothing was given. "否" and 0 are something. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.every(isBlank);
}

/** A number as it was typed: the number, or the text itself where it is none. Full-width digits and a comma are taken. */
export function numberTyped(text: string): number | string | null {
  const plain = text.normalize("NFKC").trim().replace(/,(?=\d{3}\b)/g, "").replace(/^\+/, "");
  if (plain === "") return null;
  return /^-?\d+(\.\d+)?$/.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : text;
}

/** Why a value does not fit its type: the end of a text's key ("int"); null where it fits or is blank. */
export function problemOf(type: FieldType, value: unknown): string | null {
  if (isBlank(value)) return null;
  switch (type.kind) {
    case "int":
      return Number.isSafeInteger(value) ? null : "int";
    case "decimal":
      return typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 1e15 ? null : "decimal";
    case "bool":
      return typeof value === "boolean" ? null : "bool";
    case "date":
      return parseDay(value) === null ? "date" : null;
    case "datetime":
      return parseMoment(value) === null ? "datetime" : null;
    case "phone":
      // A number as it was shown, masked, can be sent back: the server knows which it stands for.
      return typeof value === "string" && (/^\+?[\d\s()-]{5,24}$/.test(value.normalize("NFKC").trim()) || /^\*{2,}\d{2,6}$/.test(value)) ? null : "phone";
    case "choice":
      return type.choices.includes(value as string) ? null : "choice";
    case "list":
      return Array.isArray(value) ? (value.map((one) => problemOf(type.item!, one)).find((found) => found !== null) ?? null) : "list";
    default:
      return null;
  }
}

/** The value as it is sent: texts without blanks at their ends, lists without empty items; undefined where nothing was given. */
export function sentValue(value: unknown): unknown {
  if (isBlank(value)) return undefined;
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.filter((one) => !isBlank(one)).map((one) => (typeof one === "string" ? one.trim() : one));
  return value;
}
