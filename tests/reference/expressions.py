"""The language of expressions in rules, by Python's ``ast``: a text is evaluated as seen from a place of a history."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache

from .calendar import is_day_off
from .history import Act, History, same_ref
from .values import Value, equal, is_blank, kind, less

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
CLOCK = re.compile(r"\d{1,2}:\d\d(:\d\d)?")
CLOCK_RANGE = re.compile(r"(\d{1,2}:\d\d(?::\d\d)?)\s*-\s*(\d{1,2}:\d\d(?::\d\d)?)")


@dataclass(frozen=True)
class Sight:
    """From where an expression is read.

    ``judged``: the act that bare names and ``at`` are read on (None: no judged act). ``until``: the last place that
    counts as "so far" for functions and ``A.f``; ``names_until`` the same for bare names. ``ref``: acts with another
    ref are left out.
    """

    history: History
    unit: Value
    judged: Act | None
    until: int
    names_until: int
    ref: Value = None

    def so_far(self) -> list[Act]:
        return [a for a in self.history.view(self.unit) if a.place <= self.until and same_ref(a.ref, self.ref)]


def at_act(history: History, unit: Value, act: Act) -> Sight:
    """As the judged act sees it: up to and including itself, other refs left out."""
    return Sight(history, unit, act, act.place, act.place, act.ref)


def at_moment(history: History, unit: Value, judged: Act | None, moment: datetime) -> Sight:
    """Everything up to and including a moment; read on ``judged``, or without a judged act."""
    until = max([a.place for a in history.acts if a.at <= moment], default=-1)
    return Sight(history, unit, judged, until, until, judged.ref if judged else None)


def on_another(sight: Sight, act: Act) -> Sight:
    """Bare names as if ``act`` were the judged act; functions and ``A.f`` as before."""
    return replace(sight, judged=act, names_until=act.place)


@cache
def parse(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


def evaluate(text: Value, sight: Sight) -> Value:
    """The value of an expression's text; what is no text (a parameter put in whole) stands for itself."""
    if not isinstance(text, str):
        return number(text)
    return value_of(parse(text), sight)


def holds(text: Value, sight: Sight) -> bool:
    """Whether a condition is true."""
    return evaluate(text, sight) is True


