import { fireEvent, screen, waitFor } from "@testing-library/vue";
import { afterEach, describe, expect, test, vi } from "vitest";
import { defineComponent, h, nextTick } from "vue";
import type { FormShown, WhatIfShown } from "../api/types.ts";
import catalogue from "../../../src/doorstep/judge/reasons/zh.json";
import { loadTexts, type Program, Ready, type Vocabulary } from "../judge/index.ts";
import { formOf, show, within } from "../testing/harness.ts";
import ActForm from "./ActForm.vue";
import { parseTranscript } from "./controls/transcript.ts";
import { photoFault } from "./controls/photo.ts";
import { pastMoments, relativeMoments } from "./controls/relative.ts";
import { isSigned, pathOf, type Stroke } from "../signing/strokes.ts";
import { type Draft, type Drafts, localDrafts } from "./drafts.ts";
import { type ActFormModel, type FormOptions, useActForm } from "./model.ts";
import { kindIs, ranked, register, rendererOf } from "./renderers.ts";
import { FORM_TOOLS, type FormTools } from "./tools.ts";
import { fieldOf, parseType } from "./types.ts";
import { civilOf } from "../time/index.ts";
import { numberTyped, problemOf, sentValue } from "./values.ts";
import { tryOnDevice } from "./whatif.ts";

// No canvas here: the picture's bytes are the browser tests' business, that the strokes become a PNG is this one's.
vi.mock("../signing/picture.ts", () => ({ PAD_HEIGHT: 420, signaturePicture: async (strokes: Stroke[]) => new Blob([pathOf(strokes)], { type: "image/png" }) }));

const names = (fields: readonly { readonly name: string }[]) => fields.map((field) => field.name);
const model = (fields: Record<string, string>, more: Partial<FormOptions> = {}) => within(() => useActForm({ form: formOf("arrived", fields), ...more }));

/** Shows the form of an act; gives its model and what was emitted. */
function staged(form: FormShown, options: Partial<FormOptions> = {}, tools: FormTools = {}, props: Record<string, unknown> = {}) {
  let found: ActFormModel | undefined;
  const sent: unknown[] = [];
  const App = defineComponent(() => {
    found = useActForm({ form, ...options });
    return () => h(ActForm, { model: found!, onSend: (act: unknown) => sent.push(act), ...props });
  });
  const stage = show(App, { provide: { [FORM_TOOLS as symbol]: tools } });
  return { ...stage, model: found as ActFormModel, sent };
}

afterEach(() => vi.useRealTimers());

