"""periodic in every day, working day, week or month."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from .calendar import ONE_DAY, add_months, as_day, at_time, end_of, is_day_off
from .expressions import WEEKDAYS, at_moment
from .history import History
from .occurrences import Occurrence, acts_named, applies
from .values import Value

MONTH = re.compile(r"(\d{4})-(\d\d)")


def periodic(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    """Every period that has begun and whose due day lies in from … to."""
    if not applies(rule, at_moment(history, unit, None, history.now)):
        return []
    first = day_of(history.facts.get(rule["from"]), last=False)
    last = day_of(history.facts.get(rule["to"]), last=True)
    if first is None or last is None:
        return []
    found = []
    day = first
    while day <= last:
        if is_due(day, rule):
            begin, due = day_period(day, rule)
            if datetime.combine(begin, time()) <= history.now:
                found.append(Occurrence(period_verdict(rule, history, unit, begin, due)))
        day += ONE_DAY
    return found


def day_of(value: Value, *, last: bool) -> date | None:
    """The day of a fact; a month may stand as '2026-10', for its first or last day."""
    if isinstance(value, date):
        return as_day(value)
    found = MONTH.fullmatch(value) if isinstance(value, str) else None
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    begin = date(int(found[1]), int(found[2]), 1)
    return add_months(begin, 1) - ONE_DAY if last else begin


def is_due(day: date, rule: dict) -> bool:
    """Whether a day is the due day of a period (before it is moved)."""
    every = rule["every"]
    if every == "day":
        return True
    if every == "working day":
        return not is_day_off(day)
    if every == "week":
        return WEEKDAYS[day.weekday()] == rule.get("day", "sunday")[:3]
    return (day + ONE_DAY).day == 1


def day_period(day: date, rule: dict) -> tuple[date, date]:
    """First day and due day of the period that is due on a day."""
    due = day
    if rule.get("if_off") == "previous working day":
        while is_day_off(due):
            due -= ONE_DAY
    if rule["every"] == "week":
        return due - timedelta(days=due.weekday()), due
    if rule["every"] == "month":
        return due.replace(day=1), due
    return due, due


def period_verdict(rule: dict, history: History, unit: Value, begin: date, due: date) -> str:
    limit = at_time(due, rule["by_time"]) if "by_time" in rule else end_of(due)
    done = [act for act in acts_named(history, unit, rule["act"]) if datetime.combine(begin, time()) <= act.at <= limit]
    if len(done) >= int(rule.get("times", 1)):
        return "met"
    return "pending" if history.now <= limit else "breached"
