"""Properties of every standard's judge, on the recorded histories and on damaged ones.

A verdict is a function of the program, the facts, the acts in their order and the moment. What the tests below hold:
shuffled arrival changes nothing; an earlier moment is a shorter history; a breach does not heal by the mere passing of time;
what a finding cites is enough for it; nothing else is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep import judge, standards
from doorstep.calendar import format_moment, parse_moment
from doorstep.judge import Finding, Judgement
from doorstep.judge.program import Ready
from tests.judge.hand import at, clause, judged
from tests.judge.vectors import NAMES, damaged, lines

EXAMPLES = int(os.environ.get("DOORSTEP_EXAMPLES", "12"))
"""For each standard and property; a long run by hand takes hundreds."""

each_standard = pytest.mark.parametrize("name", NAMES)
some = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=EXAMPLES)

Line = dict[str, Any]


def ready_for(line: Line) -> Ready:
    return judge.program(standards.load(line["standard"]), line["case"])


def judgement_of(line: Line, *, units: Any = (), **changes: Any) -> Judgement:
    line = {**line, **changes}
    ready = ready_for(line)
    return judge.judge(ready, judge.read_case(ready, line["facts"], line["events"]), line["as_of"], units=units)


def verdicts_of(line: Line, **changes: Any) -> dict[str, str]:
    return judgement_of(line, **changes).verdicts


@pytest.mark.slow
@each_standard
@some
@given(data=st.data())
def test_arrival_in_another_order_gives_the_same_verdicts(name: str, data: st.DataObject) -> None:
    """Only acts of the same moment keep the order in which they are listed."""
    line = data.draw(damaged(name))
    moments = data.draw(st.permutations(sorted({event["at"] for event in line["events"]})))
    rank = {when: place for place, when in enumerate(moments)}
    shuffled = sorted(line["events"], key=lambda event: rank[event["at"]])
    assert verdicts_of(line, events=shuffled) == verdicts_of(line)


@pytest.mark.slow
@each_standard
@some
@given(data=st.data())
def test_an_earlier_moment_is_a_shorter_history(name: str, data: st.DataObject) -> None:
    line = data.draw(damaged(name))
    known = [event for event in line["events"] if parse_moment(event["at"]) <= parse_moment(line["as_of"])]
    assert verdicts_of(line, events=known) == verdicts_of(line)


# --- a breach does not heal by time alone

MOVABLE = {"now", "minutes", "breached"}
"""What a condition may ask of the moment of judgement: ``now`` itself, ``minutes`` up to it, and whether another clause is
breached by now. The README lets such a verdict move; and a sanction's, whose sum grows with the breaches."""


def asks(tree: Any) -> set[str]:
    """The heads of the nodes of a tree or form."""
    if isinstance(tree, dict):
        return set().union(*(asks(part) for part in tree.values()))
    if isinstance(tree, list) and tree:
        own = {tree[0]} if isinstance(tree[0], str) and (len(tree) > 1 or tree[0] == "now") else set()
        return own.union(*(asks(part) for part in tree))
    return set()


@cache
def movable(name: str, kind: str) -> frozenset[str]:
    rules = ready_for({"standard": name, "case": kind}).program["rules"]
    return frozenset(
        rule["id"] for rule in rules if any(form["form"] == "penalty" or asks(form) & MOVABLE for form in rule["forms"])
    )


def healed(line: Line, later: str) -> set[str]:
    """The clauses that are breached at the line's moment and not at a later one, though no act came between."""
    now, then = parse_moment(line["as_of"]), parse_moment(later)
    events = [event for event in line["events"] if not now < parse_moment(event["at"]) <= then]
    before, after = verdicts_of(line, events=events), verdicts_of(line, events=events, as_of=later)
    return {key for key, verdict in before.items() if verdict == "breached" != after[key]}


@pytest.mark.slow
@each_standard
@some
@given(data=st.data())
def test_a_breach_does_not_heal_by_time_alone(name: str, data: st.DataObject) -> None:
    line = data.draw(damaged(name))
    minutes = data.draw(st.sampled_from([1, 5, 60, 600, 1440, 3 * 1440, 40 * 1440]))
    later = format_moment(parse_moment(line["as_of"]) + 60 * minutes)
    assert healed(line, later) <= movable(name, line["case"])


def test_few_clauses_may_heal_by_time() -> None:
    """Else the property would say little: less than a tenth of all rules, sanctions left out."""
    total = moving = 0
    for name in NAMES:
        for kind in standards.load(name).cases:
            rules = ready_for({"standard": name, "case": kind}).program["rules"]
            plain = {rule["id"] for rule in rules if all(form["form"] != "penalty" for form in rule["forms"])}
            total += len(plain)
            moving += len(plain & movable(name, kind))
    assert total > 1000
    assert moving < total / 10


def test_a_condition_on_now_may_let_a_breach_go() -> None:
    rule = clause("authority", '{act: done, only_if: "now > visit_at"}')
    events = [at("08:00", "booked", visit_at="12:00"), at("09:00", "done")]
    assert judged(rule, *events, now="12:00").verdicts["small/1"] == "breached"
    assert judged(rule, *events, now="12:01").verdicts["small/1"] == "met"


def test_a_condition_on_minutes_up_to_now_may_let_a_breach_go() -> None:
    rule = clause("authority", '{act: done, only_if: "minutes(done, noted) >= 30"}')
    assert judged(rule, at("09:00", "done"), now="09:29").verdicts["small/1"] == "breached"
    assert judged(rule, at("09:00", "done"), now="09:30").verdicts["small/1"] == "met"


