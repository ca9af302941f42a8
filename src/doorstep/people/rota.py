"""Who works when: hours of the day with lunch, and leave. Without a shift of his own somebody works the calendar's hours.

It forbids nothing: who is away can still be given an order, but whoever gives it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from doorstep.calendar.days import CHINA
from doorstep.calendar.hours import DEFAULT_HOURS
from doorstep.calendar.moments import DAY
from doorstep.people import audit
from doorstep.people.errors import Refused, unknown
from doorstep.people.models import Account, Leave, Shift
from doorstep.record import clock

KINDS = ("sick", "leave")
"""Why somebody is away: ill, or on leave."""

LONGEST = 366
KIND = "account"


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody works on a day: seconds from its midnight; ``lunch_start`` and ``lunch_end`` or neither."""

    start: int
    end: int
    lunch_start: int | None
    lunch_end: int | None


USUAL = Hours(DEFAULT_HOURS[0][0], DEFAULT_HOURS[0][1], 12 * 3600, 13 * 3600)
"""The calendar's hours, with an hour at noon."""


def hours_on(usernames: Iterable[str], day: date) -> dict[str, Hours | None]:
    """When each of some accounts works on a day; None: it is no working day of his. Leave is another question."""
    names = list(usernames)
    mine = Shift.objects.filter(account__username__in=names, since__lte=day).order_by("since")
    latest = {one.account.username: one for one in mine.select_related("account")}
    return {name: _on(latest.get(name), day) for name in names}


def _on(shift: Shift | None, day: date) -> Hours | None:
    days = shift.days if shift else ""
    works = str(day.isoweekday()) in days if days else CHINA.is_working(day.toordinal())
    if not works:
        return None
    return Hours(shift.start, shift.end, shift.lunch_start, shift.lunch_end) if shift else USUAL


def shift_of(account: Account, day: date) -> Shift | None:
    """The shift that holds for an account on a day; None: the calendar's hours."""
    return Shift.objects.filter(account=account, since__lte=day).order_by("since").last()


@transaction.atomic
def set_shift(account: Account, since: date, hours: Hours, days: str = "", *, by: str) -> Shift:
    """Lets an account work these hours from a day on. Raises ``Refused``: shift_hours, shift_lunch, shift_days."""
    if not 0 <= hours.start < hours.end <= DAY:
        raise Refused("shift_hours")
    lunch = (hours.lunch_start, hours.lunch_end)
    if lunch != (None, None) and not _within(hours):
        raise Refused("shift_lunch")
    if list(days) != sorted(set(days) & set("1234567")):
        raise Refused("shift_days")
    before = shift_of(account, since)
    made, _ = Shift.objects.update_or_create(account=account, since=since, defaults={**asdict(hours), "days": days})
    audit.write(by, "shift.set", KIND, account.username, before=_shift(before) if before else None, after=_shift(made))
    return made


def _within(hours: Hours) -> bool:
    start, end = hours.lunch_start, hours.lunch_end
    return start is not None and end is not None and hours.start <= start < end <= hours.end


def away_on(usernames: Sequence[str], day: date) -> dict[str, Leave]:
    """Who of some accounts is away on a day, with the leave that says so."""
    found = Leave.objects.filter(account__username__in=usernames, first__lte=day, last__gte=day)
    return {one.account.username: one for one in found.select_related("account").order_by("last", "pk")}


def leaves_of(account: Account, since: date) -> list[Leave]:
    """The leave of an account that is not over on a day, the nearest first."""
    return list(Leave.objects.filter(account=account, last__gte=since).order_by("first", "pk"))


@transaction.atomic
def set_away(account: Account, first: date, last: date, kind: str, *, by: str) -> Leave:
    """Notes that an account is away from a day to a day. Raises ``Unknown`` for a kind that is none; ``Refused``:
    leave_days, leave_long, leave_already.
    """
    if kind not in KINDS:
        raise unknown("unknown_leave", kind, KINDS)
    if last < first:
        raise Refused("leave_days")
    if (last - first).days >= LONGEST:
        raise Refused("leave_long", most=LONGEST)
    there = Leave.objects.filter(account=account, first__lte=last, last__gte=first).first()
    if there is not None:
        raise Refused("leave_already", first=there.first.isoformat(), last=there.last.isoformat())
    made = Leave.objects.create(account=account, first=first, last=last, kind=kind)
    audit.write(by, "leave.set", KIND, account.username, after=_leave(made))
    return made


@transaction.atomic
def end_leave(leave: Leave, *, by: str, back: date | None = None) -> None:
    """Notes that somebody works again from the day ``back`` on (None: today). Leave that has not begun then is taken away.

    Raises ``Refused``: leave_over.
    """
    day = back or clock.now().date()
    if leave.last < day:
        raise Refused("leave_over")
    before, name = _leave(leave), leave.account.username
    if day <= leave.first:
        leave.delete()
        audit.write(by, "leave.taken_away", KIND, name, before=before)
        return
    leave.last = day - timedelta(days=1)
    leave.save(update_fields=["last"])
    audit.write_change(by, "leave.ended", KIND, name, before, _leave(leave))


def _shift(shift: Shift) -> dict[str, Any]:
    lunch = "" if shift.lunch_start is None or shift.lunch_end is None else _span(shift.lunch_start, shift.lunch_end)
    return {
        "since": shift.since.isoformat(),
        "hours": _span(shift.start, shift.end),
        "lunch": lunch,
        "days": shift.days,
    }


def _span(start: int, end: int) -> str:
    return "–".join(f"{at // 3600:02d}:{at % 3600 // 60:02d}" for at in (start, end))


def _leave(leave: Leave) -> dict[str, Any]:
    return {"first": leave.first.isoformat(), "last": leave.last.isoformat(), "kind": leave.kind}
