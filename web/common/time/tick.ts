/** One shared tick of the corrected time, once a second on the second, running only while a component looks at it. */
import { getCurrentScope, onScopeDispose, type Ref, readonly, ref } from "vue";
import { clock } from "./clock.ts";

const now = ref(clock.civil());
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  now.value = clock.civil();
  timer = setTimeout(tick, 1000 - (((clock.now() % 1000) + 1000) % 1000) + 5);
}

/** Reads the clock at once: after sleep, and when the server has corrected it. */
export function tickNow(): void {
  clearTimeout(timer);
  if (watchers) tick();
}

function onVisible(): void {
  if (!document.hidden) tickNow();
}

/** The civil second of now, followed as long as the calling component lives. */
export function useNow(): Readonly<Ref<number>> {
  if (!getCurrentScope()) throw new Error("useNow belongs into a component's setup");
  if (watchers++ === 0) {
    document.addEventListener("visibilitychange", onVisible);
    tickNow();
  }
  onScopeDispose(() => {
    if (--watchers) return;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
  });
  return readonly(now);
}
