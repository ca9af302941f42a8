"""Whether a case is there and within somebody's reach: the same answer at the door and for each act of a batch."""

from __future__ import annotations

from doorstep.gate.api.errors import ApiError
from doorstep.gate.site.callers import Caller
from doorstep.people.permissions import allowed
from doorstep.record.sql import rows


def check_case(caller: Caller, permission: str, case: str) -> None:
    """Raises ``ApiError``: no_such_case for a case that there is not, not_allowed for one out of reach."""
    found = case_place(case)
    if found is None:
        raise ApiError("no_such_case", case=case)
    if not allowed(caller.held, permission, place=found[0], assignee=found[1]):
        raise ApiError("not_allowed", permission=permission)


def case_place(case: str) -> tuple[str, str | None] | None:
    """The place and assignee of a case; None when there is no such case."""
    if "\0" in case:
        return None
    found = rows('SELECT place, assignee FROM record_caserow WHERE "case" = %s', [case])
    return (found[0][0], found[0][1]) if found else None
