/** The outbox against an in-memory IndexedDB and a server that is a function: order, failures, receipts, refusals, undo. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { Api } from "../../common/api/index.ts";
import type { Batch } from "../../common/api/types.ts";
import { FieldDb } from "./db.ts";
import { faultOf, signedText } from "./receipts.ts";
import { Outbox, UNDO, wireNow } from "./outbox.ts";

type Answer = (batch: Batch) => unknown;
let [db, now, asked] = [new FieldDb("none"), 1_790_000_000_000, [] as Batch[]];
let answer: Answer = receive;

function receive(batch: Batch): unknown {
  const results = batch.acts.map((act, no) => ({ key: act.key, receipt: receiptOf(act.key, act.case, act.act, no) }));
  return { results, received: "2026-10-12T09:00:00+08:00", skew: 0 };
}

function receiptOf(key: string, id: string, act: string, no: number) {
  const at = "2026-10-12T09:00:00+08:00";
  return { key, id: `id-${key}`, case: id, no, act, at, received: at, hash: "a".repeat(64), signature: "00" };
}

function outbox(): Outbox {
  const fetched = (async (_url: string, init: RequestInit) => {
    const batch = JSON.parse(String(init.body)) as Batch;
    asked.push(batch);
    const body = answer(batch);
    if (body instanceof Error) throw body;
    return new Response(JSON.stringify(body), { status: 200, headers: { Date: new Date(now).toUTCString() } });
  }) as unknown as typeof fetch;
  return new Outbox(db, new Api({ lang: () => "zh", fetch: fetched }), () => now);
}

function tap(...acts: string[]) {
  return { account: "zhou", case: "c1", unit: "0806", gesture: "g", at: wireNow(now), acts: acts.map((act) => ({ act, by: "r", data: { room: "0806" } })) };
}

beforeEach(async () => {
  db = new FieldDb(`test-${crypto.randomUUID()}`);
  [now, asked, answer] = [1_790_000_000_000, [], receive];
});

describe("an act", () => {
  test("waits until its receipt is there, and leaves in order", async () => {
    const box = outbox();
    await box.record(tap("a", "b"));
    now += UNDO + 1;
    await box.record({ ...tap("c"), undo: 0 });
    const sent = await box.send("zhou");
    expect(sent.stopped).toBe("empty");
    expect(asked[0]!.acts.map((act) => [act.act, act.counter])).toEqual([["a", 1], ["b", 2], ["c", 3]]);
    expect((await db.acts.toArray()).map((act) => act.state)).toEqual(["received", "received", "received"]);
  });

  test("is sent again under the same key after the network failed in the middle", async () => {
    const box = outbox();
    await box.record({ ...tap("a", "b"), undo: 0 });
    answer = () => new TypeError("no network");
    expect((await box.send("zhou")).stopped).toBe("away");
    expect(await box.waiting("zhou")).toEqual({ acts: 2, refused: 0, files: 0 });
    answer = receive;
    await box.send("zhou");
    expect(asked[1]!.acts.map((act) => act.key)).toEqual(asked[0]!.acts.map((act) => act.key));
  });

  test("survives the page: another outbox on the same store sends it", async () => {
    await outbox().record({ ...tap("a"), undo: 0 });
    db.close();
    db = new FieldDb(db.name);
    await outbox().send("zhou");
    expect(asked[0]!.acts.map((act) => act.act)).toEqual(["a"]);
  });

  test("of another account never leaves", async () => {
    const box = outbox();
    await box.record({ ...tap("a"), undo: 0 });
    expect((await box.send("lin")).stopped).toBe("empty");
    expect(asked).toEqual([]);
  });

  test("whose receipt is another's goes on waiting", async () => {
    const box = outbox();
    await box.record({ ...tap("a"), undo: 0 });
    answer = (batch) => ({ ...(receive(batch) as object), results: [{ key: batch.acts[0]!.key, receipt: receiptOf("other", "c1", "a", 1) }] });
    expect((await box.send("zhou")).stopped).toBe("server");
    expect((await box.waiting("zhou")).acts).toBe(1);
  });
});

describe("ten seconds of undo", () => {
  test("do not become an hour when the device's clock is set back by one", async () => {
    const box = outbox();
    const group = await box.record(tap("a"));
    now -= 3_600_000;
    expect(await box.undo(group)).toBe(false);
    expect((await box.send("zhou")).stopped).toBe("empty");
    expect(asked[0]!.acts.map((act) => act.act)).toEqual(["a"]);
  });

  test("hold a tap and all that comes after it", async () => {
    const box = outbox();
    await box.record(tap("a"));
    await box.record({ ...tap("b"), undo: 0 });
    expect(await box.send("zhou")).toMatchObject({ stopped: "held", heldUntil: now + UNDO });
    expect(asked).toEqual([]);
  });

  test("take the whole tap back, and nothing once it has left", async () => {
    const box = outbox();
    const first = await box.record(tap("a", "b"));
    expect(await box.undo(first)).toBe(true);
    expect(await db.acts.count()).toBe(0);
    const second = await box.record(tap("c"));
    now += UNDO;
    expect(await box.undo(second)).toBe(false);
    expect(await db.acts.count()).toBe(1);
  });
});

describe("a refused act", () => {
  beforeEach(async () => {
    answer = (batch) => {
      const told = receive(batch) as { results: unknown[] };
      const results = told.results.map((one, place) => (batch.acts[place]!.act === "bad" ? { key: batch.acts[place]!.key, error: { code: "unknown_act", message: "没有这个动作", path: null, values: {} } } : one));
      return { ...told, results };
    };
  });

  test("stays with its reason, and those after it are sent", async () => {
    const box = outbox();
    await box.record({ ...tap("a", "bad", "b"), undo: 0 });
    await box.send("zhou");
    const acts = await db.acts.orderBy("seq").toArray();
    expect(acts.map((act) => act.state)).toEqual(["received", "refused", "received"]);
    expect(acts[1]!.error?.message).toBe("没有这个动作");
  });

  test("becomes a note, or yields; it is never dropped", async () => {
    const box = outbox();
    await box.record({ ...tap("bad"), undo: 0 });
    await box.record({ ...tap("bad"), undo: 0 });
    await box.send("zhou");
    const [one, two] = await db.acts.orderBy("seq").toArray();
    await box.keepAsNote(one!.seq!, "words", wireNow(now));
    await box.yieldTo(two!.seq!);
    const acts = await db.acts.orderBy("seq").toArray();
    expect(acts.map((act) => [act.act, act.state])).toEqual([["bad", "noted"], ["bad", "yielded"], ["note.added", "waiting"]]);
    await box.send("zhou");
    expect(asked.at(-1)!.acts[0]).toMatchObject({ act: "note.added", data: { text: "words" } });
    expect(asked.at(-1)!.acts[0]).not.toHaveProperty("by");
  });
});

test("what is saved as a file holds every act that has not arrived", async () => {
  const box = outbox();
  await box.record(tap("a", "b"));
  const saved = JSON.parse(await box.exported("zhou")) as { acts: { act: string }[]; device: string };
  expect(saved.acts.map((act) => act.act)).toEqual(["a", "b"]);
  expect(saved.device).toBe(await db.device());
});

test("a receipt is taken only with the server's own signature", async () => {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = hex(await crypto.subtle.exportKey("raw", pair.publicKey));
  const act = { key: "k", case: "c", act: "a" } as Parameters<typeof faultOf>[1];
  const plain = receiptOf("k", "c", "a", 1);
  const signature = hex(await crypto.subtle.sign("Ed25519", pair.privateKey, new TextEncoder().encode(signedText(plain))));
  expect(await faultOf({ ...plain, signature }, act, key)).toBe(null);
  expect(await faultOf({ ...plain, signature, no: 2 }, act, key)).toBe("signature");
  expect(await faultOf({ ...plain, hash: "b" }, act, key)).toBe("hash");
});
