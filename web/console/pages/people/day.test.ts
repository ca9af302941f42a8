/** A person's day: gaps of a quarter of an hour and more within the shift, lunch, what has no appointment last. */
import { expect, test, vi } from "vitest";
import { useRoute } from "vue-router";
import { within } from "../../../common/testing/harness.ts";
import { civilOf } from "../../../common/time/index.ts";
import type { VisitShown } from "../../stores/api.ts";
import type { ShiftShown } from "../../stores/rota.ts";
import { useDays } from "./days.ts";
import { type DayLine, hoursOf, linesOf } from "./day.ts";

const DAY = "2026-10-12";
const visit = (start: string | null, end: string | null) => ({ start: start && `${DAY} ${start}`, end: end && `${DAY} ${end}` }) as VisitShown;
const shift: ShiftShown = { start: "08:30", end: "17:30", lunch_start: "12:00", lunch_end: "13:00", days: "", own: false };
const clock = (at: number) => {
  const rest = at - civilOf(`${DAY} 00:00`)!;
  return `${Math.floor(rest / 3600)}:${String((rest % 3600) / 60).padStart(2, "0")}`;
};
const said = (line: DayLine): string => {
  if (line.gap) return `gap ${clock(line.gap.from)}-${clock(line.gap.to)}`;
  if (line.lunch) return `lunch ${clock(line.lunch.from)}-${clock(line.lunch.to)}`;
  return line.heading ? "heading" : "visit";
};
const lines = (visits: VisitShown[], own: ShiftShown | null = shift) => linesOf(visits, hoursOf(own, DAY)).map(said);

test("gaps stand within the shift, around lunch and the appointments; short ones do not count", () => {
  expect(lines([visit("09:00", "10:00"), visit("10:10", "11:00"), visit("13:00", "17:20")])).toEqual(["gap 8:30-9:00", "visit", "visit", "gap 11:00-12:00", "lunch 12:00-13:00", "visit"]);
});

test("a day filled by one order has its lunch and no gap", () => {
  expect(lines([visit("08:30", "17:30"), visit("18:00", "19:00")])).toEqual(["visit", "lunch 12:00-13:00", "visit"]);
});

test("a day off has gaps between appointments alone", () => {
  const off = { ...shift, start: null, end: null, lunch_start: null, lunch_end: null };
  expect(lines([visit("09:00", "10:00"), visit("13:00", "14:00")], off)).toEqual(["visit", "gap 10:00-13:00", "visit"]);
  expect(lines([], off)).toEqual([]);
});

test("what has no appointment comes under a heading of its own, which a day of such alone does not need", () => {
  expect(lines([visit("09:00", "12:00"), visit(null, null)], null)).toEqual(["visit", "heading", "visit"]);
  expect(lines([visit(null, null)], null)).toEqual(["visit"]);
});

test("an appointment within another makes no gap", () => {
  expect(lines([visit("08:30", "17:00"), visit("10:00", "11:00"), visit("17:10", "18:00")])).not.toContain(expect.stringContaining("gap"));
});

test("the day before, pressed twice before the first has loaded, is two days before", async () => {
  const [move, route] = within(() => [useDays(() => DAY), useRoute()] as const);
  move(-1);
  move(-1);
  await vi.waitFor(() => expect(route.query.day).toBe("2026-10-10"));
  move(1);
  await vi.waitFor(() => expect(route.query.day).toBe("2026-10-11"));
});
