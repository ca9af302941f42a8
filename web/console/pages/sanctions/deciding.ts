/** Deciding a sanction: the reason, another sum, what that would break, and sending it after a look at what he said meanwhile. */
import { computed, onScopeDispose, ref, watch } from "vue";
import { type Api, ApiError } from "../../../common/api/index.ts";
import { path } from "../../../common/api/client.ts";
import type { WhatIfShown } from "../../../common/api/types.ts";
import { clock, wireOf } from "../../../common/time/index.ts";
import { newKey } from "../../stores/keys.ts";
import { sumOf } from "./money.ts";
import { type Deciding, keyOf, type Sanction, type Sanctions } from "./types.ts";

export type Way = "decide" | "uphold" | "reject" | "ask";

const PAUSE = 250;

/** The state of one decision. `sanction` and `deciding` give what is decided now. */
export function useDeciding(api: Api, sanction: () => Sanction, deciding: () => Deciding) {
  const [reason, typed, effect] = [ref(""), ref<string | null>(null), ref<string | null>(null)];
  const [sending, breaks, asking] = [ref(false), ref<string | null>(null), ref(false)];
  const failed = ref<unknown>(null);
  const news = ref(false);
  let known = sanction().said.length;
  const keys = new Map<Way, { key: string; at: string }>();

  const amount = computed(() => (typed.value === null ? sanction().wanted : sumOf(typed.value)));
  const wrongSum = computed(() => typed.value !== null && amount.value === null);
  const chosen = computed(() => effect.value ?? sanction().effect);
  const other = computed(() => amount.value !== sanction().wanted || chosen.value !== sanction().effect);

  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  watch([amount, chosen, other], () => {
    clearTimeout(timer);
    running?.abort();
    breaks.value = null;
    if (!other.value || wrongSum.value) return;
    asking.value = true;
    timer = setTimeout(() => void tryIt(), PAUSE);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    running?.abort();
  });

  /** Asks the judge what this sum and effect would break; nothing is recorded. */
  async function tryIt(): Promise<void> {
    const own = new AbortController();
    running = own;
    const one = sanction();
    const data: Record<string, unknown> = { clause: one.clause };
    if (deciding().has_amount && amount.value !== null) data.amount = amount.value;
    if (chosen.value) data.effect = chosen.value;
    try {
      const found = await api.post<WhatIfShown>(path`/cases/${one.case}/what-if`, { act: deciding().act, by: deciding().by, data }, { signal: own.signal });
      breaks.value = found.breaches.find((breach) => breach.clause === one.clause)?.sentence ?? null;
    } catch {
      // What would break is a help; without it the decision can still be made.
    } finally {
      if (running === own) asking.value = false;
    }
  }

  /** Whether he said something since the form was opened; it is shown before anything is sent. */
  async function saidMeanwhile(): Promise<boolean> {
    const one = sanction();
    const found = await api.get<Sanctions>("/sanctions", { query: { state: "pending", case: one.case } });
    const now = found.sanctions.find((other) => keyOf(other) === keyOf(one));
    if (!now || now.said.length === known) return false;
    known = now.said.length;
    return true;
  }

  /** Sends it; true when it was taken. */
  async function send(way: Way): Promise<boolean> {
    [sending.value, failed.value] = [true, null];
    try {
      if (way !== "ask" && (await saidMeanwhile())) {
        news.value = true;
        return false;
      }
      const one = sanction();
      const same = keys.get(way) ?? { key: newKey("sanction"), at: wireOf(clock.civil()) };
      keys.set(way, same);
      const common = { ...same, clause: one.clause, reason: reason.value.trim() };
      if (way === "decide") await api.post(path`/cases/${one.case}/sanctions`, { ...common, ...changed() });
      else await api.post(path`/cases/${one.case}/appeals/answer`, { ...common, ...(way === "ask" ? {} : { upheld: way === "uphold" }) });
      return true;
    } catch (error) {
      failed.value = error;
      if (error instanceof ApiError) keys.delete(way); // without an answer it is sent again as the same act
      return false;
    } finally {
      sending.value = false;
    }
  }

  function changed(): Record<string, unknown> {
    const one = sanction();
    const said: Record<string, unknown> = {};
    if (deciding().has_amount && amount.value !== null && amount.value !== one.wanted) said.amount = amount.value;
    if (chosen.value && chosen.value !== one.effect) said.effect = chosen.value;
    return said;
  }

  return { reason, typed, effect, amount, wrongSum, chosen, other, breaks, asking, sending, failed, news, send };
}
