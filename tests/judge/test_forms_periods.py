"""Periodic duties: rounds without a longer gap, and something in every calendar period."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, findings, verdict

ROUNDS = "{act: noted, every: 30 minutes, from: arrived, to: left_site}"


def rounds(*moments: str, until: str | None = "10:30") -> list[dict[str, Any]]:
    end = [at(until, "left_site")] if until else []
    return sorted(
        [at("09:00", "arrived"), *(at(when, "noted") for when in moments), *end], key=lambda event: event["at"]
    )


@pytest.mark.parametrize(
    ("moments", "wanted"),
    [
        (("09:30", "10:00"), "met"),  # every gap exactly so long
        (("09:29", "09:59"), "breached"),  # the last gap, to the end
        (("09:31", "10:00"), "breached"),  # the first gap
        (("09:20", "09:51", "10:10"), "breached"),
        ((), "breached"),
    ],
)
def test_no_gap_is_longer_up_to_the_end(moments: tuple[str, ...], wanted: str) -> None:
    assert verdict("periodic", ROUNDS, *rounds(*moments)) == wanted


@pytest.mark.parametrize(("now", "wanted"), [("09:59", "pending"), ("10:00", "pending"), ("10:01", "breached")])
def test_until_the_end_it_is_pending_and_breached_at_the_first_longer_gap(now: str, wanted: str) -> None:
    assert verdict("periodic", ROUNDS, *rounds("09:30", until=None), now=now) == wanted


def test_a_round_after_the_gap_does_not_mend_it() -> None:
    found = findings("periodic", ROUNDS, *rounds("09:40", "10:00", "10:30", until=None), now="10:31")
    assert [(f.verdict, f.answer, f.limit, f.seconds_over) for f in found] == [("breached", 1, "2026-09-28 09:30", 600)]


def test_what_comes_after_the_end_does_not_count() -> None:
    events = [*rounds("09:30", "10:00"), at("12:00", "noted")]
    assert verdict("periodic", ROUNDS, *events) == "met"


def test_rounds_pair_by_ref() -> None:
    rule = "{act: noted, every: 30 minutes, from: asked, to: stopped}"
    events = [at("09:00", "asked", ref="a"), at("09:20", "noted", ref="b"), at("09:40", "stopped", ref="a")]
    assert verdict("periodic", rule, *events) == "breached"
    events[1]["data"]["ref"] = None
    assert verdict("periodic", rule, *events) == "met"


@pytest.mark.parametrize(("end", "wanted"), [("09:35", "met"), ("09:36", "breached")])
def test_a_tolerance_loosens_the_gap(end: str, wanted: str) -> None:
    rule = "{act: noted, every: 30 minutes, from: arrived, to: left_site, tolerance: 5 minutes}"
    assert verdict("periodic", rule, at("09:00", "arrived"), at(end, "left_site")) == wanted


# --- calendar periods


def period(every: str, **more: str) -> str:
    parts = "".join(f", {key}: {value}" for key, value in more.items())
    return f"{{act: noted, every: {every}, from: first, to: last{parts}}}"


def span(first: str, last: str) -> dict[str, str]:
    return {"first": first, "last": last}


def each(rule: str, *events: dict[str, Any], facts: dict[str, str], now: str) -> list[tuple[str | None, str]]:
    """Limit and verdict of each period, by limit."""
    found = findings("periodic", rule, *events, facts=facts, now=now)
    return sorted((f.limit and f.limit[5:], f.verdict) for f in found)


def test_every_day_that_has_begun() -> None:
    events = [at("29 10:00", "noted")]
    found = each(period("day"), *events, facts=span("2026-09-28", "2026-10-02"), now="30 12:00")
    assert found == [("09-28 24:00", "breached"), ("09-29 24:00", "met"), ("09-30 24:00", "pending")]


def test_every_working_day_leaves_the_holiday_out_and_the_make_up_day_in() -> None:
    found = each(period("working day"), facts=span("2026-09-30", "2026-10-11"), now="2026-10-12 09:00")
    assert [limit for limit, _ in found] == ["09-30 24:00", "10-08 24:00", "10-09 24:00", "10-10 24:00"]


@pytest.mark.parametrize(("when", "wanted"), [("27 23:59", "breached"), ("28 00:00", "met"), ("29 00:00", "met")])
def test_a_day_goes_from_its_midnight_to_24_00(when: str, wanted: str) -> None:
    found = each(period("day"), at(when, "noted"), facts=span("2026-09-28", "2026-09-28"), now="30 12:00")
    assert found == [("09-28 24:00", wanted)]


@pytest.mark.parametrize(("when", "wanted"), [("17:59", "met"), ("18:00", "met"), ("18:01", "breached")])
def test_by_time_is_the_due_day_s(when: str, wanted: str) -> None:
    rule = period("day", by_time='"18:00"')
    found = each(rule, at(when, "noted"), facts=span("2026-09-28", "2026-09-28"), now="19:00")
    assert found == [("09-28 18:00", wanted)]


@pytest.mark.parametrize(("now", "wanted"), [("18:00", "pending"), ("18:00:01", "breached")])
def test_a_period_is_pending_while_it_can_still_be_kept(now: str, wanted: str) -> None:
    rule = period("day", by_time='"18:00"')
    assert each(rule, facts=span("2026-09-28", "2026-09-28"), now=now) == [("09-28 18:00", wanted)]


def test_several_times_in_a_period() -> None:
    rule = period("day", times="2")
    facts = span("2026-09-28", "2026-09-28")
    one, two = at("10:00", "noted"), at("11:00", "noted")
    assert each(rule, one, facts=facts, now="18:00") == [("09-28 24:00", "pending")]
    assert each(rule, one, facts=facts, now="29 18:00") == [("09-28 24:00", "breached")]
    assert each(rule, one, two, facts=facts, now="18:00") == [("09-28 24:00", "met")]


def test_a_week_is_due_on_its_sunday_or_on_its_day() -> None:
    facts = span("2026-09-14", "2026-09-27")
    assert [x for x, _ in each(period("week"), facts=facts, now="30 12:00")] == ["09-20 24:00", "09-27 24:00"]
    friday = period("week", day="friday")
    assert [x for x, _ in each(friday, facts=facts, now="30 12:00")] == ["09-18 24:00", "09-25 24:00"]


def test_a_week_counts_from_its_monday() -> None:
    rule, facts = period("week", day="friday"), span("2026-09-14", "2026-09-20")
    assert each(rule, at("13 23:59", "noted"), facts=facts, now="30 12:00") == [("09-18 24:00", "breached")]
    assert each(rule, at("14 00:00", "noted"), facts=facts, now="30 12:00") == [("09-18 24:00", "met")]
    assert each(rule, at("19 09:00", "noted"), facts=facts, now="30 12:00") == [("09-18 24:00", "breached")]


def test_a_week_has_begun_with_its_monday() -> None:
    rule, facts = period("week"), span("2026-09-28", "2026-10-31")
    assert each(rule, facts=facts, now="09:00") == [("10-04 24:00", "pending")]
    assert each(rule, facts=facts, now="27 09:00") == []


def test_only_periods_whose_due_day_lies_in_the_span_count() -> None:
    rule = period("week", day="wednesday")
    assert [x for x, _ in each(rule, facts=span("2026-09-17", "2026-09-22"), now="30 12:00")] == []
    assert [x for x, _ in each(rule, facts=span("2026-09-16", "2026-09-23"), now="30 12:00")] == [
        "09-16 24:00",
        "09-23 24:00",
    ]


def test_a_due_day_that_is_off_moves_to_the_working_day_before() -> None:
    """Friday 2026-09-25 is the Mid-autumn Festival."""
    rule = period("week", day="friday", if_off="previous working day")
    facts = span("2026-09-21", "2026-09-27")
    assert each(rule, at("24 23:59", "noted"), facts=facts, now="30 12:00") == [("09-24 24:00", "met")]
    assert each(rule, at("25 09:00", "noted"), facts=facts, now="30 12:00") == [("09-24 24:00", "breached")]
    assert each(period("week", day="friday"), at("25 09:00", "noted"), facts=facts, now="30 12:00") == [
        ("09-25 24:00", "met")
    ]


def test_a_moved_due_day_counts_from_its_own_monday() -> None:
    """Friday 2026-10-02 is off; the working day before it is Wednesday 09-30. Friday 2026-10-09 is worked."""
    rule = period("week", day="friday", if_off="previous working day")
    facts = span("2026-10-02", "2026-10-09")
    assert each(rule, at("28 09:00", "noted"), facts=facts, now="2026-10-10 12:00") == [
        ("09-30 24:00", "met"),
        ("10-09 24:00", "breached"),
    ]
    # Monday 2026-10-05 moves to Wednesday 09-30, whose Monday is 09-28
    rule = period("week", day="monday", if_off="previous working day")
    facts = span("2026-10-05", "2026-10-05")
    assert each(rule, at("28 00:00", "noted"), facts=facts, now="2026-10-10 12:00") == [("09-30 24:00", "met")]
    assert each(rule, at("27 23:59", "noted"), facts=facts, now="2026-10-10 12:00") == [("09-30 24:00", "breached")]


def test_the_span_is_that_of_the_due_day_before_it_moves() -> None:
    rule = period("week", day="friday", if_off="previous working day")
    assert each(rule, facts=span("2026-10-01", "2026-10-02"), now="2026-10-10 12:00") == [("09-30 24:00", "breached")]
    assert each(rule, facts=span("2026-09-28", "2026-10-01"), now="2026-10-10 12:00") == []


def test_a_month_is_due_on_its_last_day() -> None:
    rule, facts = period("month"), span("2026-08-15", "2026-09-30")
    assert each(rule, at("01 00:01", "noted"), facts=facts, now="2026-10-01 09:00") == [
        ("08-31 24:00", "breached"),
        ("09-30 24:00", "met"),
    ]
    at_midnight = each(rule, at("01 00:00", "noted"), facts=facts, now="2026-10-01 09:00")
    assert [verdict for _, verdict in at_midnight] == ["met", "met"]  # 24:00 of August is still August
    moved = period("month", if_off="previous working day")
    facts = span("2026-10-01", "2026-10-31")  # Saturday 2026-10-31
    assert each(moved, facts=facts, now="2026-11-01 09:00") == [("10-30 24:00", "breached")]


def test_a_month_may_stand_as_a_text() -> None:
    rule = "{act: noted, every: day, from: month, to: month}"
    found = each(rule, facts={"month": "2026-02"}, now="2026-03-02 09:00")
    assert (len(found), found[0][0], found[-1][0]) == (28, "02-01 24:00", "02-28 24:00")


def test_without_its_span_a_period_does_not_apply() -> None:
    assert verdict("periodic", period("day")) == "not_applicable"
    assert verdict("periodic", period("day"), facts={"first": "2026-09-28"}) == "not_applicable"


def test_the_condition_of_a_period_is_read_now_without_a_judged_act() -> None:
    rule = '{act: noted, every: day, from: first, to: last, when: "level == 1 and at == null"}'
    facts = span("2026-09-28", "2026-09-28")
    late = [at("20:00", "asked", level=1)]
    assert each(rule, facts=facts, now="19:00") == [(None, "not_applicable")]
    assert each(rule, *late, facts=facts, now="21:00") == [("09-28 24:00", "pending")]


def test_what_lacks_its_proof_does_not_count_in_a_period() -> None:
    rule = "{act: told, every: day, from: first, to: last, proof: [photo]}"
    facts = span("2026-09-28", "2026-09-28")
    assert verdict("periodic", rule, at("09:00", "told"), facts=facts, check="proof") == "pending"
    assert verdict("periodic", rule, at("09:00", "told", photo="p"), facts=facts, check="proof") == "met"
