/** The administration: which parts somebody sees, and the trail in words without a key in sight. */
import { render } from "@testing-library/vue";
import { expect, test, vi } from "vitest";
import { defineComponent, h } from "vue";
import { API } from "../../../common/api/keys.ts";
import { makeI18n } from "../../../common/i18n/index.ts";
import { texts } from "../../texts.ts";
import { TABS, visibleTabs } from "./tabs.ts";
import { DEEDS, useTrailWords } from "./trail.ts";
import type { AuditLine } from "./types.ts";

test("who may only import sees the imports", () => {
  expect(visibleTabs((one) => one === "import.orders").map((tab) => tab.name)).toEqual(["admin-imports"]);
  expect(visibleTabs(() => true)).toEqual(TABS);
  expect(visibleTabs(() => false)).toEqual([]);
});

function trail(lang: "zh" | "en" = "zh"): ReturnType<typeof useTrailWords> {
  let found: ReturnType<typeof useTrailWords> | undefined;
  const posts = [{ post: "technician", words: { zh: "装维员", en: "technician" } }];
  const host = defineComponent({ setup: () => ((found = useTrailWords(() => posts)), () => h("i")) });
  const api = { get: vi.fn(async () => ({ places: [] })) };
  render(host, { global: { plugins: [makeI18n(texts, lang)], provide: { [API as symbol]: api } } });
  return found!;
}

const line = (before: AuditLine["before"], after: AuditLine["after"]): AuditLine => ({ id: 1, at: "2026-10-12 09:00", actor: "an", actor_name: "安", what: "account.changed", kind: "account", subject: "x", before, after });

test.each(["zh", "en"] as const)("every deed has words in %s", (lang) => {
  for (const what of DEEDS) expect(trail(lang).deed(what)).not.toMatch(/[._]/);
  expect(trail("zh").deed("something.new")).toBe("其他");
});

test("what differs is told field by field; what has no words is left out", () => {
  const { differences } = trail();
  expect(differences(line({ display_name: "金曜", active: true }, { display_name: "金耀", active: false, secret_thing: 1 }))).toEqual([
    { field: "姓名", before: "金曜", after: "金耀" },
    { field: "启用", before: "是", after: "否" },
  ]);
  expect(differences(line(null, { first: "2026-10-12", last: "2026-10-13", kind: "sick" }))).toEqual([
    { field: "从", before: "", after: "2026-10-12" },
    { field: "到", before: "", after: "2026-10-13" },
    { field: "为什么", before: "", after: "病假" },
  ]);
  expect(differences(line(null, { post: "technician", until: null }))).toEqual([{ field: "岗位", before: "", after: "装维员" }]);
});