describe("a form", () => {
  test("misses what is required until it is answered; no and 0 are answers, blanks are none", () => {
    const form = model({ ok: "bool!", count: "int!", remark: "text", where: "text!" });
    expect(names(form.missing.value)).toEqual(["ok", "count", "where"]);
    form.set("ok", false);
    form.set("count", 0);
    form.set("where", "   ");
    expect(names(form.missing.value)).toEqual(["where"]);
    expect(form.ready.value).toBe(false);
    form.set("where", " 前台 ");
    expect(form.ready.value).toBe(true);
    expect(form.tried.value).toEqual({ act: "arrived", by: "technician", data: { ok: false, count: 0, where: "前台" }, at: null });
  });

  test("asks for what is wanted under a condition only while the other answers keep it", async () => {
    const form = formOf("customer_called", { purpose: "choice[booking|reminder]?", transcript: "transcript!" });
    const when = [[{ field: "purpose", values: ["booking"], negated: false }]];
    const fields = form.fields.map((field) => (field.name === "transcript" ? { ...field, required_when: when } : field));
    const { model, sent } = staged({ ...form, fields });
    model.set("purpose", "reminder");
    await nextTick();
    expect(screen.getByText("transcript").textContent).toContain("可不填");
    model.set("purpose", "booking");
    await nextTick();
    expect(screen.getByText("transcript").textContent).not.toContain("可不填");
    expect(names(model.missing.value)).toEqual(["transcript"]);
    model.set("purpose", "reminder");
    await nextTick();
    await fireEvent.click(screen.getByRole("button", { name: "记录" }));
    expect(sent).toEqual([{ act: "customer_called", by: "technician", data: { purpose: "reminder" }, at: null }]);
  });

  test("takes 不清楚 for an answer that is sent as a blank, and forgets it when something is typed", () => {
    const form = model({ occupied: "bool?" }, { usual: { occupied: true } });
    form.setUnknown("occupied", true);
    expect(form.ready.value).toBe(true);
    expect(form.tried.value.data).toEqual({});
    form.set("occupied", false);
    expect([...form.unknown]).toEqual([]);
    expect(form.tried.value.data).toEqual({ occupied: false });
  });

  test("begins with usual values, the usual role and its unit, and knows which presets were changed", () => {
    const form = model({ room: "text", calls: "int", neat: "bool" }, { usual: { calls: 3, neat: true }, unit: "0806", by: "guest", form: formOf("knocked", { room: "text", calls: "int", neat: "bool" }, ["technician", "guest"]) });
    expect(form.tried.value).toMatchObject({ by: "guest", data: { room: "0806", calls: 3, neat: true } });
    expect(form.changedPresets.value).toEqual([]);
    form.set("neat", false);
    expect(form.changedPresets.value).toEqual(["neat"]);
  });

  test("keeps its draft at every change and takes it up after a reload; taken, the draft is gone", async () => {
    const options = { drafts: localDrafts, draftKey: "c1.arrived" };
    const form = model({ where: "text", ok: "bool?" }, options);
    form.set("where", "前");
    form.set("where", "前台");
    form.setUnknown("ok", true);
    form.at.value = "2026-10-12 09:31";
    await nextTick();
    const again = model({ where: "text", ok: "bool?" }, options);
    expect(await again.restore()).toBe(true);
    expect(again.values.where).toBe("前台");
    expect([...again.unknown]).toEqual(["ok"]);
    expect(again.at.value).toBe("2026-10-12 09:31");
    await again.sent();
    expect(await model({ where: "text" }, options).restore()).toBe(false);
  });

  test("says at once when the store is full", async () => {
    const full: Drafts = { load: () => null, save: () => Promise.reject(new DOMException("full", "QuotaExceededError")), drop: () => undefined };
    const form = model({ where: "text" }, { drafts: full, draftKey: "x" });
    form.set("where", "前台");
    await waitFor(() => expect(form.unstored.value).toBe(true));
  });

  test("tries every change, and a late answer of an earlier try does not stand", async () => {
    vi.useFakeTimers();
    const answers: ((found: WhatIfShown) => void)[] = [];
    const found = (clause: string): WhatIfShown => ({ breaches: [{ clause, sentence: "" }], hanging: [], answers: [] });
    const form = model({ count: "int" }, { attempt: () => new Promise((done) => answers.push(done)) });
    form.set("count", 1);
    await vi.advanceTimersByTimeAsync(200);
    form.set("count", 2);
    await vi.advanceTimersByTimeAsync(200);
    answers[2]!(found("x/2"));
    await nextTick();
    answers[1]!(found("x/1"));
    await nextTick();
    expect(form.outcome.value.breaches[0]!.clause).toBe("x/2");
  });
});

