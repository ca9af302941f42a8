/**
 * The outbox: every act goes through it, online too, and stays until its receipt is there.
 *
 * Order is kept; sending stops at the first failure of the network and goes on from there. A refused act stays with its reason. Nothing
 * here waits on a screen, and no screen waits on the network.
 */
import { type Api, ApiError, NoAnswer } from "../../common/api/index.ts";
import type { BatchAnswered, NewAct } from "../../common/api/types.ts";
import type { FieldDb, KeptAct, KeptSigning } from "./db.ts";
import { faultOf } from "./receipts.ts";
import { sendSignature } from "./signing.ts";

/** How long a tap can be taken back before it leaves, in milliseconds. */
export const UNDO = 10_000;
const MOST = 100;
export const ATTACHED = "file.attached";
/** Errors of a single act after which it may be taken later as it is. */
const FOR_NOW = new Set(["internal", "busy", "too_many"]);

/** An act as a tap records it. */
export interface Tapped {
  readonly act: string;
  readonly by: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** It is about the act before it in the tap (a photo that proves it), which is named by its key. */
  readonly aboutPrevious?: boolean;
}

export interface Tap {
  readonly account: string;
  readonly case: string;
  readonly unit: string | null;
  readonly gesture: string | null;
  /** The device's time with its offset; all acts of a tap happened then. */
  readonly at: string;
  readonly acts: readonly Tapped[];
  /** Milliseconds during which it can be taken back. */
  readonly undo?: number;
  /** Its one act is a sign-off, sent as a signature on this text. */
  readonly signing?: KeptSigning;
  /** The key under which it may have been sent already. */
  readonly key?: string;
}

export type Stopped = "empty" | "held" | "away" | "logged-out" | "server";

export interface Sent {
  readonly stopped: Stopped;
  /** The cases whose acts were received. */
  readonly cases: readonly string[];
  /** What the server added to the device's clock, in seconds. */
  readonly skew: number;
  /** When the next held act may leave. */
  readonly heldUntil: number | null;
  /** Something waits for a file that has not arrived. */
  readonly following: boolean;
}

export class Outbox {
  private readonly db: FieldDb;
  private readonly api: Api;
  private readonly now: () => number;

  constructor(db: FieldDb, api: Api, now: () => number = Date.now) {
    this.db = db;
    this.api = api;
    this.now = now;
  }

  /** Keeps the acts of a tap; the name under which the tap can be taken back. All are kept, or none (a full store throws). */
  async record(tap: Tap): Promise<string> {
    const group = crypto.randomUUID();
    const recorded = this.now();
    const holdUntil = recorded + (tap.undo ?? UNDO);
    await this.db.transaction("rw", this.db.acts, this.db.meta, async () => {
      let counter = (await this.db.recall<number>("counter")) ?? 0;
      for (const { act, by, data: said, aboutPrevious } of tap.acts) {
        const data = aboutPrevious ? { ...said, act_key: `${group}-${counter}` } : said;
        counter += 1;
        await this.db.acts.add({
          key: tap.key ?? `${group}-${counter}`,
          account: tap.account,
          case: tap.case,
          act,
          by,
          at: tap.at,
          data: plain(data),
          counter,
          group,
          gesture: tap.gesture,
          unit: tap.unit,
          holdUntil,
          recorded,
          ...(tap.signing ? { signing: tap.signing } : {}),
          state: "waiting",
        });
      }
      await this.db.remember("counter", counter);
    });
    return group;
  }

  /** Takes a tap back, if nothing of it has left yet; whether it did. */
  async undo(group: string): Promise<boolean> {
    return this.db.transaction("rw", this.db.acts, async () => {
      const acts = await this.db.acts.where("group").equals(group).toArray();
      if (!acts.length || acts.some((act) => act.state !== "waiting" || !isHeld(act, this.now()))) return false;
      await this.db.acts.bulkDelete(acts.map((act) => act.seq!));
      return true;
    });
  }

  /** Lets a tap leave at once. */
  async release(account: string): Promise<void> {
    await this.db.acts.where({ account, state: "waiting" }).modify({ holdUntil: 0 } as Partial<KeptAct>);
  }

  /** How much of an account has not arrived: acts, of them refused, and files. */
  async waiting(account: string): Promise<{ acts: number; refused: number; files: number }> {
    const count = (state: string) => this.db.acts.where({ account, state }).count();
    const files = await this.db.files.where({ account, complete: 0 }).count();
    return { acts: await count("waiting"), refused: await count("refused"), files };
  }

