"""The customer answers the appointment: it suits, or he asks for another time. The old time is kept until a new one
is booked.

A proposed time that is still free is booked at once where the standard lets the party change the appointment; else it
is asked for, and a note says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from doorstep.calendar import format_moment
from doorstep.record import clock
from doorstep.record.append import Entry
from doorstep.work import strict
from doorstep.work.door.appointment import appointment, free_slots
from doorstep.work.door.faults import DoorFault, say
from doorstep.work.door.links import Purpose
from doorstep.work.door.opening import SOURCE, OpenDoor, keep
from doorstep.work.door.serving import WINDOW, Serving, change
from doorstep.work.notes import NOTE
from doorstep.work.vocabulary import split

CONFIRMED, ASKED = "door.confirmed", "door.time_asked"
MOST_ASKED = 5
MOST_TEXT = 500
REASONS = ("full", "other")


def confirm(door: OpenDoor) -> None:
    """Keeps that the appointment suits. Raises ``DoorFault``: other_purpose, no_appointment."""
    door.need(Purpose.APPOINTMENT)
    now = appointment(door.standing)
    if now is None:
        raise DoorFault("no_appointment")
    window = {"start": format_moment(now.start), "end": format_moment(now.end)}
    if not any(window_of(act.data) == window for act in door.acts(CONFIRMED)):
        keep(door, CONFIRMED, window, key=f"door:{door.link}:confirmed:{now.start}-{now.end}")


def ask_time(
    door: OpenDoor, *, key: str, slot: tuple[str, str] | None = None, text: str = "", reason: str | None = None
) -> bool:
    """Asks for another time, one of those proposed or in free words; whether it is booked by that already.

    Raises ``DoorFault``: other_purpose, blank, too_long, bad_reason, slot_gone, asked_enough.
    """
    door.need(Purpose.APPOINTMENT)
    said = checked(text, "text", MOST_TEXT, needed=slot is None)
    if reason is not None and reason not in REASONS:
        raise DoorFault("bad_reason", "reason")
    own = f"door:{door.link}:{key}"
    asked = door.acts(ASKED)
    again = next((act for act in asked if act.envelope.key == own), None)
    if again is not None:
        return bool(again.data.get("booked"))
    if len(asked) >= MOST_ASKED:
        raise DoorFault("asked_enough", most=MOST_ASKED)
    if slot is not None:
        _check_free(door, slot)
    serving = change(door.found) if slot is not None else None
    data: dict[str, Any] = {"reason": reason, "booked": serving is not None}
    if slot is not None:
        data |= {"start": slot[0], "end": slot[1]}
    beside = _booked(door, serving, slot, own) if serving and slot else _noted(door, slot, said, reason, own)
    keep(door, ASKED, data, key=own, personal={"text": said} if said else None, beside=[beside])
    return serving is not None


def checked(text: str, path: str, most: int, *, needed: bool) -> str:
    """A text as it is kept. Raises ``DoorFault``: blank, too_long, bad_text."""
    if strict.text_faults(text, path):
        raise DoorFault("bad_text", path)
    if needed and not text.strip():
        raise DoorFault("blank", path)
    if len(text) > most:
        raise DoorFault("too_long", path, most=most)
    return text.strip()


def window_of(data: Any) -> dict[str, Any]:
    """The stretch of time that an answer names."""
    return {"start": data.get("start"), "end": data.get("end")}


def _check_free(door: OpenDoor, slot: tuple[str, str]) -> None:
    offered = free_slots(door.found, door.made.get("slots") or (), clock.civil(clock.now()))
    free = [one for one in offered if one["free"]]
    if not any((one["start"], one["end"]) == slot for one in free):
        raise DoorFault("slot_gone", "slot", slots=free[:2])


def _booked(door: OpenDoor, serving: Serving, slot: tuple[str, str], own: str) -> Entry:
    """The party's own act that moves the appointment."""
    role = next(iter(serving.roles))
    data: dict[str, Any] = dict(zip(WINDOW, slot, strict=True))
    for name, type_ in serving.act.fields.items():
        if type_.kind == "choice" and role in type_.choices:  # who wanted it, said by the role's own name
            data[name] = role
    plain, personal = split(data, serving.act.fields)
    return _entry(door, serving.act.key, role, f"{own}:act", plain, personal)


def _noted(door: OpenDoor, slot: tuple[str, str] | None, said: str, reason: str | None, own: str) -> Entry:
    wanted = f"{slot[0]}–{slot[1][11:]}" if slot else said
    why = say("zh", f"reason.{reason}") if reason else ""
    text = say("zh", "note.time_asked", wanted=wanted) + (say("zh", "note.why", why=why) if why else "")
    return _entry(door, NOTE, None, f"{own}:note", {}, {"text": text})


def _entry(door: OpenDoor, act: str, by: str | None, key: str, data: dict[str, Any], personal: dict[str, Any]) -> Entry:
    now: datetime = clock.now()
    return Entry(key, door.case, act, now, by, None, SOURCE, data, personal)
