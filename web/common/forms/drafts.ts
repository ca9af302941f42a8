/** Drafts: what was typed, kept at every change, so that a reload, a call or an empty battery loses nothing. */

/** A form as it stood; plain JSON. */
export interface Draft {
  readonly values: Readonly<Record<string, unknown>>;
  /** The fields answered with 不清楚. */
  readonly unknown: readonly string[];
  readonly by: string;
  /** When it happened ("2026-10-12 09:31"); null: when it is sent. */
  readonly at: string | null;
}

/** Where drafts are kept. Each may throw: a store that is full or refused is said at once. */
export interface Drafts {
  load(key: string): Promise<Draft | null> | Draft | null;
  save(key: string, draft: Draft): Promise<void> | void;
  drop(key: string): Promise<void> | void;
}

const PREFIX = "doorstep.draft.";

/** Drafts in the browser's own small store; for the console and the door. The phone keeps them with its outbox. */
export const localDrafts: Drafts = {
  load(key) {
    const text = localStorage.getItem(PREFIX + key);
    try {
      return text ? (JSON.parse(text) as Draft) : null;
    } catch {
      return null; // half-written by a browser that was killed
    }
  },
  save(key, draft) {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  },
  drop(key) {
    localStorage.removeItem(PREFIX + key);
  },
};
