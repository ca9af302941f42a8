"""A case as it is shown to somebody: personal fields masked by post, acts with their marks. Shared by the API and the pages.

What may be asked at all is decided before; looking at it unmasked is ``personal``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doorstep import judge, standards
from doorstep.calendar import format_moment
from doorstep.language.types import FieldType, parse_type
from doorstep.people.masking import masked, seen
from doorstep.people.permissions import Held
from doorstep.people.posts import PERSONAL_TYPES
from doorstep.record import clock
from doorstep.record.history import ASSIGNED, CORRECTIONS, FACTS_CHANGED, History
from doorstep.record.models import CaseRow
from doorstep.record.reading import Recorded

OPENED = "case.opened"


def line(row: CaseRow, now: int) -> dict[str, Any]:
    """A case of a list (``schemas.CaseLine``)."""
    return {
        "id": row.case,
        "number": row.number,
        "standards": [
            dict(zip(("standard", "version", "kind"), one, strict=True)) for one in json.loads(row.standards)
        ],
        "place": row.place,
        "assignee": row.assignee,
        "opened": format_moment(row.opened),
        "changed": format_moment(row.changed),
        "acts": row.acts,
        "finished": row.finished,
        "closed": row.closed,
        "breached": row.breached,
        "pending": row.pending,
        "met": row.met,
        "next_limit": None if row.next_limit is None else format_moment(row.next_limit, end_of_day=True),
        "overdue": row.next_limit is not None and row.next_limit < now,
    }


def case(
    row: CaseRow, found: History, held: Sequence[Held], judged: Mapping[str, judge.Judgement] | None = None
) -> dict[str, Any]:
    """A case with its facts, units and timeline (``schemas.CaseShown``); ``judged`` are its judgements, if they were made."""
    types = Types(found)
    facts, hidden = types.facts_shown(found.facts, held)
    return {
        **line(row, clock.civil(clock.now())),
        "facts": facts,
        "masked": [f"facts.{name}" for name in hidden],
        "units": units(found, judged or {}),
        "forgotten": found.forgotten,
        "timeline": timeline(found, types, held),
    }


def units(found: History, judged: Mapping[str, judge.Judgement]) -> list[str]:
    """The units that facts and acts of a case name, in the order in which they were named."""
    named: list[str] = []
    for key, _, kind in found.standards:
        if key in judged:
            read = judged[key].whole.case
        else:
            read = judge.read_case(judge.program(standards.load(key), kind), found.facts, found.events(key))
        named += [*read.units, *(unit for act in read.acts for unit in act.units)]
    return list(dict.fromkeys(named))


class Types:
    """The declared types of a case's facts and of its acts' fields, over all its standards."""

    def __init__(self, found: History) -> None:
        self.programs = [judge.program(standards.load(key), kind).program for key, _, kind in found.standards]
        self.standards = [standards.load(key) for key, _, _ in found.standards]
        self.facts = self._typed(program["facts"] for program in self.programs)
        self._acts: dict[str, dict[str, FieldType]] = {}

    @staticmethod
    def _typed(declared: Any) -> dict[str, FieldType]:
        return {name: parse_type(type_) for fields in declared for name, type_ in fields.items()}

    def of_act(self, act: str) -> dict[str, FieldType]:
        """The types of an act's fields."""
        if act not in self._acts:
            self._acts[act] = self._typed(program["acts"].get(act, {}) for program in self.programs)
        return self._acts[act]

    def party(self, role: str | None) -> bool:
        """Whether a role is one that has no account."""
        return role is not None and any(role in one.roles and one.roles[role].party for one in self.standards)

    def facts_shown(self, facts: Mapping[str, Any], held: Sequence[Held]) -> tuple[dict[str, Any], list[str]]:
        """Facts as the posts see them, and the names of those that are not shown whole."""
        return _shown(facts, self.facts, held)

    def data_shown(self, act: str, data: Mapping[str, Any], held: Sequence[Held]) -> tuple[dict[str, Any], list[str]]:
        """An act's data as the posts see it, and the places of what is not shown whole."""
        if act in (OPENED, FACTS_CHANGED):
            facts, hidden = self.facts_shown(data.get("facts") or {}, held)
            return {**data, "facts": facts}, [f"facts.{name}" for name in hidden]
        if act in CORRECTIONS and isinstance(data.get("with"), Mapping):
            new = data["with"]
            inner, hidden = self.data_shown(str(new.get("act")), new.get("data") or {}, held)
            return {**data, "with": {**new, "data": inner}}, [f"with.data.{name}" for name in hidden]
        if act == "note.added":
            text = seen(held, data.get("text"), "text")
            return {**data, "text": text}, ["text"] if text != data.get("text") else []
        return (dict(data), []) if act == ASSIGNED or "." in act else _shown(data, self.of_act(act), held)


