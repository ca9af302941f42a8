"""Links are made, opened, revoked, asked for anew. All of it is kept as acts of the house on the case, and nowhere
else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from doorstep.record import clock, home
from doorstep.record.history import History
from doorstep.record.reading import Recorded
from doorstep.record.receipts import Receipt
from doorstep.work.cases import append_house_act, case_of
from doorstep.work.door.appointment import Slot, checked_slots
from doorstep.work.door.faults import DoorFault
from doorstep.work.door.links import NoLink, Purpose, Token, new_link, purposes_of, read_token, write_token
from doorstep.work.door.standing import Standing
from doorstep.work.faults import Fault, NotDone

MADE, REVOKED, OPENED, WANTED = "door.link_made", "door.link_revoked", "door.opened", "door.link_wanted"
SOURCE = "link"
USUAL = timedelta(days=7)
LONGEST = timedelta(days=92)
MOST_SLOTS = 12


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was made: ``token`` is the secret part of its address, ``link`` its number, by which it is revoked."""

    token: str
    link: str
    purposes: list[str]
    expires: datetime


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link and what became of it. ``opened`` is the latest day on which it was opened; ``wanted``: the customer asks
    for a new one.
    """

    made: Link
    revoked: bool
    expired: bool
    opened: str | None
    wanted: bool

    @property
    def opens(self) -> bool:
        """Whether it opens now."""
        return not self.revoked and not self.expired


@dataclass
class OpenDoor:
    """A link that was let in: what it says, and the case behind it."""

    token: Token
    found: History
    made: Mapping[str, Any]

    @property
    def link(self) -> str:
        """The link's number."""
        return self.token.link

    @property
    def case(self) -> str:
        """The case's id."""
        return self.token.case

    @cached_property
    def standing(self) -> Standing:
        """What stands on the case."""
        return Standing(self.found)

    def acts(self, name: str) -> list[Recorded]:
        """The acts of the house of this name that this link left."""
        return [act for act in house_acts(self.found, name) if act.data.get("link") == self.link]

    def need(self, purpose: Purpose) -> None:
        """Raises ``DoorFault`` when the link is not for this."""
        if purpose not in self.token.purposes:
            raise DoorFault("other_purpose")


def house_acts(found: History, name: str) -> list[Recorded]:
    """The acts of the house of that name on a case, in their order."""
    return [act for act in found.acts if act.envelope.act == name]


def make_link(
    case: str,
    purposes: Sequence[str],
    *,
    key: str,
    actor: str | None,
    valid: timedelta = USUAL,
    slots: Sequence[Slot] = (),
    needs: str = "",
    source: str = "console",
) -> Link:
    """Makes a link to a case for the customer.

    ``slots`` are other times that may be chosen, ``needs`` what the customer should see to, in his words. The same
    ``key`` gives the same link again. Raises ``NotDone`` for a case that is none and values that do not fit.
    """
    found = case_of(case)
    again = next((act for act in house_acts(found, MADE) if act.envelope.key == key), None)
    if again is None:
        data = _new(purposes, valid, slots)
        mine = {"needs": needs.strip()[:500]} if needs.strip() else None
        outcome = append_house_act(case, MADE, data, key=key, actor=actor, personal=mine, source=source)[0]
        if not isinstance(outcome, Receipt):
            raise NotDone([Fault("blank", "key")])
    else:
        data = again.data
    return _link(case, data)


def links_of(case: str) -> list[LinkState]:
    """The links that were made for a case, the latest first. Raises ``NotDone`` for a case that is none."""
    found = case_of(case)

    def left(name: str, link: str) -> list[Recorded]:
        return [act for act in house_acts(found, name) if act.data.get("link") == link]

    result = []
    for act in reversed(house_acts(found, MADE)):
        made = _link(case, act.data)
        days = [str(one.data.get("day")) for one in left(OPENED, made.link)]
        result.append(
            LinkState(
                made,
                revoked=bool(left(REVOKED, made.link)),
                expired=clock.now() >= made.expires,
                opened=max(days, default=None),
                wanted=bool(left(WANTED, made.link)),
            )
        )
    return result


