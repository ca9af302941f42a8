import { afterEach, describe, expect, test, vi } from "vitest";
import { nextTick, ref } from "vue";
import { serverOf, within } from "../testing/harness.ts";
import { Clock } from "../time/index.ts";
import { Api, ApiError, digestOf, Live, makeSession, NoAnswer, path, sendFile, useAsked } from "./index.ts";

afterEach(() => vi.useRealTimers());

describe("the client", () => {
  test("writes ids into addresses so that they stay one part, and leaves empty filters out", async () => {
    const seen: { method: string; path: string; body: unknown }[] = [];
    await serverOf({ "GET /cases": {} }, seen).get("/cases", { query: { q: "H 1/2", breached: false, place: null, cursor: undefined } });
    expect(seen[0]!.path).toBe("/cases?q=H+1%2F2&breached=false");
    expect(path`/cases/${"a/b"}/forms/${"x y"}`).toBe("/cases/a%2Fb/forms/x%20y");
  });

  test("throws the server's error in its one shape, with code, place and values", async () => {
    const error = { code: "no_such_act", message: "没有这个动作", path: "act", values: { nearest: "arrived" } };
    const api = serverOf({ "POST /acts": () => Response.json({ error }, { status: 422 }) });
    const found = await api.post("/acts", {}).catch((thrown: unknown) => thrown);
    expect(found).toBeInstanceOf(ApiError);
    expect(found).toMatchObject({ status: 422, code: "no_such_act", path: "act", message: "没有这个动作", values: { nearest: "arrived" } });
  });

  test("tells no network and a stranger's page apart from a refusal", async () => {
    const broken = new Api({ lang: () => "zh", fetch: () => Promise.reject(new TypeError("failed")) });
    await expect(broken.get("/me")).rejects.toBeInstanceOf(NoAnswer);
    const proxy = new Api({ lang: () => "zh", fetch: () => Promise.resolve(new Response("<html>", { status: 502 })) });
    await expect(proxy.get("/me")).rejects.toBeInstanceOf(NoAnswer);
    const portal = new Api({ lang: () => "zh", fetch: () => Promise.resolve(new Response("<html>", { status: 200 })) });
    await expect(portal.get("/me")).rejects.toBeInstanceOf(NoAnswer);
  });

  test("gives up when asked to, with the asker's own reason", async () => {
    const own = new AbortController();
    const api = new Api({
      lang: () => "zh",
      fetch: (_, init) => new Promise((_done, fail) => init!.signal!.addEventListener("abort", () => fail(new DOMException("x", "AbortError")))),
    });
    const asked = api.get("/me", { signal: own.signal });
    own.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });

  test("sends the session's CSRF token with changes only, or a bearer token instead", async () => {
    document.cookie = "doorstep-csrf=abc";
    const sent: Headers[] = [];
    const fetcher = ((_: unknown, init: RequestInit) => {
      sent.push(new Headers(init.headers));
      return Promise.resolve(Response.json({}));
    }) as typeof fetch;
    const session = new Api({ lang: () => "en", fetch: fetcher });
    await session.get("/me");
    await session.post("/acts", {});
    await new Api({ lang: () => "zh", token: () => "secret", fetch: fetcher }).post("/acts", {});
    expect(sent.map((headers) => [headers.get("X-CSRFToken"), headers.get("Authorization"), headers.get("Accept-Language")])).toEqual([
      [null, null, "en"],
      ["abc", null, "en"],
      [null, "Bearer secret", "zh"],
    ]);
  });

  test("corrects the clock by the date of every answer, and tells a session that ended", async () => {
    const clock = new Clock(() => 1_000_000_000_000);
    const loggedOut = vi.fn();
    const answer = () => Response.json({ error: { code: "not_let_in", message: "", path: null, values: {} } }, { status: 401, headers: { Date: new Date(1_000_000_300_000).toUTCString() } });
    const api = new Api({ lang: () => "zh", clock, loggedOut, fetch: () => Promise.resolve(answer()) });
    await expect(api.get("/me")).rejects.toMatchObject({ status: 401 });
    expect(loggedOut).toHaveBeenCalledOnce();
    expect(clock.skew).toBe(300_500);
  });
});