describe("the form on the screen", () => {
  test("names what is missing on its button, leads there, and sends nothing", async () => {
    const { sent, model } = staged(formOf("arrived", { 可上门时间: "datetime!", 备注: "text" }));
    const button = screen.getByRole("button", { name: "记录（还缺：可上门时间）" });
    await fireEvent.click(button);
    expect(sent).toEqual([]);
    expect(screen.getByRole("alert").textContent).toContain("条款要看它");
    expect(document.activeElement?.closest("[data-field]")?.getAttribute("data-field")).toBe("可上门时间");
    model.set("可上门时间", "2026-10-13 13:00");
    await nextTick();
    await fireEvent.click(screen.getByRole("button", { name: "记录" }));
    expect(sent).toEqual([{ act: "arrived", by: "technician", data: { 可上门时间: "2026-10-13 13:00" }, at: null }]);
  });

  test("says which clause would break, with its sentence, before it is sent, and sends it all the same", async () => {
    const attempt = ({ data }: { data: Readonly<Record<string, unknown>> }): WhatIfShown =>
      data["早到"] === false ? { breaches: [{ clause: "home-broadband/5.6", sentence: "只早了 3 分。" }], hanging: [], answers: [] } : { breaches: [], hanging: [{ clause: "home-broadband/5.6", fields: ["早到"] }], answers: [] };
    const { container, sent } = staged(formOf("arrived", { 早到: "bool?" }), { attempt }, {}, { duty: () => "早到 10 分钟" });
    await waitFor(() => expect(container.textContent).toContain("5.6 要看这一项"));
    await fireEvent.click(screen.getByRole("button", { name: "否" }));
    await waitFor(() => expect(container.textContent).toContain("会违反：5.6 早到 10 分钟"));
    expect(container.textContent).toContain("只早了 3 分。");
    await fireEvent.click(screen.getByRole("button", { name: "仍记录" }));
    expect(sent).toHaveLength(1);
  });

  test("offers 不清楚 only where it is allowed, and the roles with those that are recorded for", async () => {
    const { model } = staged(formOf("asked", { 方便: "bool?", 人数: "int!" }, ["technician", "guest"]));
    expect(screen.getAllByRole("button", { name: "不清楚" })).toHaveLength(1);
    await fireEvent.click(screen.getByRole("button", { name: "不清楚" }));
    await fireEvent.click(screen.getByRole("button", { name: "guest（代录）" }));
    expect(model.tried.value.by).toBe("guest");
    expect(names(model.missing.value)).toEqual(["人数"]);
  });

  test("keeps nonsense as it was typed and says how to mend it", async () => {
    const { container, model } = staged(formOf("counted", { 房间数: "int!" }));
    const input = screen.getByLabelText("房间数") as HTMLInputElement;
    await fireEvent.update(input, "十二");
    expect(input.value).toBe("十二");
    expect(container.textContent).toContain("“十二”不是整数，写成 12。");
    expect(model.ready.value).toBe(false);
    await fireEvent.update(input, "１２");
    expect(model.tried.value.data).toEqual({ 房间数: 12 });
    await fireEvent.click(screen.getByRole("button", { name: "房间数 加一" }));
    expect([model.values["房间数"], input.value]).toEqual([13, "13"]);
  });

  test("lets a decimal be typed digit by digit", async () => {
    const { model } = staged(formOf("measured", { 米: "decimal" }));
    const input = screen.getByLabelText(/米/) as HTMLInputElement;
    for (const typed of ["1", "1.", "1.0", "1.05"]) await fireEvent.update(input, typed);
    expect([input.value, model.values["米"]]).toEqual(["1.05", 1.05]);
  });

  test("without a network what was typed stays and sending is off", () => {
    staged(formOf("arrived", { 备注: "text" }), {}, {}, { off: true });
    expect((screen.getByRole("button", { name: "记录" }) as HTMLButtonElement).disabled).toBe(true);
  });
});

