"""The appointment as it stands: when somebody comes, and which other times were proposed and are still free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doorstep.calendar import format_moment, parse_moment
from doorstep.language.model import Standard
from doorstep.language.types import FieldType
from doorstep.record import clock
from doorstep.record.history import History, history
from doorstep.record.sql import rows
from doorstep.work.door.serving import planned
from doorstep.work.door.standing import Standing

Slot = tuple[str, str]
"""From and until, as "2026-10-13 13:30"."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Local civil seconds; ``end`` is ``start`` where only a moment was agreed. ``told`` is what was said of the
    work.
    """

    start: int
    end: int
    standard: Standard
    act: str
    told: tuple[tuple[str, str], ...] = ()


def appointment(standing: Standing) -> Appointment | None:
    """The appointment made last; None when there is none."""
    latest: Appointment | None = None
    for one in standing:
        fields = [name for name in planned(one.kind) if name in one.data]
        if fields:
            times = [int(one.data[name]) for name in fields]
            told = tuple((name, str(one.data[name])) for name in _told(one.kind.fields) if name in one.data)
            latest = Appointment(times[0], times[-1], one.standard, one.kind.key, told)
    return latest


def _told(fields: Mapping[str, FieldType]) -> list[str]:
    """The texts that the customer was told with the appointment: not why it was moved, which may be the company's
    business.
    """
    return [name for name, type_ in fields.items() if type_.kind == "text" and name != "reason"]


def checked_slots(slots: Sequence[Slot]) -> list[list[str]]:
    """Proposed times as they are stored. Raises ``ValueError`` for one that is no stretch of time."""
    result = []
    for start, end in slots:
        if parse_moment(start) >= parse_moment(end):
            raise ValueError(f"{start} to {end} is no stretch of time")
        result.append([format_moment(parse_moment(start)), format_moment(parse_moment(end))])
    return result


def free_slots(found: History, slots: Sequence[Sequence[str]], now: int) -> list[dict[str, Any]]:
    """The proposed times that still lie ahead: ``{start, end, free}``; one is not free when who comes is elsewhere
    then.
    """
    busy = _elsewhere(found)
    result = []
    for start, end in slots:
        begins, ends = parse_moment(start), parse_moment(end)
        if begins > now:
            free = not any(other.start < ends and begins < max(other.end, other.start + 1) for other in busy)
            result.append({"start": start, "end": end, "free": free})
    return result


def _elsewhere(found: History) -> list[Appointment]:
    """The appointments of who comes, on his other open cases."""
    if found.assignee is None:
        return []
    query = 'SELECT "case" FROM record_caserow WHERE assignee = %s AND closed = %s AND finished = %s AND "case" <> %s'
    others = [history(case) for (case,) in rows(query, [found.assignee, False, False, found.case])]
    made = [appointment(Standing(other)) for other in others]
    return [one for one in made if one is not None and one.end >= clock.civil(clock.now())]
