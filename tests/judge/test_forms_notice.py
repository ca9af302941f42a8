"""Notice: an act so long before a planned time, and every planned time awaited ("Planned times", sentence by sentence)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, findings, verdict

HOUR = "{act: noted, before: visit_at, at_least: 1 hour}"


def booked(when: str, visit: str, **data: Any) -> dict[str, Any]:
    return at(when, "booked", visit_at=visit, **data)


def shown(rule: str, *events: dict[str, Any], **more: Any) -> list[tuple[str, str, int | None]]:
    return [(f.verdict, f.code, f.act) for f in findings("notice", rule, *events, **more)]


# --- an act against the time in force


@pytest.mark.parametrize(("noted", "wanted"), [("13:59", "met"), ("14:00", "met"), ("14:01", "breached")])
def test_at_least_so_long_before(noted: str, wanted: str) -> None:
    assert verdict("notice", HOUR, booked("09:00", "15:00"), at(noted, "noted")) == wanted


@pytest.mark.parametrize(
    ("noted", "wanted"), [("12:59", "breached"), ("13:00", "met"), ("14:00", "met"), ("14:01", "breached")]
)
def test_at_least_and_at_most(noted: str, wanted: str) -> None:
    rule = "{act: noted, before: visit_at, at_least: 1 hour, at_most: 2 hours}"
    assert verdict("notice", rule, booked("09:00", "15:00"), at(noted, "noted")) == wanted


@pytest.mark.parametrize(("noted", "wanted"), [("28 23:59", "met"), ("29 00:00", "breached")])
def test_one_day_is_any_moment_of_an_earlier_day(noted: str, wanted: str) -> None:
    rule = "{act: noted, before: visit_at, at_least: 1 day}"
    assert verdict("notice", rule, booked("09:00", "29 09:00"), at(noted, "noted"), now="29 08:00") == wanted


def test_working_days_before_skip_the_holiday() -> None:
    rule = "{act: noted, before: visit_at, at_least: 2 working days}"
    planned = booked("09:00", "2026-10-08 09:00")
    assert verdict("notice", rule, planned, at("29 23:59", "noted"), now="30 12:00") == "met"
    assert verdict("notice", rule, planned, at("30 00:00", "noted"), now="30 12:00") == "breached"


@pytest.mark.parametrize(("noted", "wanted"), [("14:05", "met"), ("14:06", "breached")])
def test_a_tolerance_loosens_it(noted: str, wanted: str) -> None:
    rule = "{act: noted, before: visit_at, at_least: 1 hour, tolerance: 5 minutes}"
    assert verdict("notice", rule, booked("09:00", "15:00"), at(noted, "noted")) == wanted


@pytest.mark.parametrize(("noted", "wanted"), [("12:55", "met"), ("12:54", "breached")])
def test_a_tolerance_loosens_at_most_too(noted: str, wanted: str) -> None:
    rule = "{act: noted, before: visit_at, at_most: 2 hours, tolerance: 5 minutes}"
    assert verdict("notice", rule, booked("09:00", "15:00"), at(noted, "noted")) == wanted


def test_a_planned_date_means_24_00_of_it() -> None:
    rule = "{act: noted, before: visit_day, at_least: 2 hours}"
    planned = at("09:00", "booked", visit_day="2026-09-28")
    assert verdict("notice", rule, planned, at("22:00", "noted"), now="22:30") == "met"
    assert verdict("notice", rule, planned, at("22:01", "noted"), now="22:30") == "breached"


def test_days_before_a_planned_date_are_days_before_that_day() -> None:
    rule = "{act: noted, before: visit_day, at_least: 1 day}"
    planned = at("09:00", "booked", visit_day="2026-09-29")
    assert verdict("notice", rule, planned, at("28 23:59", "noted"), now="29 12:00") == "met"
    assert verdict("notice", rule, planned, at("29 00:00", "noted"), now="29 12:00") == "breached"


def test_a_planned_time_that_nobody_recorded_does_not_apply() -> None:
    assert shown(HOUR, at("09:00", "noted")) == [("not_applicable", "no_planned", 0)]


def test_the_act_s_own_planned_time_comes_first() -> None:
    rule = "{act: told, before: visit_at, at_least: 1 hour}"
    events = [booked("09:00", "12:00"), at("11:30", "told", visit_at="15:00")]
    assert shown(rule, *events)[-1] == ("met", "ahead", 1)


def test_else_the_latest_recorded_before_it() -> None:
    events = [booked("09:00", "12:00"), booked("10:00", "15:00"), at("11:30", "noted"), booked("11:40", "11:50")]
    assert shown(HOUR, *events, now="11:45")[-1] == ("met", "ahead", 2)


def test_else_the_first_recorded_after_it() -> None:
    events = [at("11:30", "noted"), booked("12:00", "15:00"), booked("12:10", "11:40")]
    assert shown(HOUR, *events, now="12:30")[-1] == ("met", "ahead", 0)


def test_else_the_fact() -> None:
    fact = {"visit_at": "2026-09-28 15:00"}
    assert verdict("notice", HOUR, at("14:00", "noted"), facts=fact) == "met"
    assert verdict("notice", HOUR, at("14:01", "noted"), facts=fact) == "breached"


def test_a_recorded_time_wins_over_the_fact() -> None:
    events = [at("14:30", "noted"), booked("14:40", "16:00")]
    assert ("met", "ahead", 0) in shown(HOUR, *events, facts={"visit_at": "2026-09-28 15:00"})


def test_only_an_act_that_can_pair_gives_the_planned_time() -> None:
    events = [booked("09:00", "12:00", ref="b"), booked("09:10", "15:00", ref="a"), at("11:30", "noted", ref="a")]
    assert shown(HOUR, *events, now="11:45")[-1] == ("met", "ahead", 2)
    events = [booked("09:00", "15:00", ref="a"), booked("09:10", "12:00", ref="b"), at("11:30", "noted", ref="a")]
    assert shown(HOUR, *events, now="11:45")[-1] == ("met", "ahead", 2)


def test_an_act_is_judged_against_the_time_in_force_when_it_happens() -> None:
    events = [booked("09:00", "15:00"), at("14:30", "noted"), booked("14:40", "18:00")]
    assert shown(HOUR, *events)[0] == ("breached", "too_late", 1)


def test_a_false_when_frees_the_act_and_a_blank_proof_breaches() -> None:
    rule = "{act: told, before: visit_at, at_least: 1 hour, proof: [photo]}"
    assert verdict("notice", rule, booked("09:00", "15:00"), at("10:00", "told"), check="proof") == "breached"
    assert verdict("notice", rule, booked("09:00", "15:00"), at("10:00", "told", photo="p"), check="proof") == "met"
    free = '{act: noted, before: visit_at, at_least: 1 hour, when: "size == 1"}'
    assert shown(free, booked("09:00", "15:00"), at("14:30", "noted"), now="14:40") == [("not_applicable", "when", 1)]


# --- before an act


def test_before_an_act_the_next_such_act_s_moment_is_the_planned_time() -> None:
    rule = "{act: noted, before: arrived, at_least: 30 minutes}"
    for noted, wanted in (("09:29", "met"), ("09:30", "met"), ("09:31", "breached")):
        assert verdict("notice", rule, at(noted, "noted"), at("10:00", "arrived"), at("11:00", "arrived")) == wanted
    assert shown(rule, at("09:00", "noted")) == [("not_applicable", "no_planned", 0)]


def test_an_act_that_was_not_announced_is_a_breach() -> None:
    rule = "{act: noted, before: arrived, at_least: 30 minutes}"
    assert shown(rule, at("10:00", "arrived")) == [("breached", "missed", 0)]


# --- every planned time is judged once


@pytest.mark.parametrize(("now", "wanted"), [("14:59", "pending"), ("15:00", "pending"), ("15:01", "breached")])
def test_a_planned_time_is_pending_before_it_has_passed_and_breached_afterwards(now: str, wanted: str) -> None:
    assert verdict("notice", HOUR, booked("09:00", "15:00"), now=now) == wanted


def test_nothing_to_say_if_any_act_came_at_or_before_it_however_early() -> None:
    assert shown(HOUR, at("08:00", "noted"), booked("09:00", "15:00"))[1:] == []
    assert verdict("notice", HOUR, at("08:00", "noted"), booked("09:00", "15:00")) == "met"
    at_it = shown(HOUR, booked("09:00", "15:00"), at("15:00", "noted"))
    assert at_it == [("breached", "too_late", 1)]


def test_an_act_after_the_planned_time_does_not_repair_it() -> None:
    assert ("breached", "missed", 0) in shown(HOUR, booked("09:00", "15:00"), at("15:01", "noted"))


def test_before_it_has_passed_another_act_elsewhere_leaves_nothing_pending() -> None:
    """Pending only if there is no act at all."""
    events = [booked("09:00", "12:00"), at("12:30", "noted"), booked("13:00", "15:00")]
    assert [item for item in shown(HOUR, *events, now="14:00") if item[0] == "pending"] == []


@pytest.mark.parametrize(
    ("rebooked", "wanted"),
    [("10:00", ["pending"]), ("15:00", ["pending"]), ("15:01", ["breached", "pending"])],
)
def test_a_later_booking_at_or_before_it_replaces_it_and_a_later_one_does_not_repair_it(
    rebooked: str, wanted: list[str]
) -> None:
    found = shown(HOUR, booked("09:00", "15:00"), booked(rebooked, "20:00"), now="18:00")
    assert [item[0] for item in found] == wanted


def test_a_time_moved_up_is_the_one_that_is_judged() -> None:
    assert shown(HOUR, booked("09:00", "15:00"), booked("10:00", "14:00")) == [("breached", "missed", 1)]


def test_a_time_recorded_only_after_it_had_passed_is_breached() -> None:
    assert shown(HOUR, booked("15:30", "15:00")) == [("breached", "missed", 0)]


def test_a_fact_counts_as_the_first_planned_time() -> None:
    fact = {"visit_at": "2026-09-28 15:00"}
    assert verdict("notice", HOUR, facts=fact, now="15:00") == "pending"
    assert verdict("notice", HOUR, facts=fact, now="15:01") == "breached"
    assert verdict("notice", HOUR, booked("09:00", "20:00"), facts=fact, now="18:00") == "pending"
    assert verdict("notice", HOUR, booked("15:01", "20:00"), facts=fact, now="18:00") == "breached"
    assert verdict("notice", HOUR, at("08:00", "noted"), facts=fact) == "met"


def test_refs_do_not_matter_to_planned_times() -> None:
    """Another booking's ref replaces it, another notice's ref settles it."""
    events = [booked("09:00", "15:00", ref="a"), booked("10:00", "20:00", ref="b")]
    assert [item[:2] for item in shown(HOUR, *events, now="18:00")] == [("pending", "awaited")]
    settled = shown(HOUR, booked("09:00", "15:00", ref="a"), at("10:00", "noted", ref="b"))
    assert settled == [("not_applicable", "no_planned", 1)]


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ([booked("09:00", "15:00")], []),  # blank: not this clause's
        ([at("08:00", "asked", level=1), booked("09:00", "15:00")], ["breached"]),
        ([booked("09:00", "15:00"), at("15:00", "asked", level=1)], ["breached"]),  # as of that time, it included
        ([booked("09:00", "15:00"), at("15:01", "asked", level=1)], []),  # known only later
        (
            [booked("15:30", "15:00"), at("15:20", "asked", level=1)],
            ["breached"],
        ),  # as of its recording, which is later
        ([booked("15:30", "15:00"), at("15:31", "asked", level=1)], []),
        ([at("08:00", "asked", level=1, ref="b"), booked("09:00", "15:00", ref="a")], ["breached"]),
        ([at("08:00", "asked", level=1), at("08:10", "asked", level=2), booked("09:00", "15:00")], []),
        ([at("08:00", "asked", level=1), at("08:10", "asked"), booked("09:00", "15:00")], ["breached"]),
    ],
)
def test_its_when_is_read_without_a_judged_act(events: list[dict[str, Any]], wanted: list[str]) -> None:
    """A bare name is the latest filled field, as of the planned time or of its recording if that is later."""
    rule = '{act: noted, before: visit_at, at_least: 1 hour, when: "level == 1"}'
    ordered = sorted(events, key=lambda event: event["at"])
    assert [item[0] for item in shown(rule, *ordered)] == wanted


def test_without_a_judged_act_at_is_null_and_a_bare_name_may_be_a_fact() -> None:
    planned = booked("09:00", "15:00")
    rule = '{act: noted, before: visit_at, at_least: 1 hour, when: "at == null"}'
    assert verdict("notice", rule, planned) == "breached"
    rule = '{act: noted, before: visit_at, at_least: 1 hour, when: "price == 5"}'
    assert verdict("notice", rule, planned, facts={"price": 5}) == "breached"
    assert verdict("notice", rule, planned, facts={"price": 6}) == "not_applicable"


# --- units


def test_planned_times_are_looked_for_in_the_unit() -> None:
    rule = "{act: told, before: visit_at, at_least: 1 hour}"
    events = [booked("09:00", "15:00", room="1"), booked("09:10", "12:00", room="2"), at("13:30", "told", room="1")]
    found = [(f.unit, f.verdict, f.code) for f in findings("notice", rule, *events, case="round")]
    assert found == [("2", "breached", "missed"), ("1", "met", "ahead")]


def test_for_an_act_that_names_no_unit_they_are_looked_for_in_the_whole_case() -> None:
    rule = "{act: told, before: visit_at, at_least: 1 hour}"
    events = [booked("09:00", "15:00", room="1"), booked("09:10", "12:00", room="2"), at("11:30", "told")]
    found = [(f.unit, f.verdict, f.code) for f in findings("notice", rule, *events, case="round", now="11:40")]
    assert found == [("1", "breached", "too_late"), ("2", "breached", "too_late")]