describe("fields", () => {
  const KINDS = ["text", "int", "decimal", "bool", "date", "datetime", "person", "phone", "photo", "signature", "location", "file", "transcript", "choice[a|b]"];
  const field = (type: string, more: object = {}) => ({ ...fieldOf(formOf("x", { f: type }).fields[0]!), ...more });

  test.each([...KINDS, ...KINDS.filter((kind) => kind !== "transcript").map((kind) => `list[${kind}]`)])("%s has a renderer", (type) => {
    expect(rendererOf(field(type))).not.toBeNull();
  });

  test("what nothing claims is shown as such, never as a text field", () => {
    expect(rendererOf(field("hologram"))).toBeNull();
    const { container } = staged(formOf("x", { 全息: "hologram" }));
    expect(container.textContent).toContain("这里还不能填");
    expect(container.querySelector("input, textarea")).toBeNull();
  });

  test("the highest rank wins: units are offered, a scan is asked for, a company's own renderer comes first", () => {
    const plain = rendererOf(field("text"));
    expect(rendererOf(field("text", { offered: ["0801"] }))).not.toBe(plain);
    expect(rendererOf(field("text", { ask: "scan" }))).not.toBe(plain);
    const own = defineComponent(() => () => h("b"));
    register({ component: own, tester: ranked(50, (one) => kindIs("text")(one) && one.name === "own") });
    expect(rendererOf(field("text", { name: "own" }))).toBe(own);
    expect(rendererOf(field("text"))).toBe(plain);
  });

  test("several values are chips, kept in the order of the choices", async () => {
    const { model } = staged(formOf("x", { 难处: "list[choice[noisy|weak|broken]]" }));
    for (const name of ["broken", "noisy", "weak", "weak"]) await fireEvent.click(screen.getByRole("button", { name }));
    expect(model.tried.value.data).toEqual({ 难处: ["noisy", "broken"] });
  });

  test("the units of the case are offered", async () => {
    const form = formOf("unit_done", { room: "text" });
    const { model } = staged(form, { units: ["0801", "0802"] });
    await fireEvent.click(screen.getByRole("button", { name: "0802" }));
    expect(model.tried.value.data).toEqual({ room: "0802" });
  });

  test("lists grow and shrink; empty items are not sent", async () => {
    const { model } = staged(formOf("x", { 号码: "list[text]" }));
    await fireEvent.click(screen.getByRole("button", { name: "再加一项" }));
    const boxes = screen.getAllByRole("textbox");
    await fireEvent.update(boxes[1]!, " 乙 ");
    expect(model.tried.value.data).toEqual({ 号码: ["乙"] });
    await fireEvent.click(screen.getByRole("button", { name: "去掉号码第 2 项" }));
    expect(model.tried.value.data).toEqual({});
  });

  test("rooms typed or pasted at once are as many items, each with its label", async () => {
    const { model } = staged(formOf("x", { rooms: "list[text]", topics: "list[text]" }));
    const [rooms, topics] = [...document.querySelectorAll("textarea")];
    await fireEvent.update(rooms!, "0801 0802、0803\nA12");
    await fireEvent.focusOut(rooms!);
    await fireEvent.update(topics!, "how to switch on, volume");
    await fireEvent.focusOut(topics!);
    expect(model.tried.value.data).toEqual({ rooms: ["0801", "0802", "0803", "A12"], topics: ["how to switch on", "volume"] });
    expect(screen.getAllByRole("textbox").every((box) => box.getAttribute("aria-labelledby"))).toBe(true);
  });

  test("a time limit is a number and its unit, kept as the standards write it", async () => {
    const { model } = staged(formOf("x", { reply_limit: "text" }));
    await fireEvent.update(screen.getByRole("textbox"), "2");
    expect(model.tried.value.data).toEqual({ reply_limit: "2 working days" });
    await fireEvent.update(screen.getByRole("combobox"), "hour");
    expect(model.tried.value.data).toEqual({ reply_limit: "2 hours" });
    await fireEvent.update(screen.getByRole("textbox"), "明天");
    expect(screen.getByRole("alert").textContent).toContain("“明天”不是时间");
  });

  test("a scanned code fills its field; a scanner that was closed changes nothing", async () => {
    const codes = ["02:00:00:00:08:06", null];
    const { model } = staged(formOf("x", { mac: "text" }), { asks: { mac: "scan" } }, { scan: () => Promise.resolve(codes.shift() ?? null) });
    await fireEvent.click(screen.getByRole("button", { name: "扫码" }));
    await waitFor(() => expect(model.values.mac).toBe("02:00:00:00:08:06"));
    await fireEvent.click(screen.getByRole("button", { name: "重扫" }));
    await nextTick();
    expect(model.values.mac).toBe("02:00:00:00:08:06");
  });

  test("a file is named by its digest; a full store is said and loses nothing else", async () => {
    const keep = vi.fn().mockRejectedValueOnce(new Error("full")).mockResolvedValueOnce("ab12");
    const { container, model } = staged(formOf("x", { 合同: "file" }), {}, { files: { keep, url: () => Promise.resolve(null) } });
    const input = screen.getByLabelText(/合同/) as HTMLInputElement;
    const choose = async () => {
      Object.defineProperty(input, "files", { value: [new File(["x"], "合同.pdf")], configurable: true });
      await fireEvent.change(input);
    };
    await choose();
    await waitFor(() => expect(container.textContent).toContain("没存下"));
    await choose();
    await waitFor(() => expect(model.values["合同"]).toBe("ab12"));
    expect(container.textContent).toContain("已存：合同.pdf");
  });

  test("a signature asks for more than a dot, keeps its strokes over a reload, and is a picture of them", async () => {
    const kept: Blob[] = [];
    const files = { keep: (content: Blob) => Promise.resolve(kept.push(content) ? "cafe" : ""), url: () => Promise.resolve(null) };
    const first = staged(formOf("x", { 签名: "signature" }), {}, { files });
    const pad = () => screen.getByRole("img", { name: "签名" });
    await fireEvent.click(screen.getByRole("button", { name: "确认签名" }));
    expect(screen.getByRole("alert").textContent).toBe("请签名。");
    await fireEvent.pointerDown(pad(), { clientX: 10, clientY: 20, pointerId: 1 });
    for (const x of [60, 120, 200]) await fireEvent.pointerMove(pad(), { clientX: x, clientY: 40, pointerId: 1 });
    await fireEvent.pointerUp(pad(), { pointerId: 1 });
    first.unmount();
    const { model } = staged(formOf("x", { 签名: "signature" }), {}, { files });
    await fireEvent.click(screen.getByRole("button", { name: "确认签名" }));
    await waitFor(() => expect(model.values["签名"]).toBe("cafe"));
    expect(kept[0]!.type).toBe("image/png");
    expect(await kept[0]!.text()).toContain("M10 20L60 40L120 40L200 40");
    expect(Object.keys(localStorage).filter((key) => key.includes("strokes"))).toEqual([]);
  });

  test("where the location is not allowed, it says how to allow it and takes words", async () => {
    vi.stubGlobal("navigator", { ...navigator, geolocation: { getCurrentPosition: (_: unknown, fail: (error: unknown) => void) => fail({ code: 1, PERMISSION_DENIED: 1 }) } });
    const { container, model } = staged(formOf("x", { 定位: "location" }));
    await fireEvent.click(screen.getByRole("button", { name: "定位" }));
    expect(container.textContent).toContain("在浏览器设置里允许");
    await fireEvent.update(screen.getByRole("textbox"), "酒店大堂");
    expect(model.tried.value.data).toEqual({ 定位: "酒店大堂" });
    vi.unstubAllGlobals();
  });

  test("the words of a call are read as they are pasted, and who spoke is put right by a tap", async () => {
    const { model } = staged(formOf("x", { 对话: "transcript" }));
    await fireEvent.update(screen.getByRole("textbox"), "客服：您好\n客户: 下午方便");
    expect(model.values["对话"]).toEqual([{ speaker: "agent", text: "您好" }, { speaker: "customer", text: "下午方便" }]);
    await fireEvent.click(screen.getByRole("button", { name: /第 2 句是客户说的/ }));
    expect((model.values["对话"] as { speaker: string }[])[1]!.speaker).toBe("other");
  });
});

