"""The static check of an expression's tree: names, arguments, and types that can meet.

Gives the kinds of value that the expression can have. It refuses only what can never mean anything: an unknown name, a
text outside a field's choices, types that can never be equal or have no order, arithmetic on what is no number.
Parsing is ``expressions``; where expressions stand in a rule is ``checks_expressions``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from typing import Any

from doorstep.language.checks_names import name_options, resolve
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.errors import nearest
from doorstep.language.expressions import Tree
from doorstep.language.kinds_of_value import (
    ANY,
    BOOL,
    DAY,
    MOMENT,
    MONTH_DAY,
    NULL,
    NUMBER,
    TIME,
    WEEKDAY,
    WHOLE,
    Kind,
    Kinds,
    added,
    can_be,
    families,
    fits,
    kind_of,
    may_lie_in,
)

_TOKEN = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\.[0-9]+)?""")
_VALUE_RESULTS = {
    "date": DAY,
    "time": TIME,
    "month_day": MONTH_DAY,
    "weekday": WEEKDAY,
    "day_off": BOOL,
    "len": WHOLE,
}
Note = Callable[..., None]


class TypeCheck:
    """Checks the tree of one expression; ``note(code, offset, **values)`` takes what is wrong.

    A tree does not say where its parts stand, so the text's words are met again in their order.
    """

    def __init__(self, walker: Walker, text: str, scope: Scope, note: Note) -> None:
        self.walker = walker
        self.names = walker.names
        self.scope = scope
        self.note = note
        self.tokens: list[tuple[int, str]] = [(found.start(), found[0]) for found in _TOKEN.finditer(text)]
        self.next = 0

    def kinds(self, tree: Tree) -> Kinds:
        """The kinds of value that ``tree`` can have; what is wrong in it is noted."""
        head = tree[0]
        if head in ("and", "or", "not"):
            for part in tree[1:]:
                self.condition(part)
            return BOOL
        if head in ("==", "!=", "<", "<=", ">", ">=", "in", "not_in"):
            return self._comparison(*tree)
        if head in ("+", "-", "*", "/"):
            return self._arithmetic(*tree)
        if head in _VALUE_RESULTS:
            return self._value_function(*tree)
        found: Kinds = getattr(self, f"_{head}")(*tree[1:])
        return found

    def condition(self, tree: Tree) -> None:
        """``tree`` as something that is true or false."""
        start = self.here()
        kinds = self.kinds(tree)
        if not can_be(kinds, "bool"):
            self.note("not_a_condition", start, found=kinds[0].family)

    # --- where it stands

    def here(self, index: int | None = None) -> int:
        """The offset of the word ``index`` of the text, by default the next."""
        if not self.tokens:
            return 0
        offset, _ = self.tokens[min(self.next if index is None else index, len(self.tokens) - 1)]
        return offset

    def _meet(self, *words: str) -> int:
        """The offset of the first of ``words`` from here on, which is then passed."""
        for index in (*range(self.next, len(self.tokens)), *range(self.next)):
            if self.tokens[index][1] in words:
                self.next = max(self.next, index + 1)
                return self.here(index)
        return self.here()

    def _meet_text(self, text: str) -> int:
        return self._meet(f"'{text}'", f'"{text}"', repr(text))

    # --- constants and names

    def _null(self) -> Kinds:
        self._meet("null")
        return NULL

    def _bool(self, value: bool) -> Kinds:
        self._meet("true" if value else "false")
        return BOOL

    def _num(self, value: float) -> Kinds:
        self._meet(str(value))
        return WHOLE if isinstance(value, int) else NUMBER

    def _text(self, value: str) -> Kinds:
        self._meet_text(value)
        return (Kind("text", literal=value),) if value else NULL

    def _list(self, items: list[Tree]) -> Kinds:
        return (Kind("list", items=tuple(kind for item in items for kind in self.kinds(item))),)

    def _name(self, name: str) -> Kinds:
        offset = self._meet(name)
        types = resolve(self.walker, name, self.scope)
        if not types:
            self._unknown("unknown_name", offset, name, name_options(self.walker, self.scope))
            return ANY
        return tuple(dict.fromkeys(kind_of(type_, name) for type_ in types))

    def _at(self) -> Kinds:
        self._meet("at")
        return MOMENT

    def _now(self) -> Kinds:
        self._meet("now")
        return MOMENT

    def _case(self) -> Kinds:
        self._meet("case")
        return (Kind("text", choices=tuple(self.names.cases), name="case"),)

    def _fact(self, name: str) -> Kinds:
        self._meet("fact")
        offset = self._meet(name)
        facts = self.names.facts(self.scope.cases)
        if name not in facts:
            self._unknown("unknown_fact", offset, name, facts)
            return ANY
        return tuple(dict.fromkeys(kind_of(type_, name) for type_ in facts[name]))

    def _field(self, acts: list[str], name: str) -> Kinds:
        declared = [act for act in acts if self._act(act)]
        offset = self._meet(name)
        found: list[Kind] = []
        for act in declared:
            fields = self.names.acts[act]
            if name in fields:
                found.append(kind_of(fields[name], name))
            else:
                near = nearest(name, fields)
                self.note("unknown_field", offset, name=name, act=act, nearest=near)
        return tuple(dict.fromkeys(found)) or ANY

    def _when(self, acts: list[str]) -> Kinds:
        for act in acts:
            self._act(act)
        self._meet("at")
        return MOMENT

    def _act(self, name: str) -> bool:
        offset = self._meet(name)
        if name in self.names.acts:
            return True
        self._unknown("unknown_act", offset, name, self.names.acts)
        return False

    def _unknown(self, code: str, offset: int, name: str, options: Iterable[str]) -> None:
        self.note(code, offset, name=name, nearest=nearest(name, options))

    # --- functions

    def _value_function(self, name: str, argument: Tree) -> Kinds:
        self._meet(name)
        start = self.here()
        kinds = self.kinds(argument)
        wanted = ("list", "text", "transcript") if name == "len" else ("day", "moment")
        if not can_be(kinds, *wanted):
            word = "list_or_text" if name == "len" else "day_or_moment"
            self.note("argument_type", start, name=name, found=kinds[0].family, wanted=word)
        return _VALUE_RESULTS[name]

    def _happened(self, act: str) -> Kinds:
        self._act(act)
        return BOOL

    def _in_visit(self, act: str) -> Kinds:
        self._act(act)
        return BOOL

    def _done_items(self, act: str) -> Kinds:
        self._act(act)
        return WHOLE

    def _units(self, act: str) -> Kinds:
        self._act(act)
        return WHOLE

    def _count(self, act: str, condition: Tree | None) -> Kinds:
        known = self._act(act)
        if condition is not None:
            outer, self.scope = self.scope, replace(self.scope, judged=(act,) if known else ())
            self.condition(condition)
            self.scope = outer
        return WHOLE

    def _latest(self, acts: list[str]) -> Kinds:
        for act in acts:
            self._act(act)
        return MOMENT

    def _minutes(self, start: str, ends: list[str]) -> Kinds:
        for act in (start, *ends):
            self._act(act)
        return NUMBER

    def _breached(self, clause: str) -> Kinds:
        offset = self._meet_text(clause)
        if clause not in self.names.clauses:
            self._unknown("unknown_clause", offset + 1, clause, self.names.clauses)
        return BOOL

    # --- operators

    def _neg(self, tree: Tree) -> Kinds:
        start = self.here()
        kinds = self.kinds(tree)
        if not can_be(kinds, "number"):
            self.note("no_arithmetic", start, left=kinds[0].family, operator="-")
        return NUMBER

    def _arithmetic(self, operator: str, left: Tree, right: Tree) -> Kinds:
        start = self.here()
        a, b = self.kinds(left), self.kinds(right)
        results = [kind for x, y in product(a, b) if (kind := added(operator, x, y))]
        if not results:
            self.note("no_sum", start, left=a[0].family, right=b[0].family, operator=operator)
            return ANY
        return tuple(dict.fromkeys(results))

    def _comparison(self, operator: str, left: Tree, right: Tree) -> Kinds:
        start = self.here()
        a, b = self.kinds(left), self.kinds(right)
        if operator in ("in", "not_in"):
            if not can_be(b, "list"):
                self.note("not_a_list", start, right=b[0].family)
                return BOOL
            members = tuple(item for kind in b for item in (kind.items or ANY))
            for item in self._literals_apart(members):
                if not may_lie_in(a, item):
                    self._compare("==", a, item, start)
            return BOOL
        self._compare(operator, a, b, start)
        return BOOL

    @staticmethod
    def _literals_apart(members: Kinds) -> list[Kinds]:
        """Each written text by itself, so that every one must be able to match; all else together."""
        rest = tuple(kind for kind in members if kind.literal is None)
        return [*((kind,) for kind in members if kind.literal is not None), *([rest] if rest else [])]

    def _compare(self, operator: str, a: Kinds, b: Kinds, start: int) -> None:
        pairs = list(product(a, b))
        if any(fits(operator, x, y) for x, y in pairs):
            return
        met = [(x, y) for x, y in pairs if x.family == y.family == "text"]
        literal = next((kind.literal for pair in met for kind in pair if kind.literal is not None), None)
        if literal is not None:
            self._outside(literal, [kind for pair in met for kind in pair if kind.literal is None])
        elif met:
            x, y = met[0]
            self.note("no_common_choice", start, field=x.name, other=y.name)
        elif operator in ("==", "!="):
            self.note("mixed_types", start, left=a[0].family, right=b[0].family)
        else:
            self.note("no_order", start, left=a[0].family, right=b[0].family)

    def _outside(self, literal: str, kinds: list[Kind]) -> None:
        offset = next((at for at, word in self.tokens if word[1:-1] == literal), self.here())
        if kinds and kinds[0].pattern:
            self.note("bad_pattern", offset + 1, name=literal, field=kinds[0].name, wanted=kinds[0].pattern)
            return
        choices = [choice for kind in kinds for choice in kind.choices]
        field = kinds[0].name if kinds else ""
        self.note("outside_choice", offset + 1, name=literal, field=field, nearest=nearest(literal, choices))


def outcome(kinds: Kinds) -> set[str]:
    """The families of ``kinds``, with those that fit everywhere dropped."""
    return families(kinds) - {"any", "null"}


def checked(walker: Walker, tree: Any, text: str, scope: Scope, note: Note, *, condition: bool) -> Kinds:
    """The kinds of value of ``tree``, parsed from ``text``; as a condition it must be able to be true."""
    check = TypeCheck(walker, text, scope, note)
    if condition:
        check.condition(tree)
        return BOOL
    return check.kinds(tree)
