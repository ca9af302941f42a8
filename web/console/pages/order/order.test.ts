/** What an order's page makes of the server's answer: next acts as lines, the timeline newest first, clauses in groups, corrections shown. */
import { expect, test } from "vitest";
import type { ActShown, NextAct } from "../../../common/api/types.ts";
import type { OrderShown } from "../../stores/api.ts";
import type { Names } from "../../stores/names.ts";
import { groupsOf } from "./clauses.ts";
import { entriesOf, newestFirst } from "./entries.ts";
import { groundsOf } from "./grounds.ts";
import { nextLines } from "./next.ts";

const names = {
  act: (key: string) => ({ arrived: "到达", unit_done: "本间完工", "act.replaced": "更正" })[key] ?? key,
  role: (key: string | null) => (key ? "装维员" : ""),
  fact: (key: string) => key,
  field: (_act: string, key: string) => key,
  fieldsOf: () => ({ spare: { type: "text", name: { zh: "", en: "" }, choices: {} }, photo: { type: "photo", name: { zh: "", en: "" }, choices: {} } }),
  value: (_act: string | null, _key: string, value: unknown) => String(value),
  duty: (clause: string) => `义务 ${clause}`,
  unitKey: () => "room",
  unitOf: (act: ActShown) => (act.data.room ? String(act.data.room) : null),
} as unknown as Names;

function act(id: string, more: Partial<ActShown> = {}): ActShown {
  const at = more.at ?? "2026-10-12T09:00:00+08:00";
  return { id, no: 1, act: "arrived", at, claimed: at, received: at, by: "technician", actor: "lu", source: "phone", device: null, counter: null, data: {}, masked: [], late: false, party: false, forgotten: false, state: "stands", corrected_by: null, corrects: null, ...more };
}

function order(timeline: ActShown[], more: Partial<OrderShown> = {}): OrderShown {
  return { id: "c", number: "H-1", label: { zh: "H-1", en: "H-1" }, timeline, judged: [], duties: [], people: { lu: "陆鸣川" }, standards: [], ...more } as unknown as OrderShown;
}

const finding = { sentence: "。", unit: null, act: null, answer: null, limit: null, seconds_over: null, seconds_used: null, form: "", code: "", cites: [] as string[] };
const wording = { names, say: (key: string) => key, lang: "zh" as const, now: 0, over: (seconds: number) => `超 ${seconds}` };

test("one act in several units is one line with its units", () => {
  const one = (unit: string): NextAct => ({ act: "asked", unit, by: ["a"], reason: "duty", clauses: [], limit: null, at: null, data: {}, open: [], gesture: null, breaches: [] });
  const [line, ...rest] = nextLines([one("1201"), one("1204"), { ...one("x"), act: "other", reason: "more" }]);
  expect([line?.units, line?.first.unit, rest]).toEqual([["1201", "1204"], "1201", []]);
});

test("the newest group comes first, within a room the acts keep their order", () => {
  const entry = (id: string, unit: string | null) => ({ id, at: 0, name: id, who: "", unit, marks: [] });
  const sorted = newestFirst([entry("a", null), entry("b", "0801"), entry("c", "0801"), entry("d", null)]);
  expect(sorted.map((one) => one.id)).toEqual(["d", "b", "c", "a"]);
});

test("a corrected act shows its new value and the old one struck through; masked values and photos are left out", () => {
  const corrected = act("a1", { state: "replaced", corrected_by: "k1", data: { spare: "左", photo: "p", phone: "****" }, masked: ["phone"] });
  const correction = act("k1", { act: "act.replaced", by: null, corrects: "a1", data: { act: "a1", reason: "点错", with: { data: { spare: "右" } } } });
  const [first, second] = entriesOf(order([corrected, correction]), names);
  expect([first?.detail, first?.old]).toEqual(["右", "左"]);
  expect([second?.name, second?.detail, second?.who]).toEqual(["更正 到达", "点错", "陆鸣川"]);
});

