"""The walk that holds nodes against a shape: unknown and missing keys, wrong forms, parameters.

Leaves go to their own checks. It hands back the plain value with parameters put in, so that a
file is checked and read in one pass.
What a leaf's text must be is said in ``checks_values``, ``checks_names`` and ``checks_expressions``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from doorstep.language.errors import Faults, Owner, nearest
from doorstep.language.names import Names
from doorstep.language.shapes import Either, Keys, Leaf, ListOf, MapOf, Shape, Word
from doorstep.language.yamlnodes import Mapping as MappingNode
from doorstep.language.yamlnodes import Node, Scalar, Sequence

_PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")

PARAMETERS_OF: dict[str, tuple[str, ...]] = {
    "duration": ("duration",),
    "within": ("duration",),
    "every": ("duration",),
    "time": ("time",),
    "count": ("int",),
    "number": ("int", "decimal"),
    "amount": ("int", "decimal"),
    "phrases": ("list[text]",),
    "phrase": ("list[text]",),
}
"""Which types of parameter fit which leaves as their whole value; expressions and gestures' data see to theirs."""

OWN_PARAMETERS = frozenset({"condition", "limit", "formula", "holds", "data", "target"})
"""Leaves that read their parameters themselves."""

NAMED_IN: dict[str, tuple[str, ...]] = {
    "unknown_act": ("acts",),
    "unknown_field": ("acts",),
    "unknown_name": ("acts", "cases"),
    "unknown_unit": ("acts", "cases"),
    "unknown_role": ("roles",),
    "unknown_case": ("cases",),
    "unknown_fact": ("cases",),
    "unknown_clause": ("clauses",),
    "label_of_nothing": ("acts", "cases", "roles"),
}
"""Where each kind of name is declared: without that section its absence alone is worth a word."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a value stands: whose it is, under which key, and what names mean there.

    ``judged`` are the acts whose fields a bare name reads first; ``cases`` the kinds of case that matter (None: all);
    ``parameters`` whether ``$name`` may stand here; ``check`` that of the clause: with "info" names only describe.
    """

    owner: Owner | None = None
    key: str = ""
    judged: tuple[str, ...] = ()
    cases: tuple[str, ...] | None = None
    parameters: bool = False
    check: str = ""
    rule: MappingNode | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def at(self, key: str) -> Scope:
        """The scope of the value of ``key``; outside of named things the keys lead to it from the file's beginning."""
        return replace(self, key=f"{self.key}.{key}" if self.key and self.owner is None else key)

    def of(self, kind: str, name: str) -> Scope:
        """The scope of the inside of a named thing."""
        return replace(self, owner=Owner(kind, name), key="")


LeafCheck = Callable[["Walker", Any, Scope], Any]


