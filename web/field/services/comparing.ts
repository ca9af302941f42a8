/** After sending: what the server judges otherwise than this phone did, kept as differences until they were read. */
import { type Api, path } from "../../common/api/index.ts";
import type { VerdictsShown } from "../../common/api/types.ts";
import { clock, wireOf } from "../../common/time/index.ts";
import { differencesOf, judgedOf, shiftOf } from "../model/differences.ts";
import { Known } from "../model/known.ts";
import type { FieldDb, Judged } from "./db.ts";
import { ATTACHED } from "./outbox.ts";

/** Compares the cases of which nothing waits any more: only then do both sides judge the same acts. Throws what the API throws. */
export async function compareAll(db: FieldDb, api: Api, account: string): Promise<void> {
  const acts = await db.acts.where({ account, state: "waiting" }).toArray();
  const waiting = new Set(acts.filter((act) => act.act !== ATTACHED).map((act) => act.case)); // no clause reads what is attached
  const judged = (await db.judged.toArray()).filter((one) => one.account === account && !waiting.has(one.case));
  for (const one of judged) await compare(db, api, one);
}

async function compare(db: FieldDb, api: Api, judged: Judged): Promise<void> {
  const asOf = judged.asOf + shiftOf(judged);
  const server = await api.get<VerdictsShown>(path`/cases/${judged.case}/verdicts`, { query: { as_of: wireOf(asOf) } });
  const found = differencesOf(judged, server, await righted(db, judged, asOf));
  await db.transaction("rw", db.differences, db.judged, async () => {
    await db.differences.bulkAdd(found);
    await db.judged.delete(judged.case);
  });
}

/** What this phone judges of what it knows of a case, its own acts at the times that the server gave them; as before, where it has it no more. */
async function righted(db: FieldDb, judged: Judged, asOf: number): Promise<Judged> {
  const body = (await db.cases.get(judged.case))?.body;
  const rules = body && (await db.rules.get(body.rules))?.body;
  if (!body || !rules) return judged;
  const kept = await db.acts.where({ case: judged.case }).sortBy("seq");
  return judgedOf(new Known(body, rules, kept, Math.round(clock.skew / 1000)), judged.account, asOf);
}
