/** The page on which is signed: what is asked, that nothing typed or drawn is lost, and what stands there when the text has changed. */
import "fake-indexeddb/auto";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/vue";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { makeI18n } from "../../common/i18n/index.ts";
import type { Me } from "../../common/api/types.ts";
import type { Carried } from "../../common/signing/statement.ts";
import { type Bundle, type FieldCase, FieldDb, type KeptAct } from "../services/db.ts";
import { digest } from "../services/files.ts";
import { FieldApi } from "../services/feed.ts";
import { FIELD, Field } from "../stores/field.ts";
import en from "../texts/en.json";
import zh from "../texts/zh.json";
import SignPage from "./SignPage.vue";

vi.mock("../../common/signing/picture.ts", () => ({ PAD_HEIGHT: 420, signatureBase64: () => "cGljdHVyZQ==" }));

const ROOT = `${process.cwd()}/../`;
const PYTHON = [`${ROOT}.venv/bin/python`, "python3"].find((one) => !one.startsWith("/") || existsSync(one))!;
const SCRIPT = `
import json
from doorstep.gate.field.rules import rules_of, sentences, years
print(json.dumps({"rules": {"x": rules_of((("hotel-iptv", "", "installation"),))}, "years": years(), "sentences": sentences()}))
`;
const AT = "2026-10-12T08:30:00+08:00";
const ONLINE = {
  number: "H-1",
  digest: "a".repeat(64),
  code: "4F7K-20Q9",
  lines: [{ kind: "units", zh: "房间：装好 2，未装 1", en: "room: 2 done, 1 open", items: [] }],
};
const DESK = { role: "front_desk", names: { zh: "酒店前台", en: "front desk" } };
const MANAGER = { role: "hotel_manager", names: { zh: "酒店负责人", en: "hotel manager" } };

let given: Pick<Bundle, "rules" | "years" | "sentences">;
let answers: Record<string, unknown>;
let sent: { path: string; body: Record<string, unknown> }[];
let field: Field;

beforeAll(() => {
  const text = execFileSync(PYTHON, ["-c", SCRIPT], { cwd: ROOT, env: { ...process.env, PYTHONPATH: `${ROOT}src` }, maxBuffer: 2 ** 26 });
  given = JSON.parse(text.toString()) as typeof given;
}, 60_000);

function statementTexts(lang: string): Record<string, string> {
  const all = JSON.parse(readFileSync(`${ROOT}src/doorstep/work/door/texts/${lang}.json`, "utf8")) as Record<string, string>;
  return Object.fromEntries(Object.entries(all).flatMap(([key, text]) => (key.startsWith("statement.") ? [[key.slice(10), text]] : [])));
}

function carried(roles = [DESK, MANAGER]): Carried {
  const who = { name: "周予安", badge: "4017" };
  const lists = { finished: [], devices: ["macs"], measured: [], charges: {} };
  const words = { form: 1, texts: { zh: statementTexts("zh"), en: statementTexts("en") }, company: { zh: "澜江通信", en: "Lanjiang" }, customer: "栎园大酒店" };
  return { ...words, who, ...lists, act: "signed_off", fields: { signature: "customer_signature", signer: "signer", comments: "comments" }, roles };
}

function act(id: string, name: string, data: Record<string, unknown>, by = "account_manager") {
  return { id, act: name, by, actor: null, at: AT, data, masked: [] } as unknown as FieldCase["timeline"][number];
}

function job(timeline: FieldCase["timeline"], roles?: Carried["roles"]): FieldCase {
  const plain = { id: "c1", number: "H-1", facts: { hotel: "栎园大酒店", rooms: ["0801", "0802", "1206"] }, units: [], masked: [], next_acts: [], rules: "x" };
  return { ...plain, timeline, statement: carried(roles as (typeof DESK)[] | undefined) } as unknown as FieldCase;
}

const done = (room: string) => act(`d-${room}`, "unit_done", { room, macs: [`02:00:${room}`] });

function served(path: string): Response {
  const found = answers[path];
  if (found === "offline") throw new TypeError("no network");
  if (found instanceof Response) return found.clone();
  return found === undefined ? Response.json({ error: { code: "not_found", message: "没有", path: null, values: {} } }, { status: 404 }) : Response.json(found);
}

async function phone(body: FieldCase, net: "online" | "away"): Promise<void> {
  const fetched = (async (address: string, init: RequestInit = {}) => {
    const path = address.replace("/api", "").split("?")[0]!;
    if (net === "away") throw new TypeError("no network");
    if (init.method === "POST") sent.push({ path, body: JSON.parse(String(init.body)) as Record<string, unknown> });
    return served(path);
  }) as unknown as typeof fetch;
  field = new Field(new FieldApi({ lang: () => "zh", fetch: fetched }), new FieldDb(`test-${crypto.randomUUID()}`));
  answers["/field/bundle"] ??= { ...given, account: "zhou", last: 1, as_of: AT, receipt_key: "", about: {}, cases: [body] };
  field.me.value = { username: "zhou", posts: [] } as unknown as Me;
  await field.db.cases.put({ id: "c1", account: "zhou", body });
  await field.db.rules.put({ digest: "x", body: given.rules.x! });
  [field.cases.value, field.rules.value, field.net.value] = [[body], new Map([["x", given.rules.x!]]), net];
}

