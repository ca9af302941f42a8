/** The measuring of a line, on a clock of its own. */
import { expect, test } from "vitest";
import type { Api } from "../../common/api/index.ts";
import { measure, PIECE } from "./speed.ts";

/** A line on which a megabit takes so many milliseconds. */
function line(down: number, up: number) {
  let clock = 0;
  const sizes: number[] = [];
  const pass = (bytes: number, each: number) => {
    sizes.push(bytes);
    clock += ((bytes * 8) / 1e6) * each;
    return bytes;
  };
  const api = {
    load: async (_: string, asking: { query: { size: number } }) => pass(asking.query.size, down),
    put: async (_: string, body: Blob) => ({ received: pass(body.size, up) }),
  } as unknown as Api;
  return { api, now: () => clock, sizes };
}

test("megabits a second each way, and a report that says what they come of", async () => {
  const { api, now, sizes } = line(2, 20);
  const found = await measure(api, now);
  expect([found.down, found.up]).toEqual([500, 50]);
  expect(Math.max(...sizes)).toBe(PIECE);
  const report = await found.report.text();
  expect(report).toContain("down 500 Mbps");
  expect(report).toContain("up 50 Mbps");
  expect(found.report.type).toBe("text/plain");
});

test("a slow line is measured with small pieces", async () => {
  const { api, now, sizes } = line(2000, 2000);
  expect((await measure(api, now)).down).toBe(0.5);
  expect(Math.max(...sizes)).toBeLessThan(PIECE / 4);
});
