"""Notice: an act so long before a planned time, and every planned time awaited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from doorstep.calendar import DAY, Term, kept_before, not_longer_before, parse_term
from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.common import (
    BREACHED,
    MET,
    NOT_APPLICABLE,
    PENDING,
    Form,
    Occurrence,
    as_limit,
    condition,
    leeway,
    proofs,
    skipped_when,
)
from doorstep.judge.values import Day, Value, moment_of
from doorstep.judge.views import View

RECORDED = -2
"""Positions from here down stand for planned times: -2 for the fact, -3 - place for one recorded by the act at place."""


def build_planned(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """The form of a notice. Its places are those of the judged acts and of the planned times."""
    acts = form["acts"]
    field: str | None = form["planned"][1] if form["planned"] else None
    before = form["before"]
    when = condition(form, "when", expressions, acts)
    free_when = condition(form, "when", expressions)
    lacks = proofs(form)
    kept = _keeping(form)

    def act_judged(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        value = _next_act(view, i, before) if field is None else _in_force(view, i, field)
        planned = as_limit(value)
        if planned is None:
            yield Occurrence(NOT_APPLICABLE, "no_planned", i)
            return
        code = kept(view, view.acts[i].at, value)
        if not code and (missing := lacks(view, i)):
            yield Occurrence(BREACHED, "no_proof", i, limit=planned, info={"proof": missing})
        else:
            yield Occurrence(BREACHED if code else MET, code or "ahead", i, limit=planned)

    def time_judged(view: View, place: int) -> Iterator[Occurrence]:
        i = RECORDED - 1 - place
        value = view.facts.get(field) if i < 0 and field else _planned_by(view, i, field)
        planned = as_limit(value)
        if planned is None or _replaced(view, i, planned, field):
            return
        came = view.first(acts, -1)
        if came >= 0 and view.acts[came].at <= planned:
            return
        known = max(planned, view.acts[i].at) if i >= 0 else planned
        if free_when is not None and free_when(view, -1, view.until(known), None) is not True:
            return
        if view.now > planned:
            yield Occurrence(BREACHED, "missed", i, limit=planned)
        elif came < 0:
            yield Occurrence(PENDING, "awaited", i, limit=planned)

    def judge(view: View, place: int) -> Iterator[Occurrence]:
        yield from act_judged(view, place) if place >= 0 else time_judged(view, place)

    return _Planned(form, judge, acts, field)


class _Planned(Form):
    __slots__ = ("field",)

    def __init__(self, form: Mapping[str, Any], judge: Callable[..., Any], acts: list[str], field: str | None) -> None:
        super().__init__(form, judge, acts)
        self.field = field

    def places(self, view: View) -> list[int]:
        recorded = view.filled(self.field) if self.field else view.each(self.rule["before"])
        fact = [RECORDED] if self.field and self.field in view.facts else []
        return [*view.each(self.rule["acts"]), *fact, *(RECORDED - 1 - place for place in recorded)]


def _keeping(form: Mapping[str, Any]) -> Callable[[View, int, Value], str]:
    """Says why an act at a moment does not keep the notice before a planned time; '' when it does."""
    least = parse_term(form["at_least"]) if form["at_least"] else None
    most = parse_term(form["at_most"]) if form["at_most"] else None
    grace = leeway(form)

    def kept(view: View, at: int, value: Value) -> str:
        if least and not kept_before(at - grace, _planned(value, least), least, view.hours):
            return "too_late"
        if most and not not_longer_before(at + grace, _planned(value, most), most, view.hours):
            return "too_soon"
        return ""

    return kept


def _planned(value: Value, length: Term) -> int:
    """The planned time against which a term is measured: a day is 24:00 of it, but days before it are counted from it."""
    whole_days = length.exact is None and length.unit != "working hour"
    return int(value) * DAY if type(value) is Day and whole_days else moment_of(value)


def _in_force(view: View, i: int, field: str) -> Value:
    """The planned time in force for the act at ``i``: its own, else the latest before, else the first after, else the fact."""
    act = view.acts[i]
    if field in act.data:
        return act.data[field]
    there = view if act.units else view.whole
    here = i if act.units else act.place
    place = there.latest_filled(field, here, act.ref)
    if place < 0:
        place = there.first_filled(field, here, act.ref)
    return there.value(place, field) if place >= 0 else view.facts.get(field)


def _next_act(view: View, i: int, before: list[str]) -> Value:
    place = view.first(before, i, view.acts[i].ref)
    return view.acts[place].at if place >= 0 else None


def _planned_by(view: View, i: int, field: str | None) -> Value:
    return view.act(i).at if field is None else view.act(i).data[field]


def _replaced(view: View, i: int, planned: int, field: str | None) -> bool:
    """Whether a later recorded planned time took the place of this one at or before it."""
    if field is None:
        return False
    other = view.first_filled(field, max(i, -1))
    return other >= 0 and view.acts[other].at <= planned