describe("values", () => {
  test.each([
    ["int", 3, null], ["int", 3.5, "int"], ["int", "3x", "int"], ["decimal", 3.5, null], ["decimal", "x", "decimal"],
    ["date", "2026-02-29", "date"], ["datetime", "2026-10-12 09:30", null], ["datetime", "25:61", "datetime"],
    ["phone", "0571-80000010", null], ["phone", "13900000501", null], ["phone", "不知道", "phone"], ["choice[a|b]", "c", "choice"],
    ["list[int]", [1, "x"], "int"], ["text", "", null], ["bool", "yes", "bool"],
  ])("%s takes %j: %j", (type, value, problem) => {
    expect(problemOf(parseType(type), value)).toBe(problem);
  });

  test("numbers are read as people type them", () => {
    expect(["12", " １２ ", "1,200", "-3.5", "", "12x", "1e5"].map(numberTyped)).toEqual([12, 12, 1200, -3.5, null, "12x", "1e5"]);
    expect(sentValue([" a ", "", null])).toEqual(["a"]);
  });
});

describe("controls", () => {
  const at = (text: string) => civilOf(text)!;
  test("chips of moments lie ahead of now, or before it for what happened", () => {
    expect(relativeMoments(at("2026-10-12 14:20"))).toEqual([at("2026-10-12 16:00"), at("2026-10-12 18:00"), at("2026-10-13 09:00"), at("2026-10-13 13:00")]);
    expect(relativeMoments(at("2026-10-12 23:50"))).toEqual([at("2026-10-13 09:00"), at("2026-10-13 13:00")]);
    expect(pastMoments(at("2026-10-12 14:20:30"))[0]).toBe(at("2026-10-12 14:15"));
  });

  test("a black photo, a blurred one and a sharp one are told apart", () => {
    const picture = (grey: (x: number, y: number) => number) => Array.from({ length: 400 }, (_, i) => grey(i % 20, Math.floor(i / 20)));
    expect(photoFault(picture(() => 5), 20, 20)).toBe("dark");
    expect(photoFault(picture((x) => 100 + x), 20, 20)).toBe("blurred");
    expect(photoFault(picture((x, y) => ((x >> 2) + (y >> 2)) % 2 ? 220 : 40), 20, 20)).toBeNull();
  });

  test("a dot is no signature; strokes are a path", () => {
    const stroke: Stroke = [[0, 0], [150, 0]];
    expect([isSigned([]), isSigned([[[5, 5]]]), isSigned([stroke])]).toEqual([false, false, true]);
    expect(pathOf([stroke, [[3, 4]]])).toBe("M0 0L150 0M3 4h1");
  });

  test("subtitles and JSON with speakers are read as calls", () => {
    const words = { agent: ["客服"], customer: ["客户"] };
    expect(parseTranscript("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v 客服>您好</v>\n\n2\n00:00:03.000 --> 00:00:04.000\n<v 客户>你好", words)).toEqual([{ speaker: "agent", text: "您好" }, { speaker: "customer", text: "你好" }]);
    expect(parseTranscript('[{"speaker":"customer","text":"好"},{"text":"再见"}]', words)).toEqual([{ speaker: "customer", text: "好" }, { speaker: "agent", text: "再见" }]);
    expect(parseTranscript("客户：约 14:30 可以\n行", words)).toEqual([{ speaker: "customer", text: "约 14:30 可以" }, { speaker: "customer", text: "行" }]);
    expect(parseTranscript("时间：下午", words)).toEqual([{ speaker: "agent", text: "时间：下午" }]);
  });
});

