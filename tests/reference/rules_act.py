"""Rules judged when one act is recorded.

precedence, authority, form, checklist, calculation, qualification, privacy and forbidden.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from .calendar import as_moment
from .expressions import at_act, evaluate, holds, on_another
from .history import Act, History, can_pair
from .occurrences import Occurrence, acts_named, applies, names, proven, read_name
from .script import says, spoken
from .values import Value, equal, is_blank


def each_act(judge: Callable[[dict, History, Value, Act], str]) -> Callable[[dict, History, Value], list[Occurrence]]:
    """A kind of rule that is judged for each of its acts; a false ``when`` makes it not applicable."""

    def judged(rule: dict, history: History, unit: Value) -> list[Occurrence]:
        found = []
        for act in acts_named(history, unit, rule["act"]):
            verdict = "not_applicable"
            if applies(rule, at_act(history, unit, act)):
                verdict = judge(rule, history, unit, act)
                if verdict == "met" and not proven(rule, history, unit, act):
                    verdict = "breached"
            found.append(Occurrence(verdict, act))
        return found

    return judged


def yes(kept: bool) -> str:
    return "met" if kept else "breached"


@each_act
def precedence(rule: dict, history: History, unit: Value, act: Act) -> str:
    earlier = [other for other in history.view(unit) if other.place < act.place]
    starts = [other.place for other in earlier if other.name in names(rule.get("since"))]
    if starts:
        earlier = [other for other in earlier if other.place >= starts[-1]]
    sight = at_act(history, unit, act)
    for name in rule["requires"]:
        found = [other for other in earlier if other.name == name and can_pair(act, other)]
        if "holds" in rule:
            found = [other for other in found if holds(rule["holds"], on_another(sight, other))]
        if not found:
            return "breached"
    return "met"


@each_act
def authority(rule: dict, history: History, unit: Value, act: Act) -> str:
    if "only_by" in rule and act.by not in rule["only_by"]:
        return "breached"
    return yes("only_if" not in rule or holds(rule["only_if"], at_act(history, unit, act)))


@each_act
def form(rule: dict, history: History, unit: Value, act: Act) -> str:
    for field in rule["fields"]:
        choice = field["any_of"] if isinstance(field, dict) else [field]
        if all(is_blank(act.data.get(name)) for name in choice):
            return "breached"
    return "met"


@each_act
def checklist(rule: dict, history: History, unit: Value, act: Act) -> str:
    listed = act.data.get(rule["field"]) if "field" in rule else None
    ticked = listed if isinstance(listed, list) else [listed]
    return yes(all(act.data.get(item["key"]) is True or item["key"] in ticked for item in rule["items"]))


@each_act
def calculation(rule: dict, history: History, unit: Value, act: Act) -> str:
    wanted = evaluate(rule["formula"], at_act(history, unit, act))
    if is_blank(wanted):
        return "not_applicable"
    figure = act.data.get(rule["figure"])
    if isinstance(wanted, Fraction) and isinstance(figure, Fraction):
        return yes(abs(wanted - figure) <= Fraction("0.001"))
    return yes(equal(wanted, figure))


@each_act
def qualification(rule: dict, history: History, unit: Value, act: Act) -> str:
    person = read_name(rule["person"], history, unit, act) if "person" in rule else None
    earlier = [other for other in history.view(unit) if other.place < act.place]
    return yes(all(any(gives(other, need, person, act) for other in earlier) for need in rule["needs"]))


def gives(earlier: Act, need: str, person: Value, work: Act) -> bool:
    """Whether an earlier act gives what the work needs to the person who does it."""
    people = [v for f, v in earlier.data.items() if earlier.declared.get(f) == "person" and not is_blank(v)]
    if people and not is_blank(person) and person not in people:
        return False
    if need == "health_fit":
        named = earlier.name == "health_checked"
    else:
        named = need in (earlier.data.get("certificate"), earlier.data.get("subject"), earlier.data.get("course"))
    failed = earlier.data.get("passed") is False or earlier.data.get("fit") is False
    until = earlier.data.get("valid_until")
    expired = isinstance(until, date) and work.at > as_moment(until)
    return named and not failed and not expired


def privacy(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    return disclosure(rule, history, unit) if "act" in rule else words(rule, history, unit)


@each_act
def disclosure(rule: dict, history: History, unit: Value, act: Act) -> str:
    return yes("only_if" in rule and holds(rule["only_if"], at_act(history, unit, act)))


def words(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    """With a ``moment``: no value of a ``data`` field is said."""
    found = []
    for act, lines in spoken(rule, history, unit):
        sight = at_act(history, unit, act)
        verdict = "not_applicable"
        if lines and applies(rule, sight):
            text = "\n".join(lines)
            said = any(says(text, "{" + name + "}", sight) for name in rule["data"])
            allowed = "only_if" in rule and holds(rule["only_if"], sight)
            verdict = yes(not said or allowed)
            if verdict == "met" and not proven(rule, history, unit, act):
                verdict = "breached"
        found.append(Occurrence(verdict, act))
    return found


def forbidden(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    """Breached by each act that falls under it, pending while its proof is blank; any other such act is met."""
    found = []
    for act in acts_named(history, unit, rule["act"]):
        verdict = "met"
        if applies(rule, at_act(history, unit, act)):
            verdict = "breached" if proven(rule, history, unit, act) else "pending"
        found.append(Occurrence(verdict, act))
    return found
