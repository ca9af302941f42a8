/**
 * Downloads what a visit needs, and lets go of acts that have come back with it.
 *
 * A case on which others recorded is laid beside the one that is shown (`updates`) and takes its place when nothing can move under a
 * finger any more: at the next page, at a tap, at the next start.
 */
import type { Api } from "../../common/api/index.ts";
import type { ActShown } from "../../common/api/types.ts";
import type { Bundle, FieldCase, FieldDb } from "./db.ts";

/** Asks for the bundle, or for one case of it, and keeps it in one piece. Throws what the API throws; the old one then stays. */
export async function download(db: FieldDb, api: Api, account: string, only: string | null = null): Promise<void> {
  const have = (await db.rules.toCollection().primaryKeys()).join(",");
  const bundle = await api.get<Bundle>("/field/bundle", { query: { have, case: only } });
  if (bundle.account !== account) throw new Error("the bundle is another account's");
  await db.transaction("rw", [db.cases, db.rules, db.meta, db.acts, db.updates], async () => {
    for (const [digest, body] of Object.entries(bundle.rules)) await db.rules.put({ digest, body });
    const shown = new Map((await db.cases.where({ account }).toArray()).map((one) => [one.id, one.body]));
    for (const body of bundle.cases) await take(db, account, shown, body);
    const there = new Set(bundle.cases.map((one) => one.id));
    for (const [id, body] of shown) if (!there.has(id) && (only === null || only === id)) await drop(db, account, body);
    if (only === null) await rememberBundle(db, bundle, account);
    await letGo(db, account);
  });
}

async function rememberBundle(db: FieldDb, bundle: Bundle, account: string): Promise<void> {
  await db.remember("receipt_key", bundle.receipt_key);
  await db.remember("years", bundle.years);
  await db.remember("sentences", bundle.sentences);
  await db.remember(`about.${account}`, bundle.about);
  await db.remember(`feed.${account}`, bundle.last);
  await db.remember(`downloaded.${account}`, { at: Date.now(), size: JSON.stringify(bundle).length });
}

/** Keeps a case: at once, or beside the one that is shown where others recorded on it, and where it is new among others. */
async function take(db: FieldDb, account: string, shown: ReadonlyMap<string, FieldCase>, body: FieldCase): Promise<void> {
  const before = shown.get(body.id);
  if (before && before.timeline.length > body.timeline.length) return; // an answer that was overtaken by a later one
  const acts = newsOf(before ?? null, body, account);
  if (shown.size && acts.length) return void (await db.updates.put({ id: body.id, account, body, acts }));
  await db.cases.put({ id: body.id, account, body });
  await db.updates.delete(body.id);
}

/** A case that is no longer the phone's: a finished one goes at once, an open one when nothing can move under a finger. */
async function drop(db: FieldDb, account: string, body: FieldCase): Promise<void> {
  const waits = await db.acts.where({ account, state: "waiting" }).filter((act) => act.case === body.id).count();
  if (waits) return;
  if (body.finished || body.closed) await db.cases.delete(body.id);
  else await db.updates.put({ id: body.id, account, body: null, acts: [] });
}

/** The acts of others that a case has and the one that is shown has not. */
export function newsOf(before: FieldCase | null, body: FieldCase, account: string): ActShown[] {
  const known = new Set(before?.timeline.map((act) => act.id));
  return body.timeline.filter((act) => !known.has(act.id) && act.actor !== account);
}

/** Puts what lies beside in its place. A case that was given away stays while something of it waits. */
export async function apply(db: FieldDb, account: string): Promise<void> {
  await db.transaction("rw", [db.cases, db.acts, db.updates], async () => {
    const waiting = new Set((await db.acts.where({ account, state: "waiting" }).toArray()).map((act) => act.case));
    for (const { id, body } of await db.updates.where({ account }).toArray()) {
      if (body) await db.cases.put({ id, account, body });
      else if (!waiting.has(id)) await db.cases.delete(id);
      await db.updates.delete(id);
    }
    await letGo(db, account);
  });
}

/** Received acts that the history which is shown now has. */
async function letGo(db: FieldDb, account: string): Promise<void> {
  const received = await db.acts.where({ account, state: "received" }).toArray();
  if (!received.length) return;
  const there = new Set((await db.cases.where({ account }).toArray()).flatMap((one) => one.body.timeline.map((act) => act.id)));
  await db.acts.bulkDelete(received.filter((act) => there.has(act.receipt!.id)).map((act) => act.seq!));
}
