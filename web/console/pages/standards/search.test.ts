/** Searching clauses: by number, by words, and what is near to a number that is not there. */
import { expect, test } from "vitest";
import { found, groupsOf, nearest } from "./search.ts";
import type { ClauseToRead } from "./types.ts";

function clause(number: string, zh: string, en: string): ClauseToRead {
  return {
    id: `s/${number}`, number, group: number.split(".")[0]!, where: "", words: { zh, en }, kind: { zh: "时限", en: "deadline" }, check: { zh: "", en: "" },
    decided_by: "auto", how: { zh: [], en: [] }, sanction: null, note: null, cases: [], parameters: [], cites: [], cited: [], broken: 0, decided: 0,
  };
}
const CLAUSES = [clause("3.6", "空房5分钟", "Vacant room, five minutes"), clause("3.10", "敲门", "Knock"), clause("8.1", "两天装好", "Two days")];
const numbers = (those: readonly ClauseToRead[]) => those.map((one) => one.number);

test("a number finds what begins with it", () => {
  expect(numbers(found(CLAUSES, "3"))).toEqual(["3.6", "3.10"]);
  expect(numbers(found(CLAUSES, "3.6"))).toEqual(["3.6"]);
});
test("every word must be there, in either language", () => {
  expect(numbers(found(CLAUSES, "空房"))).toEqual(["3.6"]);
  expect(numbers(found(CLAUSES, "ROOM minutes"))).toEqual(["3.6"]);
  expect(numbers(found(CLAUSES, "room knock"))).toEqual([]);
  expect(numbers(found(CLAUSES, "  "))).toEqual(["3.6", "3.10", "8.1"]);
});
test("without a hit those of the same group are near", () => {
  expect(numbers(nearest(CLAUSES, "3.99"))).toEqual(["3.6", "3.10"]);
  expect(nearest(CLAUSES, "？？")).toEqual([]);
});
test("groups keep the order of the standard", () => expect(groupsOf(CLAUSES).map((one) => [one.group, one.clauses.length])).toEqual([["3", 2], ["8", 1]]));
