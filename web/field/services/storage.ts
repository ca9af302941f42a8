/** Whether this phone keeps what is put into it: said before work begins, and again as soon as it does not. */
import type { FieldDb } from "./db.ts";

/** `unsure`: the browser may clear it; `low`: room for acts, no longer for photos; `full`, `refused`: it keeps nothing. */
export type Storage = "ok" | "unsure" | "low" | "full" | "refused";

const PROBE = 256 * 1024;
/** Fewer free bytes than that hold no visit's photos. */
const LITTLE = 24 * 2 ** 20;

export function isFull(error: unknown): boolean {
  const found = error as { name?: string; inner?: { name?: string } } | null;
  return found?.name === "QuotaExceededError" || found?.inner?.name === "QuotaExceededError";
}

/** Tries it: writes a piece and takes it away again, asks how much room is left and whether it is kept for good. */
export async function tryStorage(db: FieldDb): Promise<Storage> {
  try {
    await db.remember("probe", new Uint8Array(PROBE));
    await db.meta.delete("probe");
  } catch (error) {
    return isFull(error) ? "full" : "refused";
  }
  try {
    const { usage = 0, quota = Number.MAX_SAFE_INTEGER } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota - usage < LITTLE) return "low";
    const kept = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.());
    return kept === false ? "unsure" : "ok";
  } catch {
    return "ok"; // a browser that does not say
  }
}
