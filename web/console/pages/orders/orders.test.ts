/** The filters of the address, and the kinds that a new order may have. */
import { expect, test } from "vitest";
import { asked, readFilters } from "./filters.ts";
import { kindsOf } from "./kinds.ts";

test("a filter that is none is named, the rest holds", () => {
  expect(readFilters({ state: "all", due: "soonish", q: "Z-1", page: "3" })).toEqual({ values: { state: "all", q: "Z-1" }, wrong: ["due"] });
});

test("nobody's orders are a filter of their own", () => {
  expect(readFilters({ assignee: "" }).values).toEqual({ assignee: "" });
  expect(readFilters({ standard: "" }).values).toEqual({});
});

test("orders only, unless a clause, words or the address say otherwise", () => {
  expect(asked({})).toEqual({ what: "orders" });
  expect(asked({ clause: "home-broadband/5.6" }).what).toBe("all");
  expect(asked({ q: "周予安" }).what).toBe("all");
  expect(asked({ what: "files" }).what).toBe("files");
});

test("kinds of the doors come first, drafts not at all", () => {
  const line = (key: string, version: string | null) => ({ key, version, effective: null, title: { zh: key, en: key }, clauses: 1, kinds: { visit: { zh: "单", en: "order" } } });
  expect(kindsOf([line("account-visits", "1"), line("hotel-iptv", "1"), line("draft", null)]).map((one) => one.standard)).toEqual(["hotel-iptv", "account-visits"]);
});
