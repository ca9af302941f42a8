"""Closing a case by hand, with a reason: nothing more is expected on it. Its verdicts stay what they are."""

from __future__ import annotations

from datetime import datetime

from doorstep.record.append import Outcome
from doorstep.record.history import CLOSED
from doorstep.work.cases import append_house_act, case_of, checked_text
from doorstep.work.faults import Fault, NotDone


def close(
    case: str, reason: str, *, key: str, actor: str | None, at: datetime | None = None, source: str = "console"
) -> Outcome:
    """Closes a case. Raises ``NotDone`` without a reason, and for a case that is closed by another act already."""
    said = checked_text(reason, "reason")
    found = case_of(case)
    if any(act.envelope.act == CLOSED and act.envelope.key != key for act in found.acts):
        raise NotDone([Fault("closed", "case")])
    return append_house_act(case, CLOSED, {"reason": said}, key=key, actor=actor, at=at, source=source)[0]
