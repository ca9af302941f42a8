"""Duties: what is still owed, by whom, until when; they are the pending occurrences and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from doorstep import judge, standards
from doorstep.judge import Duty, duties
from doorstep.judge.program import Ready
from tests.judge.hand import at, clause, judged, moment, standard
from tests.judge.vectors import NAMES, lines


def owed(clauses: str, *events: dict[str, Any], **more: Any) -> list[Duty]:
    return duties(judged(clauses, *events, **more))


def shape(duty: Duty) -> tuple[Any, ...]:
    return duty.acts, duty.by, duty.limit, duty.before, duty.dated


@pytest.mark.parametrize(
    ("kind", "rule", "events", "facts", "wanted"),
    [
        (
            "deadline",
            "{after: asked, act: done, within: 2 hours}",
            [at("17:00", "asked")],
            {},
            (("done",), ("worker",), "2026-09-28 19:00", (), True),
        ),
        (
            "deadline",
            "{after: asked, act: done, within: 3 working days}",
            [at("17:00", "asked")],
            {},
            (("done",), ("worker",), "2026-10-08 24:00", (), True),
        ),
        (
            "response",
            "{after: asked, act: done}",
            [at("17:00", "asked")],
            {},
            (("done",), ("worker",), None, (), False),
        ),
        (
            "response",
            "{after: asked, act: [done, noted], before: [left_site, stopped]}",
            [at("17:00", "asked")],
            {},
            (("done", "noted"), ("worker", "boss"), None, ("left_site", "stopped"), True),
        ),
        (
            "duration",
            "{from: asked, to: done, at_most: 2 hours}",
            [at("17:00", "asked")],
            {},
            (("done",), ("worker",), "2026-09-28 19:00", (), True),
        ),
        (
            "duration",
            "{from: asked, to: done, at_least: 2 hours}",
            [at("17:00", "asked")],
            {},
            (("done",), ("worker",), None, (), False),
        ),
        (
            "notice",
            "{act: noted, before: visit_at, at_least: 1 hour}",
            [at("17:00", "booked", visit_at="29 09:00")],
            {},
            (("noted",), ("worker", "boss"), "2026-09-29 09:00", (), True),
        ),
        (
            "notice",
            "{act: noted, before: visit_at, at_least: 1 hour}",
            [],
            {"visit_at": "2026-09-29 09:00"},
            (("noted",), ("worker", "boss"), "2026-09-29 09:00", (), True),
        ),
        (
            "periodic",
            "{act: noted, every: 30 minutes, from: arrived, to: left_site}",
            [at("17:40", "arrived")],
            {},
            (("noted",), ("worker", "boss"), "2026-09-28 18:10", (), True),
        ),
        (
            "periodic",
            '{act: noted, every: day, from: first, to: last, by_time: "20:00"}',
            [],
            {"first": "2026-09-28", "last": "2026-09-28"},
            (("noted",), ("worker", "boss"), "2026-09-28 20:00", (), True),
        ),
        (
            "rate",
            "{of: done, over: asked, target: 100%}",
            [at("17:00", "asked")],
            {},
            (("done",), ("worker",), None, (), False),
        ),
        ("forbidden", "{act: done, proof: [photo]}", [at("17:00", "done")], {}, ((), (), None, (), False)),
        (
            "sanction",
            "{upon: [stopped], effect: fine, amount: 20}",
            [at("17:00", "stopped")],
            {},
            (("sanction_decided",), ("boss",), None, (), False),
        ),
    ],
)
def test_what_is_owed(kind: str, rule: str, events: list[Any], facts: dict[str, Any], wanted: tuple[Any, ...]) -> None:
    check = "proof" if "proof" in rule else "auto"
    [duty] = owed(clause(kind, rule, check=check), *events, facts=facts)
    assert shape(duty) == wanted
    assert (duty.clause, duty.finding.verdict) == ("small/1", "pending")


DEADLINE = clause("deadline", "{after: asked, act: done, within: 2 hours}")


def test_what_was_answered_or_breached_is_owed_no_more() -> None:
    assert owed(DEADLINE, at("17:00", "asked"), at("17:30", "done")) == []
    assert owed(DEADLINE, at("15:00", "asked")) == []


def test_dated_duties_come_first_by_limit_then_those_before_an_act_then_the_rest() -> None:
    clauses = (
        clause("response", "{after: asked, act: noted}", "1")
        + clause("response", "{after: asked, act: noted, before: left_site}", "2")
        + clause("deadline", "{after: asked, act: done, within: 1 day}", "3")
        + clause("deadline", "{after: asked, act: done, within: 2 hours}", "4")
    )
    assert [duty.clause for duty in owed(clauses, at("17:00", "asked"))] == ["small/4", "small/3", "small/2", "small/1"]


def test_each_unit_owes_its_own_and_an_act_of_the_whole_case_owes_once() -> None:
    rule = clause("response", "{after: asked, act: done}")
    events = [at("16:00", "asked", room="1"), at("16:10", "asked", room="2"), at("16:20", "done", room="2")]
    assert [(duty.unit, duty.finding.act) for duty in owed(rule, *events, case="round")] == [("1", 0)]
    whole = owed(rule, at("16:00", "asked"), case="round", facts={"rooms": ["1", "2"]})
    assert [(duty.unit, duty.finding.act) for duty in whole] == [(None, 0)]


def test_the_moment_at_which_it_is_owed_can_be_judged_again() -> None:
    """At its limit a duty is still open; a second later it is a breach."""
    [duty] = owed(DEADLINE, at("17:00", "asked"))
    assert duty.limit == moment("19:00")
    assert [d.limit for d in owed(DEADLINE, at("17:00", "asked"), now="19:00")] == [duty.limit]
    assert owed(DEADLINE, at("17:00", "asked"), now="19:00:01") == []


def test_without_its_standard_a_program_s_duties_name_no_roles() -> None:
    ready = Ready(judge.program(standard(DEADLINE), "job").program)
    judgement = judge.judge(ready, judge.read_case(ready, {}, [at("17:00", "asked")]), moment("18:00"))
    assert [(duty.acts, duty.by) for duty in duties(judgement)] == [(("done",), ())]


@pytest.mark.parametrize("name", NAMES)
def test_duties_are_the_pending_clauses(name: str) -> None:
    """Of every twentieth history: a clause is owed something exactly if something of it is pending."""
    for line in lines(name)[::20]:
        ready = judge.program(standards.load(name), line["case"])
        judgement = judge.judge(ready, judge.read_case(ready, line["facts"], line["events"]), line["as_of"])
        found = duties(judgement)
        open_ = {key for key in judgement.verdicts if any(f.verdict == "pending" for f in judgement.findings(key))}
        assert {duty.clause for duty in found} == open_
        limits = [duty.limit for duty in found if duty.limit]
        assert limits == sorted(limits)
        assert [duty.limit is None for duty in found] == sorted(duty.limit is None for duty in found)
        for duty in found:
            assert set(duty.acts) <= set(standards.load(name).acts)
            assert bool(duty.by) == bool(duty.acts)
