/**
 * Keys of the console: J K up and down, Enter opens, Esc closes, / searches, N a new order, F filters, ? lists them. Silent while somebody
 * types; they can be switched off. The latest page that asks for a key has it.
 */
import { onScopeDispose, ref, watch } from "vue";

export type Shortcut = "j" | "k" | "Enter" | "Escape" | "/" | "n" | "f" | "?";
export type Shortcuts = Partial<Record<Shortcut, (event: KeyboardEvent) => void>>;

const KEPT_AS = "doorstep.console.keys";
const layers: Shortcuts[] = [];
export const shortcutsOn = ref(keptOn());

function keptOn(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) !== "off";
  } catch {
    return true;
  }
}

watch(shortcutsOn, (on) => {
  try {
    localStorage.setItem(KEPT_AS, on ? "on" : "off");
  } catch {
    // for this visit only
  }
});

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";
const PRESSED = "a, button, summary, [role=button], [role=option], [role=tab]";

export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = (event.key.length === 1 ? event.key.toLowerCase() : event.key) as Shortcut;
  const target = event.target instanceof Element ? event.target : null;
  const typing = target?.closest(TYPING);
  if (key !== "Escape" && (typing || !shortcutsOn.value)) return;
  if (key === "Enter" && target?.closest(PRESSED)) return;
  const own = layers.findLast((layer) => layer[key]);
  if (!own) return;
  event.preventDefault();
  own[key]!(event);
}

/** The keys of the calling component, as long as it lives. */
export function useShortcuts(own: Shortcuts): void {
  layers.push(own);
  onScopeDispose(() => {
    layers.splice(layers.indexOf(own), 1);
  });
}
