"""The acts of a case as the reference sees them: in order, unit by unit, with refs and visits. No rule is here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from .calendar import DEFAULT_WORKING_HOURS
from .values import Value, is_blank, read, read_moment


@dataclass(frozen=True)
class Act:
    """One recorded act. ``place`` is its place in the order of the whole case."""

    place: int
    at: datetime
    name: str
    by: str
    data: dict[str, Value]
    declared: dict[str, str]

    @property
    def ref(self) -> Value:
        return self.data.get("ref")

    def get(self, name: str) -> Value:
        """A field's value; ``at`` is the act's moment."""
        return self.at if name == "at" else self.data.get(name)


@dataclass
class History:
    """All that is known of a case at ``now``: ``acts`` in order, acts later than ``now`` left out."""

    standard: dict
    case: str
    facts: dict[str, Value]
    acts: list[Act]
    now: datetime
    unit_name: str | None
    memo: dict = field(default_factory=dict)

    @property
    def hours(self) -> list[str]:
        """The working hours of the case: the fact, as a list of "09:00-12:00"; the usual ones without it."""
        hours = self.facts.get("working_hours")
        if is_blank(hours):
            return DEFAULT_WORKING_HOURS
        return [hours] if isinstance(hours, str) else hours  # type: ignore[return-value]

    def units_of(self, act: Act) -> list[Value]:
        """The units that an act names, in the field of the unit's name or in its plural list."""
        return units_named(act.data, self.unit_name)

    def units(self) -> list[Value]:
        """Every unit named by a fact or by an act; ``[None]`` stands for a case without any unit named."""
        found: list[Value] = []
        if self.unit_name:
            plural = self.facts.get(self.unit_name + "s")
            named = list(plural) if isinstance(plural, list) else []
            for act in self.acts:
                named += self.units_of(act)
            for unit in named:
                if not is_blank(unit) and unit not in found:
                    found.append(unit)
        return found or [None]

    def view(self, unit: Value) -> list[Act]:
        """The acts that concern a unit: those that name it and those that name none."""
        if unit is None:
            return self.acts
        return [act for act in self.acts if not self.units_of(act) or unit in self.units_of(act)]

    def visit_of(self, act: Act) -> tuple[int, int]:
        """First and last place of an act's visit: latest ``arrived`` up to it, first ``left_site`` from it on."""
        first, last = -1, len(self.acts)
        for other in self.acts:
            if other.name == "arrived" and other.place <= act.place:
                first = other.place
        for other in reversed(self.acts):
            if other.name == "left_site" and other.place >= act.place:
                last = other.place
        return first, last


def units_named(data: dict[str, Value], unit_name: str | None) -> list[Value]:
    """The units named in an act's data."""
    if unit_name is None:
        return []
    named = [data.get(unit_name)]
    plural = data.get(unit_name + "s")
    if isinstance(plural, list):
        named += plural
    return [unit for unit in named if not is_blank(unit)]


def can_pair(left: Act, right: Act) -> bool:
    """Two acts can pair unless both have a ref and the refs differ."""
    return same_ref(left.ref, right.ref)


def same_ref(left: Value, right: Value) -> bool:
    return is_blank(left) or is_blank(right) or left == right


def build(standard: dict, case: str, facts: dict, events: list[dict], as_of: str) -> History:
    """A history from the texts of a case. Acts of the same moment happened in the order listed."""
    now = read_moment(as_of)
    kind = standard["cases"][case]
    known = sorted((e for e in events if read_moment(e["at"]) <= now), key=lambda e: read_moment(e["at"]))
    acts = []
    for place, event in enumerate(known):
        declared = (standard["acts"].get(event["act"]) or {}).get("data") or {}
        data = {name: read(value, declared.get(name)) for name, value in (event.get("data") or {}).items()}
        acts.append(Act(place, read_moment(event["at"]), event["act"], event.get("by") or "", data, declared))
    types = kind.get("facts") or {}
    read_facts = {name: read(value, types.get(name)) for name, value in (facts or {}).items()}
    return History(standard, case, read_facts, acts, now, kind.get("unit"))
