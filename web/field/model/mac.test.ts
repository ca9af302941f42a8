/** MAC addresses off labels, and what is said of those that are none. */
import { expect, test } from "vitest";
import { asksMac, macFault, macOf } from "./mac.ts";

test.each([
  ["020000000806", "02:00:00:00:08:06"],
  ["MAC: 02-00-00-00-08-0a", "02:00:00:00:08:0A"],
  ["0200.0000.0806", "02:00:00:00:08:06"],
  ["SN12345678", null],
  ["02000000080G", null],
])("%s is read as %s", (text, found) => expect(macOf(text)).toBe(found));

test("which digit is wrong is said", () => {
  expect(macFault("0200O0000806")).toEqual({ code: "digit", place: 5, found: "O" });
  expect(macFault("02:00")).toEqual({ code: "short", n: 8 });
  expect(macFault("0200000008061")).toEqual({ code: "long", n: 1 });
  expect(macFault("02:00:00:00:08:06")).toBe(null);
});

test("only what is named so is a MAC address", () => {
  expect([asksMac("mac"), asksMac("macs"), asksMac("serial"), asksMac("machine")]).toEqual([true, true, false, false]);
});
