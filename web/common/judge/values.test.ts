/** Values: how they are read, compared, computed and written. */

import { describe, expect, it } from "vitest";
import { isIn, OF_VALUE } from "./functions.ts";
import { brief, fixed, rounded, shortest } from "./numbers.ts";
import { waysToSay } from "./forms/speech.ts";
import { BadValue, below, compareTexts, compute, Day, Line, Moment, reader, same, type Value } from "./values.ts";

const noon = new Moment(86_400 * 10 + 43_200);

describe("reading", () => {
  it("takes what fits its type and refuses the rest", () => {
    const good: [string, unknown][] = [
      ["int", 3],
      ["decimal", 2.5],
      ["bool", false],
      ["choice[a|b]", "a"],
      ["photo", "x.jpg"],
    ];
    for (const [type, value] of good) expect(reader(type)(value)).toBe(value);
    const bad: [string, unknown][] = [
      ["int", 2.5],
      ["int", true],
      ["int", 1e15],
      ["decimal", "2"],
      ["bool", 1],
      ["choice[a|b]", "c"],
      ["text", 7],
      ["date", "2026-02-30"],
      ["list[text]", "a"],
      ["transcript", [{ speaker: "nobody", text: "x" }]],
    ];
    for (const [type, value] of bad) expect(() => reader(type)(value)).toThrow(BadValue);
  });

  it("leaves blanks out of lists and takes a plain text as ours", () => {
    expect(reader("list[text]")(["a", "", null, "b"])).toEqual(["a", "b"]);
    expect(reader("transcript")("您好")).toEqual([new Line("agent", "您好")]);
  });
});

describe("comparing", () => {
  it("finds different types unequal and without order", () => {
    const pairs: [Value, Value][] = [
      [1, true],
      ["1", 1],
      [null, false],
      [["a"], "a"],
      [new Day(3), 3],
    ];
    for (const [left, right] of pairs) {
      expect(same(left, right)).toBe(false);
      expect(below(left, right)).toBeNull();
    }
    expect(same(null, null)).toBe(true);
  });

  it("takes a day against a moment as 24:00 of it", () => {
    expect(same(new Day(9), new Moment(86_400 * 10))).toBe(true);
    expect(below(noon, new Day(10))).toBe(true);
    expect(below(new Day(9), noon)).toBe(true);
  });

  it("orders rare characters after common ones", () => {
    expect(compareTexts("\u{20000}", "\uff01")).toBeGreaterThan(0);
    expect(compareTexts("a", "ab")).toBeLessThan(0);
    expect(OF_VALUE.len!("\u{20000}店")).toBe(2);
  });

  it("finds a time of day in a half-open stretch", () => {
    const stretch = "11:30-14:00";
    expect([isIn("11:30", stretch), isIn("14:00", stretch), isIn("02:00", "22:00-06:00")]).toEqual([true, false, true]);
  });
});

describe("computing", () => {
  it("has no result for null, other types and nought below", () => {
    for (const [op, left, right] of [
      ["+", 1, null],
      ["-", "a", "b"],
      ["/", 1, 0],
      ["-", noon, noon],
      ["+", new Day(1), 0.5],
    ] as [string, Value, Value][]) {
      expect(compute(op, left, right)).toBeNull();
    }
    expect(compute("+", new Day(1), 2)).toEqual(new Day(3));
    expect(compute("-", new Day(5), new Day(2))).toBe(3);
  });
});

describe("numbers as texts", () => {
  it("rounds halves to the even neighbour, as the server does", () => {
    expect([0.125, 0.375, 2.675, -0.125, 1e6 + 0.5].map((n) => fixed(n, 2))).toEqual([
      "0.12",
      "0.38",
      "2.67",
      "-0.12",
      "1000000.50",
    ]);
    expect([fixed(2.5, 0), fixed(3.5, 0)]).toEqual(["2", "4"]);
    expect(rounded(0.03125, 4)).toBe(0.0312);
  });

  it("writes the shortest form", () => {
    expect([20, 12.5, 1e-5, 0.0001, -0].map(shortest)).toEqual(["20", "12.5", "1e-05", "0.0001", "0"]);
    expect([97.5, 100, 33.333333].map(brief)).toEqual(["97.5", "100", "33.3333"]);
  });

  it("says a number with and without zeros", () => {
    expect(waysToSay(20)).toEqual(["20", "20.0", "20.00"]);
    expect(waysToSay(12.5)).toEqual(["12.5", "12.50"]);
    expect(waysToSay(true)).toEqual([]);
  });
});