test("a note says its words, of what was said about a clause its number first, and no key", () => {
  const plain = act("n1", { act: "note.added", by: null, data: { text: "客户要傍晚来" } });
  const appeal = act("n2", { act: "note.added", by: null, data: { text: "记录有误", about: { kind: "appeal", clause: "hotel-iptv/3.6", grounds: ["record-wrong"] } } });
  const answer = act("n3", { act: "note.added", by: null, data: { text: "还是原来的时间", answers: "a1" } });
  expect(entriesOf(order([plain, appeal, answer]), names).map((one) => one.detail)).toEqual(["客户要傍晚来", "3.6 记录有误", "还是原来的时间"]);
  const around = { names, seal: null, sourceName: () => "", whole: new Map<string, unknown>() };
  expect(groundsOf(order([appeal]), appeal, around).fields.map((field) => field.name)).toEqual(["text"]);
  expect(groundsOf(order([answer]), answer, around).fields.map((field) => field.name)).toEqual(["text"]);
});

test("an appeal stands beside the verdict and changes none", () => {
  const judged = [{ standard: "s", version: "1", kind: "k", finished: false, clauses: ["1", "2", "3"].map((id) => ({ clause: `s/${id}`, verdict: "breached" as const, findings: [{ ...finding, verdict: "breached" as const }] })) }];
  const talks = new Map([["s/1", "open"], ["s/2", "upheld"], ["s/3", "rejected"]].map(([clause, appeal]) => [clause!, { clause: clause!, appeal: appeal!, said: [] }]));
  const { breached } = groupsOf(order([], { judged }), { ...wording, talks });
  expect(breached.map((one) => one.appeal)).toEqual(["open", "upheld", null]);
});

test("clauses: what shows its sentence before what is broken in many rooms, undated last", () => {
  const clause = (id: string, verdict: "breached" | "pending" | "met" | "not_applicable", n = 1) => ({ clause: `s/${id}`, verdict, findings: Array(n).fill({ ...finding, verdict, seconds_over: 35 }) });
  const duty = (id: string, limit: string | null) => ({ standard: "s", clause: `s/${id}`, acts: [], by: [], unit: null, limit, before: [], dated: limit !== null, seconds_left: null, sentence: "" });
  const judged = [{ standard: "s", version: "1", kind: "k", finished: false, clauses: [clause("1", "breached", 9), clause("2", "breached"), clause("3", "pending"), clause("4", "pending"), clause("5", "pending"), clause("6", "met"), clause("7", "not_applicable")] }];
  const groups = groupsOf(order([], { judged, duties: [duty("3", "2026-10-12 18:00"), duty("4", null), duty("5", "2026-10-12 09:00")] }), wording);
  expect(groups.breached.map((one) => one.number)).toEqual(["2", "1"]);
  expect(groups.dated.map((one) => one.number)).toEqual(["5", "3"]);
  expect(groups.undated.map((one) => one.number)).toEqual(["4"]);
  expect(groups.breached[0]?.findings[0]?.difference).toBe("超 35");
  expect([groups.met.length, groups.others.length]).toEqual([1, 1]);
});

test("grounds: broken clauses first, a number that was looked at is whole and offers no further look", () => {
  const judged = [{ standard: "s", version: "1", kind: "k", finished: false, clauses: [
    { clause: "s/1", verdict: "met" as const, findings: [{ ...finding, verdict: "met" as const, cites: ["a1"] }] },
    { clause: "s/2", verdict: "breached" as const, findings: [{ ...finding, verdict: "breached" as const, cites: ["a1"] }] },
  ] }];
  const shown = act("a1", { data: { phone: "****0501" }, masked: ["phone"] });
  const around = { names, seal: null, sourceName: () => "手机" };
  const masked = groundsOf(order([shown], { judged }), shown, { ...around, whole: new Map() });
  expect(masked.clauses.map((one) => one.number)).toEqual(["2", "1"]);
  expect(masked.fields).toEqual([{ place: "a1.phone", name: "phone", value: "****0501", masked: true }]);
  expect(masked.recorder).toBe("陆鸣川 · 手机");
  const whole = groundsOf(order([shown], { judged }), shown, { ...around, whole: new Map([["a1.phone", "13900000501"]]) });
  expect(whole.fields[0]).toMatchObject({ value: "13900000501", masked: false });
});
