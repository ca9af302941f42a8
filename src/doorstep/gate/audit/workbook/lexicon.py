"""What names mean on an order: its standards' kinds, acts, roles, fields, facts and choices, looked up in all of them.

An order may be governed by several standards. A name that means two things there is refused; each standard sees only
what it declares, so a value is read once for each of them. Files and rows are not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from doorstep.calendar import parse_hours
from doorstep.gate.audit.workbook import values
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.names import Names
from doorstep.gate.audit.workbook.values import NOTHING, Translation
from doorstep.language.model import ActKind, Standard, Words
from doorstep.language.types import FieldType


class Declared(NamedTuple):
    """How one standard declares a field or fact: its type, and the names of its choices if it has any."""

    standard: str
    type: FieldType
    names: Names | None


@dataclass(frozen=True)
class Slot:
    """A field of an act, or a fact of a case, as every standard that has it declares it."""

    key: str
    declared: tuple[Declared, ...]
    fact: bool = False

    @cached_property
    def _merged(self) -> Names | None:
        """The choices of all standards together, if they differ."""
        named = [one.names for one in self.declared if one.names is not None]
        if len(named) < 2:
            return named[0] if named else None
        merged = Names("choice")
        for names in named:
            for key, words in names.words.items():
                merged.add(key, words)
        return merged

    def read(self, raw: Any, *, say: Translation = NOTHING, date1904: bool = False) -> dict[str, Any]:
        """The value for each standard, as that standard's type; {} if the cell is blank. Raises ``Unfit``.

        A choice that only one of several standards knows is blank for the others.
        """
        found = {}
        for one in self.declared:
            value = values.read(raw, one.type, self._merged, say=say, date1904=date1904)
            if len(self.declared) > 1:
                value = _own(value, one.type)
            if value is not None:
                found[one.standard] = value
        if self.fact and self.key == "working_hours":
            for value in found.values():
                _check_hours(value)
        return found


class ActForm:
    """One act on an order: who may do it, its fields (the union of its standards'), its transcript and unit fields."""

    def __init__(self, key: str, declared: Iterable[tuple[Standard, ActKind, str | None]]) -> None:
        declared = list(declared)
        self.key = key
        self.words = declared[0][1].words
        self.standards = tuple(standard.key for standard, _, _ in declared)
        self.by = tuple(dict.fromkeys(role for _, kind, _ in declared for role in kind.by))
        self.fields = Names("field")
        slots: dict[str, list[Declared]] = {}
        self.unit_fields: dict[str, None] = {}
        for standard, kind, unit in declared:
            for name, type_ in kind.fields.items():
                self.fields.add(name, standard.field_words(key, name))
                slots.setdefault(name, []).append(_declared(standard, name, type_, key))
            for candidate in (unit, f"{unit}s") if unit else ():
                if candidate in kind.fields:
                    self.unit_fields[candidate] = None
                    break
        self.slots = {name: Slot(name, tuple(found)) for name, found in slots.items()}
        self.transcripts = tuple(n for n, slot in self.slots.items() if slot.declared[0].type.kind == "transcript")

    def slot(self, name: str) -> Slot | None:
        """The field that ``name`` (a label or key) means, or None. Raises ``Unfit`` if it means several."""
        keys = self.fields.keys(name)
        if len(keys) > 1:
            raise Unfit("ambiguous_field", keys=sorted(keys))
        return self.slots[next(iter(keys))] if keys else None


@dataclass(frozen=True)
class Lexicon:
    """The names of an order that is governed by ``governed``, standards with the kind of case in each."""

    governed: tuple[tuple[Standard, str], ...]
    _forms: dict[str, ActForm] = field(default_factory=dict)

    @cached_property
    def acts(self) -> Names:
        """Its acts."""
        return _union("act", (standard.acts for standard, _ in self.governed))

    @cached_property
    def roles(self) -> Names:
        """Its roles."""
        return _union("role", (standard.roles for standard, _ in self.governed))

    @cached_property
    def facts(self) -> Names:
        """Its facts."""
        names = Names("fact")
        for standard, kind in self.governed:
            for key in standard.cases[kind].facts:
                names.add(key, standard.fact_words(key))
        return names

    @cached_property
    def fact_slots(self) -> Mapping[str, Slot]:
        """How its facts are declared."""
        slots: dict[str, list[Declared]] = {}
        for standard, kind in self.governed:
            for key, type_ in standard.cases[kind].facts.items():
                slots.setdefault(key, []).append(_declared(standard, key, type_, None))
        return {key: Slot(key, tuple(found), fact=True) for key, found in slots.items()}

    def form(self, act: str) -> ActForm:
        """The act ``act`` (a key that one of its standards declares)."""
        if act not in self._forms:
            declared = [
                (standard, standard.acts[act], standard.cases[kind].unit)
                for standard, kind in self.governed
                if act in standard.acts
            ]
            self._forms[act] = ActForm(act, declared)
        return self._forms[act]


def kinds_of(standard: Standard) -> Names:
    """The kinds of case of one standard."""
    return Names("kind", ((key, kind.words) for key, kind in standard.cases.items()))


def _union(kind: str, tables: Iterable[Mapping[str, Any]]) -> Names:
    names = Names(kind)
    for table in tables:
        for key, thing in table.items():
            names.add(key, thing.words)
    return names


def _declared(standard: Standard, name: str, type_: FieldType, act: str | None) -> Declared:
    return Declared(standard.key, type_, _choices(standard, name, type_, act))


def _choices(standard: Standard, name: str, type_: FieldType, act: str | None) -> Names | None:
    """The names of a choice; of a text or a list of texts too, where the labels name what it takes."""
    bare = type_.item if type_.item is not None else type_
    if bare.kind == "choice":
        keys: Iterable[str] = bare.choices
    elif bare.kind == "text":
        listed: Mapping[str, Words] = (
            standard.labels.choices.get(f"{act}.{name}") or standard.labels.choices.get(name) or {}
        )
        keys = listed
    else:
        return None
    named = [(key, standard.choice_words(name, key, act)) for key in keys]
    return Names("choice", named) if named else None


def _own(value: Any, type_: FieldType) -> Any:
    """What of ``value`` a standard with this type knows."""
    if type_.kind == "choice":
        return value if value in type_.choices else None
    if type_.item is not None and type_.item.kind == "choice" and value is not None:
        return [item for item in value if item in type_.item.choices] or None
    return value


def _check_hours(value: Any) -> None:
    """The fact that sets a site's working hours must name some."""
    try:
        parse_hours(value)
    except (ValueError, TypeError, AttributeError):
        raise Unfit("no_hours") from None
