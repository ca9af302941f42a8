"""Rules about a whole case: rate and sanction; and observed clauses, which inspections and upheld reports decide."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from .calendar import duration, limit_after, tolerance
from .expressions import at_act, at_moment, evaluate, holds
from .history import Act, History, can_pair
from .occurrences import Occurrence, acts_named, applies
from .values import Value, is_blank

REPORTS = ("violation_reported", "inspection_done")


def rate(rule: dict, history: History) -> list[Occurrence]:
    """A target over many, over all units of the case."""
    if str(rule["target"]).startswith("at most"):
        return at_most(rule, history)
    done = open_still = total = 0
    for unit in history.units():
        for act in acts_named(history, unit, rule["over"]):
            if not applies(rule, at_act(history, unit, act)):
                continue
            total += 1
            counted, open_ = is_counted(rule, history, unit, act)
            done += counted
            open_still += open_ and not counted
    if total == 0:
        return []
    target = Fraction(str(rule["target"]).rstrip("%")) / 100
    if done >= target * total:
        return [Occurrence("met")]
    return [Occurrence("pending" if done + open_still >= target * total else "breached")]


def is_counted(rule: dict, history: History, unit: Value, act: Act) -> tuple[bool, bool]:
    """Whether a B has its A, and whether it could still get one."""
    answers = [other for other in acts_named(history, unit, rule["of"]) if can_pair(act, other)]
    if "window" not in rule:
        return bool(answers), True
    loose = tolerance(rule.get("tolerance"))
    if (duration(rule["window"]) or (0, ""))[0] == 0:
        return any(other.at <= act.at + loose for other in answers), history.now <= act.at + loose
    limit = limit_after(act.at, rule["window"], history.hours) + loose
    return any(other.place > act.place and other.at <= limit for other in answers), history.now <= limit


def at_most(rule: dict, history: History) -> list[Occurrence]:
    """Breached by an A when more than N lie in the window that begins with it."""
    most = int(str(rule["target"]).removeprefix("at most"))
    found = []
    for unit in history.units():
        acts = acts_named(history, unit, rule["of"])
        for act in acts:
            verdict = "not_applicable"
            if applies(rule, at_act(history, unit, act)):
                last: datetime = limit_after(act.at, rule["window"], history.hours)
                inside = [other for other in acts if other.place >= act.place and other.at <= last]
                verdict = "breached" if len(inside) > most else "met"
            found.append(Occurrence(verdict, act))
    return found


def sanction(clause: dict, history: History, unit: Value) -> list[Occurrence]:
    """Pending from the breach until it is decided; met if the decisions agree with the rule."""
    rule = clause["rule"]
    sight = at_moment(history, unit, None, history.now)
    acts, without_act = acts_in_breach(rule, history, unit)
    if not acts and not without_act:
        return []
    if "when" in rule and not holds(rule["when"], sight):
        return []
    decisions = [act for act in acts_named(history, unit, "sanction_decided") if act.data.get("clause") == clause["id"]]
    if not decisions:
        return [Occurrence("pending")]
    wanted: Value = None
    if "formula" in rule:
        wanted = evaluate(rule["formula"], sight)
    elif "amount" in rule:
        wanted = Fraction(str(rule["amount"])) * (len(acts) + without_act)
    decided = [act.data.get("amount") for act in decisions]
    total = sum((amount for amount in decided if isinstance(amount, Fraction)), Fraction(0))
    agrees = all(act.data.get("effect") == rule.get("effect") for act in decisions)
    if isinstance(wanted, Fraction) and abs(total - wanted) > Fraction("0.005"):
        agrees = False
    return [Occurrence("met" if agrees else "breached")]


def acts_in_breach(rule: dict, history: History, unit: Value) -> tuple[set[int], int]:
    """The places of the acts that breach, and how many clauses are breached without an act."""
    from .clauses import clause_by_id, governs, unit_occurrences

    acts: set[int] = set()
    without_act = 0
    for name in rule["upon"]:
        if "/" not in name:
            acts.update(act.place for act in acts_named(history, unit, name))
            continue
        if not governs(clause_by_id(history, name), history.case):
            continue
        breaches = [o for o in unit_occurrences(history, name, unit) if o.verdict == "breached"]
        acts.update(o.act.place for o in breaches if o.act is not None)
        without_act += any(o.act is None for o in breaches)
    return acts, without_act


def observations(clause: dict, history: History, unit: Value) -> list[Occurrence]:
    """What the reports and inspections that name a clause say about it."""
    found = []
    for act in acts_named(history, unit, REPORTS):
        if not is_named(clause, history, unit, act):
            continue
        passed = act.data.get("passed")
        if act.name == "violation_reported" or passed is False:
            found.append(Occurrence("breached", act))
        elif passed is True:
            found.append(Occurrence("met", act))
    return found


def is_named(clause: dict, history: History, unit: Value, report: Act) -> bool:
    rule = clause.get("rule") or {}
    if not is_blank(report.data.get("clause")):
        return report.data.get("clause") == clause["id"]
    keys = [entry["key"] for entry in [*(rule.get("items") or []), *(rule.get("must") or [])]]
    if report.data.get("item") in keys:
        return True
    return rule.get("act") in REPORTS and "when" in rule and holds(rule["when"], at_act(history, unit, report))
