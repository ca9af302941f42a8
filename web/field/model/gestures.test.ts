/**
 * Gestures as data: what is on offer in a unit, the acts of a tap, the taps of a vacant and an occupied room. The rules are the server's
 * own, as the phone downloads them, so that a change of a standard that costs a tap more fails here.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { formatMoment } from "../../common/judge/index.ts";
import type { FieldCase, KeptAct, Rules } from "../services/db.ts";
import { failure, fails, waysOn } from "./failing.ts";
import { asides, coming, offers, tapped } from "./gestures.ts";
import { Known } from "./known.ts";
import { leaves, leavingOf } from "./leaving.ts";
import { orderOf, stepsOf } from "./steps.ts";
import { todayOf } from "./today.ts";
import { runningIn, tilesOf } from "./units.ts";
import { atOneTap, fillsItself, knownValues, usualOf } from "./usual.ts";

const ROOT = `${process.cwd()}/../`;
const PYTHON = [`${ROOT}.venv/bin/python`, "python3"].find((one) => !one.startsWith("/") || existsSync(one))!;
const SCRIPT = `
import json, sys
from doorstep.gate.field.rules import rules_of
rules = {key: rules_of(((key, "", "installation"),)) for key in ("hotel-iptv", "home-broadband", "telecom-installation")}
rules["cashier"] = rules_of((("cashier", "", "cashier_shift"),))
rules["home"] = rules_of((("home-broadband", "", "installation"), ("technician-conduct", "", "installation")))
print(json.dumps(rules))
`;
let rules: Record<string, Rules> = {};
const NOON = 63_930_000_000; // any civil second will do
const roles = () => ["account_manager", "technician"];

beforeAll(() => {
  const text = execFileSync(PYTHON, ["-c", SCRIPT], { cwd: ROOT, env: { ...process.env, PYTHONPATH: `${ROOT}src` }, maxBuffer: 2 ** 26 });
  rules = JSON.parse(text.toString()) as Record<string, Rules>;
}, 60_000);

function known(standard: string, facts: Record<string, unknown>, kept: readonly KeptAct[] = []): Known {
  const body = { id: "c1", number: "H-1", facts, timeline: [], units: [], masked: [], next_acts: [], rules: "x" } as unknown as FieldCase;
  return new Known(body, rules[standard]!, kept);
}

/** A visit by taps: a gesture is done where it is on offer, at `at` seconds after noon. */
class Visit {
  acts: KeptAct[] = [];
  taps = 0;
  readonly standard: string;
  readonly facts: Record<string, unknown>;

  constructor(standard: string, facts: Record<string, unknown>) {
    this.standard = standard;
    this.facts = facts;
  }

  get known(): Known {
    return known(this.standard, this.facts, this.acts);
  }

  offered(unit: string | null, at: number): string[] {
    return offers(this.known, NOON + at, unit, roles).map(({ rule }) => rule.key);
  }

  tap(key: string, unit: string | null, at: number, answers: Record<string, unknown> = {}): void {
    const found = offers(this.known, NOON + at, unit, roles).find(({ rule }) => rule.key === key);
    if (!found) throw new Error(`${key} is not on offer, but ${this.offered(unit, at).join()}`);
    this.taps += Object.keys(found.rule.ask).length ? 2 : 1; // the gesture, and 发送 of its sheet
    for (const one of tapped(this.known, found.rule, unit, answers)) this.add(one.act, one.by!, one.data, at);
  }

