/**
 * Something of the server shown by a component: kept while it is asked for anew, with its error and the time it stands as of.
 *
 * The old content stays while the new comes; a bare frame only after 300 ms without any; a later question ends the earlier one.
 */
import { computed, onScopeDispose, ref, type Ref, shallowRef, type WatchSource, watch } from "vue";
import { clock } from "../time/clock.ts";
import { NoAnswer } from "./client.ts";

export interface Asked<T> {
  readonly data: Readonly<Ref<T | undefined>>;
  readonly error: Readonly<Ref<Error | null>>;
  /** Asking, while there is content already: 更新中. */
  readonly updating: Readonly<Ref<boolean>>;
  /** Asking for more than 300 ms, and nothing to show. */
  readonly bare: Readonly<Ref<boolean>>;
  /** No network: what is shown is as of `asOf`. */
  readonly away: Readonly<Ref<boolean>>;
  /** The civil second at which `data` was read. */
  readonly asOf: Readonly<Ref<number | null>>;
  readonly again: () => Promise<void>;
}

/** Asks now, and again whenever `sources` change. `ask` gets the signal by which it is given up. */
export function useAsked<T>(ask: (signal: AbortSignal) => Promise<T>, sources: WatchSource[] = []): Asked<T> {
  const data = shallowRef<T>();
  const error = shallowRef<Error | null>(null);
  const [asking, slow] = [ref(false), ref(false)];
  const asOf = ref<number | null>(null);
  let running: AbortController | null = null;

  async function again(): Promise<void> {
    running?.abort();
    const own = new AbortController();
    running = own;
    asking.value = true;
    const timer = setTimeout(() => {
      slow.value = true;
    }, 300);
    try {
      const found = await ask(own.signal);
      if (own.signal.aborted) return;
      [data.value, error.value, asOf.value] = [found, null, clock.civil()];
    } catch (failed) {
      if (!own.signal.aborted) error.value = failed as Error;
    } finally {
      clearTimeout(timer);
      if (running === own) [asking.value, slow.value] = [false, false];
    }
  }

  if (sources.length) watch(sources, again);
  onScopeDispose(() => running?.abort());
  void again();
  return {
    data: data as Ref<T | undefined>,
    error,
    updating: computed(() => asking.value && data.value !== undefined),
    bare: computed(() => slow.value && data.value === undefined),
    away: computed(() => error.value instanceof NoAnswer),
    asOf,
    again,
  };
}
