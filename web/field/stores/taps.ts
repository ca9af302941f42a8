/** What a screen hands to the store, and what it gets of it. */
import type { Tapped } from "../services/outbox.ts";

/** A photo or other file, without its bytes. */
export interface FileMark {
  readonly hash: string;
  readonly case: string;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
}

export interface Recording {
  readonly case: string;
  readonly unit: string | null;
  readonly gesture?: string | null;
  readonly acts: readonly Tapped[];
  /** The civil second (corrected) at which it happened; now without it. */
  readonly at?: number | null;
}

/** A tap that can still be taken back. */
export interface Undoable {
  readonly group: string;
  readonly gesture: string | null;
  readonly acts: readonly Tapped[];
  readonly until: number;
}
