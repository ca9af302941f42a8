"""Cases: the list by what is due first, one case, and opening one. Who may do what was asked at the door."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any, Literal

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from doorstep.gate.api import shown, staff_files
from doorstep.gate.api.acts import first_time
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.outcomes import receipt_or_error
from doorstep.gate.api.schemas import (
    CaseLine,
    CaseShown,
    Civil,
    Data,
    Key,
    Moment,
    Name,
    ReceiptShown,
    Strict,
    answers,
    text,
)
from doorstep.gate.site.callers import Caller
from doorstep.people import certificates, places
from doorstep.people.permissions import allowed, reach
from doorstep.people.posts import Reach, post
from doorstep.record import clock
from doorstep.record.history import history
from doorstep.record.models import CaseRow
from doorstep.work import assign, intake

router = Router(tags=["cases"])

MOST = 200


class CaseWanted(Strict):
    """A standard under which a case is opened; without a version, the one in force."""

    standard: Name
    version: Annotated[str, text(40)] | None = None
    kind: Name


class NewCase(Strict):
    """A case to be opened. ``customer`` is any text that stands for him: his account number, his phone."""

    key: Key
    number: Name
    standards: list[CaseWanted] = Field(min_length=1, max_length=10)
    place: Name
    facts: Data = {}  # noqa: RUF012 - Pydantic copies it
    at: Moment | None = None
    customer: Annotated[str, text(200)] | None = None
    person: Name | None = Field(None, description="for a staff file: the username of the account whose file it is")


class Filters(Schema):
    """Which cases a list shows; what is left out does not narrow it."""

    state: Literal["open", "finished", "closed", "all"] = "open"
    standard: Annotated[str, text(100)] | None = None
    place: Annotated[str, text(100)] | None = Field(None, description="the place and all that lies below it")
    assignee: Annotated[str, text(100, 0)] | None = Field(None, description="a username; empty: nobody's")
    breached: bool | None = None
    due_before: Civil | None = None
    q: Annotated[str, text(100)] | None = Field(None, description="a part of the number")
    cursor: Annotated[str, text(400)] | None = None
    limit: int = Field(50, ge=1, le=MOST)


class CasePage(Schema):
    """A page of cases, what is due first first; ``next`` is the cursor of the page after, if there is one."""

    cases: list[CaseLine]
    next: str | None


@router.post("/cases", response=answers(ReceiptShown, 201), operation_id="open_case")
def open_case(request: HttpRequest, new: NewCase) -> Any:
    """Opens a case. The same key with the same content gets the first receipt again."""
    caller = request.caller  # type: ignore[attr-defined]
    own = _opens_for_himself(caller, new.place)
    person = staff_files.person_of(new.person, [(one.standard, one.kind) for one in new.standards])
    at = new.at or first_time(new.key) or clock.now()
    outcome = intake.open_case(
        new.number,
        [(one.standard, one.version, one.kind) for one in new.standards],
        new.facts,
        key=new.key,
        at=at,
        place=new.place,
        actor=caller.username,
        customer=new.customer,
        source="api" if caller.source == "token" else "console",
    )
    receipt = receipt_or_error(outcome)
    if person is not None:
        certificates.link_staff_file(person, receipt["case"], by=caller.username)
    if own:
        assign.assign(receipt["case"], caller.username, key=f"{new.key}:own", actor=caller.username, at=at)
    return Status(201, receipt)


def _opens_for_himself(caller: Caller, place: str) -> bool:
    """Whether a case is opened by somebody whose posts reach only what is assigned to him: then it is, at once.

    Raises ``ApiError`` not_allowed; ``Unknown`` for a place that there is not.
    """
    path = places.place(place).path
    if allowed(caller.held, "case.open", place=place):
        return False
    if any(post(one.post).reach("case.open") is Reach.OWN and path.startswith(one.path) for one in caller.held):
        return True
    raise ApiError("not_allowed", path="place", permission="case.open")


@router.get("/cases", response=answers(CasePage), operation_id="cases")
def cases(request: HttpRequest, wanted: Query[Filters]) -> Any:
    """The cases within reach, what is due first first, then those without a limit."""
    scope = reach(request.caller.held, "case.read")  # type: ignore[attr-defined]
    found = filtered(CaseRow.objects.filter(places.within(scope)), wanted)
    if wanted.cursor:
        found = found.filter(_after(wanted.cursor))
    found = found.order_by(F("next_limit").asc(nulls_last=True), "case")
    rows = list(found[: wanted.limit + 1])
    now = clock.civil(clock.now())
    more = len(rows) > wanted.limit
    last = rows[wanted.limit - 1] if more else None
    return {
        "cases": [shown.line(row, now) for row in rows[: wanted.limit]],
        "next": _cursor(last) if last else None,
    }


def filtered(found: QuerySet[CaseRow], wanted: Filters) -> QuerySet[CaseRow]:
    """The rows that the filters leave."""
    states = {
        "open": Q(finished=False, closed=False),
        "finished": Q(finished=True),
        "closed": Q(closed=True),
        "all": Q(),
    }
    found = found.filter(states[wanted.state])
    if wanted.standard is not None:
        found = found.filter(standards__contains=json.dumps([wanted.standard])[:-1] + ",")
    if wanted.place is not None:
        found = found.filter(place__in=_below(wanted.place))
    if wanted.assignee is not None:
        found = found.filter(assignee=wanted.assignee) if wanted.assignee else found.filter(assignee=None)
    if wanted.breached is not None:
        # A row is as of its case's last act: what was due since and did not come is broken by now.
        broken = Q(breached__gt=0) | Q(next_limit__lt=clock.civil(clock.now()))
        found = found.filter(broken) if wanted.breached else found.exclude(broken)
    if wanted.due_before is not None:
        found = found.filter(next_limit__lte=wanted.due_before)
    if wanted.q is not None:
        found = found.filter(number__icontains=wanted.q)
    return found


def _below(place: str) -> Any:
    path = places.place(place).path
    return places.Place.objects.filter(path__startswith=path).values("key")


def _cursor(row: CaseRow) -> str:
    return base64.urlsafe_b64encode(json.dumps([row.next_limit, row.case]).encode()).decode()


def _after(cursor: str) -> Q:
    try:
        limit, case = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, binascii.Error, TypeError):
        raise ApiError("bad_cursor", path="cursor") from None
    right = isinstance(case, str) and "\0" not in case and len(case) <= 32 and case.isascii()
    if not right or not (limit is None or (type(limit) is int and abs(limit) < 2**60)):
        raise ApiError("bad_cursor", path="cursor")
    if limit is None:
        return Q(next_limit=None, case__gt=case)
    return Q(next_limit__gt=limit) | Q(next_limit=limit, case__gt=case) | Q(next_limit=None)


@router.get("/cases/{case}", response=answers(CaseShown), operation_id="case")
def case(request: HttpRequest, case: str) -> Any:
    """A case: facts, standards, units, timeline. What is personal is masked by post."""
    found = history(case)
    return shown.case(CaseRow.objects.get(case=case), found, request.caller.held)  # type: ignore[attr-defined]
