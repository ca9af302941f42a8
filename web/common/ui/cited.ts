/** Acts named in a sentence, found again in its text so that each can be pressed. */
import type { Lang } from "../judge/index.ts";
import { momentText, type Say } from "../time/index.ts";

/** An act that a sentence rests on; `text` is how the sentence writes it ("到达酒店 10-12 周一 09:31"). */
export interface Cited {
  readonly id: string;
  readonly text: string;
}

export interface Part {
  readonly text: string;
  readonly id?: string;
}

/** An act as the judge's sentences write it: its name and its moment (civil seconds). */
export function citedText(say: Say, lang: Lang, name: string, at: number, now: number): string {
  return `${name} ${momentText(say, lang, at, { now, seconds: at % 60 !== 0 })}`;
}

/** The sentence in parts, those with an `id` name an act; `rest` are the acts that it rests on without naming them. */
export function partsOf(sentence: string, acts: readonly Cited[]): { parts: Part[]; rest: Cited[] } {
  const low = sentence.toLowerCase();
  const found = acts
    .flatMap((act) => {
      const start = act.text ? low.indexOf(act.text.toLowerCase()) : -1;
      return start < 0 ? [] : [{ act, start, end: start + act.text.length }];
    })
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: Part[] = [];
  let done = 0;
  const named = new Set<string>();
  for (const { act, start, end } of found) {
    if (start < done) continue;
    if (start > done) parts.push({ text: sentence.slice(done, start) });
    parts.push({ text: sentence.slice(start, end), id: act.id });
    named.add(act.id);
    done = end;
  }
  if (done < sentence.length) parts.push({ text: sentence.slice(done) });
  return { parts, rest: acts.filter((act) => !named.has(act.id)) };
}
