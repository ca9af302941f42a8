"""Which fields of an act the clauses read, and which values keep them: worked out once from a program.

What a value is filled with is ``usual``; how a form shows it is ``forms``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from doorstep.judge.program import Ready

Tree = Any
JUDGED_KEYS = ("when", "if", "formula", "limit", "not_before", "unless")
OWN_TREES = ("count", "minutes", "happened", "in_visit", "done_items", "units", "latest", "breached")


@dataclass(slots=True)
class Asked:
    """What the clauses of a program ask of each act's fields.

    ``guards``: (act, field) → the clauses with a condition, limit or formula that reads it; ``filled``: those that want
    it filled, ticked or proved; ``conditions``: theirs, None for one without; ``good`` and ``bad``: the values by which
    a ground, ``holds`` or end is kept or a prohibition broken. ``facts``: the facts that a condition can read nowhere
    else, with the clauses.
    """

    guards: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    filled: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    conditions: dict[tuple[str, str], list[Tree]] = field(default_factory=dict)
    good: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    bad: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    ticked: set[tuple[str, str]] = field(default_factory=set)
    facts: dict[str, list[str]] = field(default_factory=dict)

    def wants(self, act: str, name: str) -> bool:
        """Whether some clause has a use for the field."""
        return (act, name) in self.guards or (act, name) in self.filled


_KEPT: dict[int, tuple[Ready, Asked]] = {}


def asked(ready: Ready) -> Asked:
    """What the clauses that govern this kind of case ask, kept as long as the program lives."""
    if id(ready) not in _KEPT:
        _KEPT[id(ready)] = ready, _Gathering(ready).result
    return _KEPT[id(ready)][1]


class _Gathering:
    def __init__(self, ready: Ready) -> None:
        self.acts: Mapping[str, Mapping[str, str]] = ready.program["acts"]
        self.facts: Mapping[str, str] = ready.program["facts"]
        self.result = Asked()
        for rule in ready.program["rules"]:
            for form in rule["forms"]:
                if form["form"] != "named":
                    self._form(rule["id"], form)
        if ready.program.get("ends") and ready.program["ends"]["when"]:
            tree = ready.program["ends"]["when"]
            self._guards("", tree, ())
            self._facts("ends", tree)
            self._values(tree, True, ())

    def _form(self, clause: str, form: Mapping[str, Any]) -> None:
        judged = _judged(form)
        for key in JUDGED_KEYS:
            self._guards(clause, form.get(key), judged)
        for key in ("when", "if", "holds", "unless"):
            self._facts(clause, form.get(key))
        self._guards(clause, form.get("holds"), form.get("requires", ()))
        self._guards(clause, form.get("planned"), judged)
        for name in form.get("carried", ()):
            self._guards(clause, ["name", name], judged)
        self._values(form.get("if"), True, judged)
        self._values(form.get("holds"), True, form.get("requires", ()))
        if form.get("test") == "forbidden":
            self._values(form.get("when"), False, judged)
        for act, name in _filled(form, judged):
            self._note(self.result.filled, act, name, clause)
            self.result.conditions.setdefault((act, name), []).append(form.get("when") if act in judged else None)
        if form.get("test") == "items":
            self.result.ticked.update((act, key) for act in judged for key in form["keys"])

    def _note(self, where: dict[tuple[str, str], list[str]], act: str, name: str, clause: str) -> None:
        if name in self.acts.get(act, {}):
            clauses = where.setdefault((act, name), [])
            if clause and clause not in clauses:
                clauses.append(clause)

    def _guards(self, clause: str, tree: Tree, judged: Iterable[str]) -> None:
        judged = list(judged)
        for acts, name in _read(tree):
            if acts is not None:
                for act in acts:
                    self._note(self.result.guards, act, name, clause)
                continue
            declaring = [act for act in judged if name in self.acts.get(act, {})]
            if len(declaring) < len(judged) or not judged:  # carried from whatever recorded it
                declaring = [act for act, fields in self.acts.items() if name in fields]
            for act in declaring:
                self._note(self.result.guards, act, name, clause)
        for act, condition in _counts(tree):
            self._guards(clause, condition, [act])

    def _facts(self, clause: str, tree: Tree) -> None:
        for name, plainly in _facts_read(tree):
            if name in self.facts and (plainly or not any(name in fields for fields in self.acts.values())):
                clauses = self.result.facts.setdefault(name, [])
                if clause not in clauses:
                    clauses.append(clause)

    def _values(self, tree: Tree, keep: bool, judged: Iterable[str]) -> None:
        for operand, value, wanted in _wanted(tree, keep):
            acts, name = operand
            for act in judged if acts is None else acts:
                if name in self.acts.get(act, {}):
                    there = (self.result.good if wanted else self.result.bad).setdefault((act, name), [])
                    if value not in there:
                        there.append(value)


def _judged(form: Mapping[str, Any]) -> list[str]:
    for key in ("after", "start"):
        if form.get(key):
            return list(form[key])
    return list(form.get("acts") or ())


def _filled(form: Mapping[str, Any], judged: list[str]) -> Iterator[tuple[str, str]]:
    names = [alternatives[0] for alternatives in form.get("fields", ())]
    names += [form[key] for key in ("figure", "person") if form.get(key)] + list(form.get("keys", ()))
    yield from ((act, name) for act in judged for name in names)
    yield from (form.get("transcripts") or {}).items()
    for act, fields in (form.get("holders") or {}).items():
        yield from ((act, name) for name in fields if name)
    answering = form.get("acts") or () if form["form"] in ("response", "deadline") else form.get("until") or judged
    for proof in form["proof"]:
        yield from ((act, proof["field"]) for act in (proof["acts"] or answering))


def _read(tree: Tree) -> Iterator[tuple[list[str] | None, str]]:
    """What a tree reads: (acts, field), or (None, name) for a bare name."""
    if not isinstance(tree, list) or not tree:
        return
    if tree[0] == "name":
        yield None, tree[1]
    elif tree[0] == "field":
        yield list(tree[1]), tree[2]
    elif tree[0] == "list":
        for part in tree[1]:
            yield from _read(part)
    elif tree[0] not in OWN_TREES:
        for part in tree[1:]:
            yield from _read(part)


def _facts_read(tree: Tree) -> Iterator[tuple[str, bool]]:
    """The names under which a tree may read a fact, and whether it says that it is one."""
    if isinstance(tree, list) and tree:
        if tree[0] in ("fact", "name"):
            yield tree[1], tree[0] == "fact"
        for part in tree[1] if tree[0] == "list" else tree[1:]:
            yield from _facts_read(part)


def _counts(tree: Tree) -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, list) and tree:
        if tree[0] == "count" and tree[2]:
            yield tree[1], tree[2]
        for part in tree[1:]:
            yield from _counts(part)


Operand = tuple["list[str] | None", str]
_FLIPPED = {"==": "!=", "!=": "==", "in": "not_in", "not_in": "in", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _wanted(tree: Tree, keep: bool) -> Iterator[tuple[Operand, Any, bool]]:
    """The values that make a tree true (``keep``) or false: (operand, value, whether it is wanted)."""
    if not isinstance(tree, list) or not tree:
        return
    head = tree[0]
    if head == "not":
        yield from _wanted(tree[1], not keep)
    elif head in ("and", "or"):
        parts = tree[1:] if (head == "and") == keep else tree[1:2] if keep else tree[1:]
        for part in parts:
            yield from _wanted(part, keep)
    elif head in _FLIPPED:
        yield from _compared(head if keep else _FLIPPED[head], tree[1], tree[2])


def _compared(head: str, left: Tree, right: Tree) -> Iterator[tuple[Operand, Any, bool]]:
    operands = list(_read(left))
    if len(operands) != 1 or left[0] not in ("name", "field") or not isinstance(right, list):
        return
    operand = operands[0]
    if head in ("in", "not_in") and right[0] == "list":
        for item in right[1]:
            if item[0] in ("text", "num", "bool"):
                yield operand, item[1], head == "in"
    elif right[0] in ("text", "bool") and head in ("==", "!="):
        yield operand, right[1], head == "=="
    elif right[0] == "num":
        step = {"==": 0, ">=": 0, "<=": 0, ">": 1, "<": -1}.get(head)
        if step is not None:
            yield operand, right[1] + step, True
