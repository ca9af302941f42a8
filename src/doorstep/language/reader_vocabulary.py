"""Reads roles, kinds of case and acts."""

from __future__ import annotations

from typing import Any, NamedTuple

from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.model import ActKind, CaseKind, Ends, Role
from doorstep.language.names import cached_type
from doorstep.language.reader_labels import LabelBook
from doorstep.language.shapes import CASE, STANDARD
from doorstep.language.types import FieldType
from doorstep.language.yamlnodes import Mapping


class Vocabulary(NamedTuple):
    """The three sections as plain values."""

    roles: dict[str, Any]
    cases: dict[str, Any]
    acts: dict[str, Any]


def read(walker: Walker, root: Mapping) -> Vocabulary:
    """The sections as plain values, checked."""
    found: dict[str, Any] = {"roles": {}, "cases": {}, "acts": {}}
    for section in ("roles", "acts"):
        if node := root.get(section):
            found[section] = walker.value(node, STANDARD.must[section], Scope(key=section))
    found["cases"] = _cases(walker, root)
    return Vocabulary(**found)


def _cases(walker: Walker, root: Mapping) -> dict[str, Any]:
    node = root.get("cases")
    scope = Scope(key="cases")
    if not isinstance(node, Mapping) or not node.entries:
        return walker.value(node, STANDARD.must["cases"], scope) or {} if node else {}
    found = {}
    for name, key, value in node:
        walker.leaves["name:key"](walker, key, scope)
        inner = Scope(cases=(name,), parameters=True).of("case", name)
        found[name] = walker.value(value, CASE, inner)
    return found


def build(plain: Vocabulary, labels: LabelBook) -> tuple[dict[str, Role], dict[str, CaseKind], dict[str, ActKind]]:
    """The model of the sections, which were found to be good."""
    roles = {key: Role(key, labels.words("roles", key, zh=zh), labels.party(key)) for key, zh in plain.roles.items()}
    cases = {key: _case(key, case, labels) for key, case in plain.cases.items()}
    acts = {
        key: ActKind(key, labels.words("acts", key, zh=act["zh"]), tuple(act["by"]), _types(act["data"]))
        for key, act in plain.acts.items()
    }
    return roles, cases, acts


def _types(texts: dict[str, str]) -> dict[str, FieldType]:
    return {key: cached_type(text) for key, text in texts.items()}


def _case(key: str, case: dict[str, Any], labels: LabelBook) -> CaseKind:
    ends = case.get("ends")
    return CaseKind(
        key,
        labels.words("cases", key, zh=case["zh"], en=case["en"]),
        _types(case.get("facts", {})),
        case.get("unit"),
        case.get("opened_by"),
        Ends(tuple(ends["acts"]), ends.get("since"), ends.get("when")) if ends else None,
    )
