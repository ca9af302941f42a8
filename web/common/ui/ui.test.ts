import { fireEvent, screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { nextTick } from "vue";
import { epochOf, sayIn, show, within } from "../testing/harness.ts";
import { civilOf } from "../time/index.ts";
import ActTimeline from "./ActTimeline.vue";
import { citedText, partsOf } from "./cited.ts";
import ClauseRow from "./ClauseRow.vue";
import { useUnitCount } from "./count.ts";
import GroundsPanel from "./GroundsPanel.vue";
import LanguageSwitch from "./LanguageSwitch.vue";
import LimitText from "./LimitText.vue";
import { marksOf } from "./marks.ts";
import PersonText from "./PersonText.vue";
import SendingMark from "./SendingMark.vue";
import SentenceText from "./SentenceText.vue";
import { daysOf, type Entry } from "./timeline.ts";
import UnitGrid from "./UnitGrid.vue";
import { countsOf, floorsOf, type Tile } from "./units.ts";
import VerdictChip from "./VerdictChip.vue";

const at = (text: string) => civilOf(text)!;
const words = (element: Element) => element.textContent!.replace(/\s+/g, " ").trim();

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(epochOf("2026-10-12 14:20"));
});
afterEach(() => vi.useRealTimers());

test.each([
  ["zh", 1, "1 间", "3 个设备"],
  ["zh", 5, "5 间", "3 个设备"],
  ["en", 1, "1 room", "device × 3"],
  ["en", 5, "5 rooms", "device × 3"],
] as const)("in %s, %i rooms are counted as one says it", (lang, n, rooms, devices) => {
  const count = within(useUnitCount, { lang });
  expect(count(n, { zh: "房间", en: "room" })).toBe(rooms);
  expect(count(3, { zh: "设备", en: "device" })).toBe(devices);
});

describe("the verdict chip", () => {
  test.each([
    ["breached", "违反", "Breached"],
    ["pending", "待定", "Pending"],
    ["met", "符合", "Met"],
    ["not_applicable", "不适用", "Not applicable"],
  ] as const)("%s has a shape of its own and its word in both languages", (verdict, zh, en) => {
    const one = show(VerdictChip, { props: { verdict } });
    expect(words(one.container)).toBe(zh);
    const shape = one.container.querySelector("path")!.getAttribute("d");
    one.unmount();
    const other = show(VerdictChip, { props: { verdict }, lang: "en" });
    expect(words(other.container)).toBe(en);
    const others = ["breached", "pending", "met", "not_applicable"].filter((name) => name !== verdict);
    for (const name of others) expect(show(VerdictChip, { props: { verdict: name } }).container.querySelector("path")!.getAttribute("d")).not.toBe(shape);
  });

  test("small keeps its word for readers beside the count, and what is no verdict stands after it", () => {
    const { container } = show(VerdictChip, { props: { verdict: "breached", count: 3, small: true, appeal: "upheld", incomplete: true } });
    expect(words(container)).toBe("违反3 申诉成立不完整".replace(" ", ""));
    expect(container.querySelector(".reader-only")!.textContent).toBe("违反");
    expect(container.querySelector(".verdict")!.textContent).not.toContain("申诉");
  });
});

