/** What others record on this phone's jobs, heard within two seconds while there is a network; without one it is quiet. */
import { watch } from "vue";
import { Live } from "../../common/api/index.ts";
import type { Change } from "../../common/api/types.ts";
import { download } from "../services/bundle.ts";
import type { FieldApi } from "../services/feed.ts";
import type { Field } from "./field.ts";

/** Follows the feed from the last download on: a case on which others recorded is fetched, and so is one that is new. */
export function hear(field: Field, api: FieldApi): Live {
  const live = new Live(api, { hold: 20 });
  const account = field.account.value;
  api.from = async () => (await field.db.recall<number>(`feed.${account}`)) ?? null;
  api.cases = (ids) => void fetchMissing(ids);
  live.listen((changes) => void fetchChanged(changes));
  watch(live.state, (state, before) => {
    if (state === "live" && before === "away" && field.net.value === "away") void field.sync();
  });

  async function fetchChanged(changes: readonly Change[]): Promise<void> {
    const own = new Set(field.acts.value.flatMap((act) => (act.receipt ? [act.receipt.id] : [])));
    const news = changes.map((one) => one.envelope).filter((one) => one.actor !== account && !own.has(one.id));
    for (const id of new Set(news.map((one) => one.case))) await fetchOne(id);
  }

  async function fetchMissing(ids: readonly string[]): Promise<void> {
    const held = new Set(field.cases.value.map((one) => one.id));
    for (const id of ids) if (!held.has(id)) await fetchOne(id);
    for (const id of held) if (!ids.includes(id)) await fetchOne(id);
  }

  /** No network: the next download brings it. */
  async function fetchOne(id: string): Promise<void> {
    await download(field.db, api, account, id).catch(() => undefined);
  }

  live.start();
  return live;
}
