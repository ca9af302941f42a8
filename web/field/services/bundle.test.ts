/** What others recorded lies beside what is shown until it is taken over; what a phone attached follows its file; a reload loses no reason. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { Api } from "../../common/api/index.ts";
import type { Batch } from "../../common/api/types.ts";
import { differencesOf, shiftOf } from "../model/differences.ts";
import { apply, download } from "./bundle.ts";
import { type Bundle, type FieldCase, FieldDb, type Judged } from "./db.ts";
import { keepFile } from "./files.ts";
import { Outbox } from "./outbox.ts";

let db = new FieldDb("none");
let bundle: Bundle;
let asked: Batch[] = [];

function act(id: string, actor: string | null) {
  return { id, act: "note.added", actor, at: "2026-10-12T09:00:00+08:00", data: {} } as unknown as FieldCase["timeline"][number];
}

function job(id: string, ...timeline: FieldCase["timeline"][number][]): FieldCase {
  return { id, number: id, timeline, facts: {}, units: [], rules: "r", next_acts: [], finished: false, closed: false } as unknown as FieldCase;
}

function given(...cases: FieldCase[]): void {
  bundle = { account: "zhou", last: 7, as_of: "", receipt_key: "", years: [], sentences: { zh: {}, en: {} }, rules: {}, cases } as unknown as Bundle;
}

const api = new Api({
  lang: () => "zh",
  fetch: (async (url: string, init: RequestInit) => {
    if (!url.includes("/acts")) return new Response(JSON.stringify(bundle), { status: 200 });
    const batch = JSON.parse(String(init.body)) as Batch;
    asked.push(batch);
    const at = "2026-10-12T09:00:00+08:00";
    const results = batch.acts.map((one, no) => ({ key: one.key, receipt: { key: one.key, id: `id-${one.key}`, case: one.case, no, act: one.act, at, received: at, hash: "a".repeat(64), signature: "00" } }));
    return new Response(JSON.stringify({ results, received: at, skew: -2700 }), { status: 200 });
  }) as unknown as typeof fetch,
});

const shown = async () => (await db.cases.toArray()).map((one) => [one.id, one.body.timeline.length]);

beforeEach(() => {
  db = new FieldDb(`test-${crypto.randomUUID()}`);
  asked = [];
});

describe("what others recorded", () => {
  test("the first download is shown at once", async () => {
    given(job("a", act("1", "fang")), job("b"));
    await download(db, api, "zhou");
    expect(await shown()).toEqual([["a", 1], ["b", 0]]);
  });

  test("lies beside, with the acts that are new, and takes its place when it is applied", async () => {
    given(job("a", act("1", "fang")));
    await download(db, api, "zhou");
    given(job("a", act("1", "fang"), act("2", "zhou"), act("3", "fang")));
    await download(db, api, "zhou");
    expect(await shown()).toEqual([["a", 1]]);
    expect((await db.updates.toArray()).map((one) => one.acts.map((news) => news.id))).toEqual([["3"]]);
    await apply(db, "zhou");
    expect(await shown()).toEqual([["a", 3]]);
    expect(await db.updates.count()).toBe(0);
  });

  test("his own acts come back without being told", async () => {
    given(job("a"));
    await download(db, api, "zhou");
    given(job("a", act("2", "zhou")));
    await download(db, api, "zhou");
    expect(await shown()).toEqual([["a", 1]]);
  });

  test("a job that was given away goes when it is applied, but not while something of it waits", async () => {
    given(job("a"), job("b"));
    await download(db, api, "zhou");
    await new Outbox(db, api).record({ account: "zhou", case: "b", unit: null, gesture: null, at: "2026-10-12T09:00:00+08:00", acts: [{ act: "x", by: "r", data: {} }] });
    given();
    await download(db, api, "zhou");
    expect((await shown()).length).toBe(2);
    await apply(db, "zhou");
    expect(await shown()).toEqual([["b", 0]]);
  });

  test("one job asked for alone leaves the others as they are", async () => {
    given(job("a"), job("b"));
    await download(db, api, "zhou");
    given(job("a", act("1", "fang")));
    await download(db, api, "zhou", "a");
    await apply(db, "zhou");
    expect(await shown()).toEqual([["a", 1], ["b", 0]]);
  });

  test("an answer that a later one overtook changes nothing", async () => {
    given(job("a", act("1", "zhou"), act("2", "zhou")));
    await download(db, api, "zhou");
    given(job("a", act("1", "zhou")));
    await download(db, api, "zhou");
    expect(await shown()).toEqual([["a", 2]]);
  });
});

test("what is attached names the act before it, waits for its file and holds nothing up", async () => {
  const box = new Outbox(db, api);
  const hash = await keepFile(db, new Blob(["photo"], { type: "image/jpeg" }), "photo.jpg", { account: "zhou", case: "a" });
  const about = { account: "zhou", case: "a", unit: null, gesture: null, at: "2026-10-12T09:00:00+08:00", undo: 0 };
  await box.record({ ...about, acts: [{ act: "note.added", by: null, data: { text: "x" } }, { act: "file.attached", by: null, data: { file: hash, name: "photo.jpg" }, aboutPrevious: true }] });
  await box.record({ ...about, acts: [{ act: "later", by: "r", data: {} }] });
  expect((await box.send("zhou")).following).toBe(true);
  expect(asked.flatMap((batch) => batch.acts.map((one) => one.act))).toEqual(["note.added", "later"]);
  await db.files.update(hash, { complete: 1 });
  expect((await box.send("zhou")).following).toBe(false);
  const [note] = asked[0]!.acts;
  expect(asked.at(-1)!.acts[0]).toMatchObject({ act: "file.attached", counter: 2, data: { file: hash, act_key: note!.key } });
});

describe("why verdicts differ", () => {
  const judged: Judged = { case: "a", account: "zhou", asOf: 10_000, verdicts: { "s/1": "breached", "s/2": "met" }, sentences: {} };
  const server = { standards: [{ standard: "s", version: "1", kind: "k", finished: false, clauses: [{ clause: "s/1", verdict: "met", findings: [] }, { clause: "s/2", verdict: "breached", findings: [] }] }] } as never;

  test("the clock's part is kept with what was judged, so that a reload loses it not", async () => {
    await db.judged.put(judged);
    const box = new Outbox(db, api);
    await box.record({ account: "zhou", case: "a", unit: null, gesture: null, at: "2026-10-12T09:45:00+08:00", undo: 0, acts: [{ act: "x", by: "r", data: {} }] });
    await box.send("zhou");
    expect(shiftOf((await db.judged.get("a"))!)).toBe(-2700);
  });

  test("it is the clock where this phone judges the same once it is put right, and others where it does not", () => {
    const righted: Judged = { ...judged, verdicts: { "s/1": "met", "s/2": "met" } };
    const found = differencesOf({ ...judged, skew: -2700 }, server, righted);
    expect(found.map((one) => [one.clause, one.skew])).toEqual([["s/1", -2700], ["s/2", 0]]);
  });

  test("a clock that is right is never the reason", () => {
    const found = differencesOf({ ...judged, skew: 1.2 }, server, { ...judged, verdicts: { "s/1": "met", "s/2": "breached" } });
    expect(found.map((one) => one.skew)).toEqual([0, 0]);
  });
});
