/** The door's pages: what a stranger sees, what is kept by a reload, what is sent, what happens without network. */
import { fireEvent, render, screen, waitFor } from "@testing-library/vue";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { makeI18n } from "../common/i18n/index.ts";
import App from "./App.vue";
import { routes } from "./router.ts";
import type { View } from "./services/types.ts";
import en from "./texts/en.json";
import zh from "./texts/zh.json";

vi.mock("../common/signing/picture.ts", () => ({ PAD_HEIGHT: 420, signatureBase64: () => "cGljdHVyZQ" }));

const VIEW: View = {
  purposes: ["appointment", "sign", "rate"],
  expires: "2026-10-19 24:00",
  now: "2026-10-12 08:00",
  company: { zh: "澜江通信", en: "Lanjiang Telecom", phone: "0571-00000001" },
  case: { number: "H-0921", kind: { zh: "装机单", en: "installation order" }, customer: "栎园大酒店", units: 40, unit: { zh: "房间", en: "room" } },
  who: { name: "周予安", badge: "4017" },
  needs: "请安排一位服务员带路、刷卡开门",
  appointment: { start: "2026-10-12 09:30", end: "2026-10-12 17:30", confirmed: false, told: [] },
  slots: [
    { start: "2026-10-13 09:00", end: "2026-10-13 12:00", free: false },
    { start: "2026-10-13 13:30", end: "2026-10-13 17:30", free: true },
  ],
  asked: null,
  may_ask: true,
  reasons: ["full", "other"],
  sign: {
    roles: [
      { role: "front_desk", names: { zh: "酒店前台", en: "front desk" } },
      { role: "hotel_manager", names: { zh: "酒店负责人", en: "hotel manager" } },
    ],
    signed: null,
  },
  rate: { score: [1, 10], satisfied: true, reasons: ["time", "manner", "work"], ready: true, given: false },
};
const STATEMENT = {
  number: "H-0921",
  digest: "a".repeat(64),
  code: "4F7K-20Q9",
  lines: [
    { kind: "units", zh: "房间：装好 38，未装 2", en: "room: 38 done, 2 open", items: [] },
    { kind: "devices", zh: "设备 2 台", en: "2 devices", items: ["0801 02:00:00:00:08:01", "0802 02:00:00:00:08:02"] },
  ],
};

type Answer = { status?: number; body: unknown } | "offline";
let answers: Record<string, Answer>;
let sent: { path: string; body: Record<string, unknown>; options: RequestInit }[];

beforeEach(() => {
  answers = { "": { body: VIEW }, "/statement": { body: STATEMENT } };
  sent = [];
  vi.stubGlobal("fetch", async (address: string, options: RequestInit) => {
    const path = address.replace("/door/api/token-1234567890", "");
    if (options.method === "POST") sent.push({ path, body: JSON.parse(String(options.body)), options });
    const answer = answers[path] ?? { body: {} };
    if (answer === "offline") throw new TypeError("no network");
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 });
  });
});
afterEach(() => vi.unstubAllGlobals());

async function open(page = "", lang: "zh" | "en" = "zh") {
  const router = createRouter({ history: createMemoryHistory("/door/"), routes });
  await router.push(`/token-1234567890${page ? `?p=${page}` : ""}`);
  const view = render(App, { global: { plugins: [router, makeI18n({ zh, en }, lang)] } });
  await waitFor(() => expect(screen.queryByText(/正在打开|Opening/)).toBeNull());
  return view;
}

const refusal = (code: string, values = {}) => ({ error: { code, message: `文字 ${code}`, path: null, values } });

function draw(): void {
  const pad = screen.getByRole("img", { name: "在此签名" });
  const at = (type: string, x: number, y: number) => fireEvent(pad, new MouseEvent(type, { clientX: x, clientY: y, bubbles: true }));
  void at("pointerdown", 10, 10);
  void at("pointermove", 400, 200);
  void at("pointerup", 400, 200);
}

test("the first page says when, who and what is needed, with one filled button", async () => {
  const { container } = await open();
  for (const text of ["10-12 周一", "09:30-17:30", VIEW.needs, "请看工牌，号码一致再放行"]) screen.getByText(text);
  screen.getByText(/周予安 · 工牌 4017/);
  expect(container.querySelectorAll(".button.filled")).toHaveLength(1);
  expect(screen.getByRole("link", { name: "0571-00000001" }).getAttribute("href")).toBe("tel:0571-00000001");
});

test("in English nothing is left in Chinese but names and what was typed", async () => {
  await open("", "en");
  screen.getByText("Mon 12 Oct");
  screen.getByRole("button", { name: "Yes, this time suits" });
  screen.getByText(/Who comes: 周予安 · badge 4017/);
});

test("confirming is one tap, without a cookie", async () => {
  await open();
  await fireEvent.click(screen.getByRole("button", { name: "可以，就这个时间" }));
  expect(sent[0]).toMatchObject({ path: "/confirm", body: {}, options: { credentials: "omit" } });
});