describe("the feed", () => {
  const change = (seq: number) => ({ seq, hash: "h", envelope: { id: `a${seq}`, case: "c", act: "arrived", actor: null, by: null, at: "" } });

  /** A feed of `total` changes; counts the questions. `away` until it is set to false. */
  function feedOf(total: number) {
    const server = { total, asked: 0, away: false };
    const fetcher = ((url: string) => {
      server.asked++;
      if (server.away) return Promise.reject(new TypeError("away"));
      const query = new URL(url, "http://x").searchParams;
      const [after, limit] = [Number(query.get("after")), Number(query.get("limit"))];
      const last = Math.max(after, Math.min(server.total, after + limit));
      return Promise.resolve(Response.json({ changes: Array.from({ length: last - after }, (_, i) => change(after + 1 + i)), last }));
    }) as typeof fetch;
    const live = new Live(new Api({ lang: () => "zh", fetch: fetcher }));
    const heard: number[] = [];
    live.listen((changes) => heard.push(...changes.map((one) => one.seq)));
    return { server, live, heard };
  }

  test("hears a change within two seconds, once, and goes on where it was after the network was away", async () => {
    vi.useFakeTimers();
    const { server, live, heard } = feedOf(7);
    live.start();
    live.start();
    await vi.advanceTimersByTimeAsync(100);
    server.total = 8;
    await vi.advanceTimersByTimeAsync(1_600);
    expect(heard).toEqual([8]);
    server.away = true;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(live.state.value).toBe("away");
    [server.away, server.total] = [false, 10];
    dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(100);
    expect([heard, live.state.value]).toEqual([[8, 9, 10], "live"]);
    live.stop();
    server.total = 11;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual([8, 9, 10]);
  });

  test("begins at the end of a long feed without reading it", async () => {
    vi.useFakeTimers();
    const { server, live, heard } = feedOf(450_123);
    live.start();
    await vi.advanceTimersByTimeAsync(100);
    expect(server.asked).toBeLessThan(24);
    server.total += 1;
    await vi.advanceTimersByTimeAsync(1_600);
    expect(heard).toEqual([450_124]);
    live.stop();
  });

  test("comes back at once when the device says that the network is there, and stops when refused", async () => {
    vi.useFakeTimers();
    let away = true;
    const refused = () => Response.json({ error: { code: "not_allowed", message: "", path: null, values: {} } }, { status: 403 });
    const fetcher = (() => (away ? Promise.reject(new TypeError("away")) : Promise.resolve(refused()))) as typeof fetch;
    const live = new Live(new Api({ lang: () => "zh", fetch: fetcher }));
    live.start();
    await vi.advanceTimersByTimeAsync(10);
    expect(live.state.value).toBe("away");
    away = false;
    dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(10);
    expect(live.state.value).toBe("refused");
  });
});

describe("what a component asks for", () => {
  test("stays while it is asked anew, through an error too, and a later question wins", async () => {
    const id = ref("one");
    const waiting = new Map<string, (value: string) => void>();
    const asked = within(() => useAsked<string>((signal) => new Promise((done, fail) => {
      waiting.set(id.value, (value) => (signal.aborted ? undefined : value === "bad" ? fail(new NoAnswer()) : done(value)));
    }), [id]));
    waiting.get("one")!("first");
    await vi.waitFor(() => expect(asked.data.value).toBe("first"));
    id.value = "two";
    await nextTick();
    expect([asked.data.value, asked.updating.value]).toEqual(["first", true]);
    id.value = "three";
    await nextTick();
    waiting.get("two")!("late");
    waiting.get("three")!("bad");
    await vi.waitFor(() => expect(asked.away.value).toBe(true));
    expect([asked.data.value, asked.updating.value]).toEqual(["first", false]);
  });
});

test("a session knows posts, roles by standard and permissions", async () => {
  const me = {
    username: "fang", display_name: "方素", language: "zh", source: "session", must_change_password: false,
    posts: [{ post: "dispatcher", zh: "综调", en: "dispatcher", place: "south", path: "/a/", roles: { "home-broadband": ["dispatcher"] } }],
    permissions: { "case.assign": { everything: false, paths: ["/a/"], own: null } },
  };
  const session = makeSession(serverOf({ "GET /me": me }));
  expect(session.may("case.assign")).toBe(false);
  await session.load();
  expect([session.may("case.assign"), session.may("people.manage")]).toEqual([true, false]);
  expect(session.roles("home-broadband")).toEqual(["dispatcher"]);
  expect(session.roles("hotel-iptv")).toEqual([]);
});

test("a file goes on from where the server has it, under the digest of its content", async () => {
  const content = new Blob(["abc"]);
  const hash = await digestOf(content);
  expect(hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const seen: { method: string; path: string; body: unknown }[] = [];
  const state = { hash, size: 3 };
  const api = serverOf({ "POST /files": { ...state, have: 1, complete: false }, [`PUT /files/${hash}`]: { ...state, have: 3, complete: true } }, seen);
  await sendFile(api, hash, content);
  expect(seen.map((one) => one.path)).toEqual(["/files", `/files/${hash}?offset=1`]);
  expect(await (seen[1]!.body as Blob).text()).toBe("bc");
});