def _shown(
    values: Mapping[str, Any], types: Mapping[str, FieldType], held: Sequence[Held]
) -> tuple[dict[str, Any], list[str]]:
    result, hidden = {}, []
    for name, value in values.items():
        type_ = types.get(name)
        result[name] = _value(value, type_, held)
        if result[name] != value:
            hidden.append(name)
    return result, hidden


def _value(value: Any, type_: FieldType | None, held: Sequence[Held]) -> Any:
    """A value as the posts see it; what no standard declares is shown as a text would be."""
    if type_ is not None and type_.kind == "list" and isinstance(value, list):
        return [_value(item, type_.item, held) for item in value]
    kind = type_.kind if type_ else "text"
    if kind not in PERSONAL_TYPES or value is None or isinstance(value, bool | int | float):
        return value
    return seen(held, value, kind)


def timeline(found: History, types: Types, held: Sequence[Held]) -> list[dict[str, Any]]:
    """The acts by time (``schemas.ActShown``)."""
    marks = Marks(found.acts)
    return [_act(act, types, held, marks) for act in found.acts]


class Marks:
    """Which acts were corrected, by which; a correction of a correction goes to what the first one corrected."""

    def __init__(self, acts: Sequence[Recorded]) -> None:
        self.by: dict[str, Recorded] = {}
        for act in sorted(acts, key=lambda one: one.envelope.no):
            if act.envelope.act in CORRECTIONS:
                self.by[str(act.data.get("act"))] = act

    def state(self, act: Recorded) -> tuple[str, str | None]:
        """stands, replaced or voided; and the id of the correction."""
        found = self.by.get(act.envelope.id)
        if found is None:
            return "stands", None
        return ("voided" if found.envelope.act == CORRECTIONS[1] else "replaced"), found.envelope.id


def _act(act: Recorded, types: Types, held: Sequence[Held], marks: Marks) -> dict[str, Any]:
    envelope = act.envelope
    data, hidden = types.data_shown(envelope.act, act.data, held)
    state, by = marks.state(act)
    return {
        "id": envelope.id,
        "no": envelope.no,
        "act": envelope.act,
        "at": envelope.at,
        "claimed": envelope.claimed,
        "received": envelope.received,
        "by": envelope.by,
        "actor": envelope.actor,
        "source": envelope.source,
        "device": envelope.device,
        "counter": envelope.counter,
        "data": data,
        "masked": hidden,
        "late": envelope.late,
        "party": types.party(envelope.by),
        "forgotten": act.forgotten,
        "state": state,
        "corrected_by": by,
        "corrects": str(act.data.get("act")) if envelope.act in CORRECTIONS else None,
    }


def said(sentence: str) -> str:
    """A sentence of the judge without the numbers that could reach somebody."""
    return masked(sentence, "text")


def personal_fields(found: History, types: Types) -> Iterator[tuple[str, Any]]:
    """Every personal value of a case with its place: ("facts.phone", …), ("ACT_ID.caller_phone", …)."""
    for name, value in found.facts.items():
        if personal(types.facts.get(name)) and value not in (None, ""):
            yield f"facts.{name}", value
    for act in found.acts:
        for name, value in act.data.items():
            declared = types.of_act(act.envelope.act)
            if name in declared and personal(declared[name]) and value not in (None, ""):
                yield f"{act.envelope.id}.{name}", value


def personal(type_: FieldType | None) -> bool:
    """Whether values of a type may be personal."""
    return type_ is not None and (type_.item or type_).kind in PERSONAL_TYPES
