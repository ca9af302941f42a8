import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import type { Draft } from "../../common/forms/drafts.ts";
import { FieldDb } from "../services/db.ts";
import { dbDrafts } from "./drafts.ts";

const draft = (answer: string): Draft => ({ values: { answer }, unknown: [], by: "", at: null });
let db: FieldDb;

beforeEach(() => {
  localStorage.clear();
  db = new FieldDb(`test-${crypto.randomUUID()}`);
});

test("a page that is loaded again before the store has taken the last tap still has it", async () => {
  const drafts = dbDrafts(db);
  await drafts.save("c1.g", draft("one"));
  void drafts.save("c1.g", draft("two")); // and the page is gone
  const kept = { ...localStorage };
  expect(Object.values(kept)).toEqual([JSON.stringify(draft("two"))]);
  expect(await dbDrafts(db).load("c1.g")).toEqual(draft("two"));
});

test("what the store has lies aside no more, and a dropped draft is nowhere", async () => {
  const drafts = dbDrafts(db);
  await drafts.save("c1.g", draft("one"));
  expect(localStorage.length).toBe(0);
  expect(await drafts.load("c1.g")).toEqual(draft("one"));
  await drafts.drop("c1.g");
  expect(await drafts.load("c1.g")).toBe(null);
});
