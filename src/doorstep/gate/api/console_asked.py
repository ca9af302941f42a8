"""What customers asked on their links, for the dispatcher's desk: another time, a fresh link; and how it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from doorstep.calendar import format_moment
from doorstep.gate.api.console_lines import names_of
from doorstep.gate.api.outcomes import receipt_or_error
from doorstep.gate.api.schemas import Key, ReceiptShown, Strict, answers, text
from doorstep.gate.api.standards import InBoth
from doorstep.people.masking import seen
from doorstep.people.permissions import Held
from doorstep.work.door import requests as door_requests
from doorstep.work.door.requests import Request
from doorstep.work.rebooking import only_parties, rebooking

router = Router(tags=["console"])


class Rebooking(Schema):
    """The act that moves the appointment; ``only`` are the parties who alone may, where no staff does."""

    act: str
    name: InBoth
    only: list[InBoth]


class DoorRequest(Schema):
    """What a customer asked on his link and nobody has answered. ``start`` and ``end`` are the proposed time he chose,
    ``text`` his own words, masked by post.
    """

    case: str
    number: str
    person: str | None
    username: str | None
    request: str = Field(description="the id of the act")
    kind: Literal["time", "link"]
    at: str
    start: str | None
    end: str | None
    text: str
    reason: Literal["full", "other"] | None
    rebooking: Rebooking | None


def asked_at_doors(cases: Sequence[str], held: Sequence[Held]) -> list[dict[str, Any]]:
    """What waits on some cases (``DoorRequest``), oldest first."""
    found = door_requests.requests(cases)
    people = names_of(one.found.assignee for one in found)
    return [_shown(one, people, held) for one in found]


def rebooking_shown(found: Any) -> dict[str, Any] | None:
    """``Rebooking`` of a case (a ``History``)."""
    moving = rebooking(found)
    if moving is None:
        return None
    standard, act = moving
    return {"act": act.key, "name": act.words._asdict(), "only": [one._asdict() for one in only_parties(standard, act)]}


def _shown(one: Request, people: dict[str, str], held: Sequence[Held]) -> dict[str, Any]:
    data, found = one.act.data, one.found
    said = data.get("text")
    return {
        "case": found.case,
        "number": found.number,
        "person": people.get(found.assignee or ""),
        "username": found.assignee,
        "request": one.act.envelope.id,
        "kind": "link" if one.for_link else "time",
        "at": format_moment(one.act.at),
        "start": data.get("start"),
        "end": data.get("end"),
        "text": seen(held, said, "text") if said else "",
        "reason": data.get("reason"),
        "rebooking": rebooking_shown(found),
    }


class Answering(Strict):
    """Which wish was answered, and how."""

    key: Key
    request: Annotated[str, text(32)]
    text: Annotated[str, text(4000)]


@router.post("/console/cases/{case}/asked", response=answers(ReceiptShown), operation_id="console_answer_asked")
def answer(request: HttpRequest, case: str, wanted: Answering) -> Any:
    """Notes how a wish was answered that needs no new time and no new link: the old time stays, say."""
    caller = request.caller  # type: ignore[attr-defined]
    return receipt_or_error(
        door_requests.answer(case, wanted.request, wanted.text, key=wanted.key, actor=caller.username)
    )