async function open(lang: "zh" | "en" = "zh") {
  const page = { template: "<p>回到这里</p>" };
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/jobs/:id/sign", component: SignPage }, { path: "/:rest(.*)*", component: page }] });
  await router.push("/jobs/c1/sign");
  const view = render({ template: "<RouterView />" }, { global: { plugins: [router, makeI18n({ zh, en }, lang)], provide: { [FIELD as symbol]: field } } });
  await screen.findByRole("region");
  return view;
}

async function draw(): Promise<void> {
  const pad = screen.getByRole("img");
  for (const [type, x, y] of [["pointerdown", 10, 10], ["pointermove", 400, 200], ["pointerup", 400, 200]] as const) {
    await fireEvent(pad, new MouseEvent(type, { clientX: x, clientY: y, bubbles: true }));
  }
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
async function confirm(): Promise<void> {
  await waitFor(() => expect((screen.getByRole("button", { name: "确认签名" }) as HTMLButtonElement).disabled).toBe(false));
  await press("确认签名");
}

const kept = async (): Promise<KeptAct[]> => field.db.acts.toArray();

beforeEach(() => {
  localStorage.clear();
  sent = [];
  answers = {
    "/me": { username: "zhou", posts: [] },
    "/cases/c1/statement": ONLINE,
    "/cases/c1/signatures": { digest: ONLINE.digest, code: ONLINE.code, differs: false, now: null, receipt: {} },
  };
});
afterEach(cleanup);

describe("with network", () => {
  test("the server's text is shown and signed by its digest", async () => {
    await phone(job([done("0801")]), "online");
    await open();
    screen.getByText("房间：装好 2，未装 1");
    await fireEvent.update(screen.getByLabelText("签名人"), "吴经理");
    await press("酒店负责人");
    await draw();
    await confirm();
    expect((await screen.findByRole("status")).textContent).toContain("4F7K-20Q9");
    expect(sent).toMatchObject([{ path: "/cases/c1/signatures", body: { digest: ONLINE.digest, signer: "吴经理", role: "hotel_manager", picture: "cGljdHVyZQ==" } }]);
    expect(localStorage.getItem("doorstep.sign.c1")).toBeNull();
  });

  test("what is missing is said, all of it, and nothing is sent", async () => {
    await phone(job([done("0801")]), "online");
    await open();
    await confirm();
    expect(screen.getAllByRole("alert").map((one) => one.textContent)).toEqual([zh.sign["missing-signer"], zh.sign["missing-role"], zh.sign["missing-strokes"]]);
    expect(sent).toEqual([]);
  });

  test("a text that changed meanwhile is refused, shown anew, and signed only by another confirmation under another key", async () => {
    await phone(job([done("0801")]), "online");
    await open();
    await fireEvent.update(screen.getByLabelText("签名人"), "吴经理");
    await press("酒店前台");
    await draw();
    answers["/cases/c1/signatures"] = Response.json({ error: { code: "door.text_changed", message: "变了", path: "digest", values: {} } }, { status: 409 });
    answers["/cases/c1/statement"] = { ...ONLINE, digest: "b".repeat(64), lines: [{ ...ONLINE.lines[0]!, zh: "房间：装好 3，未装 0" }] };
    await confirm();
    await screen.findByText("房间：装好 3，未装 0");
    screen.getByText(zh.sign.changed);
    answers["/cases/c1/signatures"] = { digest: "b".repeat(64), code: "ABCD-EFGH", differs: false, now: null, receipt: {} };
    await confirm();
    expect((await screen.findByRole("status")).textContent).toContain("ABCD-EFGH");
    expect(sent.map(({ body }) => body.digest)).toEqual([ONLINE.digest, "b".repeat(64)]);
    expect(sent[0]!.body.key).not.toBe(sent[1]!.body.key);
  });

  test("another refusal is shown as the server words it, and everything stays", async () => {
    await phone(job([done("0801")]), "online");
    await open();
    await fireEvent.update(screen.getByLabelText("签名人"), "吴经理");
    await press("酒店前台");
    await draw();
    answers["/cases/c1/signatures"] = Response.json({ error: { code: "door.signed_already", message: "已经签过了", path: null, values: {} } }, { status: 409 });
    await confirm();
    await screen.findByText("已经签过了");
    expect((screen.getByLabelText("签名人") as HTMLInputElement).value).toBe("吴经理");
    expect(await kept()).toEqual([]);
  });
});

describe("who signs", () => {
  const met = act("m", "order_checked_before", { checked_with: "吴经理" }, "account_manager");
  const booked = act("b", "appointment_made", { agreed_with: "周予安", coordinator: "李师傅", window_start: "2026-10-12 08:00", window_end: "2026-10-12 17:30" });
  const signed = (signer: string, by: string) => act(`s-${signer}`, "statement.signed", { signer, role: by, digest: "c".repeat(64) }, by);
  const chips = () => within(screen.getByRole("group", { name: "签名人" })).getAllByRole("button").map((one) => one.textContent!.trim());
  const chosen = () => screen.queryAllByRole("button", { pressed: true }).map((one) => one.textContent!.trim()).filter((text) => text !== "中");

  test("those whom the case knows stand as chips, without our own", async () => {
    await phone(job([booked, met]), "online");
    await open();
    expect(chips().toSorted()).toEqual(["吴经理", "李师傅"].toSorted());
    expect(chosen()).toEqual([]);
  });

  test("who signed before stands first and brings his role: the name is one tap, the role none", async () => {
    await phone(job([met, signed("孙经理", "hotel_manager"), signed("钱前台", "front_desk")]), "online");
    await open();
    expect(chips().slice(0, 2)).toEqual(["孙经理", "钱前台"]);
    await press("孙经理");
    expect(chosen()).toEqual(["孙经理", "酒店负责人"]);
    await press("钱前台");
    expect(chosen()).toEqual(["钱前台", "酒店前台"]);
    await press("酒店负责人");
    expect(chosen()).toEqual(["钱前台", "酒店负责人"]);
  });

  test("the role in which was signed last is taken for a new name, and goes with the signature", async () => {
    await phone(job([signed("孙经理", "hotel_manager")]), "online");
    await open();
    expect(chosen()).toEqual(["酒店负责人"]);
    await fireEvent.update(screen.getByRole("textbox", { name: "签名人" }), "赵经理");
    await draw();
    await confirm();
    await screen.findByRole("status");
    expect(sent[0]!.body).toMatchObject({ signer: "赵经理", role: "hotel_manager" });
  });

  test("where only one role may sign it is not asked", async () => {
    await phone(job([met], [DESK]), "online");
    await open();
    expect(screen.queryByRole("group", { name: "签名人职务" })).toBeNull();
    await press("吴经理");
    await draw();
    await confirm();
    await screen.findByRole("status");
    expect(sent[0]!.body).toMatchObject({ signer: "吴经理", role: "front_desk" });
  });

  test("a masked name is one to choose only where the server can say whose it is", async () => {
    const hidden = act("m", "order_checked_before", { checked_with: "吴**" });
    await phone(job([{ ...hidden, masked: ["checked_with"] }]), "online");
    const view = await open();
    expect(chips()).toEqual(["吴**"]);
    view.unmount();
    await phone(job([{ ...hidden, masked: ["checked_with"] }]), "away");
    await open();
    expect(screen.queryByRole("group", { name: "签名人" })).toBeNull();
  });
});

describe("without network", () => {
  test("the phone's own text is shown, and kept with the signature as it was shown", async () => {
    await phone(job([act("a", "arrived", {}), done("0801"), done("0802")]), "away");
    await open();
    screen.getByText("房间：装好 2，未装 1");
    await fireEvent.update(screen.getByLabelText("签名人"), "吴经理");
    await press("酒店前台");
    await draw();
    await confirm();
    await screen.findByRole("status");
    const [one] = await kept();
    expect(one).toMatchObject({ act: "signed_off", by: "front_desk", state: "waiting", data: { signer: "吴经理" } });
    expect(one!.signing!.digest).toBe(await digest(new TextEncoder().encode(one!.signing!.shown).buffer as ArrayBuffer));
    expect(one!.signing!.shown).toContain("0801 02:00:0801");
  });

  test("name, role and strokes are there after a reload", async () => {
    await phone(job([done("0801")]), "away");
    const first = await open();
    await fireEvent.update(screen.getByLabelText("签名人"), "吴经理");
    await press("酒店负责人");
    await draw();
    first.unmount();
    const { container } = await open();
    expect((screen.getByLabelText("签名人") as HTMLInputElement).value).toBe("吴经理");
    expect(screen.getByRole("button", { name: "酒店负责人" }).getAttribute("aria-pressed")).toBe("true");
    expect(container.querySelector("svg path")!.getAttribute("d")).toContain("L");
  });

  test("where the answer to a signature is lost, it is kept with the server's words and the key under which it was sent", async () => {
    await phone(job([done("0801")]), "online");
    await open();
    await fireEvent.update(screen.getByLabelText("签名人"), "吴经理");
    await press("酒店前台");
    await draw();
    answers["/cases/c1/signatures"] = "offline";
    await confirm();
    await waitFor(async () => expect((await kept()).length).toBe(1));
    const [one] = await kept();
    expect(one!.key).toBe(sent[0]!.body.key);
    expect(one!.signing).toMatchObject({ digest: ONLINE.digest });
    expect(one!.signing!.shown).toContain("房间：装好 2，未装 1");
  });
});
