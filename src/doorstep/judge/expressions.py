"""Expressions as closures: a tree of the program becomes a function of (view, judged act, horizon, ref).

``i`` is the position of the judged act, or -1 without one; ``h`` the last position that is seen ("so far"); ``r`` the ref of
the judged act. Nodes: ``language.expressions``. Meaning: one function a node, below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from doorstep.calendar import CHINA, DAY, format_day
from doorstep.judge.values import Day, Moment, Value, below, compute, same
from doorstep.judge.views import View

Reading = Callable[[View, int, int, "str | None"], Value]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Expressions:
    """Builds the closures of one program. ``ask`` answers whether a clause is breached in a view."""

    def __init__(self, program: Mapping[str, Any], ask: Callable[[View, str], bool]) -> None:
        self.acts: Mapping[str, Mapping[str, str]] = program["acts"]
        self.ask = ask

    def build(self, tree: Sequence[Any], judged: Sequence[str] = (), *, at_judged: bool = False) -> Reading:
        """The closure of ``tree``.

        ``judged`` are the acts that can be the judged one (none: any). With ``at_judged`` bare names see only what came up
        to the judged act, though the horizon lies later (``holds``, and the condition of ``count``).
        """
        return _Building(self, tuple(judged), at_judged).tree(tree)


class _Building:
    def __init__(self, owner: Expressions, judged: tuple[str, ...], at_judged: bool) -> None:
        self.owner = owner
        self.judged = judged
        self.at_judged = at_judged

    def tree(self, tree: Sequence[Any]) -> Reading:
        if list(tree) in _BLANK:
            return self._null()
        head = tree[0]
        if head in ("==", "!="):
            return self._equality(head, tree[1], tree[2])
        if head in _ORDER:
            return self._order(head, tree[1], tree[2])
        if head in ("in", "not_in"):
            return self._member(head, tree[1], tree[2])
        if head in ("+", "-", "*", "/"):
            left, right = self.tree(tree[1]), self.tree(tree[2])
            return lambda v, i, h, r: compute(head, left(v, i, h, r), right(v, i, h, r))
        if head in _OF_VALUE:
            inner, function = self.tree(tree[1]), _OF_VALUE[head]
            return lambda v, i, h, r: function(inner(v, i, h, r))
        build: Callable[..., Reading] = getattr(self, f"_{head}")
        return build(*tree[1:])

    def _null(self) -> Reading:
        return lambda v, i, h, r: None

    def _constant(self, value: Value) -> Reading:
        return lambda v, i, h, r: value

    _bool = _num = _text = _constant

    def _list(self, items: Sequence[Any]) -> Reading:
        parts = [self.tree(item) for item in items]
        return lambda v, i, h, r: [part(v, i, h, r) for part in parts]

    def _at(self) -> Reading:
        return lambda v, i, h, r: v.acts[i].at if i >= 0 else None

    def _now(self) -> Reading:
        return lambda v, i, h, r: Moment(v.now)

    def _case(self) -> Reading:
        return lambda v, i, h, r: v.kind

    def _fact(self, key: str) -> Reading:
        return lambda v, i, h, r: v.facts.get(key)

    def _name(self, field: str) -> Reading:
        declaring = frozenset(act for act, fields in self.owner.acts.items() if field in fields)
        if self.judged and declaring.issuperset(self.judged):
            return lambda v, i, h, r: v.acts[i].data.get(field)
        at_judged = self.at_judged

        def name(v: View, i: int, h: int, r: str | None) -> Value:
            if i >= 0:
                act = v.acts[i]
                if act.name in declaring:
                    return act.data.get(field)
                if at_judged:
                    h, r = i, act.ref
            place = v.latest_filled(field, h, r)
            return v.value(place, field) if place >= 0 else v.facts.get(field)

        return name

    def _field(self, acts: Sequence[str], field: str) -> Reading:
        def read(v: View, i: int, h: int, r: str | None) -> Value:
            place = v.latest(acts, h, r)
            return v.value(place, field) if place >= 0 else None

        return read

    def _when(self, acts: Sequence[str]) -> Reading:
        def moment(v: View, i: int, h: int, r: str | None) -> Value:
            place = v.latest(acts, h, r)
            return v.acts[place].at if place >= 0 else None

        return moment

    _latest = _when

    def _and(self, *trees: Any) -> Reading:
        parts = [self.tree(tree) for tree in trees]

        def both(v: View, i: int, h: int, r: str | None) -> Value:
            return all(part(v, i, h, r) is True for part in parts)

        return both

    def _or(self, *trees: Any) -> Reading:
        parts = [self.tree(tree) for tree in trees]

        def either(v: View, i: int, h: int, r: str | None) -> Value:
            return any(part(v, i, h, r) is True for part in parts)

        return either

    def _not(self, tree: Any) -> Reading:
        inner = self.tree(tree)
        return lambda v, i, h, r: inner(v, i, h, r) is not True

    def _neg(self, tree: Any) -> Reading:
        inner = self.tree(tree)
        return lambda v, i, h, r: compute("-", 0, inner(v, i, h, r))

    def _equality(self, head: str, left: Any, right: Any) -> Reading:
        a, b = self.tree(left), self.tree(right)
        if right[0] in ("bool", "text") and right not in _BLANK:
            constant = right[1]
            kind = type(constant)

            def equal_constant(v: View, i: int, h: int, r: str | None) -> Value:
                value = a(v, i, h, r)
                return type(value) is kind and value == constant

            if head == "==":
                return equal_constant
            return lambda v, i, h, r: not equal_constant(v, i, h, r)
        if head == "==":
            return lambda v, i, h, r: same(a(v, i, h, r), b(v, i, h, r))
        return lambda v, i, h, r: not same(a(v, i, h, r), b(v, i, h, r))

    def _order(self, head: str, left: Any, right: Any) -> Reading:
        a, b = self.tree(left), self.tree(right)
        if head == "<":
            return lambda v, i, h, r: below(a(v, i, h, r), b(v, i, h, r)) is True
        if head == ">":
            return lambda v, i, h, r: below(b(v, i, h, r), a(v, i, h, r)) is True
        if head == "<=":
            return lambda v, i, h, r: below(b(v, i, h, r), a(v, i, h, r)) is False
        return lambda v, i, h, r: below(a(v, i, h, r), b(v, i, h, r)) is False

    def _member(self, head: str, left: Any, right: Any) -> Reading:
        item, items = self.tree(left), self.tree(right)

        def inside(v: View, i: int, h: int, r: str | None) -> Value:
            found, among = item(v, i, h, r), items(v, i, h, r)
            return found is not None and isinstance(among, list) and any(_is_in(found, one) for one in among)

        if head == "in":
            return inside
        return lambda v, i, h, r: not inside(v, i, h, r)

    def _happened(self, act: str) -> Reading:
        return lambda v, i, h, r: v.latest((act,), h, r) >= 0

    def _count(self, act: str, condition: Any) -> Reading:
        holds = None if condition is None else self.owner.build(condition, (act,), at_judged=True)

        def count(v: View, i: int, h: int, r: str | None) -> Value:
            total, place = 0, v.latest((act,), h, r)
            while place >= 0:
                total += holds is None or holds(v, place, h, r) is True
                place = v.latest((act,), place - 1, r)
            return total

        return count

    def _minutes(self, act: str, ends: Sequence[str]) -> Reading:
        def minutes(v: View, i: int, h: int, r: str | None) -> Value:
            start = v.latest((act,), h, r)
            if start < 0:
                return None
            end = v.first(ends, start, r)
            return ((v.acts[end].at if end >= 0 else v.now) - v.acts[start].at) / 60

        return minutes

    def _in_visit(self, act: str) -> Reading:
        return lambda v, i, h, r: v.in_places(act, *v.visit(i)) >= 0

    def _done_items(self, act: str) -> Reading:
        def done(v: View, i: int, h: int, r: str | None) -> Value:
            place = v.latest((act,), h, r)
            return sum(value is True for value in v.acts[place].data.values()) if place >= 0 else None

        return done

    def _units(self, act: str) -> Reading:
        def units(v: View, i: int, h: int, r: str | None) -> Value:
            whole = v.whole
            names: set[str] = set()
            place = whole.latest((act,), v.acts[h].place if h >= 0 else -1, r)
            while place >= 0:
                names.update(whole.acts[place].units)
                place = whole.latest((act,), place - 1, r)
            return len(names)

        return units

    def _breached(self, clause: str) -> Reading:
        return lambda v, i, h, r: self.owner.ask(v, clause)


_BLANK = (["text", ""], ["list", []])
"""Constants that are blank: they read as null."""

_ORDER = ("<", "<=", ">", ">=")
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?\Z", re.ASCII)
_STRETCH = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)\Z", re.ASCII)


def _is_in(value: Value, item: Value) -> bool:
    """Whether a value is a list's item, or a time of day lies in the half-open stretch that the item says.

    >>> _is_in("11:30", "11:30-14:00"), _is_in("14:00", "11:30-14:00"), _is_in("02:00", "22:00-06:00")
    (True, False, True)
    """
    if same(value, item):
        return True
    if not (isinstance(item, str) and isinstance(value, str) and _TIME.match(value)):
        return False
    found = _STRETCH.match(item)
    if not found:
        return False
    start, end = found[1], found[2]
    return start <= value < end if start < end else value >= start or value < end


def _date(value: Value) -> Value:
    return Day(value // DAY) if type(value) is Moment else value if type(value) is Day else None


def _time(value: Value) -> Value:
    if type(value) is not Moment:
        return None
    rest = value % DAY
    text = f"{rest // 3600:02d}:{rest // 60 % 60:02d}"
    return f"{text}:{rest % 60:02d}" if rest % 60 else text


def _month_day(value: Value) -> Value:
    day = _date(value)
    return None if day is None else format_day(int(day))[5:]


def _weekday(value: Value) -> Value:
    day = _date(value)
    return None if day is None else WEEKDAYS[(day - 1) % 7]


def _day_off(value: Value) -> Value:
    day = _date(value)
    return None if day is None else not CHINA.is_working(int(day))


def _len(value: Value) -> Value:
    return len(value) if isinstance(value, (str, list)) else 0


_OF_VALUE: Mapping[str, Callable[[Value], Value]] = {
    "date": _date,
    "time": _time,
    "month_day": _month_day,
    "weekday": _weekday,
    "day_off": _day_off,
    "len": _len,
}
