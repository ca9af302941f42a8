"""The functions of the expression language that look at the acts of a case."""

from __future__ import annotations

import ast
from fractions import Fraction

from .expressions import Sight, latest, on_another, value_of
from .history import Act, same_ref
from .values import Value


def of_acts(name: str, args: list[ast.expr], sight: Sight) -> Value:
    if name == "breached":
        from .clauses import unit_verdict

        return unit_verdict(sight.history, str(value_of(args[0], sight)), sight.unit) == "breached"
    names = [arg.id for arg in args if isinstance(arg, ast.Name)]
    if name == "happened":
        return latest(names[:1], sight) is not None
    if name == "count":
        return count(names[0], args[1] if len(args) > 1 else None, sight)
    if name == "latest":
        # Alone (without a field) it stands for the act's moment.
        act = latest(names, sight)
        return act.at if act else None
    if name == "minutes":
        return minutes(names[0], names[1:], sight)
    if name == "in_visit":
        return in_visit(names[0], sight)
    if name == "done_items":
        act = latest(names[:1], sight)
        return Fraction(sum(value is True for value in act.data.values())) if act else None
    return units(names[0], sight)


def count(name: str, condition: ast.expr | None, sight: Sight) -> Fraction:
    """How many acts of a kind so far; the condition is read on each of them."""
    found = [act for act in sight.so_far() if act.name == name]
    if condition is not None:
        found = [act for act in found if value_of(condition, on_another(sight, act)) is True]
    return Fraction(len(found))


def minutes(first: str, ends: list[str], sight: Sight) -> Fraction | None:
    """From the latest such act so far to the first of the others after it, else to now."""
    begin = latest([first], sight)
    if begin is None:
        return None
    end = sight.history.now
    for act in sight.history.view(sight.unit):
        if act.place > begin.place and act.name in ends and same_ref(act.ref, sight.ref):
            end = act.at
            break
    return Fraction(int((end - begin.at).total_seconds()), 60)


def in_visit(name: str, sight: Sight) -> bool:
    """Whether such an act lies in the judged act's visit, before or after it."""
    judged: Act | None = sight.judged
    if judged is None:
        return False
    first, last = sight.history.visit_of(judged)
    return any(a.name == name and first <= a.place <= last for a in sight.history.view(sight.unit))


def units(name: str, sight: Sight) -> Fraction:
    """How many units an act of a kind has named so far, in the whole case."""
    named: list[Value] = []
    for act in sight.history.acts:
        if act.name == name and act.place <= sight.until and same_ref(act.ref, sight.ref):
            named += [unit for unit in sight.history.units_of(act) if unit not in named]
    return Fraction(len(named))
