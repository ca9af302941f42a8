"""Notes on a case: a text that no clause reads. It may name people, so it lies with what is personal."""

from __future__ import annotations

from datetime import datetime

from doorstep.record.append import Outcome
from doorstep.work.cases import HERE, Device, append_house_act, case_of, checked_text

NOTE = "note.added"


def add_note(
    case: str,
    text: str,
    *,
    key: str,
    actor: str | None,
    at: datetime | None = None,
    source: str = "console",
    device: Device = HERE,
) -> Outcome:
    """Adds a note. Raises ``NotDone``."""
    said = checked_text(text, "text")
    case_of(case)
    mine = {"text": said}
    return append_house_act(case, NOTE, {}, key=key, actor=actor, at=at, personal=mine, source=source, device=device)[0]
