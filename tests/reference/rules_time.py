"""Rules about time from act to act: deadline, response, duration, periodic (every D), retention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from .calendar import as_moment, duration, limit_after, tolerance
from .expressions import at_act, at_moment, evaluate, holds
from .history import Act, History, can_pair
from .occurrences import Occurrence, acts_named, applies, next_act, next_proven
from .values import Value


def deadline(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    found = []
    for act in deadline_acts(rule, history, unit):
        verdict = "not_applicable"
        if applies(rule, at_act(history, unit, act)):
            verdict = deadline_verdict(rule, history, unit, act)
        found.append(Occurrence(verdict, act))
    return found


def deadline_acts(rule: dict, history: History, unit: Value) -> list[Act]:
    """Each A; of a list the later of the first A and the first B, once, when all of them are there."""
    if isinstance(rule["after"], str):
        return acts_named(history, unit, rule["after"])
    firsts = [acts_named(history, unit, name)[:1] for name in rule["after"]]
    if not all(firsts):
        return []
    return [max((first[0] for first in firsts), key=lambda act: act.place)]


def deadline_verdict(rule: dict, history: History, unit: Value, act: Act) -> str:
    answer = next_proven(rule, history, unit, act, rule["act"])
    limit = deadline_limit(rule, history, unit, act, answer)
    if limit is None:
        return "not_applicable"
    if "unless" in rule:
        moment = min([limit, history.now] + ([answer.at] if answer else []))
        if holds(rule["unless"], at_moment(history, unit, act, moment)):
            return "not_applicable"
    if answer is None:
        return "pending" if history.now <= limit else "breached"
    if answer.at > limit:
        return "breached"
    if "not_before" in rule:
        earliest = evaluate(rule["not_before"], at_act(history, unit, act))
        if isinstance(earliest, date) and answer.at < as_moment(earliest) - tolerance(rule.get("tolerance")):
            return "breached"
    return "met"


def deadline_limit(rule: dict, history: History, unit: Value, act: Act, answer: Act | None) -> datetime | None:
    """The last moment in time, tolerance included; None if nobody recorded one."""
    loose = tolerance(rule.get("tolerance"))
    if "within" in rule:
        text = rule["within"] if duration(rule["within"]) else history.facts.get(rule["within"])
        return limit_after(act.at, str(text), history.hours) + loose if duration(text) else None
    sight = at_act(history, unit, act)
    limit = moment_or_none(evaluate(rule["by"], sight))
    for other in history.view(unit):
        # Read anew with each act, until B comes or the limit has passed.
        if other.place <= act.place:
            continue
        if answer is not None and other.place >= answer.place:
            break
        if limit is not None and other.at > limit + loose:
            break
        later = replace(sight, until=other.place, names_until=other.place)
        limit = moment_or_none(evaluate(rule["by"], later))
    return None if limit is None else limit + loose


def moment_or_none(value: Value) -> datetime | None:
    return as_moment(value) if isinstance(value, date) else None


def response(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    found = []
    for act in acts_named(history, unit, rule["after"]):
        verdict = "not_applicable"
        if applies(rule, at_act(history, unit, act)):
            answer = next_proven(rule, history, unit, act, rule["act"])
            closing = next_act(history, unit, act, rule.get("before"), any_ref=True)
            if answer and (closing is None or answer.place <= closing.place):
                verdict = "met"
            else:
                verdict = "breached" if closing else "pending"
        found.append(Occurrence(verdict, act))
    return found


def length(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    """duration: from A to B at most, at least."""
    found = []
    loose = tolerance(rule.get("tolerance"))
    for act in acts_named(history, unit, rule["from"]):
        verdict = "not_applicable"
        if applies(rule, at_act(history, unit, act)):
            end = next_act(history, unit, act, rule["to"])
            verdict = "met" if end else "pending"
            if "at_most" in rule:
                latest = limit_after(act.at, rule["at_most"], history.hours) + loose
                if (end.at if end else history.now) > latest:
                    verdict = "breached"
            earliest = limit_after(act.at, rule["at_least"], history.hours) - loose if "at_least" in rule else None
            if earliest and end and end.at < earliest:
                verdict = "breached"
        found.append(Occurrence(verdict, act))
    return found


def no_longer_gap(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    """periodic, every D: from B over the A's to the next C (or now) no gap is longer."""
    found = []
    loose = tolerance(rule.get("tolerance"))
    for act in acts_named(history, unit, rule["from"]):
        verdict = "not_applicable"
        if applies(rule, at_act(history, unit, act)):
            end = next_act(history, unit, act, rule["to"])
            last_place = end.place if end else len(history.acts)
            steps = [a for a in acts_named(history, unit, rule["act"]) if act.place < a.place < last_place]
            moments = [act.at] + [a.at for a in steps if can_pair(act, a)] + [end.at if end else history.now]
            verdict = "met" if end else "pending"
            for i in range(len(moments) - 1):
                if moments[i + 1] > limit_after(moments[i], rule["every"], history.hours) + loose:
                    verdict = "breached"
        found.append(Occurrence(verdict, act))
    return found


def retention(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    """The act that removes a record comes at or after the end of the period (24:00)."""
    found = []
    for act in acts_named(history, unit, rule["act"]):
        sight = at_act(history, unit, act)
        since = evaluate(rule["since"], sight)
        verdict = "not_applicable"
        if applies(rule, sight) and isinstance(since, date):
            end = limit_after(since, rule["at_least"], history.hours) - tolerance(rule.get("tolerance"))
            verdict = "met" if act.at >= end else "breached"
        found.append(Occurrence(verdict, act))
    return found
