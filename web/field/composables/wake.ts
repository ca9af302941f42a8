/** Keeps the screen awake while the calling component lives and `on` holds; asked for anew when the page comes back. */
import { onScopeDispose, type WatchSource, watch } from "vue";

export function useWake(on: WatchSource<boolean>): void {
  let lock: WakeLockSentinel | null = null;
  let wanted = false;

  async function hold(): Promise<void> {
    if (!wanted || lock || document.hidden) return;
    try {
      lock = (await navigator.wakeLock?.request("screen")) ?? null;
      lock?.addEventListener("release", () => {
        lock = null;
      });
    } catch {
      lock = null; // low battery, or a browser without it: the times count all the same
    }
  }

  watch(
    on,
    (now) => {
      wanted = now;
      if (now) void hold();
      else void lock?.release();
    },
    { immediate: true },
  );
  const back = () => void hold();
  document.addEventListener("visibilitychange", back);
  onScopeDispose(() => {
    wanted = false;
    void lock?.release();
    document.removeEventListener("visibilitychange", back);
  });
}
