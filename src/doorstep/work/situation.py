"""A situation: a case at a moment under all its standards, read once, on which single acts can be tried cheaply.

A trial judges only the rules that the tried act touches; the judgement of the whole case is ``judge.judge``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from doorstep import judge, standards
from doorstep.calendar import format_moment
from doorstep.judge import Judgement
from doorstep.judge.case import Act, Case, known_acts
from doorstep.judge.expressions import Expressions, Reading
from doorstep.judge.forms.common import BREACHED, NOT_APPLICABLE, Form, Occurrence
from doorstep.judge.forms.planned import RECORDED
from doorstep.judge.judgement import view as view_of
from doorstep.judge.program import Ready, Rule
from doorstep.judge.values import Moment
from doorstep.judge.views import GrownView, View, grown
from doorstep.language.expressions import parse
from doorstep.language.model import Gesture, Standard


class Told(Protocol):
    """What is known of a case: ``record.history.History`` is one, and so is anything with these."""

    facts: dict[str, Any]
    standards: list[tuple[str, str, str]]

    def events(self, standard: str) -> list[dict[str, Any]]:
        """The acts that a standard knows, as ``judge.read_case`` takes them."""


@dataclass(eq=False)
class Part:
    """A case as one of its standards sees it: ``whole`` is the view of what has happened up to now."""

    standard: Standard
    ready: Ready
    whole: View
    _offers: dict[str, Reading] = field(default_factory=dict)
    _about: dict[str, list[tuple[str, Rule, Form, bool]]] = field(default_factory=dict)
    _answered: dict[str, list[tuple[str, Mapping[str, Any], list[str]]]] = field(default_factory=dict)
    _raising: dict[tuple[int, str], Reading] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """What was read of the case: its facts, and all its acts."""
        return self.whole.case

    @property
    def acts(self) -> list[Act]:
        """What has happened up to now."""
        return self.whole.acts

    @property
    def kind(self) -> str:
        """The kind of case."""
        return str(self.ready.program["case"])

    @property
    def unit(self) -> str | None:
        """The field that names a unit."""
        found: str | None = self.ready.program["unit"]
        return found

    def names_unit(self, act: str) -> bool:
        """Whether acts of this name can name a unit."""
        fields = self.standard.acts[act].fields
        return self.unit is not None and (self.unit in fields or f"{self.unit}s" in fields)

    def of_unit(self, unit: str | None) -> View:
        """The view of a unit, or of the whole case."""
        return next((view for view in self.whole.units if view.unit == unit), self.whole)

    @cached_property
    def moments(self) -> set[int]:
        """The moments that facts and acts name."""
        data = [self.case.facts, *(act.data for act in self.acts)]
        return {int(value) for one in data for value in one.values() if type(value) is Moment}

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each act in the standard's own order."""
        return {act: place for place, act in enumerate(self.standard.acts)}

    def condition(self, tree: Any, judged: Sequence[str] = ()) -> Reading:
        """A condition made ready."""
        return Expressions(self.ready.program, self.ready.breached).build(tree, judged)

    def offered(self, gesture: Gesture) -> Reading:
        """The condition under which a gesture is offered, made ready once."""
        if gesture.key not in self._offers:
            self._offers[gesture.key] = self.condition(parse(gesture.offer), (gesture.acts[0]["act"],))
        return self._offers[gesture.key]

    def about(self, act: str) -> list[tuple[str, Rule, Form, bool]]:
        """The forms of rules that an act touches, with their clauses, and whether it is judged by them."""
        if act not in self._about:
            self._about[act] = [
                (key, rule, form, judged)
                for key, rule in self.ready.rules.items()
                for form in rule.forms
                for judged, touched in [_touches(form, act)]
                if judged or touched
            ]
        return self._about[act]

    def answered_by(self, act: str) -> list[tuple[str, Mapping[str, Any], list[str]]]:
        """The rules by which a time runs until this act, with their clauses and the acts from which it runs."""
        if act not in self._answered:
            self._answered[act] = [
                (key, form.rule, starts)
                for key, rule in self.ready.rules.items()
                for form in rule.forms
                if form.name in ("deadline", "response", "span")
                and act in (form.rule.get("until") or form.rule.get("acts") or ())
                and (starts := form.rule.get("after") or form.rule.get("start") or [])
            ]
        return self._answered[act]

    def raising(self, when: Any, start: str) -> Reading:
        """The condition under which ``start`` makes a time run, made ready once."""
        key = id(when), start
        if key not in self._raising:
            self._raising[key] = self.condition(when, [start])
        return self._raising[key]

    def has_units(self, tried: Act) -> bool:
        """Whether the case has units once an act is recorded."""
        return bool(tried.units or self.whole.units)


