/** The types of fields, parsed from the standard's texts, and what a renderer is given of a field. */
import type { FormField } from "../api/types.ts";
import type { Both } from "../i18n/index.ts";
import type { Ways } from "./wanted.ts";

export interface FieldType {
  readonly kind: string;
  readonly choices: readonly string[];
  readonly item: FieldType | null;
}

/** The type that a text names, as "choice[a|b]" or "list[photo]"; a kind that nobody knows stays what it is called. */
export function parseType(text: string): FieldType {
  const list = /^list\[(.+)\]$/.exec(text);
  if (list) return { kind: "list", choices: [], item: parseType(list[1]!) };
  const choice = /^choice\[(.+)\]$/.exec(text);
  if (choice) return { kind: "choice", choices: choice[1]!.split("|").map((one) => one.trim()), item: null };
  return { kind: text, choices: [], item: null };
}

/** A field as a renderer sees it. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly names: Both;
  readonly choices: readonly { readonly value: string; readonly names: Both }[];
  readonly required: boolean;
  /** Required only if one of these holds for the other answers; null: whatever they are. */
  readonly requiredWhen: Ways | null;
  readonly unknownAllowed: boolean;
  readonly personal: boolean;
  /** The clauses that want it filled or read it. */
  readonly clauses: readonly string[];
  /** How a gesture asks for it: scan, camera, signature, field. */
  readonly ask: string | null;
  /** Values to choose from that the case gives (its units). */
  readonly offered: readonly string[];
  /** Whole numbers from 1 up to this are all that it can be; null: any. */
  readonly scale: number | null;
}

export interface FieldExtras {
  readonly ask?: string | null;
  readonly offered?: readonly string[];
  readonly scale?: number | null;
}

/** A field of the server's form. */
export function fieldOf(given: FormField, extras: FieldExtras = {}): Field {
  return {
    name: given.name,
    type: parseType(given.type),
    names: given.names,
    choices: given.choices ?? [],
    required: given.required,
    requiredWhen: given.required_when ?? null,
    unknownAllowed: given.unknown_allowed,
    personal: given.personal,
    clauses: [...new Set([...given.clauses, ...given.guards])],
    ask: extras.ask ?? null,
    offered: extras.offered ?? [],
    scale: extras.scale ?? null,
  };
}

/** The field that stands for one item of a list. */
export function itemOf(field: Field): Field {
  return { ...field, type: field.type.item ?? { kind: "text", choices: [], item: null }, required: false, requiredWhen: null, unknownAllowed: false };
}

/** The number of a clause as people write it: "5.6" of "home-broadband/5.6". */
export function clauseNumber(clause: string): string {
  return clause.slice(clause.lastIndexOf("/") + 1);
}