def _link(case: str, data: Mapping[str, Any]) -> Link:
    expires = datetime.fromisoformat(data["expires"])
    token = Token(case, purposes_of(data["purposes"]), clock.civil(expires), data["link"])
    return Link(write_token(token, home.key("door")), data["link"], list(data["purposes"]), expires)


def _new(purposes: Sequence[str], valid: timedelta, slots: Sequence[Slot]) -> dict[str, Any]:
    try:
        names = purposes_of(list(purposes)).names
    except KeyError:
        raise NotDone([Fault("shape", "purposes", {"wanted": "choice[appointment|sign|rate]"})]) from None
    if not names:
        raise NotDone([Fault("blank", "purposes")])
    if not timedelta(0) < valid <= LONGEST:
        raise NotDone([Fault("too_large", "valid", {"most": LONGEST.days, "found": valid.days})])
    if len(slots) > MOST_SLOTS:
        raise NotDone([Fault("too_large", "slots", {"most": MOST_SLOTS, "found": len(slots)})])
    try:
        proposed = checked_slots(slots)
    except (ValueError, TypeError):
        raise NotDone([Fault("shape", "slots", {"wanted": "datetime"})]) from None
    expires = (clock.now() + valid).replace(microsecond=0)
    return {"link": new_link(), "purposes": names, "expires": expires.isoformat(), "slots": proposed}


def revoke_link(case: str, link: str, *, key: str, actor: str | None, source: str = "console") -> Receipt:
    """Lets a link open no more. Raises ``NotDone`` when the case has none of that number."""
    found = case_of(case)
    if not any(act.data.get("link") == link for act in house_acts(found, MADE)):
        raise NotDone([Fault("no_such_act", "link")])
    done = next((act for act in house_acts(found, REVOKED) if act.data.get("link") == link), None)
    if done is not None:
        from doorstep.record.receipts import receipt

        return receipt(done.envelope)
    outcome = append_house_act(case, REVOKED, {"link": link}, key=key, actor=actor, source=source)[0]
    if not isinstance(outcome, Receipt):
        raise NotDone([Fault("blank", "key")])
    return outcome


def open_door(token: str, *, expired: bool = False) -> OpenDoor:
    """Lets a link in. Raises ``DoorFault``: no_link, revoked, expired (unless ``expired`` lets that pass).

    A case that was closed is still to be read, signed and rated until the link ends.
    """
    try:
        read = read_token(token, home.key("door"))
        found = case_of(read.case)
    except (NoLink, NotDone):
        raise DoorFault("no_link") from None
    made = next((act for act in house_acts(found, MADE) if act.data.get("link") == read.link), None)
    if made is None:
        raise DoorFault("no_link")
    door = OpenDoor(read, found, made.data)
    if door.acts(REVOKED):
        raise DoorFault("revoked")
    if not expired and clock.civil(clock.now()) >= read.expires:
        raise DoorFault("expired")
    return door


def note_opened(door: OpenDoor) -> None:
    """Keeps that the link was opened, the first time each day."""
    today = clock.now().date().isoformat()
    if not any(act.data.get("day") == today for act in door.acts(OPENED)):
        keep(door, OPENED, {"day": today}, key=f"door:{door.link}:opened:{today}")


def want_new_link(door: OpenDoor) -> None:
    """Asks the company for a new link, once for each link."""
    if not door.acts(WANTED):
        keep(door, WANTED, {}, key=f"door:{door.link}:wanted")


def keep(
    door: OpenDoor,
    act: str,
    data: Mapping[str, Any],
    *,
    key: str,
    personal: Mapping[str, Any] | None = None,
    beside: Sequence[Any] = (),
) -> None:
    """Appends an act of the house that the link left, with others beside it. Raises ``DoorFault`` when the record
    refuses it.
    """
    outcomes = append_house_act(
        door.case,
        act,
        {"link": door.link, **data},
        key=key,
        actor=None,
        personal=personal,
        source=SOURCE,
        beside=beside,
    )
    for outcome in outcomes:
        if not isinstance(outcome, Receipt) and outcome.code != "other_content":  # which two taps at once may come to
            raise DoorFault("not_taken")