describe("the limit", () => {
  const limit = (props: Record<string, unknown>) => words(show(LimitText, { props }).container);

  test("far tells moment and rest; near has its sign; over counts up; the end of a day is 24:00", () => {
    expect(limit({ limit: "2026-10-12 15:40" })).toBe("10-12 15:40 还剩 1 小时 20 分");
    expect(limit({ limit: "2026-10-12 14:35" })).toBe("10-12 14:35 ! 还剩 15 分");
    expect(limit({ limit: "2026-10-12 13:45" })).toBe("10-12 13:45 已超 35 分");
    expect(limit({ limit: "2026-10-12 24:00" })).toBe("10-12 24:00 还剩 9 小时 40 分");
  });

  test("undated, before an act, answered, provisional", () => {
    expect(limit({ limit: null })).toBe("未定期限");
    expect(limit({ limit: null, before: "离店" })).toBe("离店前");
    expect(limit({ limit: null, used: 250, allowed: 300 })).toBe("用时 4 分 10 秒，时限 5 分");
    expect(limit({ limit: "2027-02-01 18:00", provisional: 2027 })).toContain("暂按周末推算");
  });

  test("in a room it runs by seconds, turns at its last minute, and says once that it is over", async () => {
    const { container } = show(LimitText, { props: { limit: "2026-10-12 14:21:01", room: true, moment: false } });
    expect(words(container)).toBe("还剩 1:01");
    await vi.advanceTimersByTimeAsync(1_100);
    expect(words(container)).toBe("! 还剩 1:00");
    expect(screen.getByRole("status").textContent).toBe("");
    await vi.advanceTimersByTimeAsync(61_000);
    expect(words(container)).toContain("已超 0:01");
    expect(screen.getByRole("status").textContent).toBe("已超 0:01");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(screen.getByRole("status").textContent).toBe("已超 0:01");
  });
});

describe("the sentence", () => {
  const say = sayIn("zh");
  const arrived = { id: "a1", text: citedText(say, "zh", "到达酒店", at("2026-10-12 09:31:10"), at("2026-10-12 14:20")) };
  const agreed = { id: "a2", text: "预约 10-11 周日 18:02" };
  const sentence = "到达酒店 10-12 周一 09:31:10（周予安）；约定 09:30，晚 1 分 10 秒。";

  test("is cut into the acts that it names and the text between them", () => {
    const { parts, rest } = partsOf(sentence, [arrived, agreed]);
    expect(parts.filter((part) => part.id).map((part) => [part.id, part.text])).toEqual([["a1", "到达酒店 10-12 周一 09:31:10"]]);
    expect(parts.map((part) => part.text).join("")).toBe(sentence);
    expect(rest).toEqual([agreed]);
  });

  test("opens each act in one tap, those too that it rests on without naming them", async () => {
    const { emitted } = show(SentenceText, { props: { sentence, acts: [arrived, agreed] } });
    await fireEvent.click(screen.getByRole("button", { name: arrived.text }));
    await fireEvent.click(screen.getByRole("button", { name: agreed.text }));
    expect(emitted().act).toEqual([["a1"], ["a2"]]);
  });

  test("folds to its difference and opens", async () => {
    const { container } = show(SentenceText, { props: { sentence, acts: [arrived], difference: "晚 1 分 10 秒", folded: true } });
    expect(words(container)).not.toContain("到达酒店");
    await fireEvent.click(screen.getByRole("button", { name: "怎么判的" }));
    expect(words(container)).toContain("到达酒店");
  });
});

test("the clause line tells verdict, number, duty, units and opens to its sentences, acts and text", async () => {
  const findings = ["0801", "1103", "1204"].map((unit) => ({ sentence: `${unit} 开始作业 09:47。`, acts: [{ id: unit, text: "开始作业 09:47" }], unit }));
  const { emitted } = show(ClauseRow, { props: { clause: "hotel-iptv/3.6", number: "3.6", duty: "空房作业以 5 分钟为限", verdict: "breached", findings, changed: true } });
  const head = screen.getByRole("button", { name: /违反.*3\.6.*空房作业.*3 间.*刚刚/ });
  expect(head.getAttribute("aria-expanded")).toBe("false");
  await fireEvent.click(head);
  expect(screen.getByRole("region", { name: "3.6 空房作业以 5 分钟为限" }).textContent).toContain("1103");
  await fireEvent.click(screen.getAllByRole("button", { name: "开始作业 09:47" })[1]!);
  await fireEvent.click(screen.getByRole("button", { name: "条款原文" }));
  expect(emitted().act).toEqual([["1103"]]);
  expect(emitted().clause).toEqual([["hotel-iptv/3.6"]]);
});

