"""What the use cases share: the case that an act is for, and acts of the house appended to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from doorstep.record import clock, readmodels
from doorstep.record.append import Entry, Outcome, append
from doorstep.record.history import History, NoSuchCase, history
from doorstep.work import strict
from doorstep.work.faults import Fault, NotDone
from doorstep.work.vocabulary import Vocabulary, vocabulary

MOST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Device:
    """The device that sends an act of the house: its name, its own count of the act, how far its clock is behind.

    With them the act keeps its own time: it is known again when it is sent twice, and it is no late entry.
    """

    name: str | None = None
    counter: int | None = None
    skew: timedelta = timedelta(0)


HERE = Device()
"""No device of its own: the server's clock, as from the console."""


def case_of(case: str) -> History:
    """The history of a case. Raises ``NotDone`` when there is none."""
    try:
        return history(case)
    except NoSuchCase:
        raise NotDone([Fault("no_case", "case")]) from None


def words_of(found: History) -> Vocabulary:
    """The vocabulary of a case."""
    return vocabulary(tuple(found.standards))


def checked_text(text: str, path: str) -> str:
    """A text that must say something, trimmed. Raises ``NotDone``."""
    faults = strict.text_faults(text, path)
    if not faults and not text.strip():
        faults = [Fault("blank", path)]
    if len(text) > MOST_TEXT:
        faults = [Fault("too_large", path, {"most": MOST_TEXT, "found": len(text)})]
    if faults:
        raise NotDone(faults)
    return text.strip()


def append_house_act(
    case: str,
    act: str,
    data: Mapping[str, Any],
    *,
    key: str,
    actor: str | None,
    at: datetime | None = None,
    personal: Mapping[str, Any] | None = None,
    source: str = "console",
    device: Device = HERE,
    beside: Sequence[Entry] = (),
) -> list[Outcome]:
    """Appends an act of the house, and others ``beside`` it in the same transaction: their answers, the house act's
    first.
    """
    own = Entry(
        key=key,
        case=case,
        act=act,
        claimed=at or clock.now(),
        by=None,
        actor=actor,
        source=source,
        data=dict(data),
        personal=dict(personal or {}),
        device=device.name,
        counter=device.counter,
        skew=device.skew,
    )
    return append([own, *beside], then=readmodels.update)
