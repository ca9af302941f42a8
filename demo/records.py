"""What a demonstration month is made of: orders, their acts, and what is planted in them on purpose.

Written with the keys of the standards. Chinese headings and labels are ``sheets``'s business, stories those of
``hotel``, ``home``, ``hotline`` and ``callbacks``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

AS_OF = "2026-10-12 18:00"
"""The moment at which the month is judged."""

PARTIES = {"customer", "hotel_manager", "front_desk", "coordinator", "guest"}
"""Roles of outsiders, who have no account: what they do is entered by the owner of the order."""


def at(text: str) -> datetime:
    """The local moment that ``text`` ("2026-09-28 09:00", perhaps with seconds) names."""
    return datetime.fromisoformat(text)


def moment_text(moment: datetime) -> str:
    """``moment`` as "YYYY-MM-DD HH:MM", with seconds only if there are any."""
    return moment.strftime("%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M")


def plain(value: Any) -> Any:
    """A field's value as the judge reads it from JSON."""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def talk(*lines: str) -> list[dict[str, str]]:
    """A transcript of lines like "我: 您好" and "客: 您好"; each line takes as long as its text is."""
    speakers = {"我": "agent", "客": "customer", "他": "other"}
    said, second = [], 1
    for line in lines:
        speaker, _, text = line.partition(": ")
        clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        said.append({"speaker": speakers[speaker], "at": clock, "text": text})
        second += 2 + len(text) // 4
    return said


@dataclass(frozen=True, slots=True)
class Broken:
    """How a row is spoilt: the ``sort`` of fault that it shows, and the raw cell ``written`` under ``column``."""

    sort: str
    column: str
    written: Any


@dataclass(slots=True)
class Act:
    """One row of 动作. ``data`` holds values by field key; ``beside`` holds raw cells by heading that say nothing.

    ``broken`` spoils the row, so that the act does not count.
    """

    at: datetime
    act: str
    by: str
    data: dict[str, Any] = field(default_factory=dict)
    person: str | None = None
    received: datetime | None = None
    call: str | None = None
    beside: dict[str, Any] = field(default_factory=dict)
    broken: Broken | None = None

    def event(self) -> dict[str, Any]:
        """The act as a line of ``doorstep judge`` holds it."""
        data = {name: plain(value) for name, value in self.data.items()}
        return {"at": moment_text(self.at), "act": self.act, "by": self.by, "data": data}


@dataclass(slots=True)
class Order:
    """One row of 工单 and its acts. ``planted`` maps the clauses broken or left open on purpose to their verdict."""

    number: str
    kind: str
    standards: tuple[str, ...]
    area: str
    owner: str
    facts: dict[str, Any]
    acts: list[Act] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    planted: dict[str, str] = field(default_factory=dict)
    broken: Broken | None = None

    def do(self, moment: datetime, act: str, by: str, /, **data: Any) -> Act:
        """Add an act of role ``by``; the person is who has that role on this order, or entered it for an outsider."""
        made = Act(moment, act, by, data, self.owner if by in PARTIES else self.people.get(by))
        self.acts.append(made)
        return made

    def first(self, act: str) -> Act:
        """The first act of that kind."""
        return next(one for one in self.acts if one.act == act)

    def last(self, act: str) -> Act:
        """The last act of that kind."""
        return next(one for one in reversed(self.acts) if one.act == act)

    def drop(self, act: str) -> None:
        """Forget every act of that kind."""
        self.acts = [one for one in self.acts if one.act != act]

    def delay(self, first: Act, by: timedelta) -> None:
        """Move ``first`` and every act listed after it by so long."""
        for one in self.acts[self.acts.index(first) :]:
            one.at += by

    def plant(self, *clauses: str, verdict: str = "breached") -> None:
        """Note that these clauses will have ``verdict`` on this order, on purpose."""
        self.planted.update(dict.fromkeys(clauses, verdict))

    def settle(self) -> None:
        """Put the acts in the order of time, ties as written."""
        self.acts.sort(key=lambda one: one.at)

    def events(self) -> list[dict[str, Any]]:
        """The acts that an import will keep, as the judge reads them."""
        return [one.event() for one in self.acts if one.broken is None]


@dataclass(slots=True)
class Extra:
    """A row of ``sheet`` that no order owns: a copy of ``like`` with other ``cells``; ``sort`` as in ``Broken``."""

    sort: str
    sheet: str
    like: Act | Order | None
    cells: dict[str, Any]
    column: str = ""


@dataclass(slots=True)
class Month:
    """The whole month: orders as they stand in the workbook, and rows that are beside them."""

    orders: list[Order]
    extras: list[Extra] = field(default_factory=list)

    def order(self, number: str) -> Order:
        """The order of that number."""
        return next(one for one in self.orders if one.number == number)

    def judged(self) -> list[Order]:
        """Orders whose own row is sound."""
        return [one for one in self.orders if one.broken is None]

    def lost_rows(self) -> Iterable[tuple[Order, Act]]:
        """Every act that is spoilt, with its order."""
        return ((order, act) for order in self.orders for act in order.acts if act.broken)
