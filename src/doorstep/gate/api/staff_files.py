"""Staff files: a case opened for a person is linked to his account, and what its acts certify is kept up beside them.

The table of certificates follows the acts; an assignment copies from the acts, never from the table alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from doorstep import standards
from doorstep.gate.api.errors import ApiError
from doorstep.people import accounts, certificates
from doorstep.people.models import Account, StaffFile
from doorstep.record.history import history

STAFF_FILE = "staff_file"


def is_staff_file(governed: Sequence[tuple[str, str]]) -> bool:
    """Whether a case under these (standard, kind) is opened for a person of the staff."""
    for key, kind in governed:
        found = standards.load(key).cases.get(kind) if key in standards.names() else None
        if found is not None and found.opened_by == STAFF_FILE:
            return True
    return False


def person_of(username: str | None, governed: Sequence[tuple[str, str]]) -> Account | None:
    """The account whose staff file is to be opened; None for a case that is none. Raises ``ApiError`` or ``Unknown``."""
    if username is None:
        return None
    if not is_staff_file(governed):
        raise ApiError("no_staff_file", path="person")
    return accounts.account(username)


def refresh(case: str) -> None:
    """Makes the certificates of a staff file what its acts give; nothing for any other case."""
    found = StaffFile.objects.select_related("account").filter(case=case).first()
    if found is None:
        return
    told = history(case)
    events = [event for key, _, _ in told.standards for event in told.events(key)]
    certificates.keep(found.account, case, {event["id"]: event for event in events}.values())
