"""Usual values: what an act's fields most often hold when everything goes well, worked out from the clauses that read
them.

Sources, in this order: the standard's gestures, the facts, the values by which grounds are kept, what earlier acts said
under the same name, a tick. Then the judge is asked, and what it breaches is tried with other values. No standard is
known by name here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from doorstep.calendar import CHINA, DAY, format_day, format_moment
from doorstep.judge import BadCase
from doorstep.judge.values import BadValue, Day, Moment, blank, reader
from doorstep.language.model import Gesture
from doorstep.language.types import FieldType, parse_type
from doorstep.work.asked import asked
from doorstep.work.gestures import values_of
from doorstep.work.phrases import usual_transcript
from doorstep.work.situation import Hit, Part, Situation, Trial

HALF_HOUR, HOUR = 1800, 3600
MOST_TRIES = 60
MISTIMED = ("too_soon", "too_late", "too_early", "too_short", "late", "too_long")
PROOFS = ("photo", "signature", "location", "file")
STAND_INS: Mapping[str, Any] = {
    **dict.fromkeys(("text", "person", "phone", "photo", "signature", "location", "file"), "—"),
    **dict.fromkeys(("int", "decimal"), 1),
}
"""What stands for a value that only whoever records the act can know."""


@dataclass(slots=True)
class Filled:
    """An act with its usual values: ``trial`` is what it would come to, ``open`` the fields that a stand-in fills."""

    trial: Trial
    open: list[str] = field(default_factory=list)
    gesture: Gesture | None = None


class Usual:
    """Fills acts of a situation. ``stand_ins`` give what the caller can say of texts, persons, photos … by type."""

    def __init__(self, situation: Situation, stand_ins: Mapping[str, Any] | None = None) -> None:
        self.situation = situation
        self.stand_ins = {**STAND_INS, **(stand_ins or {})}
        self.own = set(stand_ins or ())
        self._windows: dict[int, list[int]] = {}

    def windows(self, at: int) -> list[int]:
        """The moments at which something may be planned at ``at``."""
        if at not in self._windows:
            self._windows[at] = list(islice(_windows(at), 24))
        return self._windows[at]

    def gesture(self, act: str, unit: str | None) -> Gesture | None:
        """The gesture that records the act: the first that is offered now, else the first that there is."""
        found = list(self._gestures(act))
        for part, gesture in found:
            view = part.of_unit(unit)
            if not gesture.offer:
                return gesture
            if part.offered(gesture)(view, -1, view.last, None) is True:
                return gesture
        return found[0][1] if found else None

    def _gestures(self, act: str) -> Iterator[tuple[Part, Gesture]]:
        for part in self.situation.parts:
            for gesture in part.standard.gestures.values():
                if part.kind in gesture.cases and any(one["act"] == act for one in gesture.acts):
                    yield part, gesture

    def said(self, gesture: Gesture | None, act: str) -> Mapping[str, Any]:
        """What a gesture says of an act, with what the gestures of the same key in other standards add."""
        if gesture is None:
            return {}
        found = [gesture]
        for part in self.situation.parts:
            found += [one for one in part.standard.gestures.values() if part.kind in one.cases and one is not gesture]
        return values_of(found, gesture.key, act)

    def fill(self, act: str, unit: str | None, at: int, *, evading: bool = False) -> Filled:
        """The act as it usually is, at ``at``, tried; with the fewest breaches that its values can bring about.

        What comes at a wrong time is left so, unless ``evading``.
        """
        draft = _Draft(self, act, unit, at)
        draft.evading = evading
        trial = draft.tried({})
        for _ in range(2):
            trial = draft.figures(trial)
            if trial.breaches:
                trial = draft.better(trial)
        return Filled(
            trial, [name for name in draft.open if name in trial.data and name not in draft.fixed], draft.gesture
        )


class _Draft:
    """An act being filled."""

    def __init__(self, usual: Usual, act: str, unit: str | None, at: int) -> None:
        self.usual, self.situation = usual, usual.situation
        self.act, self.unit, self.at = act, unit, at
        self.types = {name: parse_type(text) for name, text in self.situation.types(act).items()}
        self.open: list[str] = []
        self.gesture = usual.gesture(act, unit)
        said = next((one for one in self.gesture.acts if one["act"] == act), {}) if self.gesture else {}
        self.said: Mapping[str, Any] = usual.said(self.gesture, act)
        roles = self.situation.roles(act)
        self.roles = [said["by"], *(role for role in roles if role != said["by"])] if said.get("by") in roles else roles
        self.windows = usual.windows(at)
        self.options = {name: self._options(name, type_) for name, type_ in self.types.items() if self._used(name)}
        self.fixed: dict[str, Any] = {}
        self.evading = False

    def _used(self, name: str) -> bool:
        if name in self.said or self._is_unit(name):
            return True
        return any(asked(part.ready).wants(self.act, name) for part in self.situation.knowing(self.act))

    def _is_unit(self, name: str) -> bool:
        return any(part.unit and name in (part.unit, f"{part.unit}s") for part in self.situation.parts)

    def _options(self, name: str, type_: FieldType) -> list[Any]:
        """The values that a field may have, the most usual first; [] leaves it blank."""
        if self._is_unit(name):
            own: Any = [self.unit] if self.unit and type_.kind == "list" else self.unit
            return [] if own is None else [own]
        said = self.said.get(name)
        if name in self.said and not isinstance(said, Mapping):
            others = self._others(name, type_)
            return [said, *(value for value in others if value != said)]
        if type_.kind in ("datetime", "date", "transcript"):
            return []
        known = [value for value in (self._fact(name, type_), self._carried(name, type_)) if value is not None]
        others = self._others(name, type_)
        if type_.kind in ("bool", "choice"):
            strong = self._values("good", name)
            return list(
                dict.fromkeys([*(v for v in known[:1] if v not in self._values("bad", name)), *strong, *others])
            )
        if known:
            return known[:1]
        if others and type_.kind in ("int", "decimal"):
            return others
        if type_.kind == "list":
            assert type_.item is not None
            inner = type_.item
            item: Any = inner.choices[0] if inner.kind == "choice" else self._stand_in(name, inner.kind)
            return [[item]]
        return [self._stand_in(name, type_.kind)]

    def _stand_in(self, name: str, kind: str) -> Any:
        if kind not in self.usual.own:
            self.open.append(name)
        return self.usual.stand_ins.get(kind, "—")

    def _values(self, sort: str, name: str) -> list[Any]:
        found: list[Any] = []
        for part in self.situation.knowing(self.act):
            found += getattr(asked(part.ready), sort).get((self.act, name), ())
        return found

    def _others(self, name: str, type_: FieldType) -> list[Any]:
        good, bad = self._values("good", name), self._values("bad", name)
        everything: list[Any] = [True, False] if type_.kind == "bool" else list(type_.choices)
        if not everything:
            return [value for value in good if _fits(value, type_)]
        last = [value for value in everything if value in bad and value not in good]
        first = [value for value in good if value in everything]
        return list(dict.fromkeys([*first, *(v for v in everything if v not in last), *last]))

    def _fact(self, name: str, type_: FieldType) -> Any:
        value = self.situation.facts.get(name)
        return value if not blank(value) and _fits(value, type_) else None

    def _carried(self, name: str, type_: FieldType) -> Any:
        """What the latest earlier act of the unit says under this name."""
        if type_.kind in PROOFS or any(
            (self.act, name) in asked(p.ready).ticked for p in self.situation.knowing(self.act)
        ):
            return None
        for part in self.situation.parts:
            view = part.of_unit(self.unit)
            place = view.latest_filled(name, view.last)
            if place >= 0:
                value = view.value(place, name)
                if type(value) not in (Moment, Day) and _fits(value, type_):
                    return value
        return None

    def _times(self, window: int) -> dict[str, Any]:
        """The act's dates and moments that somebody reads: the first begins the window, each later one two hours or a
        year on.
        """
        result: dict[str, Any] = {}
        moments = [n for n, t in self.types.items() if t.kind == "datetime" and self._timed("datetime")]
        for number, name in enumerate(moments):
            result[name] = format_moment(window + number * 2 * HOUR)
        days = [n for n, t in self.types.items() if t.kind == "date" and self._timed("date")]
        for number, name in enumerate(days):
            result[name] = format_day(self.at // DAY + 365 * number)
        return result

    def _timed(self, kind: str) -> bool:
        return any(type_.kind == kind and self._used(name) for name, type_ in self.types.items())

    def tried(self, chosen: Mapping[str, Any]) -> Trial:
        """The act with ``chosen`` options, and the first ones else, put to the judge."""
        data = self._times(chosen.get("", self.windows[0]))
        for name, options in self.options.items():
            if options:
                data[name] = chosen.get(name, options[0])
        data.update(self.fixed)
        by = chosen.get("by", self.roles[0])
        trial = self.situation.trial(self.act, by, data, self.at)
        for name, type_ in self.types.items():
            if type_.kind == "transcript" and name in self.options and (lines := usual_transcript(trial, name)):
                trial = self.situation.trial(self.act, by, {**data, name: lines}, self.at)
        return trial

    def figures(self, trial: Trial) -> Trial:
        """The act with the figures that its formulas give."""
        for hit in trial.breaches:
            if hit.occurrence.code == "differs" and hit.judged:
                info = hit.occurrence.info or {}
                self.fixed[info["figure"]] = _written(info["wanted"])
        return self.tried({}) if self.fixed else trial

    def better(self, trial: Trial) -> Trial:
        """The act with other values of what its breached clauses read, if they breach less."""
        varied = self._varied(trial)
        best, fewest = trial, len(trial.breaches)
        names = list(varied)
        for values in islice(product(*varied.values()), 1, MOST_TRIES):
            try:
                other = self.tried(dict(zip(names, values, strict=True)))
            except BadCase:
                continue
            if len(other.breaches) < fewest:
                best, fewest = other, len(other.breaches)
            if not fewest:
                break
        return best

    def _varied(self, trial: Trial) -> dict[str, list[Any]]:
        varied: dict[str, list[Any]] = {}
        for hit in trial.breaches:
            if not hit.judged or (self._mistimed(hit) and not self.evading):
                continue
            if hit.occurrence.code == "wrong_role":
                varied["by"] = self.roles
            for name in self._read(hit):
                if self.types[name].kind in ("datetime", "date"):
                    varied[""] = self.windows
                elif len(self.options.get(name, ())) > 1:
                    varied[name] = self.options[name]
        return varied

    def _mistimed(self, hit: Hit) -> bool:
        """Whether an act comes at a wrong time, by a planned time that it does not set itself."""
        planned = hit.form.rule.get("planned")
        return hit.occurrence.code in MISTIMED and (not planned or planned[1] not in self.types)

    def _read(self, hit: Hit) -> list[str]:
        """The fields of the act that a breached clause reads."""
        of = asked(hit.part.ready)
        return [
            name
            for name in self.types
            if any(hit.clause in where.get((self.act, name), ()) for where in (of.guards, of.filled))
        ]


def _windows(now: int) -> Iterator[int]:
    """Moments at which something may be planned: on the half hour from an hour on, then at nine and two of working
    days.
    """
    for number in range(12):
        start = -(-(now + HOUR) // HALF_HOUR) * HALF_HOUR + number * HALF_HOUR
        if start // DAY == now // DAY and (not number or _by_day(start)):
            yield start
    for day in range(now // DAY + 1, now // DAY + 20):
        if CHINA.is_working(day):
            yield day * DAY + 9 * HOUR
            yield day * DAY + 14 * HOUR


def _by_day(moment: int) -> bool:
    return 8 * HOUR + HALF_HOUR <= moment % DAY <= 17 * HOUR


def _fits(value: Any, type_: FieldType) -> bool:
    try:
        reader(str(type_))(value)
    except (BadValue, TypeError):
        return False
    return True


def _written(value: Any) -> Any:
    """A value of the judge as JSON has it."""
    if type(value) is Moment:
        return format_moment(value)
    if type(value) is Day:
        return format_day(value)
    if isinstance(value, list):
        return [_written(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value
