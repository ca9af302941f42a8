"""What a phone takes with it and hears of: its own cases, who recorded on them, sanctions that may still be appealed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from doorstep.record import clock
from tests.gate.api.conftest import act, new_case
from tests.gate.api.leaders import order, settle_leaders, speaker
from tests.gate.api.people import Speaker
from tests.record.stores import Store


def bundle(who: Speaker, query: str = "") -> dict[str, Any]:
    found = who.get(f"field/bundle{query}")
    assert found.status == 200, found.body
    body: dict[str, Any] = found.body
    return body


def feed(who: Speaker, after: int) -> dict[str, Any]:
    found = who.get(f"field/feed?after={after}")
    assert found.status == 200, found.body
    body: dict[str, Any] = found.body
    return body


def test_a_phone_hears_what_others_record_on_its_own_cases(
    fangsu: Speaker, lumingchuan: Speaker, shenyizhou: Speaker, case: str
) -> None:
    """The dispatcher's act on his order comes with her name; another technician hears nothing of it."""
    last = bundle(lumingchuan)["last"]
    assert feed(lumingchuan, last) == {"changes": [], "last": last, "cases": None}
    note = {**act(case, "note.added", "n-1", data={"text": "门牌换了"}), "by": None}
    assert fangsu.post("acts", {"acts": [note]}).body["results"][0]["error"] is None
    heard = feed(lumingchuan, last)
    assert [(one["case"], one["act"], one["actor"]) for one in heard["changes"]] == [(case, "note.added", "fangsu")]
    assert heard["cases"] == [case]
    assert feed(shenyizhou, last) == {"changes": [], "last": heard["last"], "cases": []}
    [fresh] = bundle(lumingchuan, f"?case={case}")["cases"]
    assert fresh["people"]["fangsu"] == "方素"


def test_a_case_that_was_given_away_is_no_longer_among_the_phones(
    fangsu: Speaker, lumingchuan: Speaker, case: str
) -> None:
    """He does not see the giving itself any more, and still learns that the case is not his."""
    last = bundle(lumingchuan)["last"]
    given = fangsu.post(f"cases/{case}/assignment", {"key": "give-2", "person": None})
    assert given.status == 200, given.body
    heard = feed(lumingchuan, last)
    assert (heard["changes"], heard["cases"]) == ([], [])
    assert bundle(lumingchuan, f"?case={case}")["cases"] == []


def test_one_case_is_asked_for_alone(fangsu: Speaker, lumingchuan: Speaker, case: str) -> None:
    """A bundle of one case leaves the others out."""
    other = fangsu.post("cases", new_case("Z-2")).body["case"]
    fangsu.post(f"cases/{other}/assignment", {"key": "give-3", "person": "lumingchuan"})
    assert {one["id"] for one in bundle(lumingchuan)["cases"]} == {case, other}
    assert [one["id"] for one in bundle(lumingchuan, f"?case={other}")["cases"]] == [other]


def test_a_finished_case_stays_while_its_sanction_may_be_appealed(
    office: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three days after its last act it is still there, for its sanction is open."""
    settle_leaders()
    case = order("Z-1021")
    speaker("guxing").get("sanctions")  # counts it
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=3))
    [one] = bundle(speaker("hezhiqiu"))["cases"]
    assert (one["id"], one["finished"] or one["closed"]) == (case, True)
