"""Precedence and response: what must come before, what must come after."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, findings, verdict

# --- precedence

REQUIRES = "{act: done, requires: [asked, noted]}"


def test_every_act_of_the_list_must_have_come() -> None:
    asked, noted, done = at("09:00", "asked"), at("09:10", "noted"), at("10:00", "done")
    assert verdict("precedence", REQUIRES, asked, noted, done) == "met"
    assert verdict("precedence", REQUIRES, noted, asked, done) == "met"
    assert verdict("precedence", REQUIRES, asked, done) == "breached"
    assert verdict("precedence", REQUIRES, noted, done) == "breached"
    assert verdict("precedence", REQUIRES, asked, noted) == "not_applicable"


@pytest.mark.parametrize(("asked", "wanted"), [("09:59", "met"), ("10:00", "met"), ("10:01", "breached")])
def test_what_is_required_comes_before(asked: str, wanted: str) -> None:
    assert verdict("precedence", "{act: done, requires: [asked]}", at(asked, "asked"), at("10:00", "done")) == wanted


def test_at_the_same_moment_the_list_decides_what_was_before() -> None:
    rule = "{act: done, requires: [asked]}"
    assert verdict("precedence", rule, at("10:00", "done"), at("10:00", "asked")) == "breached"


def test_it_is_judged_when_recorded_and_never_repaired() -> None:
    rule = "{act: done, requires: [asked]}"
    events = [at("09:00", "done"), at("09:30", "asked"), at("10:00", "done")]
    assert [(f.act, f.verdict) for f in findings("precedence", rule, *events)] == [(0, "breached"), (2, "met")]


@pytest.mark.parametrize(
    ("asked", "done", "wanted"), [("a", "a", "met"), ("a", "b", "breached"), (None, "b", "met"), ("a", None, "met")]
)
def test_what_is_required_pairs_by_ref(asked: Any, done: Any, wanted: str) -> None:
    rule = "{act: done, requires: [asked]}"
    assert verdict("precedence", rule, at("09:00", "asked", ref=asked), at("10:00", "done", ref=done)) == wanted


SINCE = "{act: done, requires: [asked], since: arrived}"


@pytest.mark.parametrize(
    ("arrivals", "wanted"),
    [
        ([], "met"),  # without any, everything counts
        (["08:00"], "met"),
        (["09:00"], "met"),  # at the same moment, listed before
        (["09:30"], "breached"),
        (["08:00", "09:30"], "breached"),  # only the latest counts
        (["08:00", "10:30"], "met"),  # a later one is not before the judged act
    ],
)
def test_since_the_latest_s_only_what_came_later_counts(arrivals: list[str], wanted: str) -> None:
    arrived = [at(when, "arrived") for when in arrivals]
    assert verdict("precedence", SINCE, *arrived, at("09:00", "asked"), at("10:00", "done")) == wanted


def test_since_counts_whatever_its_ref() -> None:
    rule = "{act: done, requires: [asked], since: stopped}"
    events = [at("09:00", "asked", ref="a"), at("09:30", "stopped", ref="b"), at("10:00", "done", ref="a")]
    assert verdict("precedence", rule, *events) == "breached"


def test_the_since_act_itself_counts_as_required() -> None:
    rule = "{act: done, requires: [stopped], since: stopped}"
    assert verdict("precedence", rule, at("09:30", "stopped"), at("10:00", "done")) == "met"


def test_a_since_act_of_the_judged_act_s_kind_is_the_one_before() -> None:
    rule = "{act: done, requires: [asked], since: done}"
    events = [at("09:00", "asked"), at("10:00", "done"), at("11:00", "done")]
    assert [f.verdict for f in findings("precedence", rule, *events)] == ["breached", "met"]


def test_holds_reads_bare_names_on_the_required_act() -> None:
    rule = '{act: done, requires: [asked], holds: "level == 2"}'
    low, high = at("09:00", "asked", level=1), at("09:30", "asked", level=2)
    assert verdict("precedence", rule, low, at("10:00", "done", level=2)) == "breached"
    assert verdict("precedence", rule, high, at("10:00", "done", level=1)) == "met"
    assert verdict("precedence", rule, high, at("09:40", "asked", level=1), at("10:00", "done")) == "met"


def test_a_bare_name_in_holds_that_the_act_does_not_declare_is_what_stood_then() -> None:
    rule = '{act: done, requires: [asked], holds: "size == 2"}'
    before, after = at("08:00", "noted", size=2), at("09:30", "noted", size=2)
    assert verdict("precedence", rule, before, at("09:00", "asked"), at("10:00", "done")) == "met"
    assert verdict("precedence", rule, at("09:00", "asked"), after, at("10:00", "done")) == "breached"


def test_holds_reads_other_acts_as_of_the_judged_act() -> None:
    rule = '{act: done, requires: [asked], holds: "noted.size == 2"}'
    events = [at("09:00", "asked"), at("09:30", "noted", size=2), at("10:00", "done")]
    assert verdict("precedence", rule, *events) == "met"
    late = [at("09:00", "asked"), at("10:00", "done"), at("10:30", "noted", size=2)]
    assert verdict("precedence", rule, *late) == "breached"


def test_a_false_when_frees_and_a_blank_proof_breaches() -> None:
    events = [at("09:00", "asked"), at("10:00", "done")]
    assert (
        verdict("precedence", "{act: done, requires: [asked], when: \"kind == 'full'\"}", *events) == "not_applicable"
    )
    rule = "{act: done, requires: [asked], proof: [photo]}"
    assert verdict("precedence", rule, *events, check="proof") == "breached"
    assert verdict("precedence", rule, events[0], at("10:00", "done", photo="p"), check="proof") == "met"
    assert verdict("precedence", rule, at("10:00", "done", photo="p"), check="proof") == "breached"


# --- response

AFTER = "{after: asked, act: done}"
BEFORE = "{after: asked, act: done, before: left_site}"


def test_without_before_an_answer_may_come_some_day() -> None:
    assert verdict("response", AFTER, at("09:00", "asked"), now="2026-12-31 09:00") == "pending"
    assert verdict("response", AFTER, at("09:00", "asked"), at("30 09:00", "done"), now="30 09:00") == "met"
    assert verdict("response", AFTER, at("09:00", "done"), at("09:01", "asked")) == "pending"
    assert verdict("response", AFTER, at("09:00", "done")) == "not_applicable"


@pytest.mark.parametrize(("done", "wanted"), [("09:59", "met"), ("10:00", "met"), ("10:01", "breached")])
def test_the_answer_comes_before_the_next_act_that_ends_it(done: str, wanted: str) -> None:
    events = [at("09:00", "asked"), at(done, "done"), at("10:00", "left_site")]
    assert verdict("response", BEFORE, *events) == wanted


def test_an_end_before_the_question_is_none() -> None:
    assert verdict("response", BEFORE, at("08:00", "left_site"), at("09:00", "asked")) == "pending"
    assert verdict("response", BEFORE, at("09:00", "asked"), at("10:00", "left_site")) == "breached"


def test_the_act_that_ends_it_counts_whatever_its_ref() -> None:
    rule = "{after: asked, act: done, before: stopped}"
    events = [at("09:00", "asked", ref="a"), at("09:30", "stopped", ref="b"), at("10:00", "done", ref="a")]
    assert verdict("response", rule, *events) == "breached"


def test_an_answer_pairs_by_ref() -> None:
    rule = "{after: asked, act: done, before: left_site}"
    other = [at("09:00", "asked", ref="a"), at("09:30", "done", ref="b")]
    assert verdict("response", rule, *other) == "pending"
    assert verdict("response", rule, *other, at("10:00", "left_site")) == "breached"
    assert verdict("response", rule, *other, at("09:40", "done"), at("10:00", "left_site")) == "met"


def test_any_act_of_a_list_answers_and_any_ends_it() -> None:
    rule = "{after: asked, act: [done, noted], before: [stopped, left_site]}"
    for answer in ("done", "noted"):
        assert verdict("response", rule, at("09:00", "asked"), at("09:30", answer), at("10:00", "stopped")) == "met"
    for end in ("stopped", "left_site"):
        assert verdict("response", rule, at("09:00", "asked"), at("09:30", end), at("10:00", "done")) == "breached"


def test_one_act_that_is_both_answer_and_end_answers() -> None:
    rule = "{after: asked, act: [done, stopped], before: stopped}"
    assert verdict("response", rule, at("09:00", "asked"), at("09:30", "stopped")) == "met"


def test_an_answer_without_its_proof_is_none() -> None:
    rule = "{after: asked, act: done, before: left_site, proof: [photo]}"
    bare, proven, gone = at("09:30", "done"), at("09:40", "done", photo="p"), at("10:00", "left_site")
    assert verdict("response", rule, at("09:00", "asked"), bare, check="proof") == "pending"
    assert verdict("response", rule, at("09:00", "asked"), bare, gone, check="proof") == "breached"
    assert verdict("response", rule, at("09:00", "asked"), bare, proven, gone, check="proof") == "met"


def test_an_act_that_answers_its_own_kind_is_the_next_one() -> None:
    rule = "{after: asked, act: asked}"
    assert [f.verdict for f in findings("response", rule, at("09:00", "asked"), at("10:00", "asked"))] == [
        "pending",
        "met",
    ]


def test_when_is_read_at_the_judged_act() -> None:
    rule = '{after: asked, act: done, when: "happened(noted)"}'
    noted = at("09:30", "noted")
    assert verdict("response", rule, at("09:00", "asked"), noted) == "not_applicable"
    assert verdict("response", rule, noted, at("10:00", "asked")) == "pending"
