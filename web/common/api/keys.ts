/** Where the pieces of an app are found by its components: typed injection keys, all in one place, and their use. */
import { type InjectionKey, inject } from "vue";
import type { Api } from "./client.ts";
import type { Live } from "./live.ts";

export const API: InjectionKey<Api> = Symbol("api");
export const LIVE: InjectionKey<Live> = Symbol("live");

function given<T>(key: InjectionKey<T>): T {
  const found = inject(key);
  if (!found) throw new Error(`the app provides no ${String(key.description)}`);
  return found;
}

/** The app's door to HTTP. */
export const useApi = (): Api => given(API);
/** The app's feed of others' changes. */
export const useLive = (): Live => given(LIVE);
