/** What a limit is at a moment: far, near, over, answered, before an act, without a date. No words here. */

/** Something with a limit. Moments are civil seconds. */
export interface Limited {
  /** Until when; null without a moment. */
  readonly limit: number | null;
  /** Since when it runs, from which the last fifth is reckoned. */
  readonly since?: number | null;
  /** Inside a room: near is the last minute. */
  readonly room?: boolean;
  /** The standard's own measure of near, in seconds before the limit. */
  readonly nearSeconds?: number | null;
  /** There is no moment, but it is due before an act. */
  readonly before?: boolean;
  /** It was answered after so many seconds, of `allowed`. */
  readonly used?: number | null;
  readonly allowed?: number | null;
}

export type LimitState =
  | { readonly kind: "undated" | "before" }
  | { readonly kind: "far" | "near"; readonly left: number }
  | { readonly kind: "over"; readonly over: number }
  | { readonly kind: "answered"; readonly used: number; readonly allowed: number | null };

const QUARTER = 15 * 60;

/** The state at `now`. On its very second a limit still holds. */
export function limitState(limited: Limited, now: number): LimitState {
  const { limit, used } = limited;
  if (used !== null && used !== undefined) return { kind: "answered", used, allowed: limited.allowed ?? null };
  if (limit === null) return { kind: limited.before ? "before" : "undated" };
  if (now > limit) return { kind: "over", over: now - limit };
  return { kind: limit - now <= nearFrom(limited) ? "near" : "far", left: limit - now };
}

/** How many seconds before the limit "near" begins. */
export function nearFrom(limited: Limited): number {
  if (limited.nearSeconds !== null && limited.nearSeconds !== undefined) return limited.nearSeconds;
  if (limited.room) return 60;
  const { limit, since } = limited;
  const span = limit === null || since === null || since === undefined ? 0 : Math.max(0, limit - since);
  return Math.max(QUARTER, Math.floor(span / 5));
}
