"""Reads the clauses: their keys, and each rule by the shape of its kind."""

from __future__ import annotations

from typing import Any, NamedTuple

from doorstep.language import checks_rules
from doorstep.language.checks_names import entry_text, texts
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.model import Clause, Words
from doorstep.language.shapes import CLAUSE, RULES, STANDARD, rule_shape
from doorstep.language.yamlnodes import Mapping, Sequence

_SHAPES = {kind: rule_shape(kind) for kind in RULES}


class Read(NamedTuple):
    """A clause as plain values: its keys, its rule with parameters in and as written, its line."""

    plain: dict[str, Any]
    rule: dict[str, Any]
    raw_rule: dict[str, Any]
    line: int


def read(walker: Walker, root: Mapping) -> list[Read]:
    """The clauses as plain values, checked."""
    node = root.get("clauses")
    if not isinstance(node, Sequence) or not node.items:
        if node:
            walker.value(node, STANDARD.must["clauses"], Scope(key="clauses"))
        return []
    lines: dict[str, int] = {}
    found = []
    for number, clause in enumerate(node.items, 1):
        id_ = entry_text(clause, "id")
        scope = Scope().of("clause", id_) if id_ else Scope().of("nth_clause", str(number))
        plain = walker.value(clause, CLAUSE, scope)
        if not isinstance(clause, Mapping):
            continue
        if id_ in lines:
            walker.fault(clause.get("id") or clause, "clause_twice", scope, name=id_, first=lines[id_])
        elif id_:
            lines[id_] = clause.line
        rule, raw = _rule(walker, clause, scope)
        found.append(Read(plain or {}, rule, raw, clause.line))
    return found


def _rule(walker: Walker, clause: Mapping, scope: Scope) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rule with its parameters put in, and as it is written."""
    kind, check = entry_text(clause, "kind") or "", entry_text(clause, "check") or ""
    node = clause.get("rule")
    if node is None:
        if check != "info" and "rule" not in clause.entries:
            walker.fault(clause, "missing_key", scope, name="rule")
        return {}, {}
    if kind not in _SHAPES:
        return {}, {}
    cases = tuple(texts(clause.get("cases"))) or None
    rule = node if isinstance(node, Mapping) else None
    inner = Scope(scope.owner, "rule", checks_rules.judged(walker.names, kind, rule), cases, True, check, rule)
    if rule is not None:
        inner = checks_rules.proving(inner, kind, rule)
    found = walker.value(node, _SHAPES[kind], inner) or {}
    if rule is not None:
        checks_rules.check(walker, kind, rule, inner)
    return found, node.plain() if rule is not None else {}


def build(clauses: list[Read], cases: tuple[str, ...]) -> dict[str, Clause]:
    """The model of the clauses, which were found to be good."""
    return {one.plain["id"]: _clause(one, cases) for one in clauses}


def _clause(one: Read, cases: tuple[str, ...]) -> Clause:
    plain = one.plain
    return Clause(
        id=plain["id"],
        where=plain["where"],
        words=Words(plain["zh"], plain["en"]),
        kind=plain["kind"],
        check=plain["check"],
        cases=tuple(plain.get("cases", cases)),
        rule=one.rule,
        raw_rule=one.raw_rule,
        sanction=plain.get("sanction"),
        note=plain.get("note"),
        line=one.line,
    )
