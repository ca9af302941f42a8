/** Sending: what is under way, what did not get through (try again, nothing is lost), what the server refused and where. */
import { ref } from "vue";
import { ApiError, NoAnswer } from "../../common/api/client.ts";

export type SendState = "idle" | "sending" | "unsent" | "refused";

export function useSending() {
  const state = ref<SendState>("idle");
  const refused = ref<ApiError | null>(null);
  let last: (() => Promise<void>) | null = null;

  /** Does it; whether it was taken. A refusal is shown and given to `onRefused`. */
  async function send(work: () => Promise<void>, onRefused?: (error: ApiError) => void): Promise<boolean> {
    if (state.value === "sending") return false;
    last = async () => void (await send(work, onRefused));
    state.value = "sending";
    refused.value = null;
    try {
      await work();
      state.value = "idle";
      return true;
    } catch (error) {
      if (error instanceof ApiError) {
        state.value = "refused";
        refused.value = error;
        onRefused?.(error);
      } else if (error instanceof NoAnswer) state.value = "unsent";
      else {
        state.value = "idle";
        throw error;
      }
      return false;
    }
  }

  return { state, refused, send, again: () => last?.() };
}
