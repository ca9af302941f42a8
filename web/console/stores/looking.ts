/** Who else has an order's page open: the page says every few seconds that it is, and hears who the others are. */
import { onScopeDispose, readonly, ref, type Ref, watch } from "vue";
import { path, useApi } from "../../common/api/index.ts";

const EVERY = 5_000;

/** The names of the others, as long as the calling component lives. A page in the background is not looked at. */
export function useLooking(caseId: () => string): Readonly<Ref<readonly string[]>> {
  const api = useApi();
  const others = ref<readonly string[]>([]);
  /** The orders whose page the server knows to be open: of one that was refused there is nothing to take back. */
  const heard = new Set<string>();
  let over = false;

  async function say(id: string): Promise<void> {
    if (document.hidden) return;
    const found = await api.post<{ people: readonly string[] }>(path`/console/cases/${id}/looking`, {}).catch(() => null);
    if (!found) return;
    heard.add(id);
    if (over || id !== caseId()) leave(id); // left while the answer was on its way
    else others.value = found.people;
  }

  function leave(id: string): void {
    if (heard.delete(id)) void api.delete(path`/console/cases/${id}/looking`).catch(() => undefined); // who is not heard of is gone soon anyhow
  }

  watch(caseId, (now, before) => {
    others.value = [];
    if (before) leave(before);
    void say(now);
  }, { immediate: true });
  const timer = setInterval(() => void say(caseId()), EVERY);
  onScopeDispose(() => {
    over = true;
    clearInterval(timer);
    leave(caseId());
  });
  return readonly(others);
}
