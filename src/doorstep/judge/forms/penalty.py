"""Sanctions: what a breach costs, and whether it was decided as the clause says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.common import BREACHED, MET, NOT_APPLICABLE, PENDING, Form, Occurrence, condition
from doorstep.judge.values import NUMBERS, Value
from doorstep.judge.views import View

CENT = 0.005


def build_penalty(form: Mapping[str, Any], expressions: Expressions, judging: Any) -> Form:
    """The form of a sanction; ``judging`` gives the occurrences of other clauses in a view."""
    when = condition(form, "when", expressions)
    formula = condition(form, "formula", expressions)

    def judge(view: View, _place: int) -> Iterator[Occurrence]:
        breaches = _breaches(form, view, judging)
        if not breaches:
            yield Occurrence(NOT_APPLICABLE, "no_breach")
            return
        if when is not None and when(view, -1, view.last, None) is not True:
            yield Occurrence(NOT_APPLICABLE, "when")
            return
        wanted = _sum(form, view, breaches, formula)
        info = {"wanted": wanted, "effect": form["effect"], "breaches": breaches}
        decisions = [i for i in view.each(form["acts"]) if view.acts[i].data.get("clause") == form["clause"]]
        if not decisions:
            yield Occurrence(PENDING, "undecided", info=info)
            return
        decided = sum(_amount(view, i) for i in decisions)
        info |= {"decided": decided, "decisions": decisions}
        agreed = all(_same_effect(form, view, i) for i in decisions)
        right = agreed and (wanted is None or abs(decided - wanted) <= CENT + 1e-9)
        yield Occurrence(
            MET if right else BREACHED, "decided" if right else "decided_otherwise", -1, decisions[-1], info=info
        )

    return Form(form, judge, None)


def _breaches(form: Mapping[str, Any], view: View, judging: Any) -> list[tuple[str, int]]:
    """What calls for the sanction: (clause or act, place of the act in breach or -1)."""
    found: list[tuple[str, int]] = []
    for clause in form["upon"]:
        for occurrence in judging.occurrences(view, clause):
            if occurrence.verdict == BREACHED:
                i = occurrence.i
                found.append((clause, occurrence.view.acts[i].place if i >= 0 else -1))
    found += [(act, view.acts[i].place) for act in form["upon_acts"] for i in view.each((act,))]
    return list(dict.fromkeys(found))


def _sum(form: Mapping[str, Any], view: View, breaches: list[tuple[str, int]], formula: Any) -> Value:
    """The sum due: by the formula (None: none is fixed), else the amount for every act in breach."""
    if formula is not None:
        value = formula(view, -1, view.last, None)
        return value if type(value) in NUMBERS else None
    if form["amount"] is None:
        return None
    acts = {place for _, place in breaches if place >= 0}
    without = {clause for clause, place in breaches if place < 0}
    return form["amount"] * (len(acts) + len(without))


def _amount(view: View, i: int) -> float:
    amount = view.acts[i].data.get("amount")
    return float(amount) if isinstance(amount, NUMBERS) else 0.0


def _same_effect(form: Mapping[str, Any], view: View, i: int) -> bool:
    return form["effect"] is None or view.acts[i].data.get("effect") == form["effect"]