describe("the timeline", () => {
  const entry = (id: string, time: string, more: Partial<Entry> = {}): Entry => ({ id, at: at(time), name: `动作${id}`, who: "周予安", marks: [], ...more });

  test("folds what follows each other in one unit, day by day; 450 acts of 40 rooms to about 60 lines", () => {
    const acts = Array.from({ length: 40 }, (_, room) => Array.from({ length: 11 }, (_, n) => entry(`${room}.${n}`, "2026-10-12 09:00", { unit: String(800 + room) }))).flat();
    const [day] = daysOf([entry("x", "2026-10-11 18:02"), ...acts, entry("y", "2026-10-12 17:00")]).slice(1);
    expect(day!.visits[0]!.lines).toHaveLength(41);
    expect(daysOf([])).toEqual([]);
  });

  test("opens the line of an act that the chosen sentence rests on, and shows marks and old values", async () => {
    const entries = [
      entry("a", "2026-10-12 09:40:05", { unit: "0803" }),
      entry("b", "2026-10-12 09:46", { unit: "0803", clauses: [{ number: "3.6", verdict: "breached" }] }),
      entry("c", "2026-10-12 10:00", { marks: [{ kind: "late", seconds: 10_800 }, { kind: "voided" }], detail: "40 间", old: "38 间" }),
    ];
    const { container, rerender, emitted } = show(ActTimeline, { props: { entries, unit: "房" } });
    const fold = screen.getByRole("button", { name: /09:40–09:46.*0803 房.*2 个动作.*5 分 55 秒.*违反 3\.6/ });
    expect(fold.getAttribute("aria-expanded")).toBe("false");
    expect(words(container)).toContain("补录 +3 小时");
    expect(container.querySelector("s")!.textContent!.trim()).toBe("38 间");
    await rerender({ entries, unit: "房", cited: new Set(["b"]) });
    expect(fold.getAttribute("aria-expanded")).toBe("true");
    await fireEvent.click(screen.getByRole("button", { name: "动作b" }));
    expect(emitted().act).toEqual([["b"]]);
  });

  test("without an act it says so", () => {
    expect(words(show(ActTimeline, { props: { entries: [] } }).container)).toBe("还没有动作。");
  });
});

describe("the unit grid", () => {
  const tiles: Tile[] = [
    { unit: "0805", state: "done", broken: true },
    { unit: "0806", state: "doing", limit: at("2026-10-12 14:21:48") },
    { unit: "0807", state: "todo", next: true, unsent: true },
    { unit: "1206", state: "later" },
  ];

  test("names each button by number, state and what is left, and opens it", async () => {
    const { emitted } = show(UnitGrid, { props: { tiles, unit: "房" } });
    expect(screen.getByRole("button", { name: "0806 房，进行中，还剩 1 分 48 秒" }).textContent).toContain("1:48");
    expect(screen.getByRole("button", { name: "0805 房，完工，违反" })).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "0807 房，未做，存在手机里，下一间" }));
    expect(emitted().open).toEqual([["0807"]]);
  });

  test("goes floor by floor and counts what there is", () => {
    expect(floorsOf(tiles).map((floor) => [floor.name, floor.tiles.length])).toEqual([["8", 3], ["12", 1]]);
    expect(floorsOf([{ unit: "大堂", state: "todo" }])[0]!.name).toBe("");
    expect(countsOf(tiles)).toEqual([["done", 1], ["doing", 1], ["later", 1], ["todo", 1]]);
  });
});

