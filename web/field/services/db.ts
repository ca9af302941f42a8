/**
 * What the phone keeps: its cases and rules, every act until its receipt is there, photos until they have arrived, drafts, differences.
 *
 * One IndexedDB for the device; what belongs to an account bears its name, so that nobody sends another's acts.
 */
import Dexie, { type EntityTable, type Table } from "dexie";
import type { ActShown, CaseShown, FormShown, NextAct, Receipt } from "../../common/api/types.ts";
import type { Draft } from "../../common/forms/drafts.ts";
import type { Both } from "../../common/i18n/index.ts";
import type { Program, Verdict, YearFile } from "../../common/judge/index.ts";
import type { Tree } from "../../common/judge/ir.ts";
import type { Words } from "../../common/judge/reasons/words.ts";
import type { Carried } from "../../common/signing/statement.ts";

export interface GestureRule {
  readonly key: string;
  readonly name: Both;
  readonly by: string;
  readonly offer: Tree | null;
  readonly ask: Readonly<Record<string, string>>;
  readonly acts: readonly { readonly act: string; readonly by: string; readonly data: Readonly<Record<string, unknown>> }[];
}

/** An act beside the gestures that a phone offers in a unit; with `data` it is said in these words by one tap. */
export interface Aside {
  readonly act: string;
  readonly offer: Tree;
  readonly name?: Both;
  readonly data?: Readonly<Record<string, Both>>;
}

/** The phone's help for a standard: what the standard itself does not say and no clause hangs on. */
export interface Help {
  readonly bring?: readonly string[];
  readonly place?: string;
  readonly before_leaving?: readonly string[];
  readonly aside?: readonly Aside[];
  /** What is usually said in an act's fields: words in both languages, or a value. */
  readonly usual?: Readonly<Record<string, Readonly<Record<string, Both | string | boolean>>>>;
  readonly signs?: Readonly<Record<string, string>>;
  readonly states?: Readonly<Record<string, Both & { readonly glyph: string }>>;
  readonly say?: Readonly<Record<string, Both>>;
  readonly often?: Readonly<Record<string, readonly Both[]>>;
  /** Acts that a tap records at once where nothing is left to be asked. */
  readonly at_once?: readonly string[];
  /** What a gesture asks about the person himself: his last answer stands until he changes it. */
  readonly own?: readonly string[];
  /** Whole numbers from 1 up to this, as chips. */
  readonly scale?: Readonly<Record<string, number>>;
  /** The act that a call from the job's page is: its field that says whether somebody answered, and what it is once a visit is booked. */
  readonly dial?: { readonly act: string; readonly reached: string; readonly later: Readonly<Record<string, unknown>> };
  /** What the phone measures by itself for an act: speeds in Mbps, and the file with the result. */
  readonly measure?: Readonly<Record<string, { readonly down: string; readonly up: string; readonly result: string }>>;
}

export interface RulePart {
  readonly standard: string;
  readonly version: string;
  readonly kind: string;
  readonly title: Both;
  readonly kind_name: Both;
  readonly program: Program;
  readonly words: Words;
  readonly gestures: readonly GestureRule[];
}

export interface Rules {
  readonly parts: readonly RulePart[];
  readonly forms: Readonly<Record<string, FormShown>>;
  readonly help: readonly Help[];
}

export interface FieldCase extends CaseShown {
  readonly rules: string;
  readonly next_acts: readonly NextAct[];
  /** What it takes to write the statement here; null where the case has no sign-off. */
  readonly statement?: Carried | null;
  /** The names of those who recorded its acts, by username. */
  readonly people?: Readonly<Record<string, string>>;
}

/** A signature on a text that was shown without network: the text, its digest, by whom, the drawn picture in base64. */
export interface KeptSigning {
  readonly digest: string;
  readonly shown: string;
  readonly role: string;
  readonly signer: string;
  readonly comments: string;
  readonly picture: string;
}

/** What was signed here, and what the record says instead. */
export interface SignedOtherwise {
  readonly key: string;
  readonly account: string;
  readonly case: string;
  readonly shown: string;
  readonly now: string;
}

