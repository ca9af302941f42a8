"""What the use cases answer, as the API answers it: a receipt, a conflict with both contents, or faults with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from doorstep.gate.api.errors import ApiError
from doorstep.record.append import Refusal
from doorstep.record.receipts import Receipt
from doorstep.work.faults import Fault, Refused

OUT_OF_REACH = {
    "unknown_person": 422,
    "number_taken": 409,
    "no_case": 404,
    "role_not_played": 403,
    "closed": 409,
    "voided": 409,
}


def of_refusal(refusal: Refusal, path: str | None = None) -> ApiError:
    """The error of an act that the record refused. ``values`` show both contents where a key stands for another act."""
    values: dict[str, Any] = {"key": refusal.key, "case": ""}
    if refusal.first is not None:
        values["first"] = {"receipt": asdict(refusal.first), "content": dict(refusal.first_content or {})}
    return ApiError(refusal.code, path=path, **values)


def of_faults(faults: Sequence[Fault]) -> ApiError:
    """The error of the first of some faults; ``values.all`` has them all where there are several."""
    first = faults[0]
    values = dict(first.values)
    if len(faults) > 1:
        values["all"] = [{"code": f.code, "path": f.path, "values": dict(f.values)} for f in faults[:50]]
    message = (first.say("zh"), first.say("en"))
    return ApiError(
        first.code, path=first.path or None, status=OUT_OF_REACH.get(first.code, 422), message=message, **values
    )


def receipt_or_error(outcome: Receipt | Refusal | Refused) -> dict[str, Any]:
    """The receipt as it goes over the wire. Raises ``ApiError`` for what was refused."""
    if isinstance(outcome, Receipt):
        return asdict(outcome)
    raise of_refusal(outcome) if isinstance(outcome, Refusal) else of_faults(outcome.faults)
