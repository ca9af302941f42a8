"""The vocabulary of a case: the union of what its standards declare, and whether they can share a case at all.

An act is recorded once and judged by each standard that knows its name; its fields are the union of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from doorstep import standards
from doorstep.calendar import format_moment
from doorstep.judge.values import BadValue, blank, reader
from doorstep.language.model import Standard
from doorstep.language.types import FieldType
from doorstep.record import clock
from doorstep.work.faults import Fault, NotDone, unknown

PERSONAL = frozenset({"person", "phone", "signature", "photo", "location", "transcript", "file"})
"""The types whose values are kept apart under the customer's key."""

Governed = tuple[str, str, str]
"""A standard's key, its version and the kind of case."""


class Vocabulary:
    """What the standards of a case declare together. Raises ``NotDone`` when they cannot share a case."""

    def __init__(self, governed: Sequence[Governed]) -> None:
        self.parts: list[tuple[Standard, str]] = [(standards.load(key), kind) for key, _, kind in governed]
        faults = list(_differences(self.parts))
        if faults:
            raise NotDone(faults)
        self.facts: dict[str, FieldType] = {}
        self.acts: dict[str, dict[str, FieldType]] = {}
        for standard, kind in self.parts:
            self.facts |= standard.cases[kind].facts
            for name, act in standard.acts.items():
                self.acts.setdefault(name, {}).update(act.fields)

    @property
    def roles(self) -> dict[str, list[tuple[str, bool]]]:
        """Every role that some standard declares, with those standards and whether it is a party there."""
        found: dict[str, list[tuple[str, bool]]] = {}
        for standard, _ in self.parts:
            for role in standard.roles.values():
                found.setdefault(role.key, []).append((standard.key, role.party))
        return found

    def read_facts(self, facts: Mapping[str, Any], path: str = "facts") -> tuple[dict[str, Any], list[Fault]]:
        """Facts as they are stored, and what is wrong with them."""
        return _read(facts, self.facts, path, lambda name: unknown("unknown_fact", f"{path}.{name}", name, self.facts))

    def read_data(self, act: str, data: Mapping[str, Any], path: str = "data") -> tuple[dict[str, Any], list[Fault]]:
        """An act's fields as they are stored, and what is wrong with them."""
        fields = self.acts[act]
        return _read(data, fields, path, lambda name: unknown("unknown_field", f"{path}.{name}", name, fields, act=act))


@lru_cache(maxsize=512)
def vocabulary(governed: tuple[Governed, ...]) -> Vocabulary:
    """The vocabulary of a list of standards, kept. Raises ``NotDone``."""
    return Vocabulary(governed)


def split(values: Mapping[str, Any], types: Mapping[str, FieldType]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values in the open and personal ones."""
    private = {name for name in values if is_personal(types[name])}
    return {n: v for n, v in values.items() if n not in private}, {n: v for n, v in values.items() if n in private}


def is_personal(type_: FieldType) -> bool:
    """Whether values of a type are kept apart."""
    return (type_.item or type_).kind in PERSONAL


def _read(
    values: Mapping[str, Any], types: Mapping[str, FieldType], path: str, stranger: Any
) -> tuple[dict[str, Any], list[Fault]]:
    read: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in values.items():
        if name not in types:
            faults.append(stranger(name))
            continue
        if blank(value):
            continue
        try:
            said = _local(value, types[name])
            reader(str(types[name]))(said)
        except BadValue as bad:
            faults.append(Fault("wrong_type", f"{path}.{name}", {"found": str(bad.found)[:60], "wanted": bad.wanted}))
            continue
        read[name] = said
    return read, faults


def _local(value: Any, type_: FieldType) -> Any:
    """A moment with an offset as the judge writes moments; anything else as it is."""
    if type_.kind != "datetime" or not isinstance(value, str) or "T" not in value:
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return value if moment.tzinfo is None else format_moment(clock.civil(moment))


def _differences(parts: Sequence[tuple[Standard, str]]) -> Iterator[Fault]:
    """Where two of the standards declare one thing with different types, with both places."""
    seen: dict[str, tuple[str, str]] = {}
    for standard, kind in parts:
        for what, type_ in _declared(standard, kind):
            first = seen.setdefault(what, (f"{standard.key}/{what}", type_))
            if first[1] != type_:
                code = "units_differ" if what == "unit" else "types_differ"
                values = {
                    "first": first[0],
                    "first_type": first[1],
                    "second": f"{standard.key}/{what}",
                    "second_type": type_,
                }
                yield Fault(code, what, values)


def _declared(standard: Standard, kind: str) -> Iterable[tuple[str, str]]:
    case = standard.cases[kind]
    if case.unit:
        yield "unit", case.unit
    for name, type_ in case.facts.items():
        yield f"facts.{name}", str(type_)
    for act in standard.acts.values():
        for name, type_ in act.fields.items():
            yield f"{act.key}.{name}", str(type_)
