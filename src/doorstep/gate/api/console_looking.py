"""Who else has an order's page open: each page says so every few seconds and hears who the others are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from doorstep.gate.api.console_lines import names_of
from doorstep.gate.api.schemas import answers
from doorstep.people import looking

router = Router(tags=["console"])


class Others(Schema):
    """The names of those who have the order's page open too, whoever came first first."""

    people: list[str]


@router.post("/console/cases/{case}/looking", response=answers(Others), operation_id="console_look")
def look(request: HttpRequest, case: str) -> Any:
    """Says that one has the page open, for half a minute; who else has."""
    others = looking.look(case, request.caller.username)  # type: ignore[attr-defined]
    names = names_of(others)
    return {"people": [names[one] for one in others if one in names]}


@router.delete(
    "/console/cases/{case}/looking", response={204: None, **answers(Others)}, operation_id="console_look_away"
)
def look_away(request: HttpRequest, case: str) -> HttpResponse:
    """Says that one has closed the page."""
    looking.leave(case, request.caller.username)  # type: ignore[attr-defined]
    return HttpResponse(status=204)
