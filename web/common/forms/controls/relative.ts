/** Moments that are likely meant, so that none has to be typed: now, and the next usual hours of today and tomorrow. */
import { DAY, dayOf } from "../../judge/calendar/moments.ts";

const HOURS = [9, 13, 16, 18];
const TOMORROW = [9, 13];
/** Nobody agrees on less than half an hour ahead. */
const AHEAD = 30 * 60;

/** The next usual moments after `now` (civil seconds), the nearest first. */
export function relativeMoments(now: number): number[] {
  const today = dayOf(now) * DAY;
  const ofToday = HOURS.map((hour) => today + hour * 3600).filter((at) => at >= now + AHEAD);
  return [...ofToday.slice(0, 2), ...TOMORROW.map((hour) => today + DAY + hour * 3600)];
}

/** Moments shortly before `now`, on the minute: for what happened already. */
export function pastMoments(now: number): number[] {
  const minute = now - (now % 60);
  return [5, 15, 30].map((minutes) => minute - minutes * 60);
}
