"""Handing over all of somebody's day on the console: who could take each order and what that would break; giving them."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from doorstep.calendar import format_moment
from doorstep.gate.api.console_desk import CandidateShown, candidate_shown, not_given
from doorstep.gate.api.console_lines import OrderLine, lines
from doorstep.gate.api.errors import ApiError, ErrorBody, as_error, language
from doorstep.gate.api.schemas import Key, Name, Strict, answers
from doorstep.people import places
from doorstep.people.accounts import account
from doorstep.people.permissions import allowed, reach
from doorstep.record import clock
from doorstep.record.models import CaseRow
from doorstep.work import dispatching
from doorstep.work.dispatching import Away, GivenMeanwhile
from doorstep.work.faults import NotDone
from doorstep.work.handing_over import proposals
from doorstep.work.windows import DAY, on_day, windows

router = Router(tags=["console"])

MOST = 60
OFFERED = 5


class Offer(Schema):
    """An order of the day, its appointment, and who could take it over, best first."""

    order: OrderLine
    start: str | None
    end: str | None
    people: list[CandidateShown]


class HandOver(Schema):
    """Everything that somebody has today and that is not over."""

    name: str
    orders: list[Offer]


@router.get("/console/people/{username}/handover", response=answers(HandOver), operation_id="console_handover")
def offers(request: HttpRequest, username: str) -> Any:
    """All of somebody's day, each order with who could take it over and what that would break."""
    held = request.caller.held  # type: ignore[attr-defined]
    person, now, lang = account(username), clock.civil(clock.now()), language(request)
    mine = CaseRow.objects.filter(places.within(reach(held, "case.assign"), assignee=None), assignee=person.username)
    rows = list(mine.filter(closed=False, finished=False)[:200])
    known, today = windows([row.case for row in rows]), now // DAY * DAY
    left = [row for row in rows if on_day(row.finished, known.get(row.case), today, now) and not _over(row, known)]
    shown = {line["id"]: line for line in lines(left[:MOST], now, held)}
    return {
        "name": person.display_name,
        "orders": [
            {
                "order": shown[one.case],
                "start": None if one.window is None else format_moment(one.window.start),
                "end": None if one.window is None else format_moment(one.window.end, end_of_day=True),
                "people": [candidate_shown(other, now, lang) for other in one.people[:OFFERED]],
            }
            for one in proposals(list(shown), person.username, now)
        ],
    }


def _over(row: CaseRow, known: Any) -> bool:
    return row.case in known and known[row.case].over


class One(Strict):
    """One order, to whom it goes (null: it is taken back), and who was seen to have it."""

    case: Name
    person: Name | None
    seen: Name | None


class Handing(Strict):
    """Orders to be given, each under the key with its case."""

    key: Key
    orders: Annotated[list[One], Field(min_length=1, max_length=MOST)]


class HandedOrder(Schema):
    """Whether an order was given; if not, why."""

    case: str
    error: ErrorBody | None


class HandedOver(Schema):
    """What came of each order, in the order of the request."""

    orders: list[HandedOrder]


@router.post("/console/people/{username}/handover", response=answers(HandedOver), operation_id="console_hand_over")
def hand_over(request: HttpRequest, username: str, wanted: Handing) -> Any:
    """Gives orders of somebody's day one by one: what was given meanwhile stays, and it is said."""
    account(username)
    return {
        "orders": [{"case": one.case, "error": _given(request, username, wanted.key, one)} for one in wanted.orders]
    }


def _given(request: HttpRequest, username: str, key: str, one: One) -> dict[str, Any] | None:
    """Gives one; what hindered it. Back to whose day it is, away or not: so a hand-over is undone."""
    caller, lang = request.caller, language(request)  # type: ignore[attr-defined]
    row = CaseRow.objects.filter(case=one.case).first()
    if row is None:
        return ApiError("no_such_case", path="case", case=one.case[:60]).body(lang)
    if not allowed(caller.held, "case.assign", place=row.place or None, assignee=row.assignee):
        return ApiError("not_allowed", path="case", permission="case.assign").body(lang)
    common = {"seen": one.seen, "key": f"{key}:{one.case}", "actor": caller.username}
    try:
        dispatching.give(one.case, one.person, anyway=one.person == username, **common)
    except (GivenMeanwhile, Away) as hindrance:
        return not_given(hindrance).body(lang)
    except NotDone as fault:
        return as_error(fault).body(lang)
    return None