test("without network what was typed stays, and is sent by a tap under the same key", async () => {
  await open("time");
  await fireEvent.click(screen.getByRole("button", { name: "10-13 周二 13:30-17:30" }));
  answers["/time"] = "offline";
  await fireEvent.click(screen.getByRole("button", { name: "换到 10-13 周二 13:30-17:30" }));
  await screen.findByText("没发出去，内容还在");
  answers["/time"] = { body: { booked: true } };
  await fireEvent.click(screen.getByRole("button", { name: "再试" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[0]!.body).toEqual(sent[1]!.body);
  expect(sent[1]!.body).toMatchObject({ slot: ["2026-10-13 13:30", "2026-10-13 17:30"], text: "" });
});

test("a time that is not free says so and cannot be chosen", async () => {
  await open("time");
  screen.getByText("10-13 周二 09:00-12:00 没空：人已排满");
  expect(screen.queryByRole("button", { name: /09:00-12:00/ })).toBeNull();
});

test("nothing chosen and nothing written is not sent", async () => {
  await open("time");
  await fireEvent.click(screen.getByRole("button", { name: "要求换时间" }));
  screen.getByText("请选一个时间，或写下方便的时间");
  expect(sent).toEqual([]);
});

test("a signature needs a name, a position and more than a dot; nothing is ticked beforehand", async () => {
  await open("record");
  await screen.findByText("房间：装好 38，未装 2");
  expect(screen.queryAllByRole("button", { pressed: true }).filter((one) => one.textContent?.trim() !== "中")).toEqual([]);
  await fireEvent.click(screen.getByRole("button", { name: "签名，并留一份" }));
  for (const text of ["请写签名人", "请选职务", "请签名"]) screen.getByText(text);
  expect(sent).toEqual([]);
});

async function fill(): Promise<void> {
  await screen.findByText("房间：装好 38，未装 2");
  await fireEvent.update(screen.getByLabelText("签名人"), "吴经理");
  await fireEvent.click(screen.getByRole("button", { name: "酒店前台" }));
  await fireEvent.click(screen.getByRole("button", { name: "满意" }));
  draw();
}

test("what is signed is the digest of the words that stand there", async () => {
  await open("record");
  await fill();
  await fireEvent.click(screen.getByRole("button", { name: "签名，并留一份" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]!.body).toMatchObject({ digest: STATEMENT.digest, role: "front_desk", signer: "吴经理", comments: "满意", picture: "cGljdHVyZQ" });
});

test("a reload keeps name, position and strokes", async () => {
  const first = await open("record");
  await fill();
  first.unmount();
  const { container } = await open("record");
  await screen.findByText("房间：装好 38，未装 2");
  expect((screen.getByLabelText("签名人") as HTMLInputElement).value).toBe("吴经理");
  expect(screen.getByRole("button", { name: "酒店前台" }).getAttribute("aria-pressed")).toBe("true");
  expect(container.querySelector("path")?.getAttribute("d")).toMatch(/^M/);
});

test("words that changed are shown anew with what was typed kept", async () => {
  await open("record");
  await fill();
  answers["/sign"] = { status: 409, body: refusal("door.text_changed") };
  const lines = [{ ...STATEMENT.lines[0]!, zh: "房间：装好 39，未装 1" }];
  answers["/statement"] = { body: { ...STATEMENT, digest: "b".repeat(64), lines } };
  await fireEvent.click(screen.getByRole("button", { name: "签名，并留一份" }));
  await screen.findByText("内容已更新，请再看一遍");
  await screen.findByText("房间：装好 39，未装 1");
  expect((screen.getByLabelText("签名人") as HTMLInputElement).value).toBe("吴经理");
});

test("signed: the code, who and when, and the paper", async () => {
  const signed = { code: "4F7K-20Q9", digest: STATEMENT.digest, at: "2026-10-12 16:40", signer: "吴经理", changed: false };
  answers[""] = { body: { ...VIEW, sign: { ...VIEW.sign!, signed } } };
  await open("record");
  await screen.findByText("吴经理 已于 10-12 周一 16:40 签名");
  expect(screen.getByRole("link", { name: "下载签过的记录（PDF）" }).getAttribute("href")).toBe("/door/api/token-1234567890/paper");
  await waitFor(() => expect(screen.queryByRole("button", { name: "签名，并留一份" })).toBeNull());
});

test("a rating is score, mood and reasons; a second one is not offered", async () => {
  await open("rate");
  await fireEvent.click(screen.getByRole("button", { name: "9" }));
  await fireEvent.click(screen.getByRole("button", { name: "不满意" }));
  await fireEvent.click(screen.getByRole("button", { name: "时间" }));
  answers[""] = { body: { ...VIEW, rate: { ...VIEW.rate!, given: true } } };
  await fireEvent.click(screen.getByRole("button", { name: "提交" }));
  await screen.findByText("谢谢，这次上门已评价");
  expect(sent[0]!.body).toEqual({ score: 9, satisfied: false, reasons: ["time"], text: "" });
});

test("an expired link has the company's number and asks for a new one", async () => {
  answers[""] = { status: 410, body: refusal("door.expired", { company: VIEW.company }) };
  await open();
  screen.getByText("链接已过期");
  screen.getByRole("link", { name: "0571-00000001" });
  await fireEvent.click(screen.getByRole("button", { name: "发新链接" }));
  await screen.findByText("已告诉公司，新链接会发给您");
  expect(sent).toMatchObject([{ path: "/new-link" }]);
});

test("opened without network, the page says so and tries again", async () => {
  answers[""] = "offline";
  await open();
  screen.getByText("没有网络");
  answers[""] = { body: VIEW };
  await fireEvent.click(screen.getByRole("button", { name: "再试" }));
  await screen.findByText("09:30-17:30");
});

test("the page that comes first is the visit ahead, then the record, then the rating", async () => {
  const { firstPage } = await import("./services/pages.ts");
  const past = { ...VIEW, now: "2026-10-12 16:00" };
  const signed = { code: "", digest: "", at: "", signer: "", changed: false };
  expect(firstPage(VIEW)).toBe("visit");
  expect(firstPage(past)).toBe("record");
  expect(firstPage({ ...past, sign: { ...past.sign!, signed } })).toBe("rate");
  expect(firstPage({ ...past, purposes: ["rate"], sign: undefined, appointment: null } as never)).toBe("rate");
});
