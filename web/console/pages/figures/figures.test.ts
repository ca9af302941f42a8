/** Figures in words: pairs, percentages, changes; periods by day; both at their edges. */
import { render } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { defineComponent, h } from "vue";
import { civilOf } from "../../../common/time/index.ts";
import { makeI18n } from "../../../common/i18n/index.ts";
import { texts } from "../../texts.ts";
import { choices, isPeriod, monthOf, weekOf } from "./periods.ts";
import type { Figure } from "./types.ts";
import { useFigureWords } from "./words.ts";

const day = (text: string): number => Math.floor((civilOf(text) ?? 0) / 86_400);

function figure(more: Partial<Figure>): Figure {
  const pair = { numerator: 231, denominator: 250, percent: 92.4, amount: null, longest: null };
  return { key: "on_time", ...pair, before: pair, change: 2.3, beside: { appealed: undefined, upheld: undefined, unjudged: undefined }, ...more };
}

function words(lang: "zh" | "en" = "zh"): ReturnType<typeof useFigureWords> {
  let found: ReturnType<typeof useFigureWords> | undefined;
  const host = defineComponent({ setup: () => ((found = useFigureWords()), () => h("i")) });
  render(host, { global: { plugins: [makeI18n(texts, lang)] } });
  return found!;
}

describe("periods", () => {
  test.each([["2026-10-12", "2026-10", "2026-W42"], ["2026-01-01", "2026-01", "2026-W01"], ["2027-01-01", "2027-01", "2026-W53"], ["2025-12-29", "2025-12", "2026-W01"]])(
    "%s lies in %s and %s",
    (text, month, week) => expect([monthOf(day(text)), weekOf(day(text))]).toEqual([month, week]),
  );
  test("the choice is this and last month and week", () => {
    expect(choices(civilOf("2026-03-31 09:00")!).map((one) => one.key)).toEqual(["2026-03", "2026-02", "2026-W14", "2026-W13"]);
  });
  test.each(["2026-13", "2026-1", "soon", undefined, "2026-W60"])("“%s” is no period", (key) => expect(isPeriod(key)).toBe(false));
});

describe("words", () => {
  test("a percentage with its pair and change", () => {
    const { main, pairText, changeText } = words();
    expect([main("on_time", figure({})), pairText("on_time", figure({})), changeText(figure({}))]).toEqual(["92.4%", "231/250 单", "+2.3"]);
    expect(changeText(figure({ change: -0.4 }))).toBe("−0.4");
    expect(changeText(figure({ change: 0 }))).toBe("±0");
    expect(changeText(figure({ change: null }))).toBe("");
  });
  test("below twenty the pair stands alone, and nothing is told of nothing", () => {
    const { main } = words();
    expect(main("on_time", figure({ numerator: 9, denominator: 19, percent: null }))).toBe("9/19");
    expect(main("on_time", figure({ numerator: 0, denominator: 0, percent: null }))).toBe("无");
  });
  test("money and late orders have numbers of their own", () => {
    const { main, changeText, besideText } = words();
    const fined = figure({ key: "sanctions", amount: 1240, change: -30, beside: { appealed: 0, upheld: 4, unjudged: undefined } });
    expect([main("sanctions", fined), changeText(fined), besideText(fined)]).toEqual(["1,240 元", "−30 元", "申诉成立 4"]);
    const late = figure({ key: "open_late", numerator: 7, percent: null, change: 2, longest: 6 * 86_400 + 3600 });
    expect([main("open_late", late), changeText(late), besideText(late)]).toEqual(["7 单", "+2", "最久 6 天 1 小时"]);
  });
  test("periods are named in both languages", () => {
    expect([words().periodText("2026-10"), words().periodText("2026-W05")]).toEqual(["2026 年 10月", "2026 年第 5 周"]);
    expect([words("en").periodText("2026-10"), words("en").periodText("2026-W05")]).toEqual(["Oct 2026", "week 5 of 2026"]);
  });
});
