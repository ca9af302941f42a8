/**
 * The phone's state, held for its screens: who is logged in, the cases as known here, the outbox; and sending, whenever it is possible.
 *
 * What is kept lies in `services/db`; this follows it (another tab's changes too) and never holds the only copy of anything.
 */
import { computed, type InjectionKey, inject, type Ref, ref, shallowRef } from "vue";
import { ApiError, NoAnswer } from "../../common/api/index.ts";
import type { Me } from "../../common/api/types.ts";
import type { Lang } from "../../common/i18n/index.ts";
import { loadTexts, loadYears, type YearFile } from "../../common/judge/index.ts";
import { clock, wireOf } from "../../common/time/index.ts";
import { Known } from "../model/known.ts";
import { judgedOf } from "../model/differences.ts";
import { apply, download } from "../services/bundle.ts";
import { compareAll } from "../services/comparing.ts";
import type { Difference, FieldCase, FieldDb, KeptAct, Rules, Update } from "../services/db.ts";
import type { FieldApi } from "../services/feed.ts";
import { forgetOld, sendFiles } from "../services/files.ts";
import { Later } from "../services/later.ts";
import { Outbox, type Stopped, type Tap, wireNow } from "../services/outbox.ts";
import { isFull, type Storage, tryStorage } from "../services/storage.ts";
import { follow } from "./following.ts";
import { hear } from "./hearing.ts";
import type { FileMark, Recording, Undoable } from "./taps.ts";

export type { Undoable } from "./taps.ts";

const OLD_FILES = 2 * 86_400_000;
const RETRY = [5_000, 15_000, 60_000];
export type Net = "asking" | "online" | "away" | "logged-out";

export class Field {
  readonly api: FieldApi;
  readonly db: FieldDb;
  readonly outbox: Outbox;
  readonly me: Ref<Me | null> = shallowRef(null);
  readonly cases: Ref<readonly FieldCase[]> = shallowRef([]);
  readonly rules: Ref<ReadonlyMap<string, Rules>> = shallowRef(new Map());
  readonly acts: Ref<readonly KeptAct[]> = shallowRef([]);
  readonly files: Ref<readonly FileMark[]> = shallowRef([]);
  readonly differences: Ref<readonly Difference[]> = shallowRef([]);
  readonly net: Ref<Net> = ref("asking");
  readonly awaySince: Ref<number | null> = ref(null);
  readonly ready = ref(false);
  readonly downloaded: Ref<{ at: number; size: number } | null> = shallowRef(null);
  readonly undoable: Ref<Undoable | null> = shallowRef(null);
  /** What others recorded, laid beside what is shown until nothing can move under a finger. */
  readonly updates: Ref<readonly Update[]> = shallowRef([]);
  readonly storage: Ref<Storage> = ref("ok");
  private sending: Promise<void> | null = null;
  private again = false;
  private failures = 0;
  private readonly next = new Later(() => void this.sync());
  private readonly known = new Map<string, { from: readonly unknown[]; made: Known }>();

  constructor(api: FieldApi, db: FieldDb) {
    this.api = api;
    this.db = db;
    this.outbox = new Outbox(db, api);
  }

  readonly waiting = computed(() => this.acts.value.filter((act) => act.state === "waiting"));
  readonly refused = computed(() => this.acts.value.filter((act) => act.state === "refused"));
  readonly unsent = computed(() => this.waiting.value.length + this.refused.value.length + this.files.value.length);
  readonly account = computed(() => this.me.value?.username ?? "");

  /** The roles that the account plays in a standard. */
  readonly roles = (standard: string): readonly string[] => [...new Set(this.me.value?.posts.flatMap((held) => held.roles[standard] ?? []) ?? [])];