  add(act: string, by: string, data: Readonly<Record<string, unknown>>, at: number): void {
    const second = new Date((NOON + at - 719_163 * 86_400 - 8 * 3600) * 1000);
    const wire = `${new Date(second.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
    const no = this.acts.length + 1;
    this.acts.push({ key: `k${no}`, account: "zhou", case: "c1", act, by, at: wire, data, counter: no, group: "g", gesture: null, unit: null, holdUntil: 0, recorded: 0, state: "waiting", seq: no });
  }
}

const HOTEL = { hotel: "栎园大酒店", rooms: ["0801", "0802", "0803"] };
const HOME = { product: "broadband", same_day: false, customer: "江晚", phone: "13900000501", address: "望潮路" };
const CAMERA = { mac: "02:00:00:00:08:01", photo: "a".repeat(64) };

describe("a hotel's rooms", () => {
  test("a vacant room takes four taps: the tile, the start, the finish, 发送", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    expect(visit.offered("0801", 0)).toEqual(["vacant_room_start", "guest_answered"]);
    visit.tap("vacant_room_start", "0801", 0);
    expect(visit.offered("0802", 1)).toContain("vacant_room_start");
    visit.tap("vacant_room_finish", "0801", 200, CAMERA);
    expect(1 + visit.taps).toBe(4);
    expect(visit.offered("0801", 201)).toEqual([]);
    expect(visit.acts.every((act) => act.data.room === "0801")).toBe(true);
    expect(visit.acts.find((act) => act.act === "unit_done")!.data.macs).toEqual([CAMERA.mac]);
  });

  test("an occupied room takes five, with a difficulty eight", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.tap("guest_answered", "0801", 0);
    visit.tap("consented_start", "0801", 30);
    expect(asides(visit.known, NOON + 40, "0801").map((one) => one.act)).toEqual(["test_failed", "difficulty_found"]);
    visit.add("difficulty_found", "account_manager", { room: "0801", problem: "网口无信号" }, 40);
    visit.tap("explained_and_asked", "0801", 50);
    expect(asides(visit.known, NOON + 60, "0801").map((one) => one.act)).toContain("consent_given");
    visit.add("consent_given", "guest", { room: "0801" }, 60);
    visit.tap("occupied_room_finish", "0801", 300, CAMERA);
    expect(1 + visit.taps + 2).toBe(8);
  });

  test("a guest who declines is asked for another time in seven taps, and the room waits", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.tap("guest_answered", "0801", 0);
    visit.tap("guest_declined", "0801", 10, { reaction: "said_no", revisit: "checked_out", available: "2026-10-13 13:00" });
    expect(1 + visit.taps + 3).toBe(7);
    const tiles = tilesOf(visit.known, visit.known.judgements(NOON + 20));
    expect(tiles.map((tile) => tile.state)).toEqual(["later", "todo", "todo"]);
    expect(tiles.find((tile) => tile.next)!.unit).toBe("0802");
  });

  test("a room is marked as broken for what was broken in it, not for coming late to the hotel", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    const [start, end] = [formatMoment(NOON - 600), formatMoment(NOON + 7200)];
    visit.add("appointment_made", "account_manager", { window_start: start, window_end: end }, -7200);
    visit.add("arrived", "account_manager", {}, 0);
    visit.tap("vacant_room_start", "0801", 60);
    visit.tap("vacant_room_finish", "0801", 560, CAMERA);
    const judgements = visit.known.judgements(NOON + 900);
    expect([...judgements.values()].map((one) => one.verdicts.get("hotel-iptv/2.3"))).toContain("breached");
    expect(tilesOf(visit.known, judgements).map((tile) => tile.broken)).toEqual([true, false, false]);
  });

  test("the time of a vacant room counts from the recorded start", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.tap("vacant_room_start", "0801", 0);
    expect(runningIn(visit.known.judgements(NOON + 10), "0801")).toMatchObject({ since: NOON, limit: NOON + 300 });
    expect(runningIn(visit.known.judgements(NOON + 400), "0801")).toMatchObject({ limit: NOON + 300 });
    visit.tap("vacant_room_finish", "0801", 500, CAMERA);
    expect(runningIn(visit.known.judgements(NOON + 501), "0801")).toBe(null);
  });

  test("before leaving, what the clauses want is owed in their order", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.add("arrived", "account_manager", {}, 0);
    visit.tap("guest_answered", "0801", 10);
    visit.tap("guest_declined", "0801", 20, { reaction: "said_no", revisit: "checked_out", available: "2026-10-13 13:00" });
    const owed = leavingOf(visit.known, visit.known.judgements(NOON + 30), NOON + 30, roles).map((one) => one.act);
    expect(owed).toEqual(expect.arrayContaining(["order_checked_after", "feedback_passed", "revisit_booked", "signed_off", "card_left"]));
    expect(owed.indexOf("feedback_passed")).toBeLessThan(owed.indexOf("revisit_booked"));
  });

  test("a second visit begins like the first: the call that was promised, kit and appearance stand before the arrival", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    const we = "account_manager";
    const steps = (at: number) => stepsOf(visit.known, visit.known.judgements(NOON + at), NOON + at, offers(visit.known, NOON + at, null, roles), roles).map((one) => one.act);
    expect(steps(0)).toEqual(expect.arrayContaining(["prepared", "arrived"]));
    expect(steps(0)).not.toContain("customer_called");
    for (const act of ["contract_signed", "plan_accepted", "appointment_made", "prepared", "appearance_checked", "arrived", "order_checked_before", "request_recorded", "work_planned"]) visit.add(act, we, {}, 0);
    visit.tap("guest_answered", "0801", 10);
    visit.tap("guest_declined", "0801", 20, { reaction: "said_no", revisit: "checked_out", available: "2026-10-13 13:00" });
    visit.add("revisit_booked", we, { rooms: ["0801", "0802", "0803"] }, 60);
    expect(steps(65)).not.toContain("customer_called");
    visit.add("left_site", we, {}, 70);
    expect(steps(80).slice(0, 4)).toEqual(["customer_called", "prepared", "appearance_checked", "arrived"]);
    visit.add("customer_called", we, {}, 90);
    visit.add("prepared", we, {}, 100);
    expect(steps(110).slice(0, 2)).toEqual(["appearance_checked", "arrived"]);
  });

  test("a correction of an unsent act is judged, though the server knows neither", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.tap("vacant_room_start", "0801", 0);
    visit.tap("vacant_room_finish", "0801", 400, CAMERA);
    const verdict = () => visit.known.judgements(NOON + 500).get("hotel-iptv")!.verdicts.get("hotel-iptv/3.6");
    expect(verdict()).toBe("breached");
    const done = visit.acts.find((act) => act.act === "unit_done")!;
    visit.add("act.voided", "", { act_key: done.key, reason: "点错" }, 410);
    visit.add("unit_done", "account_manager", done.data, 200);
    expect(verdict()).toBe("met");
  });
});

const HOME_FACTS = { product: "broadband", same_day: false, customer: "江晚", phone: "13900000501", address: "望潮路" };
const ANSWERS = {
  ...{ from: "2026-11-20 09:00", to: "2026-11-20 11:00", gender: "female", serial: "Z1", photo: CAMERA.photo, sketch: CAMERA.photo, sticker: CAMERA.photo, site: CAMERA.photo },
  ...{ living_room: "good", main_bedroom: "good", second_bedroom: "good", down: 500, up: 50, result: CAMERA.photo, can_use: true },
  ...{ signature: CAMERA.photo, score: 10, satisfied: true, number: "H-1" },
};
describe("what failed in a room", () => {
  const ways = (visit: Visit, at: number) => waysOn(visit.known, "test_failed", "0801", NOON + at, roles);
  const keys = (found: readonly { rule: { key: string } }[]) => found.map(({ rule }) => rule.key);

  test("can be finished another way, or left for another day; the clause runs on in a vacant room", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.tap("vacant_room_start", "0801", 0);
    expect(fails(visit.known, "test_failed")).toBe(true);
    const found = ways(visit, 60);
    expect(keys(found.finish)).toEqual(["vacant_room_finish"]);
    expect(keys(found.leave)).toEqual(["room_cleared_and_left"]);
    expect([found.running?.clause, found.stillRuns]).toEqual(["hotel-iptv/3.6", true]);
  });

  test("in an occupied room what asks the guest is no way to leave", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.tap("guest_answered", "0801", 0);
    visit.tap("consented_start", "0801", 30);
    visit.add("difficulty_found", "account_manager", { room: "0801", problem: "网口无信号" }, 40);
    const found = ways(visit, 60);
    expect(keys(found.finish)).toEqual(["occupied_room_finish"]);
    expect(keys(found.leave)).toEqual(["room_cleared_and_left"]);
  });

  test("is recorded with its reason and its room", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    expect(failure(visit.known, "test_failed", "0801", "problem", "墙内线断")).toEqual({ act: "test_failed", by: "account_manager", data: { problem: "墙内线断", room: "0801" } });
  });
});

test("a blank in the place of a unit names none", () => {
  const visit = new Visit("cashier", {});
  visit.add("payment_taken", "cashier", { payment: "" }, 0);
  visit.add("payment_taken", "cashier", { payment: "7" }, 10);
  expect(visit.known.units).toEqual(["7"]);
});

describe("before leaving", () => {
  test("one tap records what holds nothing to be looked at; numbers, times and signatures are opened", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    const tap = (act: string, unit: string | null = null) => atOneTap(visit.known, act, unit, unit ? [unit] : null, "zh", roles);
    expect(tap("feedback_passed", "0801")).toEqual({ act: "feedback_passed", by: "account_manager", data: { room: "0801", passed_to: "front_desk", feedback: "住客不便，改日再装" } });
    expect(tap("card_left")?.data).toEqual({ shows_enquiry_phone: true, shows_complaint_phone: true, shows_service_promise: true });
    for (const act of ["order_checked_after", "revisit_booked", "signed_off"]) expect(tap(act)).toBe(null);
  });

  test("there is none where no standard of the case, or none of his roles, knows it", () => {
    const [hotel, till] = [new Visit("hotel-iptv", HOTEL), new Visit("cashier", {})];
    expect(leaves(hotel.known, roles)).toBe(true);
    expect(leaves(hotel.known, () => ["cashier"])).toBe(false);
    expect(leaves(till.known, () => ["cashier"])).toBe(false);
  });

  test("counts come from the grid", () => {
    const visit = new Visit("hotel-iptv", HOTEL);
    visit.tap("vacant_room_start", "0801", 0);
    visit.tap("vacant_room_finish", "0801", 200, CAMERA);
    expect(usualOf(visit.known, "order_checked_after", null, null, {}, "zh")).toMatchObject({ rooms_done: 1, rooms_open: 2 });
    expect(usualOf(visit.known, "revisit_booked", null, null, {}, "zh").rooms).toEqual(["0802", "0803"]);
  });
});

describe("today's list", () => {
  const named = (visit: Visit, id: string, more: object = {}) => new Known({ ...visit.known.body, id, ...more } as FieldCase, visit.known.rules, visit.acts);

  test("what is due first stands first, closed jobs are apart and are owed nothing", () => {
    const [early, late, plain] = [new Visit("home-broadband", HOME), new Visit("home-broadband", HOME), new Visit("hotel-iptv", HOTEL)];
    late.add("order_received", "technician", { order_no: "1" }, 0);
    early.add("order_received", "technician", { order_no: "2" }, -600);
    const jobs = [named(plain, "plain"), named(late, "late"), named(early, "early"), named(early, "closed", { closed: true })];
    const found = todayOf(jobs, NOON, () => NOON, () => null);
    expect(found).toEqual({ open: ["early", "late", "plain"], done: ["closed"], before: [] });
    const [, , , closed] = jobs;
    expect(stepsOf(closed!, closed!.judgements(NOON), NOON, offers(closed!, NOON, null, roles), roles)).toEqual([]);
  });

  test("the job that he is at stands before all others", () => {
    const [there, due] = [new Visit("hotel-iptv", HOTEL), new Visit("home-broadband", HOME)];
    due.add("order_received", "technician", { order_no: "1" }, -7200);
    there.add("arrived", "account_manager", {}, 0);
    const found = todayOf([named(due, "due"), named(there, "there")], NOON, () => NOON, () => null);
    expect(found.open).toEqual(["there", "due"]);
  });

  test("an appointment counts like a limit", () => {
    const [late, plain] = [new Visit("home-broadband", HOME), new Visit("hotel-iptv", HOTEL)];
    late.add("order_received", "technician", { order_no: "1" }, 0);
    const found = todayOf([named(late, "late"), named(plain, "plain")], NOON, () => NOON, (known) => (known.body.id === "plain" ? NOON + 60 : null));
    expect(found.open).toEqual(["plain", "late"]);
  });
});

describe("other standards by the same pages", () => {
  test("a home installation's gestures come one after another", () => {
    const visit = new Visit("home-broadband", { product: "broadband", same_day: false, customer: "江晚", phone: "13900000501", address: "望潮路" });
    expect(visit.offered(null, 0)).toEqual(["visit_booked"]);
    visit.tap("visit_booked", null, 0, { from: "2026-10-13 09:00", to: "2026-10-13 10:00" });
    expect(visit.offered(null, 10)).toEqual(["set_out"]);
    visit.tap("set_out", null, 20, { gender: "female", photo: CAMERA.photo });
    const steps = stepsOf(visit.known, visit.known.judgements(NOON + 30), NOON + 30, offers(visit.known, NOON + 30, null, roles), roles);
    expect(steps.map((step) => step.act)).toContain("arrived");
    visit.add("arrived", "technician", {}, 100);
    expect(visit.offered(null, 110)).toContain("entered_and_started");
  });

  test("a home installation goes in one order from the call to the reply, and asks for no second visit", () => {
    const visit = new Visit("home", HOME_FACTS);
    const step = (at: number) => stepsOf(visit.known, visit.known.judgements(NOON + at), NOON + at, offers(visit.known, NOON + at, null, roles), roles)[0] ?? null;
    const done: string[] = [];
    for (let at = 0; at < 3000; at += 100) {
      const next = step(at);
      if (!next) break;
      done.push(next.gesture?.rule.key ?? next.act);
      if (next.gesture) visit.tap(next.gesture.rule.key, null, at, ANSWERS);
      else visit.add(next.act, "technician", {}, at);
    }
    expect(done).toEqual([
      ...["order_received", "visit_booked", "set_out", "arrived", "entered_and_started", "wiring_drawn", "agreed_cabling", "device_and_wifi_on"],
      ...["three_rooms_checked", "speed_shown", "taught", "work_done", "signed_and_rated", "left_site", "installation_replied"],
    ]);
    const broken = [...visit.known.judgements(NOON + 3000).values()].flatMap((one) => [...one.verdicts].filter(([, verdict]) => verdict === "breached").map(([clause]) => clause));
    expect(broken.filter((clause) => !clause.startsWith("home-broadband/2."))).toEqual([]); // 2: certificates, of which this case has none
  });

  test("what stands for acts that are wanted before their gesture is on offer is the gesture, once", () => {
    const visit = new Visit("home", HOME_FACTS);
    const steps = stepsOf(visit.known, visit.known.judgements(NOON), NOON, offers(visit.known, NOON, null, roles), roles);
    expect(steps.filter((step) => step.gesture?.rule.key === "set_out")).toHaveLength(1);
    expect(steps.map((step) => step.act)).not.toContain("tools_checked");
    visit.add("tools_checked", "technician", { tools_complete: true, instruments_complete: true, all_usable: true }, 10);
    expect(coming(visit.known, "appearance_checked", roles)).toBe(null); // part of it has happened: the rest goes act by act
  });

  test("what the case says already is not asked: its number, the customer's phone, the mark that was given", () => {
    const visit = new Visit("home", HOME_FACTS);
    expect(knownValues(visit.known, "order_received")).toEqual({ order_no: "H-1" });
    expect(knownValues(visit.known, "iptv_bound")).toMatchObject({ bound_phone: "13900000501" });
    visit.add("rating_given", "customer", { score: 9, satisfied: true }, 10);
    expect(knownValues(visit.known, "order_replied")).toMatchObject({ order_no: "H-1", score: 9 });
    expect(knownValues(visit.known, "rating_given")).toEqual({}); // a customer's words are his own
    expect(fillsItself(visit.known, "arrived", {})).toBe(true);
    expect(fillsItself(visit.known, "order_replied", { order_no: "H-1" })).toBe(false);
  });

  test("acts of several standards stand in one order", () => {
    expect(orderOf([["a", "b", "d"], ["b", "c", "d", "e"], ["x", "a"]])).toEqual(["x", "a", "b", "c", "d", "e"]);
  });

  test("a telecom installation has steps from the first moment", () => {
    const visit = new Visit("telecom-installation", { service: "broadband", premises: "home" });
    expect(visit.offered(null, 0)).toContain("visit_booked");
  });
});