export interface Bundle {
  readonly account: string;
  /** After what to ask the feed of changes. */
  readonly last: number;
  readonly as_of: string;
  readonly receipt_key: string;
  readonly years: readonly YearFile[];
  readonly sentences: Readonly<Record<"zh" | "en", Readonly<Record<string, string>>>>;
  readonly rules: Readonly<Record<string, Rules>>;
  /** What the person's staff files say of him, by the fact's name. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly cases: readonly FieldCase[];
}

/** Where an act stands. `yielded`: refused, and the other side's was taken; `noted`: refused, and kept as a note. */
export type ActState = "waiting" | "received" | "refused" | "yielded" | "noted";

/** An act in the outbox, in the order in which it was recorded (`seq`). `at` is the device's own time. */
export interface KeptAct {
  seq?: number;
  readonly key: string;
  readonly account: string;
  readonly case: string;
  readonly act: string;
  readonly by: string | null;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly counter: number;
  /** The tap that recorded it, with others; their undo is one. */
  readonly group: string;
  readonly gesture: string | null;
  readonly unit: string | null;
  /** Milliseconds of the device's clock: it does not leave before. */
  readonly holdUntil: number;
  readonly recorded: number;
  /** The sign-off that it stands for goes to the server as a signature, not as an act. */
  readonly signing?: KeptSigning;
  state: ActState;
  receipt?: Receipt;
  error?: { readonly code: string; readonly message: string };
}

/** A photo, signature or other file. `sent` bytes of it have arrived. */
export interface KeptFile {
  readonly hash: string;
  readonly account: string;
  readonly case: string;
  readonly name: string;
  readonly kind: string;
  readonly size: number;
  readonly taken: number;
  readonly bytes: ArrayBuffer;
  sent: number;
  complete: 0 | 1;
}

/** A verdict that the server sees otherwise than the phone did. */
export interface Difference {
  id?: number;
  readonly account: string;
  readonly case: string;
  readonly standard: string;
  readonly clause: string;
  readonly phone: Verdict;
  readonly server: Verdict;
  readonly phoneSays: Both;
  readonly serverSays: string;
  /** How much was added to the phone's clock, in seconds. */
  readonly skew: number;
  readonly found: number;
  seen: 0 | 1;
}

/** What the phone judged of a case when something was recorded on it. */
export interface Judged {
  readonly case: string;
  readonly account: string;
  /** Civil seconds, by the phone's clock. */
  readonly asOf: number;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly sentences: Readonly<Record<string, Both>>;
  /** What the server added to the phone's clock when it received what had been judged, in seconds. */
  readonly skew?: number;
}

/** A case as the server has it since others recorded on it, kept until nothing can move under a finger; null: it is no longer his. */
export interface Update {
  readonly id: string;
  readonly account: string;
  readonly body: FieldCase | null;
  /** The acts of others that are new. */
  readonly acts: readonly ActShown[];
}

export class FieldDb extends Dexie {
  declare acts: EntityTable<KeptAct, "seq">;
  declare files: Table<KeptFile, string>;
  declare cases: Table<{ id: string; account: string; body: FieldCase }, string>;
  declare rules: Table<{ digest: string; body: Rules }, string>;
  declare meta: Table<{ name: string; value: unknown }, string>;
  declare drafts: Table<{ name: string; draft: Draft }, string>;
  declare differences: EntityTable<Difference, "id">;
  declare judged: Table<Judged, string>;
  declare otherwise: Table<SignedOtherwise, string>;
  declare updates: Table<Update, string>;

  constructor(name = "doorstep-field") {
    super(name);
    this.version(1).stores({
      acts: "++seq, &key, case, group, state, [account+state]",
      files: "hash, case, [account+complete]",
      cases: "id, account",
      rules: "digest",
      meta: "name",
      drafts: "name",
      differences: "++id, account",
      judged: "case",
    });
    this.version(2).stores({ otherwise: "key, account", updates: "id, account" });
  }

  /** A remembered value. */
  async recall<T>(name: string): Promise<T | undefined> {
    return (await this.meta.get(name))?.value as T | undefined;
  }

  async remember(name: string, value: unknown): Promise<void> {
    await this.meta.put({ name, value });
  }

  /** The device's own name, made once. */
  async device(): Promise<string> {
    return this.transaction("rw", this.meta, async () => {
      const known = await this.recall<string>("device");
      if (known) return known;
      const made = `phone-${crypto.randomUUID()}`;
      await this.remember("device", made);
      return made;
    });
  }
}
