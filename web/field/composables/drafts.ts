/**
 * Drafts on the phone lie beside the outbox. A store that refuses throws, and the form says so.
 *
 * The store takes its time; a page that is loaded again meanwhile would lose the last tap. So a draft lies aside, where it is kept at
 * once, until the store has it.
 */
import type { Draft, Drafts } from "../../common/forms/drafts.ts";
import type { FieldDb } from "../services/db.ts";

const ASIDE = "doorstep.aside.";

export function dbDrafts(db: FieldDb): Drafts {
  return {
    async load(name) {
      return aside(name) ?? (await db.drafts.get(name))?.draft ?? null;
    },
    async save(name, draft) {
      const text = JSON.stringify(draft);
      layAside(name, text);
      await db.drafts.put({ name, draft: JSON.parse(text) as Draft });
      if (localStorage.getItem(ASIDE + name) === text) localStorage.removeItem(ASIDE + name);
    },
    async drop(name) {
      localStorage.removeItem(ASIDE + name);
      await db.drafts.delete(name);
    },
  };
}

function aside(name: string): Draft | null {
  const text = localStorage.getItem(ASIDE + name);
  return text ? (JSON.parse(text) as Draft) : null;
}

function layAside(name: string, text: string): void {
  try {
    localStorage.setItem(ASIDE + name, text);
  } catch {
    // no room here: the store itself says whether it has any
  }
}