test("a draft of the browser that is half written counts as none", () => {
  localStorage.setItem("doorstep.draft.k", '{"values":');
  expect(localDrafts.load("k")).toBeNull();
  const draft: Draft = { values: { a: 1 }, unknown: [], by: "x", at: null };
  localDrafts.save("k", draft);
  expect(localDrafts.load("k")).toEqual(draft);
});

describe("trying on the device", () => {
  const program = {
    ir: 1, standard: "home-broadband", case: "installation", unit: null, units: null, facts: {}, ends: null,
    acts: { arrived: { early: "bool" }, left: {} },
    rules: [
      {
        id: "home-broadband/5.6", rest: "not_applicable", governs: true, scope: "whole",
        forms: [{ form: "check", test: "forbidden", acts: ["arrived"], when: ["==", ["name", "early"], ["bool", false]], tolerance: null, proof: [] }],
      },
    ],
  } as unknown as Program;
  const vocabulary: Vocabulary = {
    case: "装机单", unit: null, acts: { arrived: "到达", left: "离开" }, roles: { technician: "装维员" }, facts: {}, fields: { early: "早到" }, choices: {}, effects: {},
    clauses: { "home-broadband/5.6": { number: "5.6", text: "早到 10 分钟", when: "没有早到" } },
    texts: { "list.comma": "、", "list.or": "{head}或{last}", yes: "是", no: "否" },
  };
  const words = { by: { arrived: ["technician"] }, parties: [], zh: vocabulary, en: vocabulary };
  loadTexts("zh", catalogue);
  const attempt = tryOnDevice(() => ({ programs: [new Ready(program, words)], facts: {}, events: [{ at: "2026-10-12 09:00", act: "unknown_elsewhere", by: "x" }] }), () => civilOf("2026-10-12 14:20")!, () => "zh");
  const tried = (data: object, at: string | null = null) => attempt({ act: "arrived", by: "technician", data: data as Record<string, unknown>, at }) as WhatIfShown;

  test("names the clause that would break, with the judge's sentence", () => {
    const [breach] = tried({ early: false }).breaches;
    expect(breach!.clause).toBe("home-broadband/5.6");
    expect(breach!.sentence).toContain("到达 10-12 周一 14:20");
    expect(tried({ early: true }).breaches).toEqual([]);
  });

  test("says what hangs on a blank field, and nothing of a value that is half typed", () => {
    expect(tried({}).hanging).toEqual([{ clause: "home-broadband/5.6", fields: ["early"] }]);
    expect(tried({ early: "ye" })).toEqual({ breaches: [], hanging: [], answers: [] });
  });
});