class Walker:
    """Checks nodes against shapes. ``leaves`` check scalars by their leaf's word, those in ``any_node`` any node."""

    def __init__(
        self, names: Names, faults: Faults, leaves: Mapping[str, LeafCheck], any_node: frozenset[str] = frozenset()
    ) -> None:
        self.names = names
        self.faults = faults
        self.leaves = leaves
        self.any_node = any_node

    def beside(self, path: str) -> Walker:
        """A walker for the file ``path`` that goes with this one."""
        return Walker(self.names, self.faults.beside(path), self.leaves, self.any_node)

    def fault(self, node: Node, code: str, scope: Scope, offset: int | None = None, **values: Any) -> None:
        """Note a fault at ``node``, or at the character ``offset`` of its text."""
        if self.names.absent.intersection(NAMED_IN.get(code, ())):
            return
        line, column = node.line, node.column
        if offset is not None and isinstance(node, Scalar):
            line, column = node.place(offset)
        self.faults.add(code, line, column, **{"owner": scope.owner, "key": scope.key, **values})

    def unknown(self, node: Node, code: str, name: str, options: Any, scope: Scope, **values: Any) -> None:
        """Note that ``name`` names nothing, with the nearest of ``options``."""
        near = nearest(name, options)
        self.fault(node, code, scope, name=name, nearest=near, **values)

    def value(self, node: Node, shape: Shape, scope: Scope) -> Any:
        """The plain value of ``node`` after holding it against ``shape``; None where it does not fit."""
        if isinstance(shape, Leaf):
            return self._leaf(node, shape.what, scope)
        if isinstance(shape, Word):
            return self._word(node, shape, scope)
        if isinstance(shape, ListOf):
            return self._list(node, shape, scope)
        if isinstance(shape, MapOf):
            return self._map(node, shape, scope)
        if isinstance(shape, Keys):
            return self._keys(node, shape, scope)
        return self._either(node, shape, scope)

    def _leaf(self, node: Node, what: str, scope: Scope) -> Any:
        if what not in self.any_node:
            if not isinstance(node, Scalar) or node.value is None:
                return self.wrong_type(node, what, scope)
            if scope.parameters and what not in OWN_PARAMETERS and (found := _PARAMETER.fullmatch(node.text)):
                return self.parameter(node, found[1], what, scope)
        return self.leaves[what](self, node, scope)

    def parameter(self, node: Node, name: str, what: str, scope: Scope, offset: int | None = None) -> Any:
        """The value of the parameter ``name``, which stands for a leaf ``what``; None when it does not fit there."""
        parameter = self.names.parameters.get(name)
        if parameter is None:
            near = nearest(name, self.names.parameters)
            self.fault(node, "unknown_parameter", scope, offset, name=name, nearest=near)
            return None
        parameter.used = True
        if parameter.broken:
            return None
        if parameter.type in PARAMETERS_OF.get(what, ()):
            return parameter.value
        self.fault(node, "parameter_misfit", scope, offset, name=name, type=parameter.type, wanted=what)
        return None

    def wrong_type(self, node: Node, wanted: str, scope: Scope) -> Any:
        """Note that ``node`` is not what is wanted there; gives None, the value that it has thereby."""
        wanted = "moment_act" if wanted == "moment" and scope.rule is not None else wanted
        self.fault(node, "wrong_type", scope, wanted=wanted, found=_form(node))
        return None

    def _word(self, node: Node, shape: Word, scope: Scope) -> str | None:
        if not isinstance(node, Scalar) or node.value is None:
            self.fault(node, "wrong_type", scope, wanted="word", found=_form(node))
            return None
        if node.text not in shape.words:
            self.unknown(node, "unknown_word", node.text, shape.words, scope, allowed=shape.words)
            return None
        return node.text

    def _list(self, node: Node, shape: ListOf, scope: Scope) -> Any:
        if not isinstance(node, Sequence):
            return self.wrong_type(node, "list", scope)
        if len(node.items) < shape.least:
            self.fault(node, "empty_list", scope)
        found: list[Any] = []
        for item in node.items:
            value = self.value(item, shape.item, scope)
            if isinstance(value, list) and isinstance(item, Scalar):
                found.extend(value)
            else:
                found.append(value)
        return found

    def _map(self, node: Node, shape: MapOf, scope: Scope) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong_type(node, "mapping", scope)
        if len(node.entries) < shape.least:
            self.fault(node, "empty_list", scope)
        found: dict[str, Any] = {}
        for name, key, value in node:
            self.leaves[f"name:{shape.name}"](self, key, scope)
            inner = scope.of(shape.owner, name) if shape.owner else replace(scope, more={**scope.more, "name": name})
            found[name] = self.value(value, shape.value, inner)
        return found

    def _keys(self, node: Node, shape: Keys, scope: Scope) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong_type(node, "mapping", scope)
        found: dict[str, Any] = {}
        meant: set[str] = set()
        for name, key, value in node:
            inner = shape.shape(name)
            if inner is None:
                meant.add(self._unknown_key(key, node, shape, scope) or "")
            else:
                found[name] = self.value(value, inner, scope.at(name))
        self._missing(node, shape, scope, meant)
        return found

    def _unknown_key(self, key: Scalar, node: MappingNode, shape: Keys, scope: Scope) -> str | None:
        """Note an unknown key; gives the one that was likely meant, which is then not called missing."""
        free = [option for option in (*shape.must, *shape.may) if option not in node.entries]
        near = nearest(key.text, free)
        self.fault(key, "unknown_key", scope, name=key.text, nearest=near)
        return near

    def _missing(self, node: MappingNode, shape: Keys, scope: Scope, meant: set[str]) -> None:
        for name in shape.must:
            if name not in node.entries and name not in meant:
                self.fault(node, "missing_key", scope, name=name)
        for group in (*shape.one_of, *shape.some_of):
            if not meant.union(node.entries).intersection(group):
                self.fault(node, "missing_one_of", scope, names=group)
        for group in shape.one_of:
            there = [name for name in group if name in node.entries]
            for name in there[1:]:
                key = node.entries[name][0]
                self.fault(key, "too_many_of", scope, name=name, other=there[0])

    def _either(self, node: Node, shape: Either, scope: Scope) -> Any:
        for option in shape.shapes:
            if _fits_form(node, option):
                return self.value(node, option, scope)
        return self.value(node, shape.shapes[0], scope)


def _fits_form(node: Node, shape: Shape) -> bool:
    if isinstance(shape, (Leaf, Word)):
        return isinstance(node, Scalar)
    return isinstance(node, Sequence if isinstance(shape, ListOf) else MappingNode)


def _form(node: Node) -> str:
    """The word for what a node is."""
    if isinstance(node, MappingNode):
        return "mapping"
    if isinstance(node, Sequence):
        return "list"
    if node.value is None or node.text.strip() == "":
        return "nothing"
    if isinstance(node.value, bool):
        return "bool"
    return "number" if isinstance(node.value, (int, float)) else "text"
