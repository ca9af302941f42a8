"""Periodic duties: rounds without a longer gap, and something in every calendar period."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from doorstep.calendar import CHINA, DAY, civil, end_of_term, parse_term
from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.common import (
    BREACHED,
    MET,
    NOT_APPLICABLE,
    PENDING,
    Form,
    Occurrence,
    condition,
    leeway,
    proofs,
    skipped_when,
)
from doorstep.judge.values import Day, Moment, Value
from doorstep.judge.views import View

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def build_rounds(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """No gap longer than ``every`` from ``start`` over the acts to the next ``until`` (or now)."""
    acts, start, until = form["acts"], form["start"], form["until"]
    when = condition(form, "when", expressions, start)
    lacks = proofs(form)
    every = parse_term(form["every"])
    grace = leeway(form)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        ref = view.acts[i].ref
        end = view.first(until, i, ref)
        last = i
        while True:
            limit = end_of_term(view.acts[last].at, every, view.hours) + grace
            following = view.first(acts, last, ref)
            if following < 0 or (end >= 0 and following > end):
                break
            if view.acts[following].at > limit:
                yield Occurrence(BREACHED, "gap", i, following, limit, {"from": last})
                return
            last = following
        stop = view.acts[end].at if end >= 0 else view.now
        if stop > limit:
            yield Occurrence(BREACHED, "gap", i, end, limit, {"from": last})
        elif end < 0:
            yield Occurrence(PENDING, "running", i, limit=limit, info={"from": last})
        elif missing := lacks(view, i):
            yield Occurrence(BREACHED, "no_proof", i, end, limit, {"proof": missing})
        else:
            yield Occurrence(MET, "kept", i, end, limit)

    return Form(form, judge, start)


class Period(NamedTuple):
    """A calendar period: the first day that counts and the day on which it is due."""

    first: int
    due: int


def build_grid(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """``times`` acts in every calendar period that has begun and is due between two facts."""
    acts = form["acts"]
    when = condition(form, "when", expressions)
    lacks = proofs(form)
    by_time = _seconds(form["by_time"]) + leeway(form)

    def judge(view: View, _place: int) -> Iterator[Occurrence]:
        start, end = _first_day(view.facts.get(form["first"])), _last_day(view.facts.get(form["last"]))
        if start is None or end is None:
            yield Occurrence(NOT_APPLICABLE, "no_period")
            return
        if when is not None and when(view, -1, view.last, None) is not True:
            yield Occurrence(NOT_APPLICABLE, "when")
            return
        done = [place for place in view.each(acts) if not lacks(view, place)]
        for period in periods(form, start, min(end, view.now // DAY + 31)):
            if period.first * DAY <= view.now:
                yield _judge_period(form, view, done, period, period.due * DAY + by_time)

    return Form(form, judge, None)


def _judge_period(form: Mapping[str, Any], view: View, done: list[int], period: Period, limit: int) -> Occurrence:
    inside = [place for place in done if period.first * DAY <= view.acts[place].at <= limit]
    info = {"first": period.first, "count": len(inside), "times": form["times"], "period": period}
    if len(inside) >= form["times"]:
        return Occurrence(MET, "done", -1, inside[form["times"] - 1], limit, info)
    if view.now > limit:
        return Occurrence(BREACHED, "not_done", -1, -1, limit, info)
    return Occurrence(PENDING, "due", -1, -1, limit, info)


def periods(form: Mapping[str, Any], start: int, end: int) -> Iterator[Period]:
    """The periods whose due day (before it is moved) lies in start … end."""
    for first, due in _natural(form, start, end):
        moved = due
        if form["if_off"]:
            while not CHINA.is_working(moved):
                moved -= 1
        if form["every"] == "week" and moved != due:
            first = moved - (moved - 1) % 7
        yield Period(min(first, moved), moved)


def _natural(form: Mapping[str, Any], start: int, end: int) -> Iterator[Period]:
    every, weekday = form["every"], WEEKDAYS.index(form["day"]) if form["day"] else 6
    for day in range(start, end + 1):
        if every == "day" or (every == "working day" and CHINA.is_working(day)):
            yield Period(day, day)
        elif every == "week" and (day - 1) % 7 == weekday:
            yield Period(day - weekday, day)
        elif every == "month" and civil(day + 1).day == 1:
            yield Period(civil(day).replace(day=1).toordinal(), day)


def _seconds(by_time: str | None) -> int:
    """The moment of the due day by which it is due, in seconds from its midnight."""
    if by_time is None:
        return DAY
    hours, minutes = by_time.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _first_day(value: Value) -> int | None:
    month = _month(value)
    return date(*month, 1).toordinal() if month else _whole_day(value)


def _last_day(value: Value) -> int | None:
    month = _month(value)
    return date(*month, monthrange(*month)[1]).toordinal() if month else _whole_day(value)


def _whole_day(value: Value) -> int | None:
    if type(value) is Day:
        return int(value)
    return value // DAY if type(value) is Moment else None


def _month(value: Value) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value) if isinstance(value, str) else None
    return (int(found[1]), int(found[2])) if found and int(found[1]) else None
