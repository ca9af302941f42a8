"""Qualification: whether who did the work holds what it needs, by what was recorded on the case before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from doorstep.calendar import DAY
from doorstep.judge.case import Act
from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.common import BREACHED, MET, Occurrence
from doorstep.judge.values import Day, Moment
from doorstep.judge.views import View

HEALTH = "health_checked"


def build_held(form: Mapping[str, Any], _expressions: Expressions) -> Callable[[View, int], Occurrence]:
    """The test: every need is held by an earlier act about the same person."""
    person, needs, holders = form["person"], form["needs"], form["holders"]

    def test(view: View, i: int) -> Occurrence:
        work = view.acts[i]
        who = work.data.get(person) if person else None
        missing = [need for need in needs if _holder(view, i, need, who, holders) < 0]
        if missing:
            return Occurrence(BREACHED, "not_held", i, info={"needs": missing, "person": who})
        return Occurrence(MET, "held", i, info={"needs": needs, "person": who})

    return test


def _holder(view: View, i: int, need: str, who: str | None, holders: Mapping[str, list[str | None]]) -> int:
    """The latest act before position ``i`` by which ``who`` holds ``need``; -1 if none."""
    names = tuple(holders)
    place = view.latest(names, i - 1)
    while place >= 0:
        act = view.acts[place]
        person, *fields = holders[act.name]
        about = act.data.get(person) if person else None
        if (who is None or about is None or about == who) and _holds(act, need, fields, view.acts[i].at):
            return place
        place = view.latest(names, place - 1)
    return -1


def _holds(act: Act, need: str, fields: list[str | None], at: Moment) -> bool:
    data = act.data
    if act.name == HEALTH and need == "health_fit":
        named = True
    else:
        values = [data.get(field) for field in fields if field]
        named = any(need in value if isinstance(value, list) else need == value for value in values)
    if not named or data.get("passed") is False or data.get("fit") is False:
        return False
    until = data.get("valid_until")
    if type(until) is Day:
        return at // DAY <= until
    return type(until) is not Moment or at <= until
