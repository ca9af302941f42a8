import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Later } from "./later.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("taps in a row do not put off what the first one asked for", () => {
  const run = vi.fn();
  const later = new Later(run);
  for (let tap = 0; tap < 5; tap += 1) {
    later.in(10_050);
    vi.advanceTimersByTime(3_000);
  }
  expect(run).toHaveBeenCalledTimes(1);
});

test("an earlier wish comes first, and one asked for after the run is run again", () => {
  const run = vi.fn();
  const later = new Later(run);
  later.in(10_000);
  later.in(50);
  vi.advanceTimersByTime(60);
  expect(run).toHaveBeenCalledTimes(1);
  later.in(100);
  vi.advanceTimersByTime(20_000);
  expect(run).toHaveBeenCalledTimes(2);
});
