"""Deadline and duration: limits, a minute before, on and after them; pairs, proofs, conditions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, clause, findings, judged, verdict

TWO_HOURS = "{after: asked, act: done, within: 2 hours}"


@pytest.mark.parametrize(("done", "wanted"), [("10:59", "met"), ("11:00", "met"), ("11:01", "breached")])
def test_the_limit_itself_is_in_time(done: str, wanted: str) -> None:
    assert verdict("deadline", TWO_HOURS, at("09:00", "asked"), at(done, "done")) == wanted


@pytest.mark.parametrize(("now", "wanted"), [("10:59", "pending"), ("11:00", "pending"), ("11:00:01", "breached")])
def test_a_deadline_is_pending_until_its_limit_has_passed(now: str, wanted: str) -> None:
    assert verdict("deadline", TWO_HOURS, at("09:00", "asked"), now=now) == wanted


def test_without_its_first_act_a_deadline_does_not_apply() -> None:
    assert verdict("deadline", TWO_HOURS, at("09:00", "done")) == "not_applicable"


TERMS = [
    ("30 seconds", "09:00:30", "09:00:31"),
    ("45 minutes", "09:45", "09:46"),
    ("0 days", "23:59", "29 00:01"),
    ("1 day", "29 23:59", "30 00:01"),
    ("1 week", "2026-10-05 23:59", "2026-10-06 00:01"),
    ("1 month", "2026-10-28 23:59", "2026-10-29 00:01"),
    ("1 year", "2027-09-28 23:59", "2027-09-29 00:01"),
    ("3 working days", "2026-10-08 23:59", "2026-10-09 00:01"),
    ("9 working hours", "29 09:00", "29 09:01"),
]


@pytest.mark.parametrize(("term", "last", "late"), TERMS)
def test_every_unit_of_a_term(term: str, last: str, late: str) -> None:
    rule = f"{{after: asked, act: done, within: {term}}}"
    now = "2028-01-01 00:00"
    assert verdict("deadline", rule, at("09:00", "asked"), at(last, "done"), now=now) == "met"
    assert verdict("deadline", rule, at("09:00", "asked"), at(late, "done"), now=now) == "breached"


def test_midnight_after_the_last_day_is_still_24_00_of_it() -> None:
    rule = "{after: asked, act: done, within: 1 day}"
    assert verdict("deadline", rule, at("09:00", "asked"), at("30 00:00", "done"), now="30 09:00") == "met"
    assert verdict("deadline", rule, at("09:00", "asked"), now="30 00:00") == "pending"
    assert verdict("deadline", rule, at("09:00", "asked"), now="30 00:00:01") == "breached"


def test_working_hours_are_the_fact_s() -> None:
    rule = "{after: asked, act: done, within: 2 working hours}"
    facts = {"working_hours": ["09:00-12:00", "13:00-18:00"]}
    asked = at("11:30", "asked")
    assert verdict("deadline", rule, asked, at("14:30", "done"), facts=facts) == "met"
    assert verdict("deadline", rule, asked, at("14:31", "done"), facts=facts) == "breached"
    assert verdict("deadline", rule, asked, at("13:31", "done")) == "breached"


@pytest.mark.parametrize(("limit", "wanted"), [("1 hour", "breached"), ("2 hours", "met"), (None, "not_applicable")])
def test_a_fact_may_say_the_term(limit: str | None, wanted: str) -> None:
    rule = "{after: asked, act: done, within: limit}"
    assert verdict("deadline", rule, at("09:00", "asked"), at("10:30", "done"), facts={"limit": limit}) == wanted


def test_a_fact_that_says_no_term_is_no_limit() -> None:
    rule = "{after: asked, act: done, within: limit}"
    assert verdict("deadline", rule, at("09:00", "asked"), now="12:00", facts={"limit": "soon"}) == "not_applicable"


# --- pairs


def test_a_late_answer_stays_a_breach_whatever_comes_later() -> None:
    events = [at("09:00", "asked"), at("11:01", "done"), at("11:02", "done")]
    assert verdict("deadline", TWO_HOURS, *events) == "breached"


def test_the_next_answer_in_time_counts() -> None:
    events = [at("09:00", "asked"), at("10:00", "done"), at("12:00", "done")]
    assert [f.answer for f in findings("deadline", TWO_HOURS, *events)] == [1]


def test_an_answer_before_the_question_is_none() -> None:
    assert verdict("deadline", TWO_HOURS, at("08:59", "done"), at("09:00", "asked"), now="11:01") == "breached"


def test_at_the_same_moment_the_order_of_the_list_decides() -> None:
    asked, done = at("09:00", "asked"), at("09:00", "done")
    assert verdict("deadline", TWO_HOURS, asked, done, now="11:01") == "met"
    assert verdict("deadline", TWO_HOURS, done, asked, now="11:01") == "breached"


def test_one_answer_may_answer_several() -> None:
    events = [at("09:00", "asked"), at("09:30", "asked"), at("10:00", "done")]
    found = findings("deadline", TWO_HOURS, *events)
    assert [(f.verdict, f.act, f.answer) for f in found] == [("met", 0, 2), ("met", 1, 2)]


@pytest.mark.parametrize(
    ("asked", "done", "wanted"),
    [("a", "a", "met"), ("a", "b", "breached"), ("a", None, "met"), (None, "b", "met"), (None, None, "met")],
)
def test_two_acts_pair_unless_both_have_a_ref_and_they_differ(asked: Any, done: Any, wanted: str) -> None:
    events = [at("09:00", "asked", ref=asked), at("10:00", "done", ref=done)]
    assert verdict("deadline", TWO_HOURS, *events, now="12:00") == wanted


def test_an_answer_with_another_ref_is_passed_over() -> None:
    events = [at("09:00", "asked", ref="a"), at("09:30", "done", ref="b"), at("10:00", "done", ref="a")]
    assert [(f.verdict, f.answer) for f in findings("deadline", TWO_HOURS, *events)] == [("met", 2)]


# --- limits that are recorded

BY = "{after: asked, act: done, by: due_at}"


@pytest.mark.parametrize(("done", "wanted"), [("09:59", "met"), ("10:00", "met"), ("10:01", "breached")])
def test_a_field_may_be_the_limit(done: str, wanted: str) -> None:
    assert verdict("deadline", BY, at("09:00", "asked", due_at="10:00"), at(done, "done")) == wanted


def test_a_limit_that_nobody_recorded_does_not_apply() -> None:
    assert verdict("deadline", BY, at("09:00", "asked"), now="23:00") == "not_applicable"


def test_a_date_as_limit_means_24_00_of_it() -> None:
    rule = "{after: asked, act: done, by: due_on}"
    asked = at("09:00", "asked", due_on="2026-09-29")
    assert verdict("deadline", rule, asked, at("29 23:59", "done"), now="30 12:00") == "met"
    assert verdict("deadline", rule, asked, at("30 00:00", "done"), now="30 12:00") == "met"
    assert verdict("deadline", rule, asked, at("30 00:01", "done"), now="30 12:00") == "breached"


def test_a_day_and_a_number_may_be_the_limit() -> None:
    rule = '{after: asked, act: done, by: "date(at) + 1"}'
    asked = at("09:00", "asked")
    assert verdict("deadline", rule, asked, at("29 23:59", "done"), now="30 12:00") == "met"
    assert verdict("deadline", rule, asked, at("30 00:01", "done"), now="30 12:00") == "breached"


MOVING = "{after: asked, act: done, by: noted.due_at}"


@pytest.mark.parametrize(
    ("noted", "wanted"),
    [
        ([("09:05", "10:00")], "breached"),  # 10:30 is late
        ([("09:05", "10:00"), ("09:30", "11:00")], "met"),  # moved on in time
        ([("09:05", "10:00"), ("10:00", "11:00")], "met"),  # at the very limit it has not passed
        ([("09:05", "10:00"), ("10:01", "11:00")], "breached"),  # too late to move it
        ([("09:05", "11:00"), ("09:30", "10:00")], "breached"),  # moved back
        ([("09:05", "10:00"), ("10:31", "12:00")], "breached"),  # after the answer
        ([("10:31", "12:00")], "not_applicable"),  # there was none when it was done
    ],
)
def test_a_limit_is_read_anew_until_it_has_passed_or_the_answer_comes(noted: list[Any], wanted: str) -> None:
    notes = [at(when, "noted", due_at=due) for when, due in noted]
    events = [at("09:00", "asked"), *notes, at("10:30", "done")]
    assert verdict("deadline", MOVING, *events) == wanted


def test_what_has_another_ref_does_not_move_the_limit() -> None:
    events = [at("09:00", "asked", ref="a"), at("09:05", "noted", due_at="10:00", ref="a")]
    other = at("09:30", "noted", due_at="12:00", ref="b")
    assert verdict("deadline", MOVING, *events, other, at("10:30", "done", ref="a")) == "breached"


# --- not before, tolerance, proof


@pytest.mark.parametrize(("done", "wanted"), [("09:59", "breached"), ("10:00", "met"), ("11:00", "met")])
def test_what_comes_before_not_before_is_a_breach(done: str, wanted: str) -> None:
    rule = "{after: asked, act: done, within: 2 hours, not_before: due_at}"
    assert verdict("deadline", rule, at("09:00", "asked", due_at="10:00"), at(done, "done")) == wanted


def test_a_blank_not_before_forbids_nothing() -> None:
    rule = "{after: asked, act: done, within: 2 hours, not_before: due_at}"
    assert verdict("deadline", rule, at("09:00", "asked"), at("09:01", "done")) == "met"


@pytest.mark.parametrize(("done", "wanted"), [("11:10", "met"), ("11:11", "breached")])
def test_a_tolerance_loosens_the_limit(done: str, wanted: str) -> None:
    rule = "{after: asked, act: done, within: 2 hours, tolerance: 10 minutes}"
    assert verdict("deadline", rule, at("09:00", "asked"), at(done, "done")) == wanted


@pytest.mark.parametrize(("now", "wanted"), [("11:10", "pending"), ("11:11", "breached")])
def test_within_its_tolerance_a_deadline_is_still_pending(now: str, wanted: str) -> None:
    rule = "{after: asked, act: done, within: 2 hours, tolerance: 10 minutes}"
    assert verdict("deadline", rule, at("09:00", "asked"), now=now) == wanted


def test_a_tolerance_loosens_not_before_too() -> None:
    rule = "{after: asked, act: done, within: 2 hours, not_before: due_at, tolerance: 10 minutes}"
    asked = at("09:00", "asked", due_at="10:00")
    assert verdict("deadline", rule, asked, at("09:50", "done")) == "met"
    assert verdict("deadline", rule, asked, at("09:49", "done")) == "breached"


def test_an_answer_without_its_proof_is_none() -> None:
    rule = "{after: asked, act: done, within: 2 hours, proof: [photo]}"
    bare, proven = at("10:00", "done"), at("10:30", "done", photo="p.jpg")
    assert verdict("deadline", rule, at("09:00", "asked"), bare, now="11:00", check="proof") == "pending"
    assert verdict("deadline", rule, at("09:00", "asked"), bare, now="11:01", check="proof") == "breached"
    assert verdict("deadline", rule, at("09:00", "asked"), bare, proven, check="proof") == "met"


def test_a_proof_of_another_act_is_read_at_the_answer() -> None:
    rule = "{after: asked, act: done, within: 2 hours, proof: [noted.note]}"
    events = [at("09:00", "asked"), at("10:00", "done")]
    assert verdict("deadline", rule, *events, at("10:30", "noted", note="x"), now="12:00", check="proof") == "breached"
    assert verdict("deadline", rule, at("08:00", "noted", note="x"), *events, check="proof") == "met"


# --- when, unless


def test_a_false_when_makes_that_occurrence_not_applicable() -> None:
    rule = '{after: asked, act: done, within: 2 hours, when: "urgent == true"}'
    events = [at("09:00", "asked"), at("10:00", "asked", urgent=True), at("11:30", "done")]
    found = findings("deadline", rule, *events)
    assert [(f.act, f.verdict) for f in found] == [(1, "met"), (0, "not_applicable")]


UNLESS = '{after: asked, act: done, within: 2 hours, unless: "happened(stopped)"}'


@pytest.mark.parametrize(
    ("stopped", "done", "now", "wanted"),
    [
        ("10:00", None, "10:30", "not_applicable"),  # read now
        ("10:00", "10:30", "18:00", "not_applicable"),  # read when it was done
        ("10:30", "10:30", "18:00", "not_applicable"),  # that very moment included
        ("10:31", "10:30", "18:00", "met"),  # after it was done: unseen
        ("11:00", None, "18:00", "not_applicable"),  # read when the limit passes, that moment included
        ("11:01", None, "18:00", "breached"),
        ("11:01", "11:30", "18:00", "breached"),  # the limit passed before either
    ],
)
def test_unless_is_read_at_the_answer_the_limit_or_now_whichever_is_first(
    stopped: str, done: str | None, now: str, wanted: str
) -> None:
    answers = [at(done, "done")] if done else []
    events = [at("09:00", "asked"), *answers, at(stopped, "stopped")]
    assert verdict("deadline", UNLESS, *events, now=now) == wanted


# --- several acts


def test_of_several_first_acts_the_later_of_each_one_s_first_starts_the_clock() -> None:
    rule = "{after: [asked, noted], act: done, within: 2 hours}"
    both = [at("09:00", "asked"), at("10:00", "noted"), at("10:30", "asked")]
    assert verdict("deadline", rule, *both, at("12:00", "done")) == "met"
    assert verdict("deadline", rule, *both, at("12:01", "done")) == "breached"
    assert len(findings("deadline", rule, *both, at("12:00", "done"))) == 1
    assert verdict("deadline", rule, both[0], at("23:00", "done"), now="29 09:00") == "not_applicable"


# --- duration

SPAN = "{from: asked, to: done, at_most: 2 hours}"
LEAST = "{from: asked, to: done, at_least: 30 minutes}"


@pytest.mark.parametrize(("done", "wanted"), [("10:59", "met"), ("11:00", "met"), ("11:01", "breached")])
def test_a_duration_at_most(done: str, wanted: str) -> None:
    assert verdict("duration", SPAN, at("09:00", "asked"), at(done, "done")) == wanted


@pytest.mark.parametrize(("done", "wanted"), [("09:29", "breached"), ("09:30", "met"), ("09:31", "met")])
def test_a_duration_at_least(done: str, wanted: str) -> None:
    assert verdict("duration", LEAST, at("09:00", "asked"), at(done, "done")) == wanted


@pytest.mark.parametrize(("now", "wanted"), [("10:59", "pending"), ("11:00", "pending"), ("11:01", "breached")])
def test_a_duration_is_pending_while_running_and_within_the_limit(now: str, wanted: str) -> None:
    assert verdict("duration", SPAN, at("09:00", "asked"), now=now) == wanted


def test_a_duration_without_a_most_runs_on() -> None:
    assert verdict("duration", LEAST, at("09:00", "asked"), now="2026-12-31 09:00") == "pending"


@pytest.mark.parametrize(
    ("done", "wanted"), [("09:24", "breached"), ("09:25", "met"), ("11:05", "met"), ("11:06", "breached")]
)
def test_a_tolerance_loosens_both_ends_of_a_duration(done: str, wanted: str) -> None:
    rule = "{from: asked, to: done, at_least: 30 minutes, at_most: 2 hours, tolerance: 5 minutes}"
    assert verdict("duration", rule, at("09:00", "asked"), at(done, "done")) == wanted


def test_a_duration_pairs_by_ref() -> None:
    events = [at("09:00", "asked", ref="a"), at("09:10", "done", ref="b"), at("11:01", "done", ref="a")]
    assert [(f.verdict, f.answer, f.seconds_over) for f in findings("duration", SPAN, *events)] == [("breached", 2, 60)]


def test_how_long_it_took_and_by_how_much_too_long_is_told_in_seconds() -> None:
    [found] = findings("deadline", TWO_HOURS, at("09:00", "asked"), at("11:01:05", "done"))
    assert (found.code, found.limit, found.seconds_over, found.seconds_used) == ("late", "2026-09-28 11:00", 65, 7265)
    [running] = findings("deadline", TWO_HOURS, at("09:00", "asked"), now="12:00")
    assert (running.code, running.seconds_over, running.seconds_used) == ("overdue", 3600, 10800)


def test_the_worst_occurrence_is_the_clause_s_verdict() -> None:
    events = [
        at("07:00", "asked", ref="a"),
        at("09:00", "asked", ref="b"),
        at("10:00", "asked", ref="c"),
        at("10:10", "done", ref="c"),
    ]
    found = judged(clause("deadline", TWO_HOURS), *events, now="10:30")
    assert found.verdicts == {"small/1": "breached"}
    assert [f.verdict for f in found.findings("small/1")] == ["breached", "pending", "met"]
    assert judged(clause("deadline", TWO_HOURS), *events[1:], now="10:30").verdicts == {"small/1": "pending"}
