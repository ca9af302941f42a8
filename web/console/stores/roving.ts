/** J and K through a list of rows: the row's link gets the focus, Enter opens it as any link. */
import type { Ref } from "vue";
import { useShortcuts } from "../shell/shortcuts.ts";

/** The rows' targets are what `selector` finds in `root`. */
export function useRoving(root: Ref<HTMLElement | undefined>, selector = "[data-row]"): void {
  function move(by: 1 | -1): void {
    const rows = [...(root.value?.querySelectorAll<HTMLElement>(selector) ?? [])];
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
  }
  useShortcuts({ j: () => move(1), k: () => move(-1) });
}
