/** The console's API follows the feed by short questions and seeks its end with one. */
import { afterEach, expect, test, vi } from "vitest";
import { ConsoleApi } from "./api.ts";

afterEach(() => vi.useRealTimers());

function api(answers: readonly unknown[]) {
  const asked: string[] = [];
  const left = [...answers];
  const fetch = vi.fn(async (url: string) => {
    asked.push(url);
    return new Response(JSON.stringify(left.shift()), { headers: { "Content-Type": "application/json" } });
  });
  return { asked, api: new ConsoleApi({ lang: () => "zh", fetch: fetch as unknown as typeof globalThis.fetch }) };
}

const change = { seq: 8, case: "c1", act: "arrived", id: "a1", actor: "lu" };

test("the end of the feed is asked for once, whatever places are tried", async () => {
  const { api: own, asked } = api([{ changes: [], last: 7 }]);
  expect(await own.get("/feed", { query: { after: 1000, limit: 1 } })).toMatchObject({ last: 1000 });
  expect(await own.get("/feed", { query: { after: 3, limit: 1 } })).toMatchObject({ last: 7 });
  expect(asked).toEqual(["/api/console/feed"]);
});

test("a waiting question is asked again each second until something changed", async () => {
  vi.useFakeTimers();
  const { api: own, asked } = api([{ changes: [], last: 7 }, { changes: [], last: 7 }, { changes: [change], last: 8 }]);
  const found = own.get<{ changes: { envelope: { case: string } }[] }>("/feed", { query: { after: 7, wait: 20 } });
  await vi.advanceTimersByTimeAsync(2000);
  expect((await found).changes[0]?.envelope.case).toBe("c1");
  expect(asked).toEqual(Array(3).fill("/api/console/feed?after=7"));
});

test("a question that is given up waits no longer", async () => {
  vi.useFakeTimers();
  const { api: own } = api([{ changes: [], last: 7 }]);
  const end = new AbortController();
  const found = own.get("/feed", { query: { after: 7, wait: 20 }, signal: end.signal });
  const refused = expect(found).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(100);
  end.abort();
  await refused;
});