  /** Sends what may leave, in order, until nothing is left, something is held, or the network fails. */
  async send(account: string): Promise<Sent> {
    const cases = new Set<string>();
    let [skew, following] = [0, false];
    const done = (stopped: Stopped, heldUntil: number | null = null): Sent => ({ stopped, cases: [...cases], skew, heldUntil, following });
    for (;;) {
      const waiting = await this.db.acts.where({ account, state: "waiting" }).sortBy("seq");
      const acts = await this.ready(account, waiting);
      following = acts.length < waiting.length;
      if (!acts.length) return done("empty");
      const held = acts.findIndex((act) => isHeld(act, this.now()));
      const batch = together(acts.slice(0, held < 0 ? MOST : Math.min(held, MOST)));
      if (!batch.length) return done("held", acts[0]!.holdUntil);
      let answer: BatchAnswered;
      try {
        answer = batch[0]!.signing ? await sendSignature(this.db, this.api, batch[0]!, wireNow(this.now()), skew) : await this.post(batch);
      } catch (error) {
        if (error instanceof NoAnswer) return done("away");
        if (error instanceof ApiError) return done(error.status === 401 ? "logged-out" : "server");
        throw error;
      }
      skew = answer.skew;
      if (!(await this.take(batch, answer, cases))) return done("server");
    }
  }

  /** What waits, in order, but for what names a file that has not arrived: that follows its file, and holds nothing up. */
  private async ready(account: string, acts: readonly KeptAct[]): Promise<KeptAct[]> {
    const coming = new Set((await this.db.files.where({ account, complete: 0 }).toArray()).map((file) => file.hash));
    return acts.filter((act) => act.act !== ATTACHED || !coming.has(String(act.data.file)));
  }

  private async post(batch: readonly KeptAct[]): Promise<BatchAnswered> {
    const device = await this.db.device();
    const acts: NewAct[] = batch.map(({ key, case: id, act, at, by, data, counter, gesture }) => ({
      key,
      case: id,
      act,
      at,
      data,
      counter,
      ...(by ? { by } : {}),
      ...(by && gesture ? { gesture } : {}),
    }));
    return this.api.post<BatchAnswered>("/acts", { acts, device, sent_at: wireNow(this.now()) });
  }

  /** Notes the answers in order; whether sending may go on. */
  private async take(batch: readonly KeptAct[], answer: BatchAnswered, cases: Set<string>): Promise<boolean> {
    const serverKey = (await this.db.recall<string>("receipt_key")) ?? null;
    for (const [place, act] of batch.entries()) {
      const result = answer.results[place];
      if (result?.receipt && (await faultOf(result.receipt, act, serverKey)) === null) {
        const receipt = result.receipt;
        await this.db.transaction("rw", this.db.acts, this.db.judged, async () => {
          await this.db.acts.update(act.seq!, { state: "received", receipt });
          await this.db.judged.update(act.case, { skew: answer.skew }); // kept with what was judged: a reload must not lose it
        });
        cases.add(act.case);
      } else if (result?.error && !FOR_NOW.has(result.error.code)) {
        const { code, message } = result.error;
        await this.db.acts.update(act.seq!, { state: "refused", error: { code, message } });
      } else return false; // no answer for it, or a receipt that is not ours: it waits
    }
    return true;
  }

  /** Keeps a refused act as a note in its case, in the words given. */
  async keepAsNote(seq: number, text: string, at: string): Promise<void> {
    const act = await this.db.acts.get(seq);
    if (act?.state !== "refused") return;
    await this.record({ account: act.account, case: act.case, unit: act.unit, gesture: null, at, undo: 0, acts: [{ act: "note.added", by: null, data: { text } }] });
    await this.db.acts.update(seq, { state: "noted" });
  }

  /** Lets the other side's stand; the refused act stays readable here. */
  async yieldTo(seq: number): Promise<void> {
    const act = await this.db.acts.get(seq);
    if (act?.state === "refused") await this.db.acts.update(seq, { state: "yielded" });
  }

  /** Everything that has not arrived, as a text to be saved as a file: acts as they would be sent, files as base64. */
  async exported(account: string): Promise<string> {
    const acts = (await this.db.acts.where({ account }).sortBy("seq")).filter((act) => act.state === "waiting" || act.state === "refused");
    const files = await this.db.files.where({ account, complete: 0 }).toArray();
    const content = files.map(({ hash, name, kind, size, case: id, bytes }) => ({ hash, name, kind, size, case: id, base64: base64(bytes) }));
    return JSON.stringify({ doorstep: "outbox", device: await this.db.device(), account, exported: wireNow(this.now()), acts, files: content }, null, 1);
  }
}

/** Whether an act can still be taken back. A clock that was set back meanwhile holds nothing up. */
function isHeld(act: KeptAct, now: number): boolean {
  return act.recorded <= now && now < act.holdUntil;
}

/** What goes in one request: acts up to the next signature, or that signature alone. */
function together(acts: readonly KeptAct[]): readonly KeptAct[] {
  const place = acts.findIndex((act) => act.signing);
  return place < 0 ? acts : acts.slice(0, Math.max(place, 1));
}

/** The device's moment as acts carry it: with the offset of Asia/Shanghai, to the second. */
export function wireNow(milliseconds: number): string {
  return `${new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** Without what a reactive screen wraps around it. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function base64(bytes: ArrayBuffer): string {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}
