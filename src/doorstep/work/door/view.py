"""What the pages behind a link show, as JSON: no verdict, clause, fine, number of staff, guest, or other order is in
it.
"""

from __future__ import annotations

from typing import Any

from doorstep.calendar import format_moment
from doorstep.record import clock
from doorstep.work.door.answering import ASKED, CONFIRMED, MOST_ASKED, REASONS, window_of
from doorstep.work.door.appointment import Appointment, appointment, free_slots
from doorstep.work.door.company import comer, company
from doorstep.work.door.links import Purpose
from doorstep.work.door.opening import OpenDoor
from doorstep.work.door.rating import HIGHEST, LOWEST, rated, visit
from doorstep.work.door.rating import REASONS as BAD
from doorstep.work.door.serving import SATISFIED, SCORE, rating
from doorstep.work.door.signing import shown, sign_roles, signatures
from doorstep.work.door.statement import Statement, customer_name, statement_of


def view(door: OpenDoor) -> dict[str, Any]:
    """Everything that the pages of a link need, but the statement."""
    found = door.found
    house, who = company(found.place), comer(found)
    result: dict[str, Any] = {
        "purposes": door.token.purposes.names,
        "expires": format_moment(door.token.expires - door.token.expires % 60, end_of_day=True),
        "now": format_moment(clock.civil(clock.now())),
        "company": {"zh": house.zh, "en": house.en, "phone": house.phone},
        "case": _case(door),
        "who": None if who is None else {"name": who.name, "badge": who.badge},
        "needs": str(door.made.get("needs") or ""),
        "appointment": None,
    }
    if Purpose.APPOINTMENT in door.token.purposes:
        result |= _appointment(door)
    if Purpose.SIGN in door.token.purposes:
        result["sign"] = _sign(door)
    if Purpose.RATE in door.token.purposes:
        result["rate"] = _rate(door)
    return result


def _case(door: OpenDoor) -> dict[str, Any]:
    part = door.standing.situation.parts[0]
    words = part.standard.cases[part.kind].words
    units = next((one for one in door.standing.situation.parts if one.unit), None)
    named = units.standard.unit_words(str(units.unit)) if units else None
    return {
        "number": door.found.number,
        "kind": words._asdict(),
        "customer": customer_name(door.found),
        "units": len(door.standing.units),
        "unit": named._asdict() if named else None,
    }


def _appointment(door: OpenDoor) -> dict[str, Any]:
    made = appointment(door.standing)
    now = clock.civil(clock.now())
    asked = door.acts(ASKED)
    return {
        "appointment": None if made is None else _made(door, made),
        "slots": free_slots(door.found, door.made.get("slots") or (), now),
        "asked": _asked(asked[-1].data) if asked else None,
        "may_ask": len(asked) < MOST_ASKED,
        "reasons": list(REASONS),
    }


def _made(door: OpenDoor, made: Appointment) -> dict[str, Any]:
    window = {"start": format_moment(made.start), "end": format_moment(made.end)}
    return {
        **window,
        "confirmed": any(window_of(act.data) == window for act in door.acts(CONFIRMED)),
        "told": [
            {"names": made.standard.field_words(made.act, name)._asdict(), "value": value} for name, value in made.told
        ],
    }


def _asked(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in ("start", "end", "text", "booked")}


def _sign(door: OpenDoor) -> dict[str, Any]:
    signed = signatures(door.found)
    return {
        "roles": [{"role": role, "names": {"zh": zh, "en": en}} for role, (zh, en) in sign_roles(door.found).items()],
        "signed": shown(signed[-1]) if signed else None,
    }


def _rate(door: OpenDoor) -> dict[str, Any]:
    serving = rating(door.found)
    fields = set(serving.act.fields) if serving else {SCORE, SATISFIED}
    return {
        "score": [LOWEST, HIGHEST] if SCORE in fields else None,
        "satisfied": SATISFIED in fields,
        "reasons": list(BAD),
        "ready": visit(door.standing) > 0,
        "given": rated(door.found, door.standing),
    }


def statement_shown(stated: Statement) -> dict[str, Any]:
    """A statement as the pages show it. The digest is that of ``text``, which has the same lines."""
    lines = [{"kind": one.kind, "zh": one.zh, "en": one.en, "items": list(one.items)} for one in stated.lines]
    return {"number": stated.number, "digest": stated.digest, "code": stated.code, "text": stated.text, "lines": lines}


def door_statement(door: OpenDoor) -> dict[str, Any]:
    """The statement behind a link. Raises ``DoorFault`` when the link is for neither signing nor rating."""
    if Purpose.SIGN not in door.token.purposes:
        door.need(Purpose.RATE)
    return statement_shown(statement_of(door.found, door.standing))
