"""Rates: a share of acts that have another, over all units; at most so many within a window. Sanctions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, clause, findings, judged, verdict

ALL = "{of: done, over: asked, target: 100%}"
HALF = "{of: done, over: asked, target: 50%}"


def test_without_a_window_an_act_may_come_at_any_time_before_or_after() -> None:
    asked = at("10:00", "asked")
    assert verdict("rate", ALL, asked, at("09:00", "done")) == "met"
    assert verdict("rate", ALL, asked, at("11:00", "done")) == "met"
    assert verdict("rate", ALL, asked) == "pending"
    assert verdict("rate", ALL, at("11:00", "done")) == "not_applicable"


@pytest.mark.parametrize(("done", "wanted"), [("09:59", "met"), ("10:00", "met"), ("10:01", "breached")])
def test_with_a_window_of_nothing_it_comes_at_or_before(done: str, wanted: str) -> None:
    rule = "{of: done, over: asked, target: 100%, window: 0 minutes}"
    assert verdict("rate", rule, at("10:00", "asked"), at(done, "done")) == wanted


@pytest.mark.parametrize(
    ("done", "wanted"), [("09:59", "breached"), ("10:00", "met"), ("11:00", "met"), ("11:01", "breached")]
)
def test_with_a_longer_window_it_comes_after_and_within(done: str, wanted: str) -> None:
    rule = "{of: done, over: asked, target: 100%, window: 1 hour}"
    events = sorted([at("10:00", "asked"), at(done, "done")], key=lambda event: event["at"])
    assert verdict("rate", rule, *events) == wanted


@pytest.mark.parametrize(("now", "wanted"), [("11:00", "pending"), ("11:01", "breached")])
def test_it_is_pending_while_the_target_can_still_be_reached(now: str, wanted: str) -> None:
    rule = "{of: done, over: asked, target: 100%, window: 1 hour}"
    assert verdict("rate", rule, at("10:00", "asked"), now=now) == wanted


def test_the_target_is_a_share() -> None:
    rule = "{of: done, over: asked, target: 50%, window: 1 hour}"
    one, two, three = at("08:00", "asked", ref="a"), at("08:00", "asked", ref="b"), at("08:00", "asked", ref="c")
    kept = at("08:30", "done", ref="a")
    assert verdict("rate", rule, one, two, kept) == "met"
    assert verdict("rate", rule, one, two, three, kept, now="09:00") == "pending"
    assert verdict("rate", rule, one, two, three, kept, now="09:01") == "breached"


def test_refs_pair_as_elsewhere_and_a_false_when_leaves_an_act_out() -> None:
    assert verdict("rate", ALL, at("10:00", "asked", ref="a"), at("11:00", "done", ref="b")) == "pending"
    assert verdict("rate", ALL, at("10:00", "asked", ref="a"), at("11:00", "done")) == "met"
    rule = '{of: done, over: asked, target: 100%, when: "urgent == true"}'
    assert verdict("rate", rule, at("10:00", "asked")) == "not_applicable"


def test_over_all_units_an_act_that_names_none_counts_in_every_unit_and_needs_an_answer_there() -> None:
    facts = {"rooms": ["1", "2"]}
    asked = at("10:00", "asked")
    one, two = at("11:00", "done", room="1"), at("11:00", "done", room="2")
    assert verdict("rate", ALL, asked, one, case="round", facts=facts) == "pending"
    assert verdict("rate", HALF, asked, one, case="round", facts=facts) == "met"
    assert verdict("rate", ALL, asked, one, two, case="round", facts=facts) == "met"
    assert verdict("rate", ALL, asked, at("11:00", "done"), case="round", facts=facts) == "met"


# --- at most


@pytest.mark.parametrize(("third", "wanted"), [("09:59", "breached"), ("10:00", "breached"), ("10:01", "met")])
def test_more_than_n_in_the_window_that_begins_with_it(third: str, wanted: str) -> None:
    rule = "{of: noted, target: at most 2, window: 1 hour}"
    events = [at("09:00", "noted"), at("09:30", "noted"), at(third, "noted")]
    assert verdict("rate", rule, *events) == wanted
    assert len(findings("rate", rule, *events)) == 3


def test_only_the_act_whose_window_holds_too_many_is_breached() -> None:
    rule = "{of: noted, target: at most 2, window: 1 hour}"
    events = [at(when, "noted") for when in ("09:00", "09:30", "09:40")]
    assert sorted((f.act, f.verdict) for f in findings("rate", rule, *events)) == [
        (0, "breached"),
        (1, "met"),
        (2, "met"),
    ]


# --- sanctions

FORBIDDEN = clause("forbidden", "{act: stopped}", "1")
FINE = FORBIDDEN + clause("sanction", "{upon: [small/1], effect: fine, amount: 20, unit: CNY, per: act}", "2")


def fine(*events: dict[str, Any], clauses: str = FINE, **more: Any) -> str:
    return judged(clauses, *events, **more).verdicts["small/2"]


def decided(amount: float | None, when: str = "12:00", **data: Any) -> dict[str, Any]:
    return at(when, "sanction_decided", by="boss", **{"clause": "small/2", "amount": amount, "effect": "fine", **data})


def test_no_breach_no_sanction() -> None:
    assert fine(decided(20)) == "not_applicable"


def test_a_sanction_is_pending_from_the_breach_until_it_is_decided() -> None:
    assert fine(at("09:00", "stopped")) == "pending"
    assert fine(at("09:00", "stopped"), decided(20)) == "met"
    assert fine(at("09:00", "stopped"), decided(20, clause="small/1")) == "pending"
    assert fine(at("09:00", "stopped"), decided(20, clause=None)) == "pending"


def test_it_may_be_recorded_before_the_breach() -> None:
    assert fine(decided(20, "08:00"), at("09:00", "stopped")) == "met"


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [(20, "met"), (20.005, "met"), (19.995, "met"), (20.006, "breached"), (19.99, "breached"), (None, "breached")],
)
def test_the_amounts_add_up_within_half_a_cent(amount: float, wanted: str) -> None:
    assert fine(at("09:00", "stopped"), decided(amount)) == wanted


def test_the_amount_is_due_for_every_act_in_breach_and_decisions_add_up() -> None:
    twice = [at("09:00", "stopped"), at("10:00", "stopped")]
    assert fine(*twice, decided(20)) == "breached"
    assert fine(*twice, decided(40)) == "met"
    assert fine(*twice, decided(15), decided(25, "13:00")) == "met"


def test_every_decision_s_effect_must_agree() -> None:
    stopped = at("09:00", "stopped")
    assert fine(stopped, decided(20, effect="warning")) == "breached"
    assert fine(stopped, decided(20, effect=None)) == "breached"
    assert fine(stopped, decided(10), decided(10, effect="warning")) == "breached"


def test_one_act_in_breach_of_two_clauses_is_due_once() -> None:
    clauses = FORBIDDEN + clause("sanction", "{upon: [small/1, small/3], effect: fine, amount: 20}", "2")
    clauses += clause("authority", "{act: stopped, only_by: [boss]}", "3")
    assert fine(at("09:00", "stopped"), decided(20), clauses=clauses) == "met"


def test_breaches_without_an_act_count_once_for_their_clause() -> None:
    clauses = clause("periodic", "{act: noted, every: day, from: first, to: last}", "1")
    clauses += clause("sanction", "{upon: [small/1], effect: fine, amount: 20}", "2")
    facts = {"first": "2026-09-26", "last": "2026-09-27"}
    assert fine(decided(20), clauses=clauses, facts=facts) == "met"
    assert fine(decided(40), clauses=clauses, facts=facts) == "breached"


def test_a_sanction_may_be_upon_an_act() -> None:
    clauses = clause("sanction", "{upon: [stopped], effect: fine, amount: 20}", "2")
    assert fine(at("09:00", "stopped"), decided(20), clauses=clauses) == "met"
    assert fine(decided(20), clauses=clauses) == "not_applicable"


def test_a_formula_says_the_sum_and_null_fixes_none() -> None:
    clauses = FORBIDDEN + clause(
        "sanction", '{upon: [small/1], effect: fine, formula: "fact.price * count(stopped)"}', "2"
    )
    twice = [at("09:00", "stopped"), at("10:00", "stopped")]
    assert fine(*twice, decided(30), clauses=clauses, facts={"price": 15}) == "met"
    assert fine(*twice, decided(15), clauses=clauses, facts={"price": 15}) == "breached"
    assert fine(*twice, decided(999), clauses=clauses) == "met"
    assert fine(*twice, decided(999, effect="warning"), clauses=clauses) == "breached"


def test_without_an_amount_only_the_effect_counts() -> None:
    clauses = FORBIDDEN + clause("sanction", "{upon: [small/1], effect: warning}", "2")
    stopped = at("09:00", "stopped")
    assert fine(stopped, decided(None, effect="warning"), clauses=clauses) == "met"
    assert fine(stopped, decided(7, effect="warning"), clauses=clauses) == "met"
    assert fine(stopped, decided(None), clauses=clauses) == "breached"


def test_its_conditions_are_read_now_without_a_judged_act() -> None:
    rule = '{upon: [small/1], effect: fine, amount: 20, when: "level == 1 and at == null"}'
    clauses = FORBIDDEN + clause("sanction", rule, "2")
    stopped, asked = at("09:00", "stopped"), at("17:00", "asked", level=1)
    assert fine(stopped, asked, clauses=clauses, now="16:59") == "not_applicable"
    assert fine(stopped, asked, clauses=clauses, now="17:00") == "pending"


def test_a_clause_that_does_not_govern_the_case_is_left_out() -> None:
    clauses = clause("forbidden", "{act: stopped}", "1", cases="other") + clause(
        "sanction", "{upon: [small/1], effect: fine, amount: 20}", "2"
    )
    assert fine(at("09:00", "stopped"), clauses=clauses) == "not_applicable"
    assert fine(at("09:00", "stopped"), clauses=clauses, case="other") == "pending"
