"""The names that a standard declares, gathered from its nodes even when the file is faulty.

A half-written act still counts as declared, so that one fault does not raise ten others. Faults are raised elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from doorstep.language.types import FieldType, parse_type
from doorstep.language.yamlnodes import Mapping, Node, Scalar, Sequence

UNREAD = FieldType("unread")
"""The type of a field whose type is no type: it fits everywhere."""

_SECTIONS = ("roles", "acts", "cases", "clauses")


@dataclass(slots=True)
class ParameterNames:
    """A parameter as written: its type's word and its value; ``broken`` if either is none."""

    type: str
    value: object
    used: bool = False
    broken: bool = False


@dataclass(slots=True)
class Names:
    """Everything declared: acts with their fields, kinds of case with their facts, roles, clauses, parameters.

    ``absent`` are the sections that are missing or no sections at all, whose names nobody can look up.
    """

    key: str = ""
    roles: dict[str, bool] = field(default_factory=dict)
    acts: dict[str, dict[str, FieldType]] = field(default_factory=dict)
    by: dict[str, list[str]] = field(default_factory=dict)
    cases: dict[str, dict[str, FieldType]] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    clauses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: dict[str, ParameterNames] = field(default_factory=dict)
    fields: dict[str, list[FieldType]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    def facts(self, kinds: tuple[str, ...] | None = None) -> dict[str, list[FieldType]]:
        """The facts of the kinds of case ``kinds`` (all by default), each with its types."""
        found: dict[str, list[FieldType]] = {}
        for kind, facts in self.cases.items():
            if kinds is None or kind in kinds:
                for name, type_ in facts.items():
                    found.setdefault(name, []).append(type_)
        return found


def gather(root: Node | None) -> Names:
    """The names that the file with the root node ``root`` declares."""
    names = Names()
    if not isinstance(root, Mapping):
        return names
    key = root.get("standard")
    names.key = key.text if isinstance(key, Scalar) else ""
    names.absent = frozenset(name for name in _SECTIONS if not _there(root.get(name), name))
    names.roles = dict.fromkeys((name for name, _ in _entries(root, "roles")), False)
    for name, node in _entries(root, "acts"):
        names.acts[name] = _types(node, "data")
        names.by[name] = _texts(node, "by")
        for field_name, type_ in names.acts[name].items():
            names.fields.setdefault(field_name, []).append(type_)
    for name, node in _entries(root, "cases"):
        names.cases[name] = _types(node, "facts")
        unit = node.get("unit") if isinstance(node, Mapping) else None
        if isinstance(unit, Scalar):
            names.units.add(unit.text)
    for name, node in _entries(root, "parameters"):
        names.parameters[name] = _parameter(node)
    _gather_clauses(root.get("clauses"), names)
    return names


def _there(node: Node | None, section: str) -> bool:
    if section == "clauses":
        return isinstance(node, Sequence) and bool(node.items)
    return isinstance(node, Mapping) and bool(node.entries)


def _gather_clauses(node: Node | None, names: Names) -> None:
    for clause in node.items if isinstance(node, Sequence) else ():
        id_ = clause.get("id") if isinstance(clause, Mapping) else None
        if isinstance(id_, Scalar):
            names.clauses.setdefault(id_.text, tuple(_texts(clause, "cases")))


def _entries(root: Mapping, key: str) -> Iterator[tuple[str, Node]]:
    node = root.get(key)
    for name, _, value in node if isinstance(node, Mapping) else ():
        yield name, value


def _types(node: Node, key: str) -> dict[str, FieldType]:
    inner = node.get(key) if isinstance(node, Mapping) else None
    return {name: _type(value) for name, _, value in inner} if isinstance(inner, Mapping) else {}


@cache
def cached_type(text: str) -> FieldType:
    """``parse_type``, remembered."""
    return parse_type(text)


def _type(node: Node) -> FieldType:
    try:
        return cached_type(node.text) if isinstance(node, Scalar) else UNREAD
    except ValueError:
        return UNREAD


def _texts(node: Node, key: str) -> list[str]:
    inner = node.get(key) if isinstance(node, Mapping) else None
    items = inner.items if isinstance(inner, Sequence) else ()
    return [item.text for item in items if isinstance(item, Scalar)]


def _parameter(node: Node) -> ParameterNames:
    type_ = node.get("type") if isinstance(node, Mapping) else None
    value = node.get("value") if isinstance(node, Mapping) else None
    return ParameterNames(type_.text if isinstance(type_, Scalar) else "", value.plain() if value else None)
