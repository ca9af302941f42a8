/** Drafts on the phone lie beside the outbox. A store that refuses throws, and the form says so. */
import type { Draft, Drafts } from "../../common/forms/drafts.ts";
import type { FieldDb } from "../services/db.ts";

export function dbDrafts(db: FieldDb): Drafts {
  return {
    load: async (name) => (await db.drafts.get(name))?.draft ?? null,
    save: async (name, draft) => void (await db.drafts.put({ name, draft: JSON.parse(JSON.stringify(draft)) as Draft })),
    drop: (name) => db.drafts.delete(name),
  };
}