@dataclass(slots=True)
class Hit:
    """An occurrence that a tried act has part in. ``judged``: it is the judged act itself (else it answers or ends it)."""

    clause: str
    form: Form
    view: View
    occurrence: Occurrence
    part: Part
    judged: bool

    @property
    def breached(self) -> bool:
        """Whether the clause would be breached."""
        return self.occurrence.verdict == BREACHED

    @property
    def applies(self) -> bool:
        """Whether the rule applies at all."""
        return self.occurrence.verdict != NOT_APPLICABLE


@dataclass(slots=True)
class Trial:
    """What recording an act would come to."""

    act: str
    by: str
    data: dict[str, Any]
    at: int
    hits: list[Hit] = field(default_factory=list)
    views: dict[str, tuple[Part, GrownView]] = field(default_factory=dict)

    @property
    def breaches(self) -> list[Hit]:
        """What would be breached."""
        return [hit for hit in self.hits if hit.breached]


class Situation:
    """A case at ``now`` (local civil seconds) under all its standards.

    ``judgements`` are its judgements at that moment, by standard, where somebody made them: then nothing is read again.
    """

    def __init__(self, told: Told, now: int, judgements: Mapping[str, Judgement] | None = None) -> None:
        self.now = now
        self.facts = told.facts
        self.parts: list[Part] = []
        for key, _, kind in told.standards:
            standard = standards.load(key)
            ready = judge.program(standard, kind)
            if judgements is not None and judgements[key].now == now:
                whole = judgements[key].whole
            else:
                case = judge.read_case(ready, told.facts, told.events(key))
                whole = view_of(ready, case, known_acts(case, now, None), now)
            self.parts.append(Part(standard, ready, whole))

    def knowing(self, act: str) -> list[Part]:
        """The parts whose standard knows an act."""
        return [part for part in self.parts if act in part.standard.acts]

    def types(self, act: str) -> dict[str, str]:
        """The union of the declared fields of an act, with their types."""
        return {name: type_ for part in self.knowing(act) for name, type_ in part.ready.program["acts"][act].items()}

    def roles(self, act: str) -> list[str]:
        """The roles that may record an act: those that all its standards name first, else all of them."""
        lists = [part.standard.acts[act].by for part in self.knowing(act)]
        everyone = list(dict.fromkeys(role for by in lists for role in by))
        return [role for role in everyone if all(role in by for by in lists)] or everyone

    @cached_property
    def order(self) -> dict[str, int]:
        """The acts of all standards in one order that keeps each standard's own."""
        merged: list[str] = []
        for part in self.parts:
            place = 0
            for act in part.standard.acts:
                if act in merged:
                    place = merged.index(act) + 1
                else:
                    merged.insert(place, act)
                    place += 1
        return {act: place for place, act in enumerate(merged)}

    @cached_property
    def units(self) -> list[str]:
        """The units of the case, in the order in which they were named."""
        return list(dict.fromkeys(view.unit for part in self.parts for view in part.whole.units if view.unit))

    def trial(self, act: str, by: str, data: Mapping[str, Any], at: int) -> Trial:
        """What recording ``act`` at ``at`` would come to. Raises ``judge.BadCase`` for data that does not fit."""
        result = Trial(act, by, dict(data), at)
        event = {"at": format_moment(at), "act": act, "by": by, "data": data}
        for part in self.knowing(act):
            tried = judge.read_case(part.ready, {}, [event]).acts[0]
            tried.index = tried.source = 1 << 30
            tried.place = len(part.acts)
            whole = grown(part.whole, tried, at)
            result.views[part.standard.key] = part, whole
            result.hits += _hits(part, whole, tried)
        return result


def _hits(part: Part, whole: GrownView, tried: Act) -> Iterator[Hit]:
    for key, rule, form, judged in part.about(tried.name):
        # An act that names units stands last in their views, and in no other unit's.
        for view in whole.touched() if rule.by_unit and part.has_units(tried) else [whole]:
            for occurrence, own in _occurrences(form, view, judged):
                yield Hit(key, form, view, occurrence, part, own)


def _touches(form: Form, act: str) -> tuple[bool, bool]:
    """Whether an act is judged by a form, and whether it answers or ends what the form judges."""
    rule = form.rule
    judged = form.acts is not None and act in form.acts and form.name != "named"
    ending = form.name in ("response", "deadline", "span") and any(
        act in (rule.get(k) or ()) for k in ("acts", "before", "until")
    )
    return judged, ending or form.name == "planned"


def _occurrences(form: Form, view: View, judged: bool) -> Iterator[tuple[Occurrence, bool]]:
    last = view.last
    if judged:
        for occurrence in form.judge(view, last):
            yield occurrence, True
    if form.name == "planned":
        name = form.rule["planned"][1] if form.rule["planned"] else None
        if name in view.acts[last].data:
            for occurrence in form.judge(view, RECORDED - 1 - last):
                yield occurrence, True
        return
    if form.name in ("response", "deadline", "span"):
        for place in form.places(view):
            for occurrence in form.judge(view, place):
                if occurrence.j == last:
                    yield occurrence, False
