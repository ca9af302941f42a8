"""Next acts: a robot that always takes the first one brings cases to their ends without a breach; and what stands
first, why.
"""

from __future__ import annotations

from typing import Any

import pytest

from doorstep import standards
from doorstep.calendar import parse_moment
from doorstep.work.next_acts import MORE, NextAct, next_acts
from tests.work.orders import CONDUCT, HOME, HOTEL, LINE, certificates, orders
from tests.work.robot import STAND_INS, Played, Story, play

MONDAY = "2026-10-12 09:00"
SATURDAY_AT_WORK, EVE, EVENING = "2026-10-10 16:00", "2026-09-30 17:00", "2026-10-12 18:20"


def story(facts: dict[str, Any], *governed: tuple[str, str]) -> Story:
    """A case that was just opened for a technician who holds everything."""
    known = [(key, standards.load(key).version or "", kind) for key, kind in governed]
    told = certificates("2026-01-05 08:30") if any(key == "home-broadband" for key, _ in governed) else []
    return Story(facts, known, told)


def assert_kept(played: Played) -> None:
    assert played.breached == []
    assert played.finished
    assert played.taken


@pytest.mark.parametrize(("standard", "kind", "facts"), orders())
def test_the_robot_ends_every_order_without_a_breach(standard: str, kind: str, facts: dict[str, Any]) -> None:
    assert_kept(play(story(facts, (standard, kind)), MONDAY))


@pytest.mark.parametrize("start", ["2026-10-12 07:00", "2026-10-12 14:30", EVENING, SATURDAY_AT_WORK, EVE])
@pytest.mark.parametrize("kind", ["installation", "repair"])
@pytest.mark.parametrize(
    ("standard", "facts"),
    [("hotel-iptv", HOTEL), ("home-broadband", HOME), ("telecom-installation", LINE), ("technician-conduct", CONDUCT)],
)
def test_the_robot_ends_an_order_at_whatever_hour_it_came(
    standard: str, facts: dict[str, Any], kind: str, start: str
) -> None:
    assert_kept(play(story(facts, (standard, kind)), start))


@pytest.mark.parametrize("kind", ["installation", "repair"])
def test_the_robot_keeps_two_standards_on_one_case(kind: str) -> None:
    assert_kept(play(story({**HOME, **CONDUCT}, ("home-broadband", kind), ("technician-conduct", kind)), MONDAY))


@pytest.mark.parametrize("kind", ["shift", "activity", "phone_month", "area_watch", "tool_kit", "discipline"])
def test_the_robot_ends_what_the_calendar_and_people_open(kind: str) -> None:
    facts = {"person": "李明", "gender": "male", "month": "2026-10", "phone_allowance": 100, "area": "平江"}
    assert_kept(play(story(facts, ("technician-conduct", kind)), MONDAY))


def test_the_robot_ends_a_routine_check() -> None:
    assert_kept(
        play(story({"customer": "许知行", "address": "平江路18号"}, ("home-broadband", "routine_check")), MONDAY)
    )


def test_rooms_are_done_one_by_one() -> None:
    played = play(story(HOTEL, ("hotel-iptv", "installation")), MONDAY)
    rooms = [act.unit for act in played.taken if act.unit]
    assert [room for place, room in enumerate(rooms) if room not in rooms[:place]] == HOTEL["rooms"]
    assert rooms == sorted(rooms)


def first(told: Story, now: str) -> NextAct:
    moment = parse_moment(now)
    return next_acts(told, told.judgements(moment), moment, stand_ins=STAND_INS)[0]


def test_a_dated_duty_stands_before_a_precedence() -> None:
    told = story(HOME, ("home-broadband", "repair"))
    told.told.append({"at": MONDAY, "act": "order_received", "by": "technician", "data": {}})
    act = first(told, "2026-10-12 09:05")
    assert (act.act, act.reason, act.clauses, act.limit) == (
        "customer_called",
        "duty",
        ["home-broadband/5.1"],
        "2026-10-12 09:30",
    )


def test_an_arrival_waits_for_the_planned_time() -> None:
    played = play(story(HOME, ("home-broadband", "repair")), MONDAY)
    events = {event["act"]: event for event in played.story.told}
    window = parse_moment(events["appointment_made"]["data"]["window_start"])
    assert parse_moment(events["arrived"]["at"]) == window - 600


def test_usual_values_of_a_script_are_words_that_keep_it() -> None:
    told = story(HOME, ("home-broadband", "repair"))
    told.told.append({"at": MONDAY, "act": "order_received", "by": "technician", "data": {}})
    said = first(told, "2026-10-12 09:05").data["transcript"]
    assert [line["speaker"] for line in said] == ["agent"] * len(said)
    assert "您好" in said[0]["text"]


def test_what_only_the_person_there_knows_is_left_open() -> None:
    told = story(HOTEL, ("hotel-iptv", "installation"))
    now = parse_moment(MONDAY)
    shown = next_acts(told, told.judgements(now), now)
    booked = next(act for act in play(told, MONDAY).taken if act.act == "appointment_made")
    assert booked.data["coordinator"] == STAND_INS["person"]
    assert all("—" not in act.data.values() for act in shown)


def test_the_rest_stands_behind_more() -> None:
    told = story(HOTEL, ("hotel-iptv", "installation"))
    now = parse_moment(MONDAY)
    acts = next_acts(told, told.judgements(now), now)
    assert {act.act for act in acts} == set(standards.load("hotel-iptv").acts)
    reasons = [act.reason == MORE for act in acts]
    assert reasons == sorted(reasons)


def test_a_refusal_leads_to_another_time_and_not_into_the_room() -> None:
    told = story(HOTEL, ("hotel-iptv", "installation"))
    acts = play(told, MONDAY, most=11).taken
    assert acts[-1].act == "door_opened"
    told.told[-1]["data"] |= {"occupied": True}
    told.told[-1]["by"] = "guest"
    refused = {"room": "801", "guest_reaction": "said_no"}
    told.told.append({"at": "2026-10-12 13:50", "act": "consent_refused", "by": "guest", "data": refused})
    act = first(told, "2026-10-12 13:51")
    assert (act.act, act.unit, act.reason) == ("revisit_time_asked", "801", "duty")


def test_an_act_that_would_breach_says_so_and_stands_last() -> None:
    told = story(HOME, ("home-broadband", "routine_check"))
    told.told.clear()  # nothing certifies anybody
    now = parse_moment(MONDAY)
    acts = [act for act in next_acts(told, told.judgements(now), now) if act.reason != MORE]
    assert (acts[-1].act, acts[-1].breaches) == ("visit_made", ["home-broadband/2.7"])
