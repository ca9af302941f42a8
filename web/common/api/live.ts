/**
 * What others do, as it happens: the feed, asked so often that a change shows within two seconds without a reload.
 *
 * Every waiting question holds a thread of a WSGI server, so by default none waits: a short one every 1.5 seconds costs less. A server
 * with threads to spare is asked by long poll (`hold`).
 * Without network it waits (2 s, doubling to a minute, at once when the device says that it is back) and then goes on where it was;
 * nothing is missed. A page in the background rests. What a change means for a screen is the screen's business.
 */
import { getCurrentScope, onScopeDispose, type Ref, readonly, ref } from "vue";
import { type Api, ApiError } from "./client.ts";
import type { Change, Feed } from "./types.ts";

export type LiveState = "starting" | "live" | "away" | "refused";
export type Listener = (changes: readonly Change[]) => void;

const EVERY = 1_500;
const MOST = 1_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

export interface LiveOptions {
  /** Seconds that the server may hold a question (25 at most); 0: it answers at once. */
  readonly hold?: number;
}

/** The feed of one app. `start` it once; listen as often as needed. */
export class Live {
  readonly state: Ref<LiveState> = ref("starting");
  private readonly api: Api;
  private readonly hold: number;
  private readonly listeners = new Set<Listener>();
  private after = -1;
  private pause = FIRST_PAUSE;
  private running: AbortController | null = null;
  private wake: (() => void) | null = null;

  constructor(api: Api, { hold = 0 }: LiveOptions = {}) {
    this.api = api;
    this.hold = hold;
  }

  /** Follows the feed from now on; a second call does nothing. */
  start(): void {
    if (this.running) return;
    this.running = new AbortController();
    addEventListener("online", this.onBack);
    document.addEventListener("visibilitychange", this.onBack);
    void this.follow(this.running.signal);
  }

  stop(): void {
    this.running?.abort();
    this.running = null;
    removeEventListener("online", this.onBack);
    document.removeEventListener("visibilitychange", this.onBack);
    this.wake?.();
  }

  /** Hears of changes until the returned function is called, or the calling component ends. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    const end = () => void this.listeners.delete(listener);
    if (getCurrentScope()) onScopeDispose(end);
    return end;
  }

  private readonly onBack = (): void => {
    if (document.hidden) return;
    this.pause = FIRST_PAUSE;
    this.wake?.();
  };

  private async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (document.hidden) await this.rest(LONGEST_PAUSE, signal);
        await this.ask(signal);
        this.state.value = "live";
        this.pause = FIRST_PAUSE;
        if (!this.hold) await this.rest(EVERY, signal);
      } catch (error) {
        if (signal.aborted) return;
        const refused = error instanceof ApiError && (error.status === 401 || error.status === 403);
        this.state.value = refused ? "refused" : "away";
        if (refused) return this.stop();
        await this.rest(this.pause, signal);
        this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
      }
    }
  }

  private async ask(signal: AbortSignal): Promise<void> {
    if (this.after < 0) {
      this.after = await this.end(signal);
      return;
    }
    const feed = await this.read(this.after, MOST, signal, this.hold);
    this.after = Math.max(this.after, feed.last);
    if (feed.changes.length) for (const listener of [...this.listeners]) listener(feed.changes);
  }

  private read(after: number, limit: number, signal: AbortSignal, wait = 0): Promise<Feed> {
    return this.api.get<Feed>("/feed", { query: { after, limit, wait: wait || undefined }, signal });
  }

  /** The place of the latest change, sought by halves: what is older the screens have read already. */
  private async end(signal: AbortSignal): Promise<number> {
    const isBefore = async (place: number) => (await this.read(place, 1, signal)).last > place;
    let [low, high] = [0, MOST];
    while (await isBefore(high)) [low, high] = [high, high * 2];
    while (high - low > MOST) {
      const middle = Math.floor((low + high) / 2);
      if (await isBefore(middle)) low = middle;
      else high = middle;
    }
    return (await this.read(low, MOST, signal)).last;
  }

  private rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      const wake = () => done();
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        resolve();
      }
      signal.addEventListener("abort", wake, { once: true });
      this.wake = wake;
    });
  }
}

/** Whether the device says that it has a network; true proves nothing, false is believed. */
export function useOnline(): Readonly<Ref<boolean>> {
  const online = ref(navigator.onLine);
  const note = () => {
    online.value = navigator.onLine;
  };
  addEventListener("online", note);
  addEventListener("offline", note);
  if (getCurrentScope()) {
    onScopeDispose(() => {
      removeEventListener("online", note);
      removeEventListener("offline", note);
    });
  }
  return readonly(online);
}
