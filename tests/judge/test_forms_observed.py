"""Observed clauses: reports and inspections that name a clause, by its id, its item or its rule's condition."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, clause, findings, judged, verdict

MANNERS = "{items: [{key: smile, zh: 微笑, en: smiles}, {key: greet, zh: 问好, en: greets}]}"


def reported(**data: Any) -> dict[str, Any]:
    return at("10:00", "violation_reported", by="boss", **data)


def inspected(**data: Any) -> dict[str, Any]:
    return at("10:00", "inspection_done", by="boss", **data)


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (reported(clause="small/1"), "breached"),
        (reported(clause="small/1", passed=True), "breached"),  # a report is a report
        (reported(clause="small/2"), "not_applicable"),
        (reported(item="smile"), "breached"),
        (reported(item="nod"), "not_applicable"),
        (reported(clause="small/2", item="smile"), "not_applicable"),  # the clause decides where there is one
        (reported(), "not_applicable"),
        (inspected(clause="small/1", passed=False), "breached"),
        (inspected(clause="small/1", passed=True), "met"),
        (inspected(clause="small/1"), "not_applicable"),  # blank says nothing
        (inspected(item="greet", passed=True), "met"),
        (inspected(item="greet", passed=False), "breached"),
        (inspected(passed=False), "not_applicable"),
    ],
)
def test_a_report_or_inspection_decides_the_clause_that_it_names(event: dict[str, Any], wanted: str) -> None:
    assert verdict("conduct", MANNERS, event, check="observed") == wanted


def test_without_any_an_observed_clause_does_not_apply_though_it_forbids() -> None:
    assert verdict("conduct", MANNERS, check="observed") == "not_applicable"
    assert verdict("forbidden", "{act: stopped}", check="observed") == "not_applicable"


def test_the_worst_of_several_counts() -> None:
    events = [inspected(item="smile", passed=True), inspected(item="greet", passed=False)]
    assert verdict("conduct", MANNERS, *events, check="observed") == "breached"


def test_the_keys_of_an_observed_script_are_items() -> None:
    rule = "{moment: spoke, must: [{key: thank, zh: 致谢}]}"
    assert verdict("script", rule, reported(item="thank"), check="observed") == "breached"


TOPIC = "{act: violation_reported, when: \"topic == 'noise'\"}"


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (reported(topic="noise"), "breached"),
        (reported(topic="smell"), "not_applicable"),
        (reported(topic="noise", clause="small/2"), "not_applicable"),
        (inspected(topic="noise", passed=False), "breached"),  # of either kind
        (inspected(topic="noise", passed=True), "met"),
        (inspected(topic="noise"), "not_applicable"),
        (reported(topic="smell", clause="small/1"), "breached"),
    ],
)
def test_a_rule_whose_act_is_a_report_names_by_its_condition(event: dict[str, Any], wanted: str) -> None:
    assert verdict("forbidden", TOPIC, event, check="observed") == wanted


def test_a_rule_whose_act_is_recorded_all_the_same_is_judged_as_well() -> None:
    rule = '{act: done, when: "level > 2"}'
    assert verdict("forbidden", rule, at("09:00", "done", level=3), check="observed") == "breached"
    assert verdict("forbidden", rule, at("09:00", "done", level=1), check="observed") == "met"
    both = [at("09:00", "done", level=1), reported(clause="small/1")]
    assert verdict("forbidden", rule, *both, check="observed") == "breached"
    assert [f.form for f in findings("forbidden", rule, *both, check="observed")] == ["named", "forbidden"]


def test_a_report_decides_an_auto_clause_only_through_its_rule() -> None:
    assert verdict("forbidden", "{act: stopped}", reported(clause="small/1")) == "met"


def test_an_inspection_may_be_the_act_of_an_ordinary_rule() -> None:
    clauses = clause("precedence", '{act: done, requires: [inspection_done], holds: "passed == true"}')
    assert judged(clauses, inspected(passed=True), at("11:00", "done")).verdicts == {"small/1": "met"}
    assert judged(clauses, inspected(passed=False), at("11:00", "done")).verdicts == {"small/1": "breached"}
