"""The audit: a row for every change of accounts, holdings, places and tokens, and for every look at unmasked personal data.

Secrets never come here: no password, no token, no hash of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from doorstep.people.errors import NotAllowed
from doorstep.people.models import AuditRow
from doorstep.people.permissions import Held, allowed
from doorstep.record import clock

LOOKED = "personal.unmasked"


def write(
    by: str,
    what: str,
    kind: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditRow:
    """Adds a row, in the change's own transaction: the account ``by`` did ``what`` on the ``subject`` of that ``kind``."""
    row = AuditRow(
        at=clock.civil(clock.now()),
        actor=by,
        what=what,
        kind=kind,
        subject=subject,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
    )
    row.save()
    return row


def write_change(
    by: str, what: str, kind: str, subject: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> AuditRow | None:
    """Adds a row with what differs between ``before`` and ``after``; None, and no row, when nothing does."""
    differ = [name for name in after if before.get(name) != after[name]]
    if not differ:
        return None
    was, now = ({name: side.get(name) for name in differ} for side in (before, after))
    return write(by, what, kind, subject, before=was, after=now)


def look(
    held: Sequence[Held], by: str, case: str, fields: Sequence[str], *, place: str | None, assignee: str | None
) -> AuditRow:
    """Lets the account ``by`` see ``fields`` of a case unmasked, and records that it did; show them only after this returned.

    ``fields`` say where they stand ("facts.phone", "ACT_ID.caller_phone"), never what they hold. Raises ``NotAllowed``.
    """
    if not allowed(held, "personal.unmask", place=place, assignee=assignee):
        raise NotAllowed("not_allowed", permission="personal.unmask")
    return write(by, LOOKED, "case", case, after={"fields": list(fields)})
