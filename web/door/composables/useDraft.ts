/** What is typed or drawn, kept on this device at every change until it is sent: a reload loses nothing. */
import { reactive, watch } from "vue";
import { newKey } from "../services/door.ts";

/** The draft under a name, and its end once it was sent. `clear` puts the first values back. */
export function useDraft<T extends object>(token: string, name: string, first: T): { draft: T; clear: () => void } {
  const kept = `doorstep.door.${token.slice(-12)}.${name}`;
  const draft = reactive({ ...structuredClone(first), ...read(kept) }) as T;
  watch(draft, () => write(kept, JSON.stringify(draft)), { deep: true, flush: "sync" });

  function clear(): void {
    Object.assign(draft, structuredClone(first));
    try {
      localStorage.removeItem(kept);
    } catch {
      // nothing was kept then
    }
  }
  return { draft, clear };
}

function read(kept: string): object {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(kept) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}

function write(kept: string, text: string): void {
  try {
    localStorage.setItem(kept, text);
  } catch {
    // a full or refused store: it stays as long as the page does
  }
}

/** The key under which a content is sent: the same one as long as the content is the same, on whichever try. */
export function useKey(): (content: unknown) => string {
  let key = newKey();
  let last = "";
  return (content) => {
    const text = JSON.stringify(content);
    if (last && text !== last) key = newKey();
    last = text;
    return key;
  };
}
