/**
 * The phone's API: as the common one, and its feed (`Live` asks it) is the phone's own, which anybody with jobs may read.
 *
 * It is followed from where the last download ended, so that nothing lies between. Asked again and again, it holds no thread of the server.
 */
import { Api, type Asking, NoAnswer } from "../../common/api/index.ts";
import type { Feed } from "../../common/api/types.ts";

/** What was recorded after a place of the feed; `cases`: those that the phone should hold now, null where nothing was. */
export interface FieldFeed {
  readonly changes: readonly { readonly seq: number; readonly case: string; readonly act: string; readonly id: string; readonly actor: string | null }[];
  readonly last: number;
  readonly cases: readonly string[] | null;
}

const PAUSE = 1_500;
const LONGEST = 20_000;

export class FieldApi extends Api {
  /** From where the feed is followed; null before anything was downloaded. */
  from: () => Promise<number | null> = async () => null;
  /** Hears which cases the phone should hold, whenever something was recorded anywhere. */
  cases: (ids: readonly string[]) => void = () => undefined;

  override async get<T>(path: string, asking: Asking = {}): Promise<T> {
    return path === "/feed" ? ((await this.followed(asking)) as T) : super.get<T>(path, asking);
  }

  private async followed({ query, signal }: Asking): Promise<Feed> {
    const after = Number(query?.after ?? 0);
    if (!query?.wait) {
      const from = await this.from();
      if (from === null) throw new NoAnswer("nothing was downloaded yet"); // asked again in a moment
      return { changes: [], last: Math.max(after, from) }; // where it ends: where it was downloaded
    }
    for (let waited = 0; ; waited += PAUSE) {
      const found = await super.get<FieldFeed>("/field/feed", { query: { after }, ...(signal ? { signal } : {}) });
      if (found.cases) this.cases(found.cases);
      if (found.last > after || waited >= LONGEST) return shown(found);
      await rest(PAUSE, signal);
    }
  }
}

function shown(found: FieldFeed): Feed {
  const changes = found.changes.map(({ seq, ...one }) => ({ seq, hash: "", envelope: { ...one, by: null, at: "" } }));
  return { changes, last: found.last };
}

function rest(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
