"""The history of a case: its acts as the judge reads them, its facts and standards, and the judgements under each.

A case is governed by several standards; each sees the acts whose names it knows, and of a shared act the fields it declares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from doorstep import judge, standards
from doorstep.calendar import format_moment
from doorstep.judge.case import REPLACED, VOIDED
from doorstep.record.append import OPENED
from doorstep.record.reading import Recorded, in_order, read

ASSIGNED, FACTS_CHANGED, CLOSED = "case.assigned", "case.facts_changed", "case.closed"
CORRECTIONS = (REPLACED, VOIDED)


class NoSuchCase(LookupError):
    """There is no case of that id."""


@dataclass(slots=True)
class History:
    """What the acts of a case say. Times are local civil seconds; ``acts`` are in the order in which they are judged."""

    case: str
    acts: list[Recorded]
    number: str = ""
    place: str = ""
    assignee: str | None = None
    closed: bool = False
    opened: int = 0
    received: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    standards: list[tuple[str, str, str]] = field(default_factory=list)
    _events: dict[str, list[dict[str, Any]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def forgotten(self) -> bool:
        """Whether something personal of it can no longer be read."""
        return any(act.forgotten for act in self.acts)

    def events(self, standard: str) -> list[dict[str, Any]]:
        """The acts that a standard knows, with the corrections of those, as ``judge.read_case`` takes them: made once."""
        if standard not in self._events:
            self._events[standard] = self._events_of(standard)
        return self._events[standard]

    def _events_of(self, standard: str) -> list[dict[str, Any]]:
        known = standards.load(standard).acts
        events = [_event(act) for act in self.acts if act.envelope.act in known]
        kept = {event["id"] for event in events}
        # A correction stands behind what it corrects, whatever time it claims: by acceptance, after all acts.
        for act in sorted(self.acts, key=lambda act: act.envelope.no):
            if act.envelope.act in CORRECTIONS and act.data.get("act") in kept:
                events.append(_event(act))
                kept.add(act.envelope.id)
        return events

    def judgements(self, as_of: int, *, known: int | None = None) -> dict[str, judge.Judgement]:
        """The judgement under each of its standards as of a moment, as it was known at ``known`` (None: now)."""
        result = {}
        for key, _, kind in self.standards:
            program = judge.program(standards.load(key), kind)
            case = judge.read_case(program, self.facts, self.events(key))
            result[key] = judge.judge(program, case, as_of, known=known)
        return result


def _event(act: Recorded) -> dict[str, Any]:
    envelope, data = act.envelope, act.data
    if envelope.act == REPLACED:
        data = {**data, "with": _moved(data["with"])}
    return {
        "id": envelope.id,
        "at": format_moment(act.at),
        "act": envelope.act,
        "by": envelope.by or "",
        "data": data,
        "received": format_moment(act.received),
    }


def _moved(replacement: Mapping[str, Any]) -> dict[str, Any]:
    """A replacement with its moment as the judge writes it (it is stored with its offset)."""
    from datetime import datetime

    from doorstep.record import clock

    at = str(replacement["at"])
    return (
        {**replacement, "at": format_moment(clock.civil(datetime.fromisoformat(at)))}
        if "T" in at
        else dict(replacement)
    )


def history(case: str, acts: Sequence[Recorded] | None = None) -> History:
    """The history of a case. Raises ``NoSuchCase``."""
    found = list(acts) if acts is not None else read(case)
    if not found:
        raise NoSuchCase(case)
    result = History(case, in_order(found), received=max(act.received for act in found))
    for act in found:
        _house_act(result, act)
    return result


def _house_act(result: History, act: Recorded) -> None:
    name, data = act.envelope.act, act.data
    if name == OPENED:
        result.number, result.place, result.opened = data["number"], data.get("place", ""), act.at
        result.standards = [(key, version, kind) for key, version, kind in data["standards"]]
        result.facts = dict(data.get("facts") or {})
    elif name == ASSIGNED:
        result.assignee = data.get("person")
        result.place = data.get("place") or result.place
    elif name == FACTS_CHANGED:
        result.facts.update(data.get("facts") or {})
    elif name == CLOSED:
        result.closed = True
