/** A signature in the outbox: what waits and stays, that it is sent once and alone, and what becomes of one that the record contradicts. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { Api } from "../../common/api/index.ts";
import { FieldDb, type KeptSigning } from "./db.ts";
import { Outbox, type Tap, wireNow } from "./outbox.ts";

const NOW = 1_790_000_000_000;
const AT = "2026-10-12T09:00:00+08:00";
const SIGNING: KeptSigning = { digest: "d".repeat(64), shown: "doorstep statement 1\n\n房间：装好 2\n\nroom: 2 done\n", role: "front_desk", signer: "吴经理", comments: "满意", picture: "cGlj" };

interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

let db = new FieldDb("none");
let asked: Asked[] = [];
let answer: (one: Asked) => Response | Error;

function receiptOf(key: string, act: string) {
  return { key, id: `id-${key}`, case: "c1", no: 0, act, at: AT, received: AT, hash: "a".repeat(64), signature: "00" };
}

function taken({ path, body }: Asked, differs = false): Response {
  if (path.endsWith("/signatures")) {
    return Response.json({ digest: body.digest, code: "4F7K-20Q9", differs, now: differs ? "doorstep statement 1\n\n房间：装好 3\n\nroom: 3 done\n" : null, receipt: receiptOf(String(body.key), "signed_off") }, { status: 201 });
  }
  const acts = body.acts as { key: string; act: string }[];
  return Response.json({ results: acts.map(({ key, act }) => ({ key, receipt: receiptOf(key, act) })), received: AT, skew: 0 });
}

function refused(status: number, code: string): Response {
  return Response.json({ error: { code, message: `说明 ${code}`, path: "digest", values: {} } }, { status });
}

function outbox(): Outbox {
  const fetched = (async (address: string, init: RequestInit) => {
    const one = { path: address, body: JSON.parse(String(init.body)) as Record<string, unknown> };
    asked.push(one);
    const given = answer(one);
    if (given instanceof Error) throw given;
    return given;
  }) as unknown as typeof fetch;
  return new Outbox(db, new Api({ lang: () => "zh", fetch: fetched }), () => NOW);
}

function tap(...acts: string[]): Tap {
  return { account: "zhou", case: "c1", unit: null, gesture: null, at: wireNow(NOW), undo: 0, acts: acts.map((act) => ({ act, by: "r", data: {} })) };
}

const signed = (): Tap => ({ ...tap("signed_off"), key: "sign-1", signing: SIGNING });
const states = async () => (await db.acts.orderBy("seq").toArray()).map((act) => [act.act, act.state]);

beforeEach(() => {
  db = new FieldDb(`test-${crypto.randomUUID()}`);
  [asked, answer] = [[], taken];
});

describe("a signature that was given without network", () => {
  test("waits with the text that was shown, and is there after a reload", async () => {
    answer = () => new TypeError("no network");
    await outbox().record(signed());
    expect((await outbox().send("zhou")).stopped).toBe("away");
    db.close();
    db = new FieldDb(db.name);
    expect(await outbox().waiting("zhou")).toEqual({ acts: 1, refused: 0, files: 0 });
    expect((await db.acts.toArray())[0]).toMatchObject({ key: "sign-1", signing: SIGNING, state: "waiting" });
  });

  test("is sent alone, in its place among the acts, and once", async () => {
    const box = outbox();
    await box.record(tap("arrived", "unit_done"));
    await box.record(signed());
    await box.record(tap("left_site"));
    await box.send("zhou");
    await box.send("zhou");
    expect(asked.map(({ path, body }) => [path, (body.acts as { act: string }[] | undefined)?.map((one) => one.act)])).toEqual([
      ["/api/acts", ["arrived", "unit_done"]],
      ["/api/cases/c1/signatures", undefined],
      ["/api/acts", ["left_site"]],
    ]);
    expect(asked[1]!.body).toMatchObject({ ...SIGNING, key: "sign-1", at: wireNow(NOW), counter: 3, sent_at: wireNow(NOW) });
    expect(await states()).toEqual([["arrived", "received"], ["unit_done", "received"], ["signed_off", "received"], ["left_site", "received"]]);
  });

  test("is sent again under the same key where no answer came back", async () => {
    const box = outbox();
    await box.record(signed());
    answer = () => new TypeError("cut in the middle");
    await box.send("zhou");
    answer = taken;
    await box.send("zhou");
    expect(asked.map(({ body }) => body.key)).toEqual(["sign-1", "sign-1"]);
    expect(await states()).toEqual([["signed_off", "received"]]);
  });

  test("is not recorded twice under its key", async () => {
    const box = outbox();
    await box.record(signed());
    await expect(box.record(signed())).rejects.toThrow();
    expect(await db.acts.count()).toBe(1);
  });

  test.each([401, 429, 503])("goes on waiting when the server answers %i", async (status) => {
    const box = outbox();
    await box.record(signed());
    answer = () => refused(status, "busy");
    expect((await box.send("zhou")).stopped).toBe(status === 401 ? "logged-out" : "server");
    expect(await states()).toEqual([["signed_off", "waiting"]]);
  });

  test("on another text than its digest is refused with the reason, and holds up nothing behind it", async () => {
    const box = outbox();
    await box.record(signed());
    await box.record(tap("left_site"));
    answer = (one) => (one.path.endsWith("/signatures") ? refused(422, "door.not_shown") : taken(one));
    expect((await box.send("zhou")).stopped).toBe("empty");
    expect(await states()).toEqual([["signed_off", "refused"], ["left_site", "received"]]);
    expect((await db.acts.toArray())[0]!.error).toEqual({ code: "door.not_shown", message: "说明 door.not_shown" });
  });

  test("that the record contradicts is taken, and both texts are kept to be told", async () => {
    const box = outbox();
    await box.record(signed());
    answer = (one) => taken(one, true);
    await box.send("zhou");
    expect(await states()).toEqual([["signed_off", "received"]]);
    const [kept] = await db.otherwise.toArray();
    expect(kept).toMatchObject({ key: "sign-1", account: "zhou", case: "c1", shown: SIGNING.shown });
    expect(kept!.now).toContain("装好 3");
  });

  test("is saved to a file with everything that the server needs of it", async () => {
    const box = outbox();
    await box.record(signed());
    const saved = JSON.parse(await box.exported("zhou")) as { acts: { signing: KeptSigning }[] };
    expect(saved.acts.map((one) => one.signing)).toEqual([SIGNING]);
  });
});
