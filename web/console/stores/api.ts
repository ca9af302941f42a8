/** What the console's own endpoints answer. Types only, but for the API that follows the feed by short questions. */
import { Api, type Asking } from "../../common/api/client.ts";
import type { CaseLine, CaseShown, DutyShown, Feed, FormField, JudgementShown } from "../../common/api/types.ts";
import type { Both } from "../../common/i18n/index.ts";
import type { DoorRequest, LackingShown, LeaveShown, Rebooking, Rota } from "./rota.ts";

export interface Due {
  readonly clause: string;
  readonly acts: readonly Both[];
  readonly unit: string | null;
  readonly limit: string | null;
}

/** An order in a list: what it is about, who has it, what is due next. */
export interface OrderLine extends CaseLine {
  /** Its number; of what no order opened, what it is. */
  readonly label: Both;
  readonly about: string;
  readonly kind: Both;
  readonly person: string | null;
  readonly due: Due | null;
}

export interface OrderPage {
  readonly orders: readonly OrderLine[];
  readonly total: number;
  readonly next: string | null;
  readonly nearest: readonly string[];
}

export interface UnitShown {
  readonly unit: string;
  readonly state: "todo" | "doing" | "done" | "later" | "failed";
  readonly broken: boolean;
  readonly limit: number | null;
}

/** Everything that an order's page shows but the next acts. */
export interface OrderShown extends CaseShown {
  readonly label: Both;
  readonly about: string;
  readonly kind: Both;
  readonly person: string | null;
  readonly judged: readonly JudgementShown[];
  readonly duties: readonly DutyShown[];
  readonly tiles: readonly UnitShown[];
  readonly people: Readonly<Record<string, string>>;
  readonly sealed: number;
  readonly as_of: string;
}

export interface Broken {
  readonly clause: string;
  readonly sentence: string;
}

export interface RiskShown {
  readonly case: string;
  readonly number: string;
  readonly person: string;
  readonly username: string;
  readonly before: string;
  readonly free: string;
  readonly breaks: readonly Broken[];
  readonly rebooking: Rebooking | null;
}

export interface EndingShown {
  readonly person: string;
  readonly username: string;
  readonly certificate: Both;
  readonly valid_until: string;
  readonly orders: number;
}

export interface Desk {
  readonly unassigned: readonly OrderLine[];
  readonly unassigned_total: number;
  readonly due: readonly OrderLine[];
  readonly due_total: number;
  readonly risks: readonly RiskShown[];
  readonly certificates: readonly EndingShown[];
  readonly staff: number;
  readonly on_duty: number;
  readonly sick: number;
  readonly on_leave: number;
  readonly asked: readonly DoorRequest[];
  readonly as_of: string;
}

export interface Candidate {
  readonly username: string;
  readonly name: string;
  readonly staff_number: string | null;
  readonly load: number;
  readonly free: string | null;
  readonly away: LeaveShown | null;
  readonly lacking: readonly LackingShown[];
  readonly breaks: readonly Broken[];
}

export interface Candidates {
  readonly assignee: string | null;
  readonly people: readonly Candidate[];
}

export interface VisitShown {
  readonly order: OrderLine;
  readonly start: string | null;
  readonly end: string | null;
  readonly over: boolean;
  readonly done: number;
  readonly units: number;
  readonly expected: string | null;
  readonly breaks: readonly Broken[];
  readonly rebooking: Rebooking | null;
}

export interface DayShown {
  readonly username: string;
  readonly name: string;
  readonly staff_number: string | null;
  readonly day: string;
  readonly rota: Rota | null;
  readonly away: LeaveShown | null;
  readonly prepared: readonly { readonly name: Both; readonly at: string | null }[];
  readonly lacking: readonly LackingShown[];
  readonly visits: readonly VisitShown[];
  readonly may_set: boolean;
}

export interface OrderForm {
  readonly facts: readonly FormField[];
  readonly number: string;
}

export interface SealShown {
  readonly acts: number;
  readonly sealed: number;
  readonly sealed_at: string | null;
  readonly faults: readonly { readonly act: string | null; readonly message: string }[];
}

export interface StaffLine {
  readonly username: string;
  readonly display_name: string;
  readonly staff_number: string | null;
  readonly active: boolean;
  readonly posts: readonly { readonly post: string; readonly place: string }[];
}

export interface PlaceShown extends Both {
  readonly key: string;
  readonly level: string;
  readonly parent: string | null;
  readonly path: string;
}

interface ConsoleFeed {
  readonly changes: readonly { readonly seq: number; readonly case: string; readonly act: string; readonly id: string; readonly actor: string | null }[];
  readonly last: number;
}

const PAUSE = 1_000;
const LONGEST = 20_000;

/**
 * The console's API. It asks the feed every second and answers as a long poll would, so that a console left open holds no thread of the
 * server, and so that everybody who may read cases hears of them.
 */
export class ConsoleApi extends Api {
  /** Where the feed ended when it was first asked; from there it is followed. */
  private end: Promise<ConsoleFeed> | null = null;

  override async get<T>(path: string, asking: Asking = {}): Promise<T> {
    return path === "/feed" ? ((await this.followed(asking)) as T) : super.get<T>(path, asking);
  }

  private async followed({ query, signal }: Asking): Promise<Feed> {
    const options = signal ? { signal } : {};
    if (!query?.wait) {
      this.end ??= super.get<ConsoleFeed>("/console/feed", options);
      this.end.catch(() => (this.end = null));
      return { changes: [], last: Math.max(Number(query?.after ?? 0), (await this.end).last) };
    }
    for (let waited = 0; ; waited += PAUSE) {
      const found = await super.get<ConsoleFeed>("/console/feed", { query: { after: query.after }, ...options });
      if (found.changes.length || waited >= LONGEST) return this.shown(found);
      await rest(PAUSE, signal);
    }
  }

  private shown(found: ConsoleFeed): Feed {
    const changes = found.changes.map(({ seq, ...one }) => ({ seq, hash: "", envelope: { ...one, by: null, at: "" } }));
    return { changes, last: found.last };
  }
}

function rest(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    }, { once: true });
  });
}
