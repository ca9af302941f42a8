/** A case judged by hand-written rules: what the phone relies on and the parity tests do not show. */

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { BadCase, judge, loadTexts, type Program, Ready, readCase, sentence, whatIf } from "./index.ts";

const TEXTS = new URL("../../../src/doorstep/judge/reasons/", import.meta.url);

const program: Program = {
  ir: 1,
  standard: "small",
  case: "job",
  unit: "room",
  units: "rooms",
  facts: { rooms: "list[text]" },
  acts: { asked: { room: "text" }, done: { room: "text", photo: "photo", constructor: "text" } },
  ends: { acts: ["done"], since: null, when: null },
  rules: [
    {
      id: "small/1",
      rest: "not_applicable",
      governs: true,
      scope: "unit",
      forms: [
        {
          form: "deadline",
          after: ["asked"],
          together: false,
          acts: ["done"],
          term: "30 minutes",
          term_fact: null,
          limit: null,
          not_before: null,
          unless: null,
          when: null,
          tolerance: null,
          proof: [{ acts: null, field: "photo" }],
        },
      ],
    },
  ],
};
const asked = { at: "2026-09-28 09:00", act: "asked", by: "clerk", data: { room: "801" } };
const done = { at: "2026-09-28 09:20", act: "done", by: "worker", data: { room: "801", photo: "a.jpg" } };

beforeAll(() => {
  for (const lang of ["zh", "en"] as const) loadTexts(lang, JSON.parse(readFileSync(new URL(`${lang}.json`, TEXTS), "utf8")));
});

const verdict = (events: unknown, asOf: string) => judge(program, readCase(program, {}, events), asOf).verdicts.get("small/1");

describe("judging", () => {
  it("follows a deadline from open to met or broken", () => {
    expect(verdict([asked], "2026-09-28 09:30")).toBe("pending");
    expect(verdict([asked], "2026-09-28 09:30:01")).toBe("breached");
    expect(verdict([asked, done], "2026-09-28 10:00")).toBe("met");
    expect(verdict([asked, { ...done, data: { room: "802", photo: "a.jpg" } }], "2026-09-28 10:00")).toBe("breached");
    expect(verdict([], "2026-09-28 10:00")).toBe("not_applicable");
  });

  it("does not depend on the order in which acts arrive", () => {
    expect(verdict([done, asked], "2026-09-28 10:00")).toBe("met");
  });

  it("names what decides, and the acts on which it rests", () => {
    const judgement = judge(program, readCase(program, {}, [done, asked]), "2026-09-28 10:00");
    const finding = judgement.finding("small/1");
    expect(finding).toMatchObject({ act: 1, answer: 0, unit: "801", limit: "2026-09-28 09:30", secondsUsed: 1200 });
    expect(finding.cites).toEqual([1, 0]);
    expect(judgement.finished).toBe(true);
  });

  it("sees what was known when", () => {
    const late = { ...done, received: "2026-09-29 08:00" };
    const read = readCase(program, {}, [asked, late]);
    const at = (known: string | null) => judge(program, read, "2026-09-29 09:00", { known }).verdicts.get("small/1");
    expect([at(null), at("2026-09-28 20:00")]).toEqual(["met", "breached"]);
  });

  it("refuses a program of another form", () => {
    expect(() => new Ready({ ...program, ir: 2 })).toThrow(/program form 2/);
  });

  it("reads no property that every object has as an act or a field", () => {
    expect(() => readCase(program, {}, [{ ...asked, act: "toString" }])).toThrow(BadCase);
    const read = readCase(program, { valueOf: 1 }, [{ ...asked, data: JSON.parse('{"__proto__": 1, "hasOwnProperty": 2}') }]);
    expect([read.facts.size, read.acts[0]!.data.size]).toEqual([0, 0]);
  });
});

describe("what-if", () => {
  it("says which blank field a clause hangs on, and what an act would settle", () => {
    const ready = new Ready(program);
    const blank = whatIf(ready, {}, [asked], { act: "done", by: "worker", data: { room: "801" } }, "2026-09-28 09:10");
    expect(Object.fromEntries(blank.hanging)).toEqual({ "small/1": ["photo"] });
    const full = whatIf(ready, {}, [asked], { ...done }, "2026-09-28 09:10");
    expect([full.answers, full.breaches, full.hanging.size]).toEqual([["small/1"], [], 0]);
    const late = whatIf(ready, {}, [asked], { ...done, at: "2026-09-28 09:40" }, "2026-09-28 09:10");
    expect(late.breaches.map((finding) => finding.code)).toEqual(["late"]);
  });
});

describe("sentences", () => {
  it("refuses to speak without words", () => {
    const judgement = judge(program, readCase(program, {}, [asked]), "2026-09-28 10:00");
    expect(() => sentence(judgement.finding("small/1"), "zh")).toThrow(/words/);
  });

  it("spells out what has no name", () => {
    const names = { case: "job", unit: null, acts: {}, roles: {}, facts: {}, fields: {}, choices: {}, effects: {} };
    const texts = { "duration.minute.many": "{n} minutes", "list.comma": ", " };
    const words = { ...names, clauses: { "small/1": { number: "1", text: "" } }, texts };
    const ready = new Ready(program, { by: {}, parties: [], zh: words, en: words });
    const judgement = judge(ready, readCase(program, {}, [asked]), "2026-09-28 10:00");
    expect(sentence(judgement.finding("small/1"), "en")).toBe(
      "801 asked Mon 28 Sep 09:00 (clerk); within 30 minutes from then, until Mon 28 Sep 09:30; still no “done”, 30 min over.",
    );
  });
});
