import { afterEach, describe, expect, test, vi } from "vitest";
import { epochOf, sayIn, within } from "../testing/harness.ts";
import { Clock, clock } from "./clock.ts";
import { civilOf, civilOfEpoch, epochOfCivil, wireOf } from "./civil.ts";
import { clockText, coarseText, lengthText, momentText, termText, timerText } from "./format.ts";
import { limitState, nearFrom } from "./limit.ts";
import { tickNow, useNow } from "./tick.ts";

const zh = sayIn("zh");
const en = sayIn("en");
const at = (text: string) => civilOf(text)!;
const NOW = at("2026-10-12 14:20");
const MINUTE = 60;

describe("moments", () => {
  test("are read from every way the server writes them", () => {
    expect(civilOf("2026-10-12T09:31:10+08:00")).toBe(at("2026-10-12 09:31:10"));
    expect(civilOf("2026-10-12T01:31:10Z")).toBe(at("2026-10-12 09:31:10"));
    expect(civilOf("2026-10-09 24:00")).toBe(at("2026-10-10 00:00"));
    expect(civilOf("2026-10-09")).toBe(at("2026-10-09 00:00"));
    expect(civilOf("2026-13-09")).toBeNull();
    expect(civilOf("soon")).toBeNull();
    expect(civilOf(null)).toBeNull();
  });

  test("go to milliseconds and back, and to the wire with their offset", () => {
    expect(civilOfEpoch(epochOfCivil(NOW))).toBe(NOW);
    expect(new Date(epochOfCivil(NOW)).toISOString()).toBe("2026-10-12T06:20:00.000Z");
    expect(wireOf(NOW)).toBe("2026-10-12T14:20:00+08:00");
    expect(wireOf(NOW + 5)).toBe("2026-10-12T14:20:05+08:00");
  });

  test.each([
    ["2026-10-12 18:00", "10-12 周一 18:00", "Mon 12 Oct 18:00"],
    ["2025-10-12 18:00", "2025-10-12 周日 18:00", "Sun 12 Oct 2025 18:00"],
    ["2026-10-09 24:00", "10-09 周五 24:00", "Fri 9 Oct 24:00"],
    ["2026-10-12 09:31:10", "10-12 周一 09:31", "Mon 12 Oct 09:31"],
  ])("%s is told as “%s”, “%s”", (text, inZh, inEn) => {
    expect(momentText(zh, "zh", at(text), { now: NOW, endOfDay: true })).toBe(inZh);
    expect(momentText(en, "en", at(text), { now: NOW, endOfDay: true })).toBe(inEn);
  });

  test("have seconds for rooms and grounds only, today and tomorrow for the phone only", () => {
    expect(momentText(zh, "zh", at("2026-10-12 09:31:00"), { now: NOW, seconds: true })).toBe("10-12 周一 09:31:00");
    expect(momentText(zh, "zh", at("2026-10-12 18:00"), { now: NOW, relative: true })).toBe("今天 18:00");
    expect(momentText(en, "en", at("2026-10-13 18:00"), { now: NOW, relative: true })).toBe("tomorrow 18:00");
    expect(momentText(zh, "zh", at("2026-10-14 18:00"), { now: NOW, relative: true })).toBe("10-14 周三 18:00");
    expect(clockText(86_400)).toBe("24:00");
  });
});

describe("lengths", () => {
  test.each([
    [0, "0 秒", "0 s"],
    [59, "59 秒", "59 s"],
    [60, "1 分", "1 min"],
    [380, "6 分 20 秒", "6 min 20 s"],
    [599, "9 分 59 秒", "9 min 59 s"],
    [600, "10 分", "10 min"],
    [659, "10 分", "10 min"],
    [3599, "59 分", "59 min"],
    [3600, "1 小时", "1 h"],
    [4800, "1 小时 20 分", "1 h 20 min"],
    [86_400, "1 天", "1 d"],
    [3 * 86_400 + 4 * 3600 + 1800, "3 天 4 小时", "3 d 4 h"],
    [-4800, "1 小时 20 分", "1 h 20 min"],
  ])("%i s is “%s”, “%s”", (seconds, inZh, inEn) => {
    expect(lengthText(zh, seconds)).toBe(inZh);
    expect(lengthText(en, seconds)).toBe(inEn);
  });

  test("cut minutes off without seconds where it is no room, and run like a stop-watch where it is", () => {
    expect(coarseText(zh, 539)).toBe("8 分");
    expect(coarseText(zh, 59)).toBe("59 秒");
    expect(timerText(35)).toBe("0:35");
    expect(timerText(-905)).toBe("15:05");
    expect(timerText(3723)).toBe("1:02:03");
  });

  test("are told as a clause counts them", () => {
    expect(termText(zh, "2 working days")).toBe("2 个工作日");
    expect(termText(en, "4 working hours")).toBe("4 working hours");
    expect(termText(en, "1 day")).toBe("1 day");
    expect(termText(zh, "when ready")).toBe("when ready");
  });
});