def number(value: Value) -> Value:
    return Fraction(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def bare_name(name: str, sight: Sight) -> Value:
    """A field of the judged act if it declares it; else of the latest earlier act that has it filled; else a fact."""
    if sight.judged is not None and name in sight.judged.declared:
        return sight.judged.data.get(name)
    # Another ref is left out here, too, as it is in all that is read "so far".
    ref = sight.judged.ref if sight.judged is not None else sight.ref
    for act in reversed(sight.history.view(sight.unit)):
        if act.place <= sight.names_until and same_ref(act.ref, ref) and not is_blank(act.data.get(name)):
            return act.data.get(name)
    return sight.history.facts.get(name)


def value_of(node: ast.expr, sight: Sight) -> Value:
    value = raw_value(node, sight)
    return None if is_blank(value) else value


def raw_value(node: ast.expr, sight: Sight) -> Value:
    if isinstance(node, ast.Constant):
        return number(node.value)
    if isinstance(node, ast.List):
        return [value_of(item, sight) for item in node.elts]
    if isinstance(node, ast.Name):
        return name_value(node.id, sight)
    if isinstance(node, ast.Attribute):
        return attribute(node, sight)
    if isinstance(node, ast.BoolOp):
        results = (value_of(part, sight) is True for part in node.values)
        return all(results) if isinstance(node.op, ast.And) else any(results)
    if isinstance(node, ast.UnaryOp):
        inner = value_of(node.operand, sight)
        if isinstance(node.op, ast.Not):
            return inner is not True
        return -inner if kind(inner) == "number" else None  # type: ignore[operator]
    if isinstance(node, ast.BinOp):
        return arithmetic(node.op, value_of(node.left, sight), value_of(node.right, sight))
    if isinstance(node, ast.Compare):
        values = [value_of(part, sight) for part in [node.left, *node.comparators]]
        return all(compare(op, values[i], values[i + 1]) for i, op in enumerate(node.ops))
    if isinstance(node, ast.Call):
        return call(node, sight)
    raise ValueError(f"no such expression: {ast.dump(node)}")


def name_value(name: str, sight: Sight) -> Value:
    if name in ("null", "true", "false"):
        return {"null": None, "true": True, "false": False}[name]
    if name == "case":
        return sight.history.case
    if name == "now":
        return sight.history.now
    if name == "at":
        return sight.judged.at if sight.judged else None
    return bare_name(name, sight)


def attribute(node: ast.Attribute, sight: Sight) -> Value:
    """``fact.f``, ``A.f`` or ``latest(A, B).f``."""
    if isinstance(node.value, ast.Name):
        if node.value.id == "fact":
            return sight.history.facts.get(node.attr)
        act = latest([node.value.id], sight)
    else:
        assert isinstance(node.value, ast.Call)
        act = latest([arg.id for arg in node.value.args if isinstance(arg, ast.Name)], sight)
    return act.get(node.attr) if act else None


def latest(names: list[str], sight: Sight) -> Act | None:
    """The latest so far of the acts of some kinds."""
    return next((act for act in reversed(sight.so_far()) if act.name in names), None)


def arithmetic(op: ast.operator, left: Value, right: Value) -> Value:
    """Null with null, and with what cannot be reckoned; nothing is divided by 0."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        if isinstance(op, ast.Add):
            return left + right
        if isinstance(op, ast.Sub):
            return left - right
        if isinstance(op, ast.Mult):
            return left * right
        return left / right if right else None
    if isinstance(left, str) and isinstance(right, str) and isinstance(op, ast.Add):
        return left + right
    is_day = isinstance(left, date) and not isinstance(left, datetime)
    if is_day and isinstance(right, Fraction) and right.denominator == 1 and isinstance(op, (ast.Add, ast.Sub)):
        days = timedelta(days=int(right))
        return left + days if isinstance(op, ast.Add) else left - days  # type: ignore[operator]
    return None


def compare(op: ast.cmpop, left: Value, right: Value) -> bool:
    if isinstance(op, ast.Eq):
        return equal(left, right)
    if isinstance(op, ast.NotEq):
        return not equal(left, right)
    if isinstance(op, ast.In):
        return lies_in(left, right)
    if isinstance(op, ast.NotIn):
        return not lies_in(left, right)
    if isinstance(op, ast.Lt):
        return less(left, right)
    if isinstance(op, ast.Gt):
        return less(right, left)
    same_kind = not is_blank(left) and not is_blank(right) and kind(left) == kind(right)
    ordered = same_kind and kind(left) in ("number", "str", "moment")
    if isinstance(op, ast.LtE):
        return ordered and (less(left, right) or equal(left, right))
    return ordered and (less(right, left) or equal(left, right))


def lies_in(value: Value, items: Value) -> bool:
    """Membership of a list; a time of day also lies in "11:30-14:00", which holds 11:30 and not 14:00."""
    if is_blank(value) or not isinstance(items, list):
        return False
    for item in items:
        if equal(value, item):
            return True
        span = CLOCK_RANGE.fullmatch(item.strip()) if isinstance(item, str) else None
        if span and isinstance(value, str) and CLOCK.fullmatch(value):
            first, last, clock = seconds(span[1]), seconds(span[2]), seconds(value)
            # No rule says what a range over midnight means; read plainly, it goes on into the next day.
            if first <= clock < last if first <= last else (clock >= first or clock < last):
                return True
    return False


def seconds(clock: str) -> int:
    parts = [int(part) for part in clock.split(":")]
    return parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)


def call(node: ast.Call, sight: Sight) -> Value:
    assert isinstance(node.func, ast.Name)
    name = node.func.id
    if name in ("happened", "count", "latest", "minutes", "in_visit", "done_items", "units", "breached"):
        from . import functions

        return functions.of_acts(name, node.args, sight)
    value = value_of(node.args[0], sight)
    if name == "len":
        return Fraction(len(value)) if isinstance(value, (list, str)) else Fraction(0)
    return of_day(name, value)


def of_day(name: str, value: Value) -> Value:
    """date, time, month_day, weekday and day_off of a day or moment; null for anything else."""
    if not isinstance(value, date):
        return None
    if name == "time":
        # A bare day has no time of day.
        if not isinstance(value, datetime):
            return None
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    day = value.date() if isinstance(value, datetime) else value
    if name == "date":
        return day
    if name == "month_day":
        return day.strftime("%m-%d")
    if name == "weekday":
        return WEEKDAYS[day.weekday()]
    if name == "day_off":
        return is_day_off(day)
    raise ValueError(f"no such function: {name}")