def test_a_condition_on_another_clause_s_breach_may_let_a_breach_go() -> None:
    rules = clause("deadline", "{after: asked, act: stopped, within: 1 hour}", "2") + clause(
        "authority", "{act: done, only_if: \"breached('small/2')\"}"
    )
    events = [at("09:00", "asked"), at("09:30", "done")]
    assert judged(rules, *events, now="10:00").verdicts["small/1"] == "breached"
    assert judged(rules, *events, now="10:01").verdicts["small/1"] == "met"


def test_a_sanction_decided_too_high_may_become_right_with_the_next_breach() -> None:
    rules = clause("deadline", "{after: asked, act: done, within: 1 hour}") + clause(
        "sanction", "{upon: [small/1], effect: fine, amount: 20}", "2"
    )
    decided = {"clause": "small/2", "amount": 40, "effect": "fine"}
    events = [at("08:00", "asked"), at("09:00", "asked"), at("09:30", "sanction_decided", **decided)]
    assert judged(rules, *events, now="10:00").verdicts["small/2"] == "breached"
    assert judged(rules, *events, now="10:01").verdicts["small/2"] == "met"


# --- what is cited is enough


def uncited(line: Line) -> Iterator[tuple[str, Finding, list[Any]]]:
    """The met and breached findings that the acts they cite, alone with facts and units, do not give again."""
    whole = judgement_of(line)
    units = [view.unit for view in whole.whole.units]
    again: dict[tuple[int, ...], Judgement] = {}
    for key in whole.verdicts:
        for finding in whole.findings(key):
            if finding.verdict in ("met", "breached"):
                cites = tuple(sorted(finding.cites))
                if cites not in again:
                    events = [line["events"][place] for place in cites]
                    again[cites] = judgement_of(line, events=events, units=units)
                found = [shape(other, cites) for other in again[cites].findings(key)]
                if shape(finding) not in found:
                    yield key, finding, found


def shape(finding: Finding, cites: tuple[int, ...] | None = None) -> tuple[Any, ...]:
    """What must come out again, with the places of acts as in the whole case."""
    act = finding.act if finding.act is None or cites is None else cites[finding.act]
    return finding.verdict, finding.code, finding.form, finding.unit, act


@each_standard
def test_the_cited_acts_alone_give_the_same_verdict(name: str) -> None:
    """On a few recorded histories; below on many damaged ones."""
    for line in lines(name)[5::55]:
        assert list(uncited(line)) == []


@pytest.mark.slow
@each_standard
@some
@given(data=st.data())
def test_the_cited_acts_alone_give_the_same_verdict_when_damaged(name: str, data: st.DataObject) -> None:
    assert list(uncited(data.draw(damaged(name)))) == []


@each_standard
def test_what_is_cited_are_acts_of_the_case_up_to_now_and_the_judged_ones_among_them(name: str) -> None:
    for line in lines(name)[3::40]:
        judgement = judgement_of(line)
        there = {act.index for act in judgement.acts}
        for key in judgement.verdicts:
            for finding in judgement.findings(key):
                cites = finding.cites
                assert len(cites) == len(set(cites))
                assert set(cites) <= there
                assert {finding.act, finding.answer} - {None} <= set(cites)


# --- nothing else is read


@each_standard
def test_only_the_case_s_own_acts_and_facts_are_read(name: str) -> None:
    """Judging other cases between, and acts of the house among the acts, change nothing."""
    first, *others = lines(name)[::40]
    house = {"at": first["as_of"], "act": "case.opened", "by": "nobody", "data": {"clause": "x"}}
    before = verdicts_of(first)
    for other in others:
        verdicts_of(other)
    mixed = [event for own in first["events"] for event in (house, own)]
    assert verdicts_of(first, events=mixed) == before == verdicts_of(first)


@each_standard
def test_facts_and_fields_that_are_not_declared_are_not_read(name: str) -> None:
    for line in lines(name)[7::50]:
        events = [{**event, "data": {**event["data"], "undeclared": 1}, "note": "x"} for event in line["events"]]
        assert verdicts_of(line, events=events, facts={**line["facts"], "undeclared": []}) == line["verdicts"]


@each_standard
def test_judging_changes_neither_the_program_nor_what_it_was_given(name: str) -> None:
    line = lines(name)[11]
    program = ready_for(line).program
    before = json.dumps([program, line])
    judgement = judgement_of(line)
    for key in judgement.verdicts:
        for finding in judgement.findings(key):
            assert judgement.sentence(finding, "zh")
            assert finding.cites is not None
    assert json.dumps([program, line]) == before


@each_standard
def test_the_program_survives_being_written_and_read(name: str) -> None:
    """It is the JSON that the phone receives."""
    standard = standards.load(name)
    copies = {kind: Ready(json.loads(json.dumps(judge.program(standard, kind).program))) for kind in standard.cases}
    for line in lines(name)[2::16]:
        ready = copies[line["case"]]
        read = judge.read_case(ready, line["facts"], line["events"])
        assert judge.judge(ready, read, line["as_of"]).verdicts == line["verdicts"]


def test_a_program_of_another_form_is_refused() -> None:
    program = judge.program(standards.load("hotel-iptv"), "installation").program
    with pytest.raises(ValueError, match="compile the standard again"):
        Ready({**program, "ir": program["ir"] + 1})
