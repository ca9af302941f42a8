"""What customers asked on their links and nobody has answered: another time, a fresh link.

A wish for another time is answered by an act that makes or moves the appointment, by a new link, by the customer who confirms
the old time, by leaving the place, or by a note that says how; a wish for a link by a new link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doorstep.record.append import Outcome
from doorstep.record.facts import acts_of
from doorstep.record.history import History, history
from doorstep.record.reading import Recorded
from doorstep.work.cases import append_house_act, case_of, checked_text
from doorstep.work.door.answering import ASKED, CONFIRMED
from doorstep.work.door.opening import MADE, WANTED
from doorstep.work.door.serving import governing, planned
from doorstep.work.faults import Fault, NotDone
from doorstep.work.notes import NOTE
from doorstep.work.route import LEFT


@dataclass(frozen=True, slots=True)
class Request:
    """An act of a link that waits for an answer."""

    found: History
    act: Recorded

    @property
    def for_link(self) -> bool:
        """Whether a fresh link is wanted; else another time is."""
        return self.act.envelope.act == WANTED


def requests(cases: Sequence[str]) -> list[Request]:
    """What waits on some cases, oldest first; of several wishes for a time on one case the last."""
    asked = {act.envelope.case for act in acts_of(cases, (ASKED, WANTED))}
    open_ = [one for case in asked for one in waiting(history(case))]
    return sorted(open_, key=lambda one: (one.act.received, one.act.seq))


def waiting(found: History) -> list[Request]:
    """What waits on one case."""
    latest = {act.envelope.act: act for act in _by_acceptance(found) if act.envelope.act in (ASKED, WANTED)}
    return [Request(found, act) for act in latest.values() if not _answered(found, act)]


def answer(case: str, request: str, text: str, *, key: str, actor: str, source: str = "console") -> Outcome:
    """Notes how a wish was answered, for one that needs no new time and no new link. Raises ``NotDone``."""
    found = case_of(case)
    said = checked_text(text, "text")
    if not any(act.envelope.id == request for act in found.acts if act.envelope.act in (ASKED, WANTED)):
        raise NotDone([Fault("no_such_act", "request")])
    note = append_house_act(
        case, NOTE, {"answers": request}, key=key, actor=actor, personal={"text": said}, source=source
    )
    return note[0]


def _answered(found: History, asked: Recorded) -> bool:
    if asked.envelope.act == ASKED and asked.data.get("booked"):
        return True
    later = [act for act in found.acts if act.envelope.no > asked.envelope.no]
    if any(act.data.get("answers") == asked.envelope.id for act in later if act.envelope.act == NOTE):
        return True
    if asked.envelope.act == WANTED:
        return any(act.envelope.act == MADE for act in later)
    answering = {CONFIRMED, LEFT, *_appointing(found)}
    return any(act.envelope.act in answering or _offers_times(act) for act in later)


def _offers_times(act: Recorded) -> bool:
    return act.envelope.act == MADE and "appointment" in (act.data.get("purposes") or ())


def _appointing(found: History) -> set[str]:
    return {act.key for standard in governing(found) for act in standard.acts.values() if planned(act)}


def _by_acceptance(found: History) -> list[Recorded]:
    return sorted(found.acts, key=lambda act: act.envelope.no)
