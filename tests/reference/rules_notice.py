"""notice: an act so long before a planned time; and every planned time by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .calendar import EXACT_UNITS, add_days, as_day, as_moment, duration, tolerance, worked
from .expressions import at_act, at_moment
from .history import Act, History, can_pair
from .occurrences import Occurrence, acts_named, applies, names
from .values import Value


def notice(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    found = []
    for act in acts_named(history, unit, rule["act"]):
        planned = planned_for(rule, history, unit, act)
        verdict = "not_applicable"
        if planned is not None and applies(rule, at_act(history, unit, act)):
            verdict = "met" if in_time(rule, history, act, planned) else "breached"
        found.append(Occurrence(verdict, act))
    return found + planned_times(rule, history, unit)


def planned_for(rule: dict, history: History, unit: Value, act: Act) -> date | None:
    """The time in force: the act's own; else the latest recorded before it, the first after it, the fact."""
    acts = history.view(unit) if history.units_of(act) else history.acts
    acts = [other for other in acts if can_pair(act, other)]
    if before_acts(rule, history):
        return next((a.at for a in acts if a.name in names(rule["before"]) and a.place > act.place), None)
    before = [other for other in acts if other.place < act.place]
    after = [other for other in acts if other.place > act.place]
    for other in [act, *reversed(before), *after]:
        value = other.data.get(rule["before"])
        if isinstance(value, date):
            return value
    fact = history.facts.get(rule["before"])
    return fact if isinstance(fact, date) else None


def before_acts(rule: dict, history: History) -> bool:
    """Whether ``before`` names acts; else it names a field."""
    return all(name in history.standard["acts"] for name in names(rule["before"]))


def in_time(rule: dict, history: History, act: Act, planned: date) -> bool:
    """Whether the act lies at least (and at most) so long before the planned time."""
    loose = tolerance(rule.get("tolerance"))
    if "at_least" in rule and not far_enough(rule["at_least"], loose, history, act.at, planned):
        return False
    return "at_most" not in rule or near_enough(rule["at_most"], loose, history, act.at, planned)


def far_enough(text: str, loose: timedelta, history: History, moment: datetime, planned: date) -> bool:
    number, unit = duration(text) or (0, "second")
    if unit in EXACT_UNITS:
        return as_moment(planned) - moment >= timedelta(seconds=number * EXACT_UNITS[unit]) - loose
    if unit == "working hour":
        return worked(moment, as_moment(planned), history.hours) >= timedelta(hours=number) - loose
    return moment.date() <= add_days(as_day(planned), -number, unit) + loose


def near_enough(text: str, loose: timedelta, history: History, moment: datetime, planned: date) -> bool:
    # An act after the planned time does not come before it, whatever `at_most` allows.
    number, unit = duration(text) or (0, "second")
    if moment > as_moment(planned) + loose:
        return False
    if unit in EXACT_UNITS:
        return as_moment(planned) - moment <= timedelta(seconds=number * EXACT_UNITS[unit]) + loose
    if unit == "working hour":
        return worked(moment, as_moment(planned), history.hours) <= timedelta(hours=number) + loose
    return moment.date() >= add_days(as_day(planned), -number, unit) - loose


def planned_times(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    """Each planned time of the unit that no later recorded one replaced at or before it, whatever the refs."""
    recorded: list[tuple[datetime, datetime | None]] = []  # (planned for, recorded at)
    if before_acts(rule, history):
        recorded = [(act.at, act.at) for act in acts_named(history, unit, rule["before"])]
    else:
        fact = history.facts.get(rule["before"])
        if isinstance(fact, date):
            recorded.append((as_moment(fact), None))
        for act in history.view(unit):
            value = act.data.get(rule["before"])
            if isinstance(value, date):
                recorded.append((as_moment(value), act.at))
    found = []
    done = [act.at for act in acts_named(history, unit, rule["act"])]
    for i, (planned, at) in enumerate(recorded):
        replaced = any(later <= planned for _, later in recorded[i + 1 :] if later is not None)
        if replaced and not before_acts(rule, history):
            continue
        if any(moment <= planned for moment in done):
            continue
        read_at = planned if at is None else max(planned, at)
        if not applies(rule, at_moment(history, unit, None, read_at)):
            continue
        if planned < history.now:
            found.append(Occurrence("breached"))
        elif not done:
            found.append(Occurrence("pending"))
    return found