test("a person is a link on the console, plain on the door, and gone when forgotten", () => {
  const person = { name: "陆鸣川", post: "装维员", number: "4017", certificate: { name: "上岗证", until: "2026-10-15", past: false } };
  const { unmount } = show(PersonText, { props: { person, to: "/people/lu" } });
  expect(screen.getByRole("link", { name: "陆鸣川" })).toBeTruthy();
  expect(words(document.body)).toContain("! 上岗证 10-15 到期");
  unmount();
  expect(words(show(PersonText, { props: { person: { name: "住客", forgotten: true, recordedBy: "周予安" } } }).container)).toBe("已按要求删除周予安代录");
});

describe("the sending mark", () => {
  test("fades two seconds after the receipt, and stays when refused, with the reason", async () => {
    const { container, rerender } = show(SendingMark, { props: { state: "kept" } });
    expect(words(container)).toBe("存在手机里");
    await rerender({ state: "received" });
    expect(words(container)).toBe("已收到");
    await vi.advanceTimersByTimeAsync(2_100);
    expect(words(container)).toBe("");
    await rerender({ state: "refused", reason: "已改为 10-14 09:00" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(words(container)).toBe("被退: 已改为 10-14 09:00");
  });
});

describe("the grounds", () => {
  const act = {
    id: "a1", no: 3, act: "arrived", at: "2026-10-12T09:31:10+08:00", claimed: "2026-10-12T09:28:10+08:00", received: "2026-10-12T09:58:04+08:00",
    by: "account_manager", actor: "zhou", source: "phone", device: "d", counter: 7, data: {}, masked: [], late: false, party: false, forgotten: false,
    state: "stands", corrected_by: null, corrects: null,
  } as const;
  const grounds = {
    act, name: "到达酒店", number: "H-0921", who: "客户经理 周予安", recorder: "周予安本人，在手机上", corrections: 0,
    fields: [{ place: "a1.phone", name: "电话", value: "****0101", masked: true }], clauses: [{ id: "hotel-iptv/2.3", number: "2.3", verdict: "breached" }],
    seal: { state: "broken", act: "到达酒店", since: "2026-10-12 09:59:00" },
  };

  test("tell the three times, why it is no late entry, and a broken chain with act and since when", () => {
    const { container } = show(GroundsPanel, { props: { grounds } });
    expect(words(container)).toContain("10-12 周一 09:28:10（手机时钟慢 3 分，校正为 10-12 周一 09:31:10）");
    expect(words(container)).toContain("09:58:04（离线 26 分，有手机自己的计数，不算补录）");
    expect(words(container)).toContain("链断了：到达酒店，10-12 周一 09:59:00 起");
  });

  test("unmask only by a tap that says that the look is recorded; lead to the clause", async () => {
    const { emitted } = show(GroundsPanel, { props: { grounds } });
    await fireEvent.click(screen.getByRole("button", { name: "显示全号：会留下记录" }));
    await fireEvent.click(screen.getByRole("button", { name: /2\.3/ }));
    await fireEvent.click(screen.getByRole("button", { name: "校验" }));
    expect(emitted().unmask).toEqual([["a1.phone"]]);
    expect(emitted().clause).toEqual([["hotel-iptv/2.3"]]);
    expect(emitted().verify).toHaveLength(1);
  });

  test("marks say party, late entry, correction, void and import", () => {
    const odd = { ...act, party: true, late: true, source: "import", state: "voided" as const, corrects: "a0" };
    expect(marksOf(odd, () => "周予安").map((mark) => mark.kind)).toEqual(["party", "late", "correction", "voided", "imported"]);
    expect(marksOf(act)).toEqual([]);
  });
});

test("the switch of language keeps the place and is kept on the device", async () => {
  show({ components: { LanguageSwitch, VerdictChip }, template: "<LanguageSwitch /><VerdictChip verdict='met' />" });
  await fireEvent.click(screen.getByRole("button", { name: "EN" }));
  await nextTick();
  expect(words(document.body)).toContain("Met");
  expect(localStorage.getItem("doorstep.lang")).toBe("en");
  expect(document.documentElement.lang).toBe("en");
});