  /** Takes up what is kept; asks who is logged in, first of all where nobody is remembered. Throws an `ApiError` with status 401 when nobody is and nobody was. */
  async start(): Promise<void> {
    try {
      this.me.value = (await this.db.recall<Me>("me")) ?? null;
      if (this.me.value) await apply(this.db, this.account.value);
      await this.prepare();
      const skew = await this.db.recall<number>("skew");
      const device = clock.deviceNow();
      if (skew && !clock.measured) clock.observe(device, device, device + skew, 0); // as measured last: right without network too
    } catch (error) {
      this.storage.value = isFull(error) ? "full" : "refused";
    }
    if (this.me.value) this.ready.value = true; // a slow network keeps nobody from working
    else await this.who();
    follow(this);
    this.ready.value = true;
    void this.askStorage();
    let touched = false;
    addEventListener("pointerdown", () => (touched = true), { once: true, capture: true });
    void this.sync().then(() => (touched ? undefined : this.apply())); // just opened, nobody's finger is on it yet
    hear(this, this.api);
    addEventListener("online", () => void this.sync());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) void this.apply();
      else void this.sync();
    });
  }

  private async who(): Promise<void> {
    try {
      const me = await this.api.get<Me>("/me");
      const other = this.me.value !== null && this.me.value.username !== me.username;
      await this.db.remember("me", me);
      if (other) location.reload(); // somebody else logged in here: his own jobs, from the beginning
      this.me.value = me;
      this.online();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        this.net.value = "logged-out";
        if (!this.me.value) throw error;
      } else if (error instanceof NoAnswer && this.me.value) this.away();
      else throw error;
    }
  }

  /** The calendar and the sentences of the judge, as downloaded last. */
  private async prepare(): Promise<void> {
    const years = await this.db.recall<YearFile[]>("years");
    const sentences = await this.db.recall<Record<Lang, Record<string, string>>>("sentences");
    if (years) loadYears(years);
    if (sentences) for (const lang of ["zh", "en"] as const) loadTexts(lang, sentences[lang]);
    const account = this.account.value;
    this.downloaded.value = (await this.db.recall<{ at: number; size: number }>(`downloaded.${account}`)) ?? null;
    this.rules.value = new Map((await this.db.rules.toArray()).map(({ digest, body }) => [digest, body]));
    this.cases.value = (await this.db.cases.where({ account }).toArray()).map((one) => one.body);
    this.acts.value = await this.db.acts.where({ account }).sortBy("seq");
  }

  /** Whether the store takes and keeps things; asked at the start and whenever something was not kept. */
  async askStorage(): Promise<void> {
    this.storage.value = await tryStorage(this.db);
  }

  /** Shows what others recorded. */
  async apply(): Promise<void> {
    if (this.me.value) await apply(this.db, this.account.value);
  }

  /** A case as known now; null when it is not on this phone. */
  knownOf(id: string): Known | null {
    const body = this.cases.value.find((one) => one.id === id);
    const rules = body && this.rules.value.get(body.rules);
    if (!body || !rules) return null;
    const kept = this.acts.value.filter((act) => act.case === id);
    const from = [body, rules, JSON.stringify(kept.map((act) => [act.key, act.state]))];
    const there = this.known.get(id);
    if (there && there.from.every((part, place) => part === from[place])) return there.made;
    const known = new Known(body, rules, kept, Math.round(clock.skew / 1000));
    this.known.set(id, { from, made: known });
    return known;
  }

  /** Records a tap: kept at once, sent when its time to be taken back is over. A full store throws. */
  async record(tap: Recording): Promise<string> {
    const skew = Math.round(clock.skew / 1000);
    const at = tap.at ? wireOf(tap.at - skew) : wireNow(Date.now());
    const gesture = tap.gesture ?? null;
    const group = await this.kept(() => this.outbox.record({ account: this.account.value, case: tap.case, unit: tap.unit, gesture, at, acts: tap.acts }));
    this.acts.value = await this.db.acts.where({ account: this.account.value }).sortBy("seq");
    this.undoable.value = { group, gesture, acts: tap.acts, until: Date.now() + 10_000 };
    void this.noteJudged(tap.case);
    this.next.in(10_050);
    return group;
  }

  /** Keeps a signature that was given without network; it cannot be taken back, and leaves when it can. */
  async recordSigning(tap: Tap): Promise<void> {
    await this.kept(() => this.outbox.record(tap));
    this.acts.value = await this.db.acts.where({ account: this.account.value }).sortBy("seq");
    void this.noteJudged(tap.case);
    this.next.in(50);
  }

  /** Runs what keeps something; where the store does not take it, that is found out and said before the error goes on. */
  private async kept<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      void this.askStorage();
      throw error;
    }
  }

  async undo(): Promise<boolean> {
    const tap = this.undoable.value;
    if (!tap) return false;
    this.undoable.value = null;
    const done = await this.outbox.undo(tap.group);
    this.acts.value = await this.db.acts.where({ account: this.account.value }).sortBy("seq");
    return done;
  }

  private async noteJudged(id: string): Promise<void> {
    const known = this.knownOf(id);
    if (known) await this.db.judged.put(judgedOf(known, this.account.value, clock.civil()));
  }

  /** Sends what may leave now, even what could still be taken back. */
  async sendNow(): Promise<void> {
    this.undoable.value = null;
    await this.outbox.release(this.account.value);
    await this.sync();
  }

  /** Sends, then takes what is new. One at a time, in one tab at a time; called again meanwhile, it goes on afterwards, and both calls end then. */
  sync(): Promise<void> {
    this.again = true;
    this.sending ??= this.round().finally(() => (this.sending = null));
    return this.sending;
  }

  private async round(): Promise<void> {
    do {
      this.again = false;
      await alone(() => this.once());
    } while (this.again);
  }

  private async once(): Promise<void> {
    if (this.net.value !== "online") {
      try {
        await this.who();
      } catch {
        return this.retry();
      }
      if ((this.net.value as Net) !== "online") return this.retry();
    }
    const account = this.account.value;
    const sent = await this.outbox.send(account);
    this.note(sent.stopped);
    if (sent.heldUntil !== null) this.next.in(sent.heldUntil - Date.now() + 50);
    if (sent.stopped === "away" || sent.stopped === "logged-out") return this.retry();
    try {
      await compareAll(this.db, this.api, account);
      await this.refresh();
      await this.db.remember("skew", clock.skew);
      await sendFiles(this.db, this.api, account);
      if (sent.following) this.again = true; // what names a file that has arrived now
      await forgetOld(this.db, OLD_FILES);
      this.failures = 0;
    } catch (error) {
      if (error instanceof NoAnswer) this.away();
      else if (error instanceof ApiError && error.status === 401) this.net.value = "logged-out";
      else if (!(error instanceof ApiError)) throw error;
      this.retry();
    }
  }

  /** Downloads today's and tomorrow's cases with everything a visit needs. */
  async refresh(): Promise<void> {
    await download(this.db, this.api, this.account.value);
    await this.prepare();
  }

  async seen(ids: readonly number[]): Promise<void> {
    for (const id of ids) await this.db.differences.update(id, { seen: 1 });
  }

  private note(stopped: Stopped): void {
    if (stopped === "away") this.away();
    else if (stopped === "logged-out") this.net.value = "logged-out";
    else this.online();
  }

  private online(): void {
    this.net.value = "online";
    this.awaySince.value = null;
  }

  private away(): void {
    this.net.value = "away";
    this.awaySince.value ??= clock.civil();
  }

  private retry(): void {
    this.next.in(RETRY[Math.min(this.failures++, RETRY.length - 1)]!);
  }

}

/** Runs while no other tab does; where the browser has no locks, at once. */
async function alone(run: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request("doorstep-field-send", run);
  else await run();
}

export const FIELD: InjectionKey<Field> = Symbol("field");

export function useField(): Field {
  const found = inject(FIELD);
  if (!found) throw new Error("the app provides no field");
  return found;
}
