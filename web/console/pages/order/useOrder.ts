/** An order as its page has it: asked for, renewed when others record, without moving anything under the reader's pointer. */
import { computed, type Ref, ref } from "vue";
import { path, useApi, useAsked, useSession } from "../../../common/api/index.ts";
import type { NextAct } from "../../../common/api/types.ts";
import { useTexts } from "../../../common/i18n/index.ts";
import type { OrderShown } from "../../stores/api.ts";
import { useChanges } from "../../stores/changes.ts";
import { useStandards } from "../../stores/names.ts";
import type { Talk } from "./appeals.ts";

/** `busy` tells whether the reader points at, or works in, what would move. */
export function useOrder(caseId: () => string, busy: Readonly<Ref<boolean>>) {
  const api = useApi();
  const standards = useStandards();
  const session = useSession();
  const { lang } = useTexts();
  /** What came from others and is not shown yet; the acts that are new since the page was opened. */
  const waiting = ref<OrderShown | null>(null);
  const fresh = ref<ReadonlySet<string>>(new Set());
  const current = ref<OrderShown>();

  async function read(signal?: AbortSignal): Promise<OrderShown> {
    const found = await api.get<OrderShown>(path`/console/cases/${caseId()}`, signal ? { signal } : {});
    await Promise.all(found.standards.map((one) => standards.load(one.standard)));
    return found;
  }

  const asked = useAsked(async (signal) => {
    const found = await read(signal);
    current.value = found;
    waiting.value = null;
    return found;
  }, [caseId, lang]);
  const next = useAsked(async (signal) => (await api.get<{ next_acts: readonly NextAct[] }>(path`/cases/${caseId()}/next-acts`, { signal })).next_acts, [caseId, lang]);
  /** What was said about clauses, for those who may read verdicts; it lies over them and is asked apart. */
  const talks = useAsked(async (signal) => (session.may("verdict.read") ? (await api.get<{ clauses: readonly Talk[] }>(path`/cases/${caseId()}/appeals`, { signal })).clauses : []), [caseId]);

  useChanges(
    async ({ acts, others }) => {
      const known = new Set(current.value?.timeline.map((act) => act.id));
      if ([...acts].every((act) => known.has(act))) return; // the reader's own, shown already
      const found = await read().catch(() => null);
      if (!found) return;
      fresh.value = new Set([...fresh.value, ...acts]);
      if (others && busy.value) waiting.value = found;
      else show(found);
    },
    (change) => change.envelope.case === caseId(),
  );

  function show(found: OrderShown): void {
    [current.value, waiting.value] = [found, null];
    void next.again();
    void talks.again();
  }

  return {
    asked,
    order: computed(() => current.value),
    next: computed(() => next.data.value ?? []),
    talks: computed(() => new Map((talks.data.value ?? []).map((talk) => [talk.clause, talk]))),
    waiting,
    fresh,
    show: () => waiting.value && show(waiting.value),
    /** After the reader recorded something himself. */
    async again(): Promise<void> {
      await asked.again();
      await Promise.all([next.again(), talks.again()]);
    },
  };
}
