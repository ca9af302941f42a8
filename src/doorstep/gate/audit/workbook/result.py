"""What an import gives: orders with their acts, and the problems of rows that were rejected or remarked upon.

Plain data. How it is read is the business of ``reading`` and the modules that it calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from doorstep.gate.audit.workbook import faults
from doorstep.gate.audit.workbook.cells import Raw

Level = Literal["rejected", "remark"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, or a whole row (``column`` None), that is wrong or was ignored.

    ``written`` is what stood there; ``code`` and ``values`` are worded by ``message``. ``cells`` are the row's raw
    cells, ``heads`` the headings of its sheet; ``row`` is the number that its file shows.
    """

    level: Level
    file: str
    sheet: str
    row: int
    column: str | None
    written: str
    code: str
    values: Mapping[str, Any]
    order: str | None
    heads: tuple[str, ...]
    cells: tuple[Raw, ...]

    def said(self, lang: str) -> str:
        """What is wrong and how to mend it, in ``lang``, without the place and what was written."""
        return faults.sentence(self.code, self.values, lang)

    def message(self, lang: str) -> str:
        """The whole message, as ``动作 row 12, 时间: "25:61" is no time; write 2026-09-28 09:00``."""
        return faults.message(self.sheet, self.row, self.column, self.written, self.said(lang), lang)


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``data`` is the union of what its standards see, ``seen`` what each of them sees (standard → data)."""

    at: str
    act: str
    by: str | None
    person: str | None
    unit: str | None
    data: Mapping[str, Any]
    seen: Mapping[str, Mapping[str, Any]]
    received: str | None
    sheet: str
    row: int
    id: str | None = None


@dataclass(slots=True)
class Order:
    """One order: its kind in each standard that governs it, its acts in the order of the rows, its facts by standard.

    ``lost`` counts its rejected rows; an order that lost one is ``incomplete``. ``as_ofs``, ``knowns`` and ``listed``
    (the places of its acts in a standard's line) come from JSONL, by standard.
    """

    number: str
    kinds: dict[str, str]
    area: str | None
    owner: str | None
    sheet: str
    row: int
    facts: dict[str, dict[str, Any]]
    acts: list[Act] = field(default_factory=list)
    lost: int = 0
    as_ofs: dict[str, str] = field(default_factory=dict)
    knowns: dict[str, str] = field(default_factory=dict)
    listed: dict[str, list[int]] = field(default_factory=dict)

    @property
    def incomplete(self) -> bool:
        """Whether a row of this order was rejected (other than for being equal to an earlier one)."""
        return self.lost > 0

    @property
    def as_of(self) -> str | None:
        """The moment of judgement that its lines give; None for a workbook's order."""
        return next(iter(self.as_ofs.values()), None)

    def events(self, standard: str) -> tuple[list[dict[str, Any]], list[int]]:
        """The acts as ``standard`` sees them, as in a line of ``doorstep judge``, and the place of each in ``acts``."""
        listed = self.listed.get(standard)
        places = range(len(self.acts)) if listed is None else listed
        index = [place for place in places if standard in self.acts[place].seen]
        return [_event(self.acts[place], standard) for place in index], index


@dataclass(slots=True)
class Import:
    """Everything that was read. ``standards`` are all that are in play, in the order named."""

    orders: list[Order] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored_columns: list[tuple[str, str]] = field(default_factory=list)
    standards: tuple[str, ...] = ()

    @property
    def latest(self) -> str | None:
        """The time of the latest act that is judged (house acts are not), the default moment of judgement."""
        return max((act.at for order in self.orders for act in order.acts if "." not in act.act), default=None)

    def rows(self, level: Level) -> int:
        """How many rows were rejected, or (only) remarked upon."""
        rejected = {
            (problem.file, problem.sheet, problem.row) for problem in self.problems if problem.level == "rejected"
        }
        if level == "rejected":
            return len(rejected)
        remarked = {
            (problem.file, problem.sheet, problem.row) for problem in self.problems if problem.level == "remark"
        }
        return len(remarked - rejected)


def _event(act: Act, standard: str) -> dict[str, Any]:
    event: dict[str, Any] = {"at": act.at, "act": act.act, "by": act.by, "data": dict(act.seen[standard])}
    if act.person is not None:
        event["person"] = act.person
    if act.received is not None:
        event["received"] = act.received
    if act.id is not None:
        event["id"] = act.id
    return event
