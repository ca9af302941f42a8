/** The calendar's own corners; that it equals the server's is tests/web's business. */

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { isMakeUp, isPublished, isWorking, loadYears, reasonOff, skippedDays } from "./days.ts";
import { parseHours, workingEnd, workingSeconds } from "./hours.ts";
import { civil, DAY, dayNumber, formatDay, formatMoment, parseDay, parseMoment, weekdayOf } from "./moments.ts";
import { endOfTerm, keptBefore, notLongerBefore, parseTerm } from "./terms.ts";

const YEARS = new URL("../../../../src/doorstep/calendar/years/", import.meta.url);

beforeAll(() => {
  loadYears(readdirSync(YEARS).map((name) => JSON.parse(readFileSync(new URL(name, YEARS), "utf8"))));
});

const at = (text: string) => parseMoment(text)!;
const day = (text: string) => parseDay(text)!;
const end = (start: string, term: string) => formatMoment(endOfTerm(at(start), parseTerm(term)!), true);

describe("moments", () => {
  it("counts days as the server does", () => {
    expect(day("0001-01-01")).toBe(1);
    expect(day("2026-09-28")).toBe(739_887);
    expect(dayNumber(9999, 12, 31)).toBe(3_652_059);
  });

  it("reads back every day of four centuries", () => {
    for (let number = day("1899-12-31"); number <= day("2300-01-01"); number += 13) {
      expect(parseDay(formatDay(number))).toBe(number);
    }
    expect(civil(day("2028-02-29"))).toEqual({ year: 2028, month: 2, day: 29 });
  });

  it("refuses what is no day or moment", () => {
    for (const text of ["2026-02-29", "2026-13-01", "0000-01-01", "2026-9-28", "2026-09-28 ", 7, null]) {
      expect(parseDay(text)).toBeNull();
    }
    for (const text of ["2026-09-28 24:00", "2026-09-28 09:60", "2026-09-28", "2026-09-28T09:00Z"]) {
      expect(parseMoment(text)).toBeNull();
    }
  });

  it("writes the end of a day as 24:00 and seconds only where there are some", () => {
    expect(formatMoment(day("2026-10-10") * DAY, true)).toBe("2026-10-09 24:00");
    expect(formatMoment(at("2026-10-10 09:00:05"))).toBe("2026-10-10 09:00:05");
    expect(weekdayOf(day("2026-09-28"))).toBe(0);
  });

  it("stays within the years that there are", () => {
    expect(formatDay(9_999_999)).toBe("9999-12-31");
    expect(formatDay(-5)).toBe("0001-01-01");
  });
});

describe("working days", () => {
  it("knows holidays, make-up days and why", () => {
    expect(isWorking(day("2026-10-07"))).toBe(false);
    expect(isWorking(day("2026-10-10"))).toBe(true);
    expect(isMakeUp(day("2026-10-10"))).toBe(true);
    expect(reasonOff(day("2026-10-01"))?.en).toBe("National Day");
    expect(reasonOff(day("2026-10-11"))?.en).toBe("weekend");
    expect(reasonOff(day("2026-10-10"))).toBeNull();
  });

  it("joins the days off of one reason", () => {
    const found = skippedDays(day("2026-09-30"), day("2026-10-11"));
    expect(found.map(({ en, first, last }) => [en, formatDay(first), formatDay(last)])).toEqual([
      ["National Day", "2026-10-01", "2026-10-07"],
      ["weekend", "2026-10-11", "2026-10-11"],
    ]);
  });

  it("tells a year without a notice from one with it", () => {
    expect([isPublished(day("2026-05-01")), isPublished(day("2040-05-01"))]).toEqual([true, false]);
    expect(isWorking(day("2040-05-01"))).toBe(true);
  });
});

describe("terms", () => {
  it("ends them", () => {
    expect(end("2026-09-28 10:20", "2 working days")).toBe("2026-09-30 24:00");
    expect(end("2026-09-30 10:20", "1 working day")).toBe("2026-10-08 24:00");
    expect(end("2026-09-30 10:20", "0 days")).toBe("2026-09-30 24:00");
    expect(end("2028-01-31 10:20", "1 month")).toBe("2028-02-29 24:00");
    expect(end("2028-02-29 10:20", "1 year")).toBe("2029-02-28 24:00");
    expect(end("2026-09-30 16:30", "2 working hours")).toBe("2026-10-08 09:30");
    expect(end("2026-09-30 10:20", "90 seconds")).toBe("2026-09-30 10:21:30");
  });

  it("measures them before a planned time", () => {
    const one = parseTerm("1 working day")!;
    expect(keptBefore(at("2026-09-30 17:00"), at("2026-10-08 09:00"), one)).toBe(true);
    expect(keptBefore(at("2026-10-01 17:00"), at("2026-10-08 09:00"), one)).toBe(true);
    expect(keptBefore(at("2026-10-08 00:00"), at("2026-10-08 09:00"), one)).toBe(false);
    expect(notLongerBefore(at("2026-09-30 17:00"), at("2026-10-08 09:00"), one)).toBe(true);
    expect(notLongerBefore(at("2026-09-29 17:00"), at("2026-10-08 09:00"), one)).toBe(false);
  });

  it("refuses what is none", () => {
    for (const text of ["2 fortnights", "two days", "-1 days", "9999999 days", "", null, 5]) expect(parseTerm(text)).toBeNull();
  });
});

describe("hours", () => {
  it("reads them, a night shift and a split day too", () => {
    expect(parseHours("22:00-06:00")).toEqual([[79_200, 108_000]]);
    expect(parseHours("13:00-18:00, 09:00至12:00")).toEqual([
      [32_400, 43_200],
      [46_800, 64_800],
    ]);
    for (const text of ["9 to 5", "", "09:00-12:00,11:00-13:00", "09:00-24:01", [7]]) expect(parseHours(text)).toBeNull();
  });

  it("counts back what it counted", () => {
    const hours = parseHours(["09:00-12:00", "13:00-18:00"])!;
    for (let seconds = 0; seconds < 200_000; seconds += 7919) {
      const start = at("2026-09-29 16:10:20");
      expect(workingSeconds(start, workingEnd(start, seconds, hours), hours)).toBe(seconds);
    }
  });
});
