/** The menu by permissions, the start page by post, and keys that are silent while somebody types. */
import { effectScope } from "vue";
import { expect, test, vi } from "vitest";
import { startOf } from "../pages/home/start.ts";
import { visible } from "./menu.ts";
import { onKey, shortcutsOn, useShortcuts } from "./shortcuts.ts";

test("the menu shows what somebody may open", () => {
  const entries = [
    { to: "/", title: "a", order: 1, glyph: "" },
    { to: "/admin", title: "b", order: 2, glyph: "", permissions: ["people.manage", "token.manage"] },
  ];
  expect(visible(entries, new Set(["case.read"])).map((one) => one.to)).toEqual(["/"]);
  expect(visible(entries, new Set(["token.manage"])).map((one) => one.to)).toEqual(["/", "/admin"]);
});

test.each([
  [["dispatcher"], { page: "desk" }],
  [["manager"], { route: "figures" }],
  [["technician"], { page: "mine" }],
  [["team_leader", "dispatcher"], { page: "desk" }],
])("%s begins at %o", (posts, start) => {
  expect(startOf(posts, () => true, (permission) => permission === "case.assign" && !posts.includes("technician"))).toEqual(start);
});

test("without the pages of another desk a team leader begins at the desk", () => {
  expect(startOf(["team_leader"], () => false, () => true)).toEqual({ page: "desk" });
});

function press(key: string, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "target", { value: target });
  onKey(event);
  return event;
}

test("keys go to the latest that asks for them, are silent while typing, and can be switched off", () => {
  const [outer, inner] = [vi.fn(), vi.fn()];
  const scope = effectScope();
  scope.run(() => {
    useShortcuts({ j: outer, Escape: outer });
    useShortcuts({ j: inner });
  });
  press("J");
  expect([inner, outer].map((one) => one.mock.calls.length)).toEqual([1, 0]);
  press("j", document.createElement("input"));
  expect(inner).toHaveBeenCalledTimes(1);
  press("Escape", document.createElement("input")); // a panel closes from within its field
  expect(outer).toHaveBeenCalledTimes(1);
  shortcutsOn.value = false;
  press("j");
  expect(inner).toHaveBeenCalledTimes(1);
  shortcutsOn.value = true;
  scope.stop();
  expect(press("j").defaultPrevented).toBe(false);
});

test("Enter on a button is the button's own", () => {
  const own = vi.fn();
  const scope = effectScope();
  scope.run(() => useShortcuts({ Enter: own }));
  press("Enter", document.createElement("button"));
  expect(own).not.toHaveBeenCalled();
  scope.stop();
});
