"""A person's day with his hours and leave, who is away when orders are given, and handing over all of a day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gate.api.conftest import act
from tests.gate.api.people import Speaker
from tests.gate.console.conftest import certify, new_case
from tests.gate.console.test_dispatching import appointed, candidates

DAY = "console/people/lumingchuan/day"
LEAVE = "console/people/lumingchuan/leave"
HANDOVER = "console/people/lumingchuan/handover"


@pytest.fixture
def lumingchuan(office: object) -> Speaker:
    return Speaker("lumingchuan")


@pytest.fixture
def linxiangbei(two: None) -> None:
    """The second technician of 城南 holds all certificates too."""
    certify("linxiangbei")


def given(fangsu: Speaker, number: str, to: str | None = "lumingchuan") -> str:
    case: str = fangsu.post("cases", new_case(number)).body["case"]
    if to:
        assert fangsu.post(f"console/cases/{case}/give", {"key": f"g-{case}", "person": to, "seen": None}).status == 200
    return case


class TestDay:
    """GET /api/console/people/…/day, POST …/shift."""

    def test_hours_lunch_and_what_is_missing(self, two: None, fangsu: Speaker) -> None:
        given(fangsu, "Z-0902")
        day = fangsu.get(DAY).body
        assert day["rota"]["shift"] == {
            "start": "08:30", "end": "17:30", "lunch_start": "12:00", "lunch_end": "13:00", "days": "", "own": False,
        }  # fmt: skip
        assert (day["lacking"], day["away"], day["may_set"]) == ([], None, True)
        assert [one["at"] for one in day["prepared"]] == [None, None, None]

    def test_getting_ready_is_said_once_recorded(self, two: None, fangsu: Speaker, lumingchuan: Speaker) -> None:
        case = given(fangsu, "Z-0902")
        data = {"shoe_covers": True, "clean_cloth": True}
        sent = lumingchuan.post("acts", {"acts": [act(case, "prepared", "p1", data=data)]})
        assert sent.body["results"][0].get("receipt"), sent.body
        first, *others = fangsu.get(DAY).body["prepared"]
        assert (first["name"]["zh"], first["at"]) == ("出发准备", "2026-10-12 08:45")
        assert [one["at"] for one in others] == [None, None]

    def test_a_shift_of_his_own(self, fangsu: Speaker) -> None:
        wanted = {"start": "07:00", "end": "15:00", "days": "67"}
        set_ = fangsu.post("console/people/lumingchuan/shift", wanted)
        assert set_.status == 200, set_.body
        assert fangsu.get(DAY).body["rota"]["shift"] == {
            "start": None, "end": None, "lunch_start": None, "lunch_end": None, "days": "67", "own": True,
        }  # fmt: skip
        assert fangsu.get(f"{DAY}?day=2026-10-17").body["rota"]["shift"]["start"] == "07:00"

    def test_a_day_that_is_none(self, fangsu: Speaker) -> None:
        assert fangsu.get(f"{DAY}?day=2026-02-30").refused == (422, "day")
        assert fangsu.get(f"{DAY}?day=tomorrow").status == 422

    @pytest.mark.parametrize(
        ("wanted", "code"),
        [
            ({"start": "17:00", "end": "08:00"}, "people.shift_hours"),
            ({"start": "25:00", "end": "08:00"}, "text_form"),
            ({"start": "08:00", "end": "17:00", "since": "2026-02-30"}, "day"),
            ({"start": "08:00", "end": "17:00", "days": "x"}, "people.shift_days"),
        ],
    )
    def test_nonsense(self, fangsu: Speaker, wanted: dict[str, Any], code: str) -> None:
        assert fangsu.post("console/people/lumingchuan/shift", wanted).refused == (422, code)

    def test_only_who_gives_out_orders_there(self, fangsu: Speaker, lumingchuan: Speaker) -> None:
        elsewhere = fangsu.post("console/people/shenyizhou/leave", {"kind": "sick"})
        assert elsewhere.refused == (403, "not_allowed")
        assert lumingchuan.post(LEAVE, {"kind": "sick"}).refused == (403, "not_allowed")

    def test_out_of_reach_shows_no_hours_and_no_leave(self, fangsu: Speaker) -> None:
        day = fangsu.get("console/people/shenyizhou/day").body
        assert (day["rota"], day["away"], day["may_set"]) == (None, None, False)


class TestLeave:
    """POST /api/console/people/…/leave, and what follows from it."""

    def test_counted_at_the_desk(self, two: None, fangsu: Speaker) -> None:
        before = fangsu.get("console/desk").body
        assert (before["staff"], before["on_duty"], before["sick"]) == (2, 2, 0)
        away = fangsu.post(LEAVE, {"kind": "sick"}).body["leaves"]
        assert [(one["first"], one["last"], one["kind"]) for one in away] == [("2026-10-12", "2026-10-12", "sick")]
        everybody = {one["username"]: one for one in fangsu.get("console/people").body["people"]}
        assert [bool(everybody[name]["away"]) for name in ("linxiangbei", "lumingchuan")] == [False, True]
        after = fangsu.get("console/desk").body
        assert (after["staff"], after["on_duty"], after["sick"], after["on_leave"]) == (2, 1, 1, 0)
        back = fangsu.post(f"{LEAVE}/{away[0]['id']}/end", {})
        assert (back.status, back.body["leaves"]) == (200, [])
        assert fangsu.get("console/desk").body["on_duty"] == 2

    def test_who_is_away_is_offered_last_and_said(self, linxiangbei: None, fangsu: Speaker, order: str) -> None:
        fangsu.post(LEAVE, {"first": "2026-10-12", "last": "2026-10-14"})
        found = candidates(fangsu, order)
        assert list(found) == ["linxiangbei", "lumingchuan"]
        assert found["linxiangbei"]["away"] is None
        assert found["lumingchuan"]["away"]["last"] == "2026-10-14"

    def test_giving_warns_and_is_done_all_the_same(self, two: None, fangsu: Speaker, order: str) -> None:
        fangsu.post(LEAVE, {})
        body = {"key": "g1", "person": "lumingchuan", "seen": None}
        warned = fangsu.post(f"console/cases/{order}/give", body)
        assert warned.refused == (409, "away_sick")
        assert "陆鸣川" in warned.error["message"]
        assert fangsu.get(f"cases/{order}").body["assignee"] is None
        assert fangsu.post(f"console/cases/{order}/give", {**body, "anyway": True}).status == 200

    def test_the_day_of_the_appointment_counts(self, two: None, fangsu: Speaker, lumingchuan: Speaker) -> None:
        case = given(fangsu, "Z-0902")
        appointed(lumingchuan, case, "2026-10-13 10:00", "2026-10-13 11:00")
        fangsu.post(LEAVE, {})  # today only
        assert candidates(fangsu, case)["lumingchuan"]["away"] is None
        fangsu.post(LEAVE, {"first": "2026-10-13", "last": "2026-10-13", "kind": "leave"})
        assert candidates(fangsu, case)["lumingchuan"]["away"]["kind"] == "leave"

    def test_no_such_leave(self, fangsu: Speaker) -> None:
        assert fangsu.post(f"{LEAVE}/4711/end", {}).status == 404


class TestHandingOver:
    """GET and POST /api/console/people/…/handover."""

    def test_each_to_whom_it_suits_one_after_the_other(
        self, linxiangbei: None, fangsu: Speaker, lumingchuan: Speaker
    ) -> None:
        """Two appointments at one hour: who gets the first is busy for the second, and that is said."""
        cases = [given(fangsu, number) for number in ("Z-0902", "Z-0903")]
        for case in cases:
            appointed(lumingchuan, case, "2026-10-12 10:00", "2026-10-12 11:00")
        tomorrow = given(fangsu, "Z-0904")
        appointed(lumingchuan, tomorrow, "2026-10-13 10:00", "2026-10-13 11:00")
        shown = fangsu.get(HANDOVER).body
        assert [one["order"]["id"] for one in shown["orders"]] == cases
        first, second = (one["people"][0] for one in shown["orders"])
        assert (first["username"], first["breaks"]) == ("linxiangbei", [])
        assert second["free"] == "2026-10-12 11:00"
        assert [one["clause"] for one in second["breaks"]] == ["home-broadband/5.6"]

    def test_given_and_undone(self, linxiangbei: None, fangsu: Speaker) -> None:
        cases = [given(fangsu, number) for number in ("Z-0902", "Z-0903")]
        fangsu.post(LEAVE, {})
        there = [{"case": case, "person": "linxiangbei", "seen": "lumingchuan"} for case in cases]
        answered = fangsu.post(HANDOVER, {"key": "h1", "orders": there})
        assert [one["error"] for one in answered.body["orders"]] == [None, None], answered.body
        assert {fangsu.get(f"cases/{case}").body["assignee"] for case in cases} == {"linxiangbei"}
        back = [{"case": case, "person": "lumingchuan", "seen": "linxiangbei"} for case in cases]
        undone = fangsu.post(HANDOVER, {"key": "h2", "orders": back})
        assert [one["error"] for one in undone.body["orders"]] == [None, None]
        assert {fangsu.get(f"cases/{case}").body["assignee"] for case in cases} == {"lumingchuan"}

    def test_what_hinders_one_hinders_no_other(self, linxiangbei: None, fangsu: Speaker) -> None:
        taken, mine = given(fangsu, "Z-0902", None), given(fangsu, "Z-0903")
        orders = [
            {"case": taken, "person": "linxiangbei", "seen": "lumingchuan"},
            {"case": "nowhere", "person": "linxiangbei", "seen": "lumingchuan"},
            {"case": mine, "person": "nobody", "seen": "lumingchuan"},
            {"case": mine, "person": "linxiangbei", "seen": "lumingchuan"},
        ]
        answered = fangsu.post(HANDOVER, {"key": "h1", "orders": orders}).body["orders"]
        codes = [one["error"] and one["error"]["code"] for one in answered]
        assert codes == ["taken_meanwhile", "no_such_case", "unknown_person", None]

    def test_nothing_of_another_district(self, two: None, fangsu: Speaker, an: Speaker) -> None:
        from doorstep.work import assign

        other = fangsu.post("cases", new_case("Z-0905")).body["case"]
        assign.assign(other, "shenyizhou", key="a1", actor="an", place="chengbei")
        body = {"key": "h1", "orders": [{"case": other, "person": "lumingchuan", "seen": "shenyizhou"}]}
        [one] = fangsu.post("console/people/shenyizhou/handover", body).body["orders"]
        assert one["error"]["code"] == "not_allowed"
        assert fangsu.get("console/people/shenyizhou/handover").body["orders"] == []


class TestLooking:
    """POST and DELETE /api/console/cases/…/looking."""

    def test_others_by_name(self, fangsu: Speaker, lumingchuan: Speaker) -> None:
        case = given(fangsu, "Z-0902")
        where = f"console/cases/{case}/looking"
        assert fangsu.post(where, {}).body == {"people": []}
        assert lumingchuan.post(where, {}).body == {"people": ["方素"]}
        assert fangsu.ask("DELETE", where).status == 204
        assert lumingchuan.post(where, {}).body == {"people": []}

    def test_only_who_may_read_it(self, fangsu: Speaker, shenyizhou: Speaker) -> None:
        case = given(fangsu, "Z-0902")
        assert shenyizhou.post(f"console/cases/{case}/looking", {}).refused == (403, "not_allowed")


class TestPace:
    """When a visit with many rooms will be done, told from the rooms that are."""

    ROOMS: tuple[str, ...] = tuple(f"08{n:02d}" for n in range(1, 9))

    def expected(self, fangsu: Speaker, done: int, *, left: bool = False) -> str | None:
        from doorstep.record.receipts import Receipt
        from doorstep.work import assign, intake
        from doorstep.work.recording import record_acts

        facts = {"hotel": "栎园大酒店", "upscale_hotel": True, "rooms": list(self.ROOMS), "reply_limit": "1 day"}
        kind = [("hotel-iptv", None, "installation")]
        opened = intake.open_case("H-0901", kind, facts, key="h1", place="chengnan", actor="fangsu")
        assert isinstance(opened, Receipt)
        assign.assign(opened.case, "lumingchuan", key="h2", actor="fangsu")
        window = {"window_start": "2026-10-12 08:00", "window_end": "2026-10-12 09:10"}
        said: list[tuple[str, str, dict[str, Any]]] = [
            ("07:00", "appointment_made", window),
            ("08:00", "arrived", {}),
            *(
                (f"08:{10 * n + 10}", "unit_done", {"room": self.ROOMS[n], "macs": ["020000000801"]})
                for n in range(done)
            ),
            *([("08:50", "left_site", {})] if left else []),
        ]
        acts = [
            {"key": f"h-{n}", "act": name, "by": "account_manager", "data": data, "at": f"2026-10-12T{at}:00+08:00"}
            for n, (at, name, data) in enumerate(said)
        ]
        assert all(isinstance(one, Receipt) for one in record_acts(opened.case, acts, actor=None))
        [visit] = fangsu.get(DAY).body["visits"]
        assert visit["done"] == done
        expected: str | None = visit["expected"]
        return expected

    def test_ten_minutes_a_room_and_five_left(self, fangsu: Speaker) -> None:
        assert self.expected(fangsu, 3) == "2026-10-12 09:20"

    @pytest.mark.parametrize(("done", "left"), [(2, False), (3, True)])
    def test_not_from_two_rooms_and_not_after_leaving(self, fangsu: Speaker, done: int, left: bool) -> None:
        assert self.expected(fangsu, done, left=left) is None
