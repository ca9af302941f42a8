/** What the server answers about who works when, handing over, and what customers asked at their doors. Types only. */
import type { ErrorBody } from "../../common/api/types.ts";
import type { Both } from "../../common/i18n/index.ts";
import type { Candidate, OrderLine } from "./api.ts";

export interface ShiftShown {
  /** "08:30"; null: he does not work on that day. */
  readonly start: string | null;
  readonly end: string | null;
  readonly lunch_start: string | null;
  readonly lunch_end: string | null;
  /** Weekdays, Monday is 1; empty: the calendar's working days. */
  readonly days: string;
  readonly own: boolean;
}

export interface LeaveShown {
  readonly id: number;
  readonly first: string;
  readonly last: string;
  readonly kind: "sick" | "leave";
}

export interface Rota {
  readonly shift: ShiftShown;
  readonly leaves: readonly LeaveShown[];
}

export interface AtWork {
  readonly username: string;
  readonly works: boolean;
  readonly away: LeaveShown | null;
}

export interface LackingShown {
  readonly certificate: Both;
  readonly until: string | null;
}

/** The act that moves an appointment; `only` are the parties who alone may. */
export interface Rebooking {
  readonly act: string;
  readonly name: Both;
  readonly only: readonly Both[];
}

export interface DoorRequest {
  readonly case: string;
  readonly number: string;
  readonly person: string | null;
  readonly username: string | null;
  readonly request: string;
  readonly kind: "time" | "link";
  readonly at: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly text: string;
  readonly reason: "full" | "other" | null;
  readonly rebooking: Rebooking | null;
}

export interface Offer {
  readonly order: OrderLine;
  readonly start: string | null;
  readonly end: string | null;
  readonly people: readonly Candidate[];
}

export interface HandOver {
  readonly name: string;
  readonly orders: readonly Offer[];
}

export interface HandedOver {
  readonly orders: readonly { readonly case: string; readonly error: ErrorBody | null }[];
}
