"""Shifts and leave on the console: set by who gives out orders where the person works."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import Strict, answers
from doorstep.gate.console.words import refused
from doorstep.people import rota
from doorstep.people.accounts import account
from doorstep.people.holdings import holdings_of
from doorstep.people.models import Account, Leave
from doorstep.people.permissions import Held, allowed, reach
from doorstep.record import clock
from doorstep.work import dispatching

router = Router(tags=["console"])

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]


class ShiftShown(Schema):
    """When somebody works on a day ("08:30"); without ``start`` not at all. ``own``: set for him, else the calendar's hours.

    ``days`` are the weekdays of his shift, Monday is 1; empty: the working days of the calendar.
    """

    start: str | None
    end: str | None
    lunch_start: str | None
    lunch_end: str | None
    days: str
    own: bool


class LeaveShown(Schema):
    """That somebody is away from a day up to and with a day."""

    id: int
    first: str
    last: str
    kind: Literal["sick", "leave"]


class Rota(Schema):
    """When somebody works on a day, and his leave from then on."""

    shift: ShiftShown
    leaves: list[LeaveShown]


class NewShift(Strict):
    """Hours from a day on (none: today); without lunch both of its times are left out."""

    since: Day | None = None
    start: Clock
    end: Clock
    lunch_start: Clock | None = None
    lunch_end: Clock | None = None
    days: Annotated[str, Field(max_length=7)] = ""


class NewLeave(Strict):
    """From which day up to and with which (none: today), and why."""

    first: Day | None = None
    last: Day | None = None
    kind: Literal["sick", "leave"] = "sick"


class AtWork(Schema):
    """Somebody to whom orders are given: whether he works today, and his leave if he is away."""

    username: str
    works: bool
    away: LeaveShown | None


class EverybodyToday(Schema):
    """Everybody in reach to whom orders are given, today."""

    people: list[AtWork]


@router.get("/console/people", response=answers(EverybodyToday), operation_id="console_people")
def everybody(request: HttpRequest) -> Any:
    """Who works today and who is away, of those to whom orders are given."""
    scope = reach(request.caller.held, "people.read")  # type: ignore[attr-defined]
    people, today = dispatching.staff(scope), clock.now().date()
    hours, away = rota.hours_on(people, today), rota.away_on(people, today)
    return {
        "people": [
            {
                "username": name,
                "works": hours[name] is not None,
                "away": leave_shown(away[name]) if name in away else None,
            }
            for name in people
        ]
    }


@router.post("/console/people/{username}/shift", response=answers(Rota), operation_id="console_set_shift")
def set_shift(request: HttpRequest, username: str, wanted: NewShift) -> Any:
    """Sets the hours of somebody from a day on."""
    person = _mine(request, username)
    hours = rota.Hours(
        _seconds(wanted.start), _seconds(wanted.end), _seconds(wanted.lunch_start), _seconds(wanted.lunch_end)
    )  # type: ignore[arg-type]
    since = day_of_text(wanted.since, "since")
    rota.set_shift(person, since, hours, wanted.days, by=request.caller.username)  # type: ignore[attr-defined]
    return rota_of(person, since)


@router.post("/console/people/{username}/leave", response=answers(Rota), operation_id="console_set_leave")
def set_leave(request: HttpRequest, username: str, wanted: NewLeave) -> Any:
    """Notes that somebody is away: his orders stay his until they are handed over."""
    person = _mine(request, username)
    first = day_of_text(wanted.first, "first")
    last = day_of_text(wanted.last, "last") if wanted.last else first
    rota.set_away(person, first, last, wanted.kind, by=request.caller.username)  # type: ignore[attr-defined]
    return rota_of(person, clock.now().date())


@router.post(
    "/console/people/{username}/leave/{int:leave}/end", response=answers(Rota), operation_id="console_end_leave"
)
def end_leave(request: HttpRequest, username: str, leave: int) -> Any:
    """Notes that somebody is back today; what has not begun is taken away."""
    person = _mine(request, username)
    found = Leave.objects.filter(pk=leave, account=person).select_related("account").first()
    if found is None:
        raise ApiError("not_found")
    rota.end_leave(found, by=request.caller.username)  # type: ignore[attr-defined]
    return rota_of(person, clock.now().date())


def rota_of(person: Account, day: date) -> dict[str, Any]:
    """``Rota`` of somebody on a day."""
    hours, own = rota.hours_on([person.username], day)[person.username], rota.shift_of(person, day)
    times = ("start", "end", "lunch_start", "lunch_end")
    shift = {name: _text(getattr(hours, name)) if hours else None for name in times}
    return {
        "shift": {**shift, "days": own.days if own else "", "own": own is not None},
        "leaves": [leave_shown(one) for one in rota.leaves_of(person, day)],
    }


def leave_shown(one: Leave) -> dict[str, Any]:
    """``LeaveShown``."""
    return {"id": one.pk, "first": one.first.isoformat(), "last": one.last.isoformat(), "kind": one.kind}


def may(held: tuple[Held, ...], permission: str, person: Account) -> bool:
    """Whether a permission reaches a person: where he holds a post, or because he is oneself."""
    return any(
        allowed(held, permission, place=own.place, assignee=person.username) for own in holdings_of(person)
    ) or any(one.account == person.username for one in held if permission == "people.read")


def _mine(request: HttpRequest, username: str) -> Account:
    """The person, if orders are given out to him by who asks. Raises ``ApiError``."""
    person = account(username)
    if not may(request.caller.held, "case.assign", person):  # type: ignore[attr-defined]
        raise ApiError("not_allowed", permission="case.assign")
    return person


def day_of_text(text: str | None, path: str) -> date:
    """The day that a text names (none: today). Raises ``ApiError`` for what is no date."""
    if text is None:
        return clock.now().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refused("day", path=path, day=text) from None


def _seconds(text: str | None) -> int | None:
    if text is None:
        return None
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _text(seconds: int | None) -> str | None:
    return None if seconds is None else f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
