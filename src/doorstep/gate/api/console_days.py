"""A person's day on the console: appointments in their order, then what is open without one, with what is at risk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep import standards
from doorstep.calendar import format_moment
from doorstep.gate.api.console_asked import Rebooking, rebooking_shown
from doorstep.gate.api.console_desk import LackingShown, lacking_shown
from doorstep.gate.api.console_lines import OrderLine, breach_shown, lines
from doorstep.gate.api.console_rota import Day, LeaveShown, Rota, day_of_text, leave_shown, may, rota_of
from doorstep.gate.api.errors import language
from doorstep.gate.api.schemas import answers
from doorstep.gate.api.standards import InBoth
from doorstep.gate.api.verdicts import Breach
from doorstep.gate.console.units import DONE, expected_end, units_of
from doorstep.language.model import Words
from doorstep.people import places
from doorstep.people.accounts import account
from doorstep.people.models import Account
from doorstep.people.permissions import Held, reach
from doorstep.people.rota import away_on
from doorstep.record import clock
from doorstep.record.facts import standing
from doorstep.record.history import History, history
from doorstep.record.models import CaseRow
from doorstep.work import dispatching
from doorstep.work.windows import DAY, Window, on_day, windows

router = Router(tags=["console"])

READY = ("prepared", "tools_checked", "appearance_checked")
"""The acts by which somebody gets ready before he sets out, as the standards name them alike."""


class Visit(Schema):
    """An order of a person's day: its appointment if it has one, and how many of its units are done."""

    order: OrderLine
    start: str | None
    end: str | None
    over: bool
    done: int
    units: int
    expected: str | None = Field(description="when the visit that goes on will have done all units at its pace")
    breaks: list[Breach]
    rebooking: Rebooking | None


class Prepared(Schema):
    """An act by which somebody gets ready for the day, and when he recorded it first that day."""

    name: InBoth
    at: str | None


class DayShown(Schema):
    """A person's day: his hours and leave (null: out of reach), appointments in their order, then what is open without one.

    ``lacking`` are certificates that the day's work wants and he does not hold; ``may_set``: whether who asks gives out his
    orders.
    """

    username: str
    name: str
    staff_number: str | None
    day: str
    rota: Rota | None
    away: LeaveShown | None
    prepared: list[Prepared]
    lacking: list[LackingShown]
    visits: list[Visit]
    may_set: bool


class OnDay(Schema):
    """Which day; without it, today."""

    day: Day | None = None


@router.get("/console/people/{username}/day", response=answers(DayShown), operation_id="console_day")
def day_shown(request: HttpRequest, username: str, on: Query[OnDay]) -> Any:
    """A person's day as a list, as far as one may see his orders."""
    held = request.caller.held  # type: ignore[attr-defined]
    person = account(username)
    now, lang = clock.civil(clock.now()), language(request)
    start = day_of_text(on.day, "day").toordinal() * DAY
    visits, cases = _visits(person, start, now, held, lang)
    return {
        "username": person.username,
        "name": person.display_name,
        "staff_number": person.staff_number,
        "day": date.fromordinal(start // DAY).isoformat(),
        **_hours(person, date.fromordinal(start // DAY), held),
        "prepared": list(_prepared(cases, start)),
        "lacking": _missing(person, cases, start),
        "visits": visits,
        "may_set": may(held, "case.assign", person),
    }


def _hours(person: Account, day: date, held: tuple[Held, ...]) -> dict[str, Any]:
    """The person's hours and leave on a day, for those who may read people where he works."""
    if not may(held, "people.read", person):
        return {"rota": None, "away": None}
    away = away_on([person.username], day).get(person.username)
    return {"rota": rota_of(person, day), "away": None if away is None else leave_shown(away)}


def _visits(
    person: Account, start: int, now: int, held: tuple[Held, ...], lang: str
) -> tuple[list[dict[str, Any]], list[History]]:
    mine = CaseRow.objects.filter(places.within(reach(held, "case.read")), assignee=person.username)
    rows = list(mine.filter(closed=False).order_by(F("next_limit").asc(nulls_last=True))[:200])
    known = windows([row.case for row in rows])
    rows = [row for row in rows if on_day(row.finished, known.get(row.case), start, now)]
    rows.sort(key=lambda row: known[row.case].start if row.case in known else 1 << 60)
    today = start == now // DAY * DAY
    risks = {one.case: one.breaks for one in dispatching.risks([person.username], now)} if today else {}
    cases = {row.case: history(row.case) for row in rows}
    visits = []
    for line in lines(rows, now, held):
        breaks = [breach_shown(finding, lang) for finding in risks.get(line["id"], [])]
        visits.append(_visit(line, cases[line["id"]], known.get(line["id"]), breaks, now))
    return visits, list(cases.values())


def _visit(line: dict[str, Any], found: History, window: Window | None, breaks: list[Any], now: int) -> dict[str, Any]:
    judged = found.judgements(now)
    tiles = units_of(found, judged, now)
    expected = expected_end(found, judged, now)
    return {
        "order": line,
        "start": None if window is None else format_moment(window.start),
        "end": None if window is None else format_moment(window.end, end_of_day=True),
        "over": window is not None and window.over,
        "done": sum(tile["state"] == DONE for tile in tiles),
        "units": len(tiles),
        "expected": None if expected is None else format_moment(expected),
        "breaks": breaks,
        "rebooking": rebooking_shown(found),
    }


def _prepared(cases: list[History], start: int) -> Iterator[dict[str, Any]]:
    """How far he is ready: every act of getting ready that the standards of the day's cases know (``Prepared``)."""
    known: dict[str, Words] = {}
    for found in cases:
        for key, _, _ in found.standards:
            acts = standards.load(key).acts
            known |= {act: acts[act].words for act in READY if act in acts and act not in known}
    recorded: dict[str, int] = {}
    for acts_of_case in standing([found.case for found in cases], tuple(known)).values():
        for act, at, _ in acts_of_case:
            if start <= at < start + DAY:
                recorded[act] = min(at, recorded.get(act, at))
    for act in READY:
        if act in known:
            at = format_moment(recorded[act]) if act in recorded else None
            yield {"name": {"zh": known[act].zh, "en": known[act].en}, "at": at}


def _missing(person: Account, cases: list[History], start: int) -> list[dict[str, Any]]:
    wanted = dict.fromkeys(need for found in cases for need in dispatching.needs(found))
    return [lacking_shown(one) for one in dispatching.lacking(person, list(wanted), start)]
