/** Files are sent in pieces that go on where they stopped, and stay until all of them is there. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { Api, NoAnswer } from "../../common/api/index.ts";
import { FieldDb } from "./db.ts";
import { keepFile, PIECE, sendFiles } from "./files.ts";

test("a photo goes on where the network failed, and is whole in the end", async () => {
  const db = new FieldDb(`files-${crypto.randomUUID()}`);
  const content = new Uint8Array(2 * PIECE + 7).map((_, place) => place % 251);
  const hash = await keepFile(db, new Blob([content], { type: "image/jpeg" }), "p.jpg", { account: "zhou", case: "c1" });
  expect(await keepFile(db, new Blob([content]), "again.jpg", { account: "zhou", case: "c1" })).toBe(hash);
  const there: number[] = [];
  let pieces = 0;
  const fetched = (async (url: string, init: RequestInit) => {
    if (init.method === "PUT") {
      pieces += 1;
      if (pieces === 2) throw new TypeError("no network");
      const offset = Number(new URL(url, "http://x").searchParams.get("offset"));
      expect(offset).toBe(there.length);
      for (const byte of new Uint8Array(await (init.body as Blob).arrayBuffer())) there.push(byte);
    }
    const state = { hash, have: there.length, size: content.length, complete: there.length === content.length };
    return new Response(JSON.stringify(state), { status: 200 });
  }) as unknown as typeof fetch;
  const api = new Api({ lang: () => "zh", fetch: fetched });
  await expect(sendFiles(db, api, "zhou")).rejects.toBeInstanceOf(NoAnswer);
  expect((await db.files.get(hash))!.complete).toBe(0);
  await sendFiles(db, api, "zhou");
  expect((await db.files.get(hash))!.complete).toBe(1);
  expect(there).toEqual([...content]);
});