describe("limits", () => {
  const limited = { limit: NOW, since: NOW - 10 * 3600 };

  test("near begins with the last fifth, a minute before, on and after", () => {
    const edge = NOW - 2 * 3600;
    expect(limitState(limited, edge - MINUTE)).toEqual({ kind: "far", left: 7260 });
    expect(limitState(limited, edge).kind).toBe("near");
    expect(limitState(limited, edge + MINUTE).kind).toBe("near");
  });

  test("near is at least fifteen minutes, in rooms the last minute, or the standard's own", () => {
    expect(nearFrom({ limit: NOW, since: NOW - 600 })).toBe(900);
    expect(nearFrom({ limit: NOW })).toBe(900);
    expect(nearFrom({ limit: NOW, since: NOW - 300, room: true })).toBe(60);
    expect(nearFrom({ limit: NOW, since: NOW - 300, room: true, nearSeconds: 90 })).toBe(90);
  });

  test("a limit still holds on its very second: a minute before, on, after", () => {
    expect(limitState(limited, NOW - MINUTE)).toEqual({ kind: "near", left: 60 });
    expect(limitState(limited, NOW)).toEqual({ kind: "near", left: 0 });
    expect(limitState(limited, NOW + MINUTE)).toEqual({ kind: "over", over: 60 });
  });

  test("without a moment it is undated, or due before an act; answered it is neither near nor over", () => {
    expect(limitState({ limit: null }, NOW).kind).toBe("undated");
    expect(limitState({ limit: null, before: true }, NOW).kind).toBe("before");
    expect(limitState({ limit: NOW - 60, used: 250, allowed: 300 }, NOW)).toEqual({ kind: "answered", used: 250, allowed: 300 });
  });
});

describe("the corrected clock", () => {
  test("is right within a fraction of the date's second after a few answers, with the device five minutes off", () => {
    let device = epochOf("2026-10-12 14:15");
    const own = new Clock(() => device);
    expect(own.measured).toBe(false);
    for (const step of [130, 460, 790, 1120, 1480]) {
      device += step;
      const server = device + 300_000;
      own.observe(device - 40, device, Math.floor(server / 1000) * 1000);
    }
    expect(Math.abs(own.skew - 300_000)).toBeLessThan(300);
  });

  test("leaves a device's clock that is not known to be off as it is", () => {
    const own = new Clock(() => 5_000_500);
    own.observe(5_000_400, 5_000_500, 5_000_000);
    expect(own.skew).toBe(0);
  });

  test("forgets what it knew when the device's clock was set anew", () => {
    const own = new Clock(() => 0);
    own.observe(1_000_000, 1_000_100, 1_300_000);
    own.observe(9_000_000, 9_000_100, 9_000_000);
    expect(Math.abs(own.skew)).toBeLessThan(1000);
  });
});

describe("the shared tick", () => {
  afterEach(() => vi.useRealTimers());

  test("follows the corrected second, one timer for all", async () => {
    vi.useFakeTimers();
    vi.setSystemTime(epochOf("2026-10-12 14:20"));
    const [one, two] = [within(useNow), within(useNow)];
    tickNow();
    const start = one.value;
    expect(start).toBe(clock.civil());
    await vi.advanceTimersByTimeAsync(3_100);
    expect(one.value).toBe(start + 3);
    expect(two.value).toBe(one.value);
    expect(vi.getTimerCount()).toBe(1);
  });
});
