"""Orders from a file: the sheet 工单 of a workbook, or a CSV file, with the headings of the audit workbook, as rows
for ``work.orders_in``.

Headings, choices, dates and what is wrong with a cell are read as the audit reads them; sheets of acts and calls are
passed over. Places and people are looked up by key or by either name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doorstep.gate.audit.workbook import Problem
from doorstep.gate.audit.workbook.faults import ImportRefused
from doorstep.gate.audit.workbook.headings import SHEETS, Layout
from doorstep.gate.audit.workbook.orders import _meaning
from doorstep.gate.audit.workbook.reading import _of_use, _Reading
from doorstep.gate.audit.workbook.result import Order
from doorstep.gate.audit.workbook.sheets import Source
from doorstep.people.models import Account, Place
from doorstep.work.faults import Fault, unknown
from doorstep.work.orders_in import OrderRow

__all__ = ["ImportRefused", "Read", "read"]


@dataclass(slots=True)
class Read:
    """What a file holds: rows that can be looked through, the person named in each by row, and problems of cells."""

    rows: list[OrderRow] = field(default_factory=list)
    owners: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read(path: Path, *, standards: Sequence[str] = (), place: str = "") -> Read:
    """The orders of a file; ``standards`` and ``place`` fill a blank 规范 and 片区. Raises ``ImportRefused``."""
    from doorstep.gate.audit.workbook.governing import Governing
    from doorstep.gate.audit.workbook.mapping import NO_MAPPING

    reading = _OrderSheets(Governing(standards), NO_MAPPING, None)
    found = reading.whole([path])
    places, people = _places(), _people()
    result = Read(problems=list(found.problems), ignored=[heading for _, heading in found.ignored_columns])
    rejected = {problem.row for problem in found.problems if problem.level == "rejected"}
    for order in found.orders:
        if order.row not in rejected:
            row, owner = _row(order, places, people, place, reading.columns(order))
            result.rows.append(row)
            if owner:
                result.owners[order.row] = owner
    return result


class _OrderSheets(_Reading):
    """Reads the sheets of orders alone."""

    layouts_of_orders: list[Layout]

    def _sources(self, sources: list[Source]) -> None:
        sheets = {use: _of_use(sources, use, self._use) if use == "orders" else [] for use in SHEETS.words}
        if not sheets["orders"]:
            names = [sheet.name for source in sources for sheet in source.sheets]
            raise ImportRefused("no_sheet", file=sources[0].path.name, wanted=SHEETS.words["orders"], found=names)
        self._note_standards(sheets["orders"])
        self.layouts_of_orders = self._layouts(sheets)["orders"]
        self._total = sum(len(one.sheet.rows) for one in self.layouts_of_orders)
        self._orders(self.layouts_of_orders, set())

    def columns(self, order: Order) -> dict[str, str]:
        """Which heading gave which value of an order."""
        found: dict[str, str] = {}
        uses = {"number": "order", "place": "area", "person": "owner", "standards": "standards"}
        for one in self.layouts_of_orders:
            if one.sheet.name != order.sheet:
                continue
            found |= {path: one.heading(use) for path, use in uses.items() if use in one.fixed}
            names = self.orders.lexicons[order.number].facts
            found |= {f"facts.{_meaning(names, column.name)[0]}": column.heading for column in one.free}
        return found


def _row(
    order: Order, places: Mapping[str, str], people: Mapping[str, str], place: str, columns: dict[str, str]
) -> tuple[OrderRow, str | None]:
    faults: list[Fault] = []
    where = places.get(order.area, "") if order.area else place
    if not where:
        faults.append(unknown("unknown_place", "place", order.area or "", places))
    owner = people.get(order.owner) if order.owner else None
    if order.owner and owner is None:
        faults.append(unknown("unknown_person", "person", order.owner, people))
    facts = {key: value for by in order.facts.values() for key, value in by.items()}
    kinds = set(order.kinds.values())
    row = OrderRow(
        number=order.number,
        kind=next(iter(kinds)),
        standards=tuple(order.kinds),
        row=order.row,
        place=where,
        facts=facts,
        customer=_customer(facts) or order.number,
        columns=columns,
        faults=faults,
    )
    return row, owner


def _customer(facts: Mapping[str, Any]) -> str | None:
    """Who the customer is, as far as an order says: by phone, else by name and address."""
    if facts.get("phone"):
        return f"phone:{facts['phone']}"
    named = [str(facts[key]) for key in ("customer", "hotel", "address") if facts.get(key)]
    return "|".join(named) or None


def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, zh, en in Place.objects.values_list("key", "zh", "en"):
        found |= {en: key, zh: key, key: key}
    return found


def _people() -> dict[str, str]:
    """Usernames by username, and by display name where only one has it."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for username, name in Account.objects.filter(active=True).values_list("username", "display_name"):
        if name in found:
            twice.add(name)
        found[name] = username
    for name in twice:
        del found[name]
    return found | {username: username for username in Account.objects.values_list("username", flat=True)}
