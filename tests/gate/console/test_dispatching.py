"""Who can be given an order, what giving it would break, and that two who give it at once do not undo each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gate.api.conftest import act
from tests.gate.api.people import Speaker
from tests.gate.console.conftest import new_case

WINDOW = {"window_start": "2026-10-12 10:00", "window_end": "2026-10-12 11:00", "same_day_checked": True}


def candidates(who: Speaker, case: str) -> dict[str, Any]:
    found = who.get(f"console/cases/{case}/candidates")
    assert found.status == 200, found.body
    return {one["username"]: one for one in found.body["people"]}


def appointed(lumingchuan: Speaker, case: str, start: str, end: str) -> None:
    data = {"window_start": start, "window_end": end, "same_day_checked": True}
    answer = lumingchuan.post("acts", {"acts": [act(case, "appointment_made", f"appointed-{case}", data=data)]})
    assert answer.body["results"][0].get("receipt"), answer.body


@pytest.fixture
def lumingchuan(office: object) -> Speaker:
    return Speaker("lumingchuan")


class TestCandidates:
    """GET /api/console/cases/…/candidates."""

    def test_without_certificate_last_and_why(self, two: None, fangsu: Speaker, order: str) -> None:
        found = candidates(fangsu, order)
        assert list(found) == ["lumingchuan", "linxiangbei"]
        assert found["lumingchuan"]["lacking"] == []
        lacking = [one["certificate"]["zh"] for one in found["linxiangbei"]["lacking"]]
        assert "上岗证" in lacking

    def test_other_district_is_not_offered(self, two: None, fangsu: Speaker, order: str) -> None:
        assert "shenyizhou" not in candidates(fangsu, order)

    def test_busy_until_after_the_appointment(
        self, two: None, fangsu: Speaker, lumingchuan: Speaker, order: str
    ) -> None:
        other = fangsu.post("cases", new_case("Z-0902")).body["case"]
        for case in (order, other):
            fangsu.post(f"console/cases/{case}/give", {"key": f"g-{case}", "person": "lumingchuan", "seen": None})
        appointed(lumingchuan, other, "2026-10-12 09:30", "2026-10-12 10:30")
        appointed(lumingchuan, order, "2026-10-12 10:00", "2026-10-12 11:00")
        found = candidates(fangsu, order)["lumingchuan"]
        assert found["free"] == "2026-10-12 10:30"
        assert [one["clause"] for one in found["breaks"]] == ["home-broadband/5.6"]
        assert found["breaks"][0]["sentence"]

    def test_needs_assign(self, two: None, lumingchuan: Speaker, order: str) -> None:
        assert lumingchuan.get(f"console/cases/{order}/candidates").refused == (403, "not_allowed")


class TestGiving:
    """POST /api/console/cases/…/give."""

    def test_given_and_taken_back(self, fangsu: Speaker, order: str) -> None:
        given = fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        assert given.status == 200, given.body
        back = fangsu.post(f"console/cases/{order}/give", {"key": "g2", "person": None, "seen": "lumingchuan"})
        assert back.status == 200, back.body
        assert fangsu.get(f"cases/{order}").body["assignee"] is None

    def test_given_meanwhile_says_who(self, two: None, fangsu: Speaker, order: str) -> None:
        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        late = fangsu.post(f"console/cases/{order}/give", {"key": "g2", "person": "linxiangbei", "seen": None})
        assert late.refused == (409, "given_meanwhile")
        assert late.error["values"] == {
            "at": "09:00", "assignee": "lumingchuan", "by": "方素", "person": "陆鸣川",
        }  # fmt: skip
        assert "陆鸣川" in late.error["message"]
        assert fangsu.get(f"cases/{order}").body["assignee"] == "lumingchuan"

    def test_again_is_the_first_receipt(self, fangsu: Speaker, order: str) -> None:
        body = {"key": "g1", "person": "lumingchuan", "seen": None}
        first, again = (fangsu.post(f"console/cases/{order}/give", body) for _ in range(2))
        assert first.body["receipt"] == again.body["receipt"]

    def test_out_of_reach(self, shenyizhou: Speaker, order: str) -> None:
        body = {"key": "g1", "person": "shenyizhou", "seen": None}
        assert shenyizhou.post(f"console/cases/{order}/give", body).refused == (403, "not_allowed")


class TestDesk:
    """GET /api/console/desk and the day of a person."""

    def test_unassigned_then_given(self, fangsu: Speaker, order: str) -> None:
        before = fangsu.get("console/desk").body
        assert [one["number"] for one in before["unassigned"]] == ["Z-0901"]
        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        assert fangsu.get("console/desk").body["unassigned"] == []

    def test_due_within_two_hours(self, fangsu: Speaker, lumingchuan: Speaker, order: str) -> None:
        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        taken = act(order, "order_received", "r1", data={"order_no": "Z-0901"})
        assert lumingchuan.post("acts", {"acts": [taken]}).body["results"][0].get("receipt")
        [due] = fangsu.get("console/desk").body["due"]
        assert due["due"]["acts"] == [{"zh": "致电客户", "en": "customer called"}]
        assert due["next_limit"] == "2026-10-12 09:15"

    def test_overlapping_appointments_are_a_risk(
        self, two: None, fangsu: Speaker, lumingchuan: Speaker, order: str
    ) -> None:
        other = fangsu.post("cases", new_case("Z-0902")).body["case"]
        for case in (order, other):
            fangsu.post(f"console/cases/{case}/give", {"key": f"g-{case}", "person": "lumingchuan", "seen": None})
        appointed(lumingchuan, other, "2026-10-12 09:30", "2026-10-12 10:30")
        appointed(lumingchuan, order, "2026-10-12 10:00", "2026-10-12 11:00")
        [risk] = fangsu.get("console/desk").body["risks"]
        assert (risk["number"], risk["before"], risk["free"]) == ("Z-0901", "Z-0902", "2026-10-12 10:30")
        assert [one["clause"] for one in risk["breaks"]] == ["home-broadband/5.6"]
        day = fangsu.get("console/people/lumingchuan/day").body
        assert [one["order"]["number"] for one in day["visits"]] == ["Z-0902", "Z-0901"]
        assert [bool(one["breaks"]) for one in day["visits"]] == [False, True]
