/** What the server answers for the administration. Types only. */
import type { Both } from "../../../common/i18n/index.ts";

export interface HoldingShown {
  readonly id: number;
  readonly post: string;
  readonly words: Both;
  readonly place: string;
  readonly since: string;
  readonly until: string | null;
}

export interface AccountShown {
  readonly username: string;
  readonly display_name: string;
  readonly staff_number: string | null;
  readonly language: "zh" | "en";
  readonly active: boolean;
  readonly locked: boolean;
  readonly locked_until: string | null;
  readonly must_change_password: boolean;
  readonly has_password: boolean;
  readonly holdings: readonly HoldingShown[];
}

export interface PostShown {
  readonly post: string;
  readonly words: Both;
}

export interface EndingCertificate {
  readonly username: string;
  readonly name: string;
  readonly certificate: Both;
  readonly valid_until: string;
  readonly past: boolean;
  readonly case: string;
  readonly act: string;
}

export interface TokenShown {
  readonly id: number;
  readonly account: string;
  readonly name: string;
  readonly prefix: string;
  readonly created: string;
  readonly expires: string;
  readonly revoked: string | null;
  readonly last_used: string | null;
}

export interface RowFault {
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

export interface ImportedRow {
  readonly row: number;
  readonly number: string | null;
  readonly what: "open" | "exists" | "wrong";
  readonly case: string | null;
  readonly faults: readonly RowFault[];
}

export interface Imported {
  readonly dry_run: boolean;
  readonly open: number;
  readonly exists: number;
  readonly wrong: number;
  readonly assigned: number;
  readonly ignored: readonly string[];
  readonly rows: readonly ImportedRow[];
}

export interface AuditResult {
  readonly orders: number;
  readonly judged: number;
  readonly breached: number;
  readonly rows_rejected: number;
  readonly rejected: string | null;
  readonly as_of: string;
}

/** An audit that was asked for: by whom, when, of which file; its report once it is done, why not where it was refused. */
export interface AuditShown {
  readonly id: string;
  readonly who: string;
  readonly name: string;
  readonly asked: string;
  readonly state: "waiting" | "judging" | "done" | "refused";
  readonly done: number;
  readonly of: number;
  readonly report: string | null;
  readonly result: AuditResult | null;
  readonly why: string | null;
}

export interface Audits {
  readonly report: string | null;
  readonly made: string | null;
  readonly audits: readonly AuditShown[];
}

export interface AuditLine {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly actor_name: string;
  readonly what: string;
  readonly kind: string;
  readonly subject: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}
