/** Sanctions on the screen: sums typed and told, a reason asked for, what another sum would break, what he says meanwhile. */
import userEvent from "@testing-library/user-event";
import { render, screen, waitFor } from "@testing-library/vue";
import { describe, expect, test, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { API } from "../../../common/api/keys.ts";
import { makeI18n } from "../../../common/i18n/index.ts";
import { texts } from "../../texts.ts";
import DecideForm from "./DecideForm.vue";
import { plainNumber, sumOf } from "./money.ts";
import type { Sanction } from "./types.ts";

const deciding = { act: "sanction_decided", by: "supervisor", has_amount: true, effects: { fine: { zh: "罚款", en: "fine" }, dismissal: { zh: "开除", en: "dismissal" } } };

function sanction(more: Partial<Sanction> = {}): Sanction {
  return {
    case: "c1", number: "Z-1021", place: "chengnan", assignee: "hezhiqiu", person: "何知秋", standard: "technician-conduct",
    title: { zh: "装维行为", en: "Conduct" }, clause: "technician-conduct/8.2", clause_number: "8.2", words: { zh: "罚10元。", en: "10 CNY." }, cost: null,
    wanted: 10, effect: "fine", effect_words: { zh: "罚款", en: "fine" }, unit: null, state: "pending", appeal: "", verdict: "pending",
    opened: "2026-10-08 09:10", evidence: [], said: [], decisions: [], deciding, ...more,
  };
}

function show(given: Sanction, answers: { post?: unknown; get?: unknown } = {}) {
  const post = vi.fn(async (address: string, _body?: unknown) => (address.endsWith("/what-if") ? { breaches: [{ clause: given.clause, sentence: "改了。" }], hanging: [], answers: [] } : (answers.post ?? {})));
  const get = vi.fn(async () => answers.get ?? { sanctions: [given] });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/:any*", component: { template: "<i/>" } }] });
  const shown = render(DecideForm, { props: { sanction: given, deciding }, global: { plugins: [makeI18n(texts), router], provide: { [API as symbol]: { post, get } } } });
  return { post, get, ...shown };
}

describe("sums", () => {
  test.each([["10", 10], ["1,240.5", 1240.5], [" 20 元", 20], ["0", 0]])("%s is a sum", (typed, sum) => expect(sumOf(typed)).toBe(sum));
  test.each(["", "abc", "-5", "1.005", "1e3", "99999999999"])("“%s” is none", (typed) => expect(sumOf(typed)).toBeNull());
  test("thousands are parted", () => expect(plainNumber(1240.5)).toBe("1,240.5"));
});

describe("deciding", () => {
  test("nothing is sent without a reason, and the field says so", async () => {
    const { post } = show(sanction());
    await userEvent.click(screen.getByRole("button", { name: "按建议决定：罚款 10 元" }));
    expect(screen.getByRole("alert").textContent).toContain("请写理由");
    expect(post).not.toHaveBeenCalled();
  });

  test("as proposed it sends clause and reason alone", async () => {
    const { post, emitted } = show(sanction());
    await userEvent.click(screen.getByRole("button", { name: "首次" }));
    await userEvent.click(screen.getByRole("button", { name: /按建议决定/ }));
    await waitFor(() => expect(emitted().done).toBeTruthy());
    const [address, body] = post.mock.calls[0]!;
    expect(address).toBe("/cases/c1/sanctions");
    expect(body).toMatchObject({ clause: "technician-conduct/8.2", reason: "首次" });
    expect(body).not.toHaveProperty("amount");
  });

  test("another sum is tried, warned of, and can still be sent", async () => {
    const { post } = show(sanction());
    await userEvent.click(screen.getByRole("button", { name: "改金额…" }));
    const field = screen.getByLabelText("金额（元）");
    await userEvent.clear(field);
    await userEvent.type(field, "5");
    await screen.findByText(/改成 5 元：与条款不同，8.2 会判违反/);
    await userEvent.type(screen.getByLabelText("理由（必填）"), "情节轻");
    await userEvent.click(screen.getByRole("button", { name: "仍然决定：5 元" }));
    await waitFor(() => expect(post.mock.calls.at(-1)?.[1]).toMatchObject({ amount: 5, reason: "情节轻" }));
  });

  test("what he said meanwhile stops the first press", async () => {
    const said = [{ kind: "appeal", clause: "technician-conduct/8.2", act: "a", at: "2026-10-12 09:02", who: "何知秋", text: "客户改约", grounds: [], files: [], upheld: null }] as const;
    const { post } = show(sanction(), { get: { sanctions: [sanction({ said })] } });
    await userEvent.type(screen.getByLabelText("理由（必填）"), "超期");
    await userEvent.click(screen.getByRole("button", { name: /按建议决定/ }));
    expect((await screen.findByRole("alert")).textContent).toContain("本人刚才又说了话");
    expect(post).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: /按建议决定/ }));
    await waitFor(() => expect(post).toHaveBeenCalled());
  });

  test("an open appeal offers to uphold or reject it", () => {
    show(sanction({ appeal: "open" }));
    expect(screen.getByRole("button", { name: "申诉成立" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "先问本人" })).toBeNull();
  });
});

describe("texts of this part", () => {
  const flat = (value: unknown, path = ""): [string, string][] =>
    typeof value === "string" ? [[path, value]] : Object.entries(value as object).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key));
  const files = import.meta.glob<Record<string, unknown>>("../../texts-b/*.json", { eager: true, import: "default" });
  const of = (lang: string) => new Map(flat(files[`../../texts-b/${lang}.json`]));
  const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

  test("both languages have the same keys and put in the same values", () => {
    const [zh, en] = [of("zh"), of("en")];
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
    for (const [key, text] of zh) expect(placeholders(en.get(key) ?? ""), key).toEqual(placeholders(text));
  });

  test("no English text holds Chinese, and none a snake_case word", () => {
    for (const [key, text] of of("en")) expect(/\p{Script=Han}/u.test(text), key).toBe(false);
    for (const [key, text] of [...of("zh"), ...of("en")]) expect(/[a-z]_[a-z]/.test(text), key).toBe(false);
  });
});
