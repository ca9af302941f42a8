/** Whether the pointer or the focus is within an element: then nothing in it moves by itself. */
import { onScopeDispose, ref, type Ref, watch } from "vue";

/** True while the reader points at, or has the focus in, `element`. */
export function useBusyWithin(element: Ref<HTMLElement | undefined>): Readonly<Ref<boolean>> {
  const [pointed, focused] = [ref(false), ref(false)];
  const busy = ref(false);
  const note = () => {
    busy.value = pointed.value || focused.value;
  };
  const handlers: Record<string, (event: Event) => void> = {
    pointerenter: () => (pointed.value = true),
    pointerleave: () => (pointed.value = false),
    focusin: () => (focused.value = true),
    focusout: () => (focused.value = false),
  };
  let there: HTMLElement | undefined;
  function leave(): void {
    for (const [name, handler] of Object.entries(handlers)) there?.removeEventListener(name, handler);
  }
  watch(element, (now) => {
    leave();
    there = now;
    for (const [name, handler] of Object.entries(handlers)) now?.addEventListener(name, handler);
  }, { immediate: true });
  watch([pointed, focused], note);
  onScopeDispose(leave);
  return busy;
}
