"""Which acts of a case's standards serve the door, found by who may do them and what they record; no standard is
known by name.

A sign-off is an act of a party with a signature, a rating an act of a party with a score or "satisfied", a change of
the appointment an act of a party with a planned time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from doorstep import standards
from doorstep.language.model import ActKind, Standard, Words
from doorstep.language.types import FieldType
from doorstep.record.history import History

SIGNED_OFF = "signed_off"
"""The standards' common name of the sign-off; it goes before other acts that are signed."""

SCORE, SATISFIED = "score", "satisfied"
WINDOW = ("window_start", "window_end")
APPOINTED = ("appointment_made", "appointment_changed")
ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Serving:
    """An act that serves: ``roles`` are the parties that may do it, with their names."""

    standard: Standard
    act: ActKind
    roles: dict[str, Words]

    def first(self, *kinds: str) -> str | None:
        """The first field of one of these types."""
        return next((name for name, type_ in self.act.fields.items() if type_.kind in kinds), None)


def parties(standard: Standard, act: ActKind) -> dict[str, Words]:
    """The parties among those who may do an act."""
    return {role: standard.roles[role].words for role in act.by if standard.roles[role].party}


def sign_off(found: History) -> Serving | None:
    """The act by which a party signs for the whole case; None where the standards have none."""
    fit = [one for one in _by_parties(found) if signature_field(one) and _fills(one, found)]
    named = [one for one in fit if one.act.key == SIGNED_OFF]
    return next(iter(named or fit), None)


def signature_field(serving: Serving) -> str | None:
    """The field for the party's signature: the first that is not named after a member of staff."""
    staff = tuple(f"{role.key}_" for role in serving.standard.roles.values() if not role.party)
    fields = [name for name, type_ in serving.act.fields.items() if type_.kind == "signature"]
    return next((name for name in fields if not name.startswith(staff)), None)


def rating(found: History) -> Serving | None:
    """The act by which a party rates the visit; None where the standards have none."""
    for one in _by_parties(found):
        fields = one.act.fields
        rest = [type_ for name, type_ in fields.items() if name not in (SCORE, SATISFIED)]
        asked = _is(fields.get(SCORE), "int", "decimal") or _is(fields.get(SATISFIED), "bool")
        if asked and all(type_.kind == "text" for type_ in rest):
            return one
    return None


def change(found: History) -> Serving | None:
    """The act by which a party changes the appointment himself; None where only staff may."""
    return next((one for one in _by_parties(found) if set(WINDOW) <= set(one.act.fields)), None)


def planned(act: ActKind) -> tuple[str, ...]:
    """The fields of an act that say when somebody comes: from, and until where there is one; () for other acts."""
    if set(WINDOW) <= set(act.fields):
        return WINDOW
    if act.key in APPOINTED:
        return tuple(name for name, type_ in act.fields.items() if type_.kind == "datetime")[:2]
    return ()


def governing(found: History) -> list[Standard]:
    """The standards of a case."""
    return [standards.load(key) for key, _, _ in found.standards]


def _by_parties(found: History) -> Iterator[Serving]:
    for standard in governing(found):
        for act in standard.acts.values():
            roles = parties(standard, act)
            if roles:
                yield Serving(standard, act, roles)


def _fills(serving: Serving, found: History) -> bool:
    """Whether the page can fill the act: it is about the whole case, or about its only unit."""
    kinds = {key: kind for key, _, kind in found.standards}
    unit = serving.standard.cases[kinds[serving.standard.key]].unit
    names: Any = found.facts.get(f"{unit}s") if unit else None
    about_one = unit is not None and unit in serving.act.fields
    other_units = {c.unit for c in serving.standard.cases.values() if c.unit and c.unit != unit}
    if other_units & set(serving.act.fields):
        return False
    return not about_one or (isinstance(names, list) and len(names) == 1)


def _is(type_: FieldType | None, *kinds: str) -> bool:
    return type_ is not None and type_.kind in kinds
