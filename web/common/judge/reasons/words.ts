/**
 * The words that the server sends beside a program, and the names in them.
 *
 * A standard's names are resolved on the server (an act's field before a field, a label before a key), so that here a name
 * is looked up; what has none is spelled out from its key.
 */

import { shortest } from "../numbers.ts";

/** A text that may depend on the judged act: one for all, or by act, "" for any other. */
export type ByAct = string | Readonly<Record<string, string>>;

/** What sentences say of one clause. */
export interface ClauseWords {
  readonly number: string;
  readonly text: string;
  readonly when?: ByAct;
  readonly unless?: ByAct;
  readonly only_if?: ByAct;
  readonly holds?: ByAct;
  readonly limit?: ByAct;
  readonly items?: Readonly<Record<string, string>>;
  readonly needs?: Readonly<Record<string, string>>;
}

type Names = Readonly<Record<string, string>>;

/** A standard's words in one language. A key "act.field" of `fields` and `choices` wins over "field". */
export interface Vocabulary {
  readonly case: string;
  readonly unit: string | null;
  readonly acts: Names;
  readonly roles: Names;
  readonly facts: Names;
  readonly fields: Names;
  readonly choices: Readonly<Record<string, Names>>;
  readonly effects: Names;
  readonly clauses: Readonly<Record<string, ClauseWords>>;
  /** The fixed words of values: lists, yes and no, lengths of time. */
  readonly texts: Names;
}

export interface Words {
  /** Who may do an act. */
  readonly by: Readonly<Record<string, readonly string[]>>;
  /** The roles of outsiders; somebody of ours records their acts. */
  readonly parties: readonly string[];
  readonly zh: Vocabulary;
  readonly en: Vocabulary;
}

export type Lang = "zh" | "en";

const KEY = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const DURATION = /^\s*(\d+)\s+(second|minute|hour|day|week|month|year|working day|working hour)s?\s*$/;

/** A key read aloud: what a name without any label is shown as. */
export function spelled(key: string): string {
  return KEY.test(key) ? key.replaceAll("_", " ") : key;
}

/** A template with its values put in. */
export function filledIn(template: string, value: (key: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => value(key));
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The text for a judged act. */
export function forAct(text: ByAct | undefined, act: string): string {
  if (text === undefined) return "";
  return typeof text === "string" ? text : (own(text, act) ?? own(text, "") ?? "");
}

/** A vocabulary looked up. */
export class Lexicon {
  readonly words: Vocabulary;

  constructor(words: Vocabulary) {
    this.words = words;
  }

  /** A fixed text with its values put in. Throws an `Error` when there is none: words and program do not fit. */
  text(key: string, values: Names = {}): string {
    const template = own(this.words.texts, key);
    if (template === undefined) throw new Error(`no such text among the program's words: ${key}`);
    return filledIn(template, (name) => values[name] ?? "");
  }

  act(key: string): string {
    return own(this.words.acts, key) ?? spelled(key);
  }

  /** Roles as a list. */
  roles(keys: readonly string[]): string {
    const names = keys.map((key) => own(this.words.roles, key) ?? spelled(key));
    if (names.length < 2) return names.join("");
    return this.text("list.or", { head: this.joined(names.slice(0, -1)), last: names.at(-1)! });
  }

  fact(key: string): string {
    return own(this.words.facts, key) ?? spelled(key);
  }

  /** The name of a field of an act. */
  field(act: string, name: string): string {
    return own(this.words.fields, `${act}.${name}`) ?? own(this.words.fields, name) ?? spelled(name);
  }

  /** The name of what a sanction does. */
  effect(key: string): string {
    return own(this.words.effects, key) ?? spelled(key);
  }

  clause(id: string): ClauseWords {
    const found = own(this.words.clauses, id);
    if (!found) throw new Error(`no such clause among the program's words: ${id}`);
    return found;
  }

  joined(parts: readonly string[]): string {
    return parts.join(this.text("list.comma"));
  }

  /** A recorded text as a person writes it: a choice by its name, a clause by its number, a length of time in words. */
  recorded(act: string, field: string, value: string): string {
    const choices = own(this.words.choices, `${act}.${field}`) ?? own(this.words.choices, field) ?? {};
    return own(choices, value) ?? own(this.words.clauses, value)?.number ?? this.duration(value);
  }

  /** A length of time as written in a rule, in words; a text that is none comes back unchanged. */
  duration(text: string): string {
    const found = DURATION.exec(text);
    if (!found) return text;
    const number = Number(found[1]);
    const unit = found[2]!.replace(" ", "_");
    if (number === 0 && unit === "day") return this.text("duration.same_day");
    return this.text(`duration.${unit}.${number === 1 ? "one" : "many"}`, { n: shortest(number) });
  }
}
