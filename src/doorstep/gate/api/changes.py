"""Changes of a case by the house: who has it, its facts, its closing. Each under a key; sent again, the first
receipt comes again.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema

from doorstep.gate.api import masks
from doorstep.gate.api.acts import first_time
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.outcomes import receipt_or_error
from doorstep.gate.api.schemas import Data, Key, Moment, Name, ReceiptShown, Strict, answers, text
from doorstep.gate.api.shown import Types
from doorstep.people import places
from doorstep.people.permissions import allowed
from doorstep.record.history import history
from doorstep.work import assign, closing, facts

router = Router(tags=["cases"])


class Assignment(Strict):
    """Who has the case from now on (null: nobody, it is given back), and where it belongs if it moves."""

    key: Key
    person: Name | None
    place: Name | None = None
    at: Moment | None = None


class FactsChanged(Strict):
    """New values of facts; the others stay."""

    key: Key
    facts: Data
    at: Moment | None = None


class Closing(Strict):
    """That nothing more is expected, and why."""

    key: Key
    reason: Annotated[str, text(4000)]
    at: Moment | None = None


class Assigned(Schema):
    """The receipt of the assignment, and those of the certificates copied into the case."""

    receipt: ReceiptShown
    copied: list[ReceiptShown]


@router.post("/cases/{case}/assignment", response=answers(Assigned), operation_id="assign_case")
def give(request: HttpRequest, case: str, wanted: Assignment) -> Any:
    """Gives the case to a person, with what his staff file certifies now; or takes it back."""
    caller = request.caller  # type: ignore[attr-defined]
    if wanted.place is not None:
        places.place(wanted.place)
        if not allowed(caller.held, "case.assign", place=wanted.place):
            raise ApiError("not_allowed", path="place", permission="case.assign")
    common = _common(request, wanted.key, wanted.at)
    if wanted.person is None:
        outcomes = assign.give_back(case, **common)
    else:
        outcomes = assign.assign(case, wanted.person, place=wanted.place, **common)
    receipts = [receipt_or_error(outcome) for outcome in outcomes]
    return {"receipt": receipts[0], "copied": receipts[1:]}


@router.post("/cases/{case}/facts", response=answers(ReceiptShown), operation_id="change_facts")
def change(request: HttpRequest, case: str, wanted: FactsChanged) -> Any:
    """Gives facts new values; the old ones stay readable in the timeline."""
    new = wanted.facts
    if masks.masked_somewhere(new):
        found = history(case)
        new = masks.unmasked(found, Types(found).facts, new, request.caller.held, "facts")  # type: ignore[attr-defined]
    return receipt_or_error(facts.change_facts(case, new, **_common(request, wanted.key, wanted.at)))


@router.post("/cases/{case}/close", response=answers(ReceiptShown), operation_id="close_case")
def close(request: HttpRequest, case: str, wanted: Closing) -> Any:
    """Closes the case by hand, with a reason."""
    return receipt_or_error(closing.close(case, wanted.reason, **_common(request, wanted.key, wanted.at)))


def _common(request: HttpRequest, key: str, at: Any) -> dict[str, Any]:
    caller = request.caller  # type: ignore[attr-defined]
    source = "api" if caller.source == "token" else "console"
    return {"key": key, "actor": caller.username, "at": at or first_time(key), "source": source}
