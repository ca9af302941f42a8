"""From a clause to its verdict: which rule judges it, in which units, and the worst of all."""

from __future__ import annotations

from . import rules_act, rules_case, rules_notice, rules_period, rules_time, script
from .calendar import duration
from .history import History
from .occurrences import Occurrence, worst
from .values import Value

JUDGES = {
    "deadline": rules_time.deadline,
    "notice": rules_notice.notice,
    "precedence": rules_act.precedence,
    "response": rules_time.response,
    "forbidden": rules_act.forbidden,
    "authority": rules_act.authority,
    "duration": rules_time.length,
    "form": rules_act.form,
    "checklist": rules_act.checklist,
    "script": script.script,
    "qualification": rules_act.qualification,
    "privacy": rules_act.privacy,
    "retention": rules_time.retention,
    "calculation": rules_act.calculation,
}


def clause_by_id(history: History, clause_id: str) -> dict:
    return next(clause for clause in history.standard["clauses"] if clause["id"] == clause_id)


def governs(clause: dict, case: str) -> bool:
    """Whether a clause governs a kind of case."""
    return "cases" not in clause or case in clause["cases"]


def case_verdict(history: History, clause_id: str) -> str:
    """The verdict of a clause on the case: the worst of its occurrences and units."""
    clause = clause_by_id(history, clause_id)
    if not governs(clause, history.case):
        return "not_applicable"
    if clause["kind"] == "rate" and clause["check"] != "observed":
        return worst([found.verdict for found in rules_case.rate(clause["rule"], history)])
    return worst([unit_verdict(history, clause_id, unit) for unit in history.units()])


def unit_verdict(history: History, clause_id: str, unit: Value) -> str:
    """The verdict of a clause now in one unit; a forbidden one without any occurrence is met."""
    clause = clause_by_id(history, clause_id)
    if not governs(clause, history.case):
        return "not_applicable"
    found = unit_occurrences(history, clause_id, unit)
    if not found and clause["kind"] == "forbidden" and clause["check"] != "observed":
        return "met"
    return worst([one.verdict for one in found])


def unit_occurrences(history: History, clause_id: str, unit: Value) -> list[Occurrence]:
    """Every occurrence of a clause in one unit (worked out once)."""
    key = (clause_id, unit)
    if key not in history.memo:
        history.memo[key] = judged(clause_by_id(history, clause_id), history, unit)
    return history.memo[key]


def judged(clause: dict, history: History, unit: Value) -> list[Occurrence]:
    rule = clause.get("rule") or {}
    if clause["check"] == "info":
        return []
    if clause["check"] != "observed":
        return by_kind(clause, history, unit)
    found = rules_case.observations(clause, history, unit)
    # The moment and the words of an observed script only describe; conduct and capability have no act.
    act = rule.get("act") or rule.get("after") or rule.get("from")
    if act is not None and act not in rules_case.REPORTS and clause["kind"] != "script":
        found = found + by_kind(clause, history, unit)
    return found


def by_kind(clause: dict, history: History, unit: Value) -> list[Occurrence]:
    rule = clause["rule"]
    if clause["kind"] == "sanction":
        return rules_case.sanction(clause, history, unit)
    if clause["kind"] == "rate":
        return rules_case.rate(rule, history)
    if clause["kind"] == "periodic":
        every = rules_time.no_longer_gap if duration(rule["every"]) else rules_period.periodic
        return every(rule, history, unit)
    return JUDGES[clause["kind"]](rule, history, unit)
