"""Rating: once a visit, by the customer on his link; into the standard's own rating where it has one, else as an act
of the house.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from doorstep.record import clock, readmodels
from doorstep.record.append import Entry, append
from doorstep.record.history import History
from doorstep.record.receipts import Receipt
from doorstep.work.door.answering import checked
from doorstep.work.door.faults import DoorFault, say
from doorstep.work.door.links import Purpose
from doorstep.work.door.opening import SOURCE, OpenDoor, house_acts
from doorstep.work.door.serving import ARRIVED, SATISFIED, SCORE, Serving, governing, rating
from doorstep.work.door.standing import Standing

RATED = "door.rated"
LOWEST, HIGHEST = 1, 10
REASONS = ("time", "manner", "work")
MOST_TEXT = 500


def visit(standing: Standing) -> int:
    """The number of the visit that is rated, from 1; 0 before the first arrival, where the standards have arrivals."""
    if not any(ARRIVED in standard.acts for standard in governing(standing.found)):
        return 1
    return sum(one.kind.key == ARRIVED for one in standing)


def rated(found: History, standing: Standing) -> bool:
    """Whether the visit was rated: on a link, or by an act of the party since the last arrival."""
    number = visit(standing)
    if any(act.data.get("visit") == number for act in house_acts(found, RATED)):
        return True
    serving = rating(found)
    if serving is None:
        return False
    last = max((one.at for one in standing if one.kind.key == ARRIVED), default=-1)
    return any(one.kind.key == serving.act.key and one.at > last and one.act.by in serving.roles for one in standing)


def rate(
    door: OpenDoor,
    *,
    score: int | None = None,
    satisfied: bool | None = None,
    reasons: Sequence[str] = (),
    text: str = "",
) -> None:
    """Rates the visit: 1 to 10, satisfied or not, and what was not good.

    The same rating twice is one. Raises ``DoorFault``: other_purpose, no_visit, rated_already, bad_score, blank,
    bad_reason, too_long.
    """
    door.need(Purpose.RATE)
    number = visit(door.standing)
    if number == 0:
        raise DoorFault("no_visit")
    said = _checked(score, satisfied, reasons, text, rating(door.found))
    before = next((act for act in house_acts(door.found, RATED) if act.data.get("visit") == number), None)
    if before is not None and {"text": "", **before.data}.items() >= said.items():
        return
    if before is not None or rated(door.found, door.standing):
        raise DoorFault("rated_already")
    _append(door, number, said)


def _checked(
    score: int | None, satisfied: bool | None, reasons: Sequence[str], text: str, serving: Serving | None
) -> dict[str, Any]:
    fields = set(serving.act.fields) if serving else {SCORE, SATISFIED}
    if SCORE in fields and score is None:
        raise DoorFault("blank", "score")
    if SATISFIED in fields and satisfied is None:
        raise DoorFault("blank", "satisfied")
    if score is not None and not (
        isinstance(score, int) and not isinstance(score, bool) and LOWEST <= score <= HIGHEST
    ):
        raise DoorFault("bad_score", "score", lowest=LOWEST, highest=HIGHEST)
    if any(reason not in REASONS for reason in reasons):
        raise DoorFault("bad_reason", "reasons")
    said = checked(text, "text", MOST_TEXT, needed=False)
    return {"score": score, "satisfied": satisfied, "reasons": list(dict.fromkeys(reasons)), "text": said}


def _append(door: OpenDoor, number: int, said: dict[str, Any]) -> None:
    now = clock.now()
    key = f"door:{door.case}:rated:{number}"
    open_ = {name: said[name] for name in ("score", "satisfied", "reasons")}
    house = {"link": door.link, "visit": number, **open_}
    entries = [
        Entry(key, door.case, RATED, now, None, None, SOURCE, house, {"text": said["text"]} if said["text"] else {})
    ]
    serving = rating(door.found)
    if serving is not None:
        data = {
            name: said[name] for name in (SCORE, SATISFIED) if name in serving.act.fields and said[name] is not None
        }
        comment = serving.first("text")
        words = [say("zh", f"rating.{reason}") for reason in said["reasons"]]
        words += [said["text"]] if said["text"] else []
        if comment and words:
            data[comment] = "；".join(words)
        role = next(iter(serving.roles))
        entries.append(Entry(f"{key}:act", door.case, serving.act.key, now, role, None, SOURCE, data))
    for outcome in append(entries, then=readmodels.update):
        if not isinstance(outcome, Receipt):
            raise DoorFault("rated_already")
