/** Words of a call or talk: scripts, and what may not be told. Only what our side says counts. */

import type { Expressions, Reading } from "../expressions.ts";
import type { CheckForm } from "../ir.ts";
import { fixed, shortest } from "../numbers.ts";
import { Line, type Value } from "../values.ts";
import type { View } from "../views.ts";
import { condition, Occurrence } from "./common.ts";

const SLOT = /\{([\p{L}\p{N}_]+)\}/gu;
/** Stands where an `except` phrase covers the text. */
const HIDDEN = "\0";
type Wanted = readonly (readonly [string, readonly string[]])[];

/** The test of a script on the act's transcript. */
export function buildSaid(form: CheckForm, expressions: Expressions): (view: View, i: number) => Occurrence {
  const phrases = new Phrases(form.carried!, expressions, form.acts);
  const [must, mustNot, spared, fields] = [form.must!, form.must_not!, form.except!, form.transcripts!];
  const find = form.in_order ? inOrder : anywhere;
  return (view, i) => {
    const said = ours(view, i, fields);
    if (!said.length) return new Occurrence("not_applicable", "no_words", i);
    const wanted: Wanted = must.map((entry) => [entry.key, phrases.spoken(entry.any, view, i)]);
    const banned = phrases.spoken(mustNot, view, i);
    for (const utterance of heard(said, form.position)) {
      const text = covered(utterance, spared);
      const missing = find(text, wanted);
      const told = banned.filter((phrase) => text.includes(phrase));
      if (missing.length || told.length) {
        const code = told.length ? "told" : "unsaid";
        return new Occurrence("breached", code, i, -1, null, { missing, phrases: told });
      }
    }
    return new Occurrence("met", "said", i);
  };
}

/** The test of a privacy rule on the act's transcript: no value of the fields is said. */
export function buildUnsaid(form: CheckForm, expressions: Expressions): (view: View, i: number) => Occurrence {
  const [data, fields] = [form.data!, form.transcripts!];
  const phrases = new Phrases(data, expressions, form.acts);
  const onlyIf = condition(form.if, expressions, form.acts);
  return (view, i) => {
    const said = ours(view, i, fields);
    if (!said.length) return new Occurrence("not_applicable", "no_words", i);
    const text = said.join("\n");
    const told = data.filter((key) => phrases.spoken([`{${key}}`], view, i).some((phrase) => text.includes(phrase)));
    if (told.length && !(onlyIf && onlyIf(view, i, i, view.acts[i]!.ref) === true)) {
      return new Occurrence("breached", "told_data", i, -1, null, { fields: told });
    }
    return new Occurrence("met", "not_told", i);
  };
}

/** Phrases with slots: `{f}` stands for what the bare name f reads at the act. */
class Phrases {
  private readonly readings: ReadonlyMap<string, Reading>;

  constructor(names: readonly string[], expressions: Expressions, acts: readonly string[]) {
    this.readings = new Map(names.map((name) => [name, expressions.build(["name", name], acts)]));
  }

  /** The texts that count as each phrase said; a phrase with a blank slot has none. */
  spoken(phrases: readonly string[], view: View, i: number): string[] {
    return phrases.flatMap((phrase) => (phrase.includes("{") ? this.fill(phrase, view, i) : [phrase]));
  }

  private fill(phrase: string, view: View, i: number): string[] {
    let texts = [phrase];
    for (const name of new Set([...phrase.matchAll(SLOT)].map((found) => found[1]!))) {
      const reading = this.readings.get(name);
      if (!reading) continue;
      const ways = waysToSay(reading(view, i, i, view.acts[i]!.ref));
      texts = texts.flatMap((text) => ways.map((way) => text.replaceAll(`{${name}}`, () => way)));
    }
    return texts;
  }
}

/** The texts in which a value may be said: a number in its shortest form, or with zeros up to one or two decimals. */
export function waysToSay(value: Value): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(waysToSay);
  if (typeof value !== "number") return [];
  const ways = [shortest(value)];
  for (const places of [1, 2]) {
    const text = fixed(value, places);
    if (Number(text) === value && !ways.includes(text)) ways.push(text);
  }
  return ways;
}

function ours(view: View, i: number, fields: Readonly<Record<string, string>>): string[] {
  const act = view.acts[i]!;
  const transcript = act.value(fields[act.name]!);
  if (!Array.isArray(transcript)) return [];
  return (transcript as readonly Value[]).flatMap((line) =>
    line instanceof Line && line.speaker === "agent" && line.text ? [line.text] : [],
  );
}

function heard(said: readonly string[], position: CheckForm["position"]): readonly string[] {
  if (position === "first") return said.slice(0, 1);
  if (position === "last") return said.slice(-1);
  return position === "each" ? said : [said.join("\n")];
}

function covered(text: string, spared: readonly string[]): string {
  if (!spared.length) return text;
  const chars = text.split("");
  for (const phrase of spared) {
    for (let start = text.indexOf(phrase); start >= 0; start = text.indexOf(phrase, start + 1)) {
      chars.fill(HIDDEN, start, start + phrase.length);
    }
  }
  return chars.join("");
}

function anywhere(text: string, wanted: Wanted): string[] {
  return wanted.filter(([, options]) => !options.some((option) => text.includes(option))).map(([key]) => key);
}

function inOrder(text: string, wanted: Wanted): string[] {
  const missing: string[] = [];
  let start = 0;
  for (const [key, options] of wanted) {
    const places = options.map((option) => text.indexOf(option, start)).filter((place) => place >= 0);
    if (places.length) start = Math.min(...places);
    else missing.push(key);
  }
  return missing;
}
