/** What an act would come to before it is sent: asked of the judge on the device, or of the server's. */
import type { Api } from "../api/client.ts";
import { path } from "../api/client.ts";
import type { WhatIfShown } from "../api/types.ts";
import { BadCase, type EventJson, formatMoment, type Lang, type Ready, sentence, whatIf } from "../judge/index.ts";

/** The act as the form would send it now. */
export interface Tried {
  readonly act: string;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** "2026-10-12 09:31"; null: now. */
  readonly at: string | null;
}

export type Try = (tried: Tried) => WhatIfShown | Promise<WhatIfShown>;

/** A case as it is known on the device: one program for each standard that governs it, made ready with its words. */
export interface KnownCase {
  readonly programs: readonly Ready[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly events: readonly EventJson[];
}

/** Tries on the device. `now` gives the corrected civil second. Sentences need the programs' words and `loadTexts`. */
export function tryOnDevice(known: () => KnownCase, now: () => number, lang: () => Lang): Try {
  return (tried) => {
    const { programs, facts, events } = known();
    const result: { -readonly [K in keyof WhatIfShown]: WhatIfShown[K][number][] } = { breaches: [], hanging: [], answers: [] };
    for (const ready of programs.filter((one) => Object.hasOwn(one.program.acts, tried.act))) {
      try {
        const own = events.filter((event) => event.act.includes(".") || Object.hasOwn(ready.program.acts, event.act));
        const event = { act: tried.act, by: tried.by, data: tried.data, ...(tried.at ? { at: tried.at } : {}) };
        const found = whatIf(ready, facts, own, event, formatMoment(now()));
        for (const finding of found.breaches) result.breaches.push({ clause: finding.clause, sentence: sentence(finding, lang()) });
        for (const [clause, fields] of found.hanging) result.hanging.push({ clause, fields });
        result.answers.push(...found.answers);
      } catch (error) {
        if (!(error instanceof BadCase)) throw error; // a value that is half typed: the field says so itself
      }
    }
    return result;
  };
}

/** Tries on the server; an answer that does not come says nothing. */
export function tryOnServer(api: Api, caseId: string, wire: (at: string) => string): Try {
  return ({ act, by, data, at }) => api.post<WhatIfShown>(path`/cases/${caseId}/what-if`, { act, by, data, ...(at ? { at: wire(at) } : {}) });
}
