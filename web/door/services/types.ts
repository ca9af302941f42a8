/** What the server says of a link. Moments are texts of civil time, as "2026-10-12 09:30". */
import type { Both } from "../../common/i18n/index.ts";

export interface Slot {
  readonly start: string;
  readonly end: string;
  readonly free: boolean;
}

export interface Company extends Both {
  readonly phone: string;
}

export interface Appointment {
  readonly start: string;
  readonly end: string;
  readonly confirmed: boolean;
  readonly told: readonly { readonly names: Both; readonly value: string }[];
}

export interface View {
  readonly purposes: readonly string[];
  readonly expires: string;
  readonly now: string;
  readonly company: Company;
  readonly case: { readonly number: string; readonly kind: Both; readonly customer: string; readonly units: number; readonly unit: Both | null };
  readonly who: { readonly name: string; readonly badge: string } | null;
  readonly needs: string;
  readonly appointment: Appointment | null;
  readonly slots?: readonly Slot[];
  readonly asked?: { readonly start: string | null; readonly end: string | null; readonly text: string | null; readonly booked: boolean } | null;
  readonly may_ask?: boolean;
  readonly reasons?: readonly string[];
  readonly sign?: { readonly roles: readonly { readonly role: string; readonly names: Both }[]; readonly signed: Signed | null };
  readonly rate?: {
    readonly score: readonly [number, number] | null;
    readonly satisfied: boolean;
    readonly reasons: readonly string[];
    readonly ready: boolean;
    readonly given: boolean;
  };
}

export interface Signed {
  readonly code: string;
  readonly digest: string;
  readonly at: string;
  readonly signer: string;
  readonly changed: boolean;
}

/** The pages of the door, in the order in which a visit has them. */
export type PageName = "visit" | "time" | "record" | "rate";
