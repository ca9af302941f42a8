"""Personal data: looking at it unmasked, which is recorded, and forgetting a customer, which cannot be undone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from doorstep.gate.api import shown
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.reaching import case_place
from doorstep.gate.api.schemas import Name, Strict, answers
from doorstep.people import audit
from doorstep.record import keys, readmodels
from doorstep.record.history import history
from doorstep.record.sql import rows

router = Router(tags=["personal"])


class Look(Strict):
    """The fields that somebody wants to see whole: "facts.phone", or "ACT_ID.caller_phone"."""

    fields: list[Name] = Field(min_length=1, max_length=50)


class Looked(Schema):
    """The values, whole; that they were looked at stands in the audit."""

    fields: dict[str, Any]
    recorded: bool


class Forgotten(Schema):
    """Whether there was a key to erase: false when it was erased before."""

    forgotten: bool


@router.post("/cases/{case}/unmask", response=answers(Looked), operation_id="unmask")
def unmask(request: HttpRequest, case: str, look: Look) -> Any:
    """Shows personal fields of a case whole, and records who looked at which, when."""
    caller = request.caller  # type: ignore[attr-defined]
    found = history(case)
    there = dict(shown.personal_fields(found, shown.Types(found)))
    for number, name in enumerate(look.fields):
        if name not in there:
            raise ApiError("unmask_unknown", path=f"fields[{number}]", field=name)
    place, assignee = case_place(case) or (None, None)
    audit.look(caller.held, caller.username, case, look.fields, place=place, assignee=assignee)
    return {"fields": {name: there[name] for name in look.fields}, "recorded": True}


@router.post("/cases/{case}/forget", response=answers(Forgotten), operation_id="forget_customer")
def forget(request: HttpRequest, case: str) -> Any:
    """Erases the key of the case's customer: nothing personal of him can be read again, in any case; the chain still
    verifies.
    """
    caller = request.caller  # type: ignore[attr-defined]
    [(customer,)] = rows("SELECT customer FROM record_case WHERE id = %s", [case])
    done = keys.forget(str(customer))
    if done:
        mine = rows("SELECT id FROM record_case WHERE customer = %s", [customer])
        readmodels.update([id_ for (id_,) in mine])
        audit.write(caller.username, "customer.forgotten", "case", case, after={"customer": customer})
    return {"forgotten": done}
