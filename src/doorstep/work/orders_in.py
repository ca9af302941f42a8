"""Orders in: rows of a file that was parsed already become cases. A dry run says of each row what would come of it.

Reading workbooks and CSV, headings and mappings is the gate's; a row here has its values as plain JSON with keys as
names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from doorstep.record import clock
from doorstep.record.append import Refusal
from doorstep.record.envelope import canonical, sha256
from doorstep.record.receipts import Receipt
from doorstep.record.sql import marks, rows
from doorstep.work.faults import Fault, NotDone, Refused
from doorstep.work.intake import Order, case_id, entry_of, open_cases

SOURCE = "import"
BATCH = 100
OPEN, EXISTS, WRONG = "open", "exists", "wrong"


@dataclass(slots=True)
class OrderRow:
    """A row of a file: ``row`` is its number there, ``cells`` what stood in it, for the sheet of errors.

    ``standards`` are keys; ``kind`` the kind of case under each of them; ``at`` when the order was opened (None: at
    import). ``columns`` says which heading gave a value ("facts.rooms" → "房间"), so that a fault names the cell.
    """

    number: str
    kind: str
    standards: Sequence[str]
    row: int
    place: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None
    customer: str | None = None
    cells: Sequence[Any] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


@dataclass(slots=True)
class Verdict:
    """What comes of a row: ``open`` (opened, or would be), ``exists`` (there already, the same) or ``wrong`` with its
    faults.
    """

    row: OrderRow
    what: str
    faults: list[Fault] = field(default_factory=list)
    case: str | None = None

    def column(self, fault: Fault) -> str | None:
        """The heading of the cell at fault, as the file writes it."""
        return self.row.columns.get(fault.path) or self.row.columns.get(fault.path.partition("[")[0])


def dry_run(found: Sequence[OrderRow], *, actor: str | None = None) -> list[Verdict]:
    """What would come of each row; nothing is changed."""
    return [verdict for verdict, _ in _looked_through(found, actor, clock.now())]


def run(found: Sequence[OrderRow], *, actor: str | None = None) -> list[Verdict]:
    """Opens the rows that can be opened, in batches that are durable one by one; a second run opens nothing twice."""
    verdicts = []
    waiting: list[tuple[Verdict, Order]] = []
    for verdict, order in _looked_through(found, actor, clock.now()):
        verdicts.append(verdict)
        if order is not None:
            waiting.append((verdict, order))
    for start in range(0, len(waiting), BATCH):
        part = waiting[start : start + BATCH]
        for (verdict, _), answer in zip(part, open_cases([order for _, order in part]), strict=True):
            _answered(verdict, answer)
    return verdicts


def _answered(verdict: Verdict, answer: Receipt | Refusal | Refused) -> None:
    """Somebody else may have opened it between the look and the write."""
    if isinstance(answer, Receipt):
        verdict.case = answer.case
    elif isinstance(answer, Refusal) and answer.code == "other_content" and answer.first:
        verdict.what, verdict.case = EXISTS, answer.first.case
    else:
        verdict.what = WRONG
        number = {"number": verdict.row.number}
        verdict.faults = answer.faults if isinstance(answer, Refused) else [Fault("exists_differs", "number", number)]


def _looked_through(
    found: Sequence[OrderRow], actor: str | None, now: datetime
) -> Iterator[tuple[Verdict, Order | None]]:
    first: dict[str, int] = {}
    there = _there(found)
    for row in found:
        verdict, order = _verdict(row, actor, now, there)
        number = row.number.strip()
        if number in first and not row.faults:
            fault = Fault("twice_in_file", "number", {"number": number, "row": first[number]})
            verdict, order = Verdict(row, WRONG, [fault]), None
        elif number:
            first[number] = row.row
        yield verdict, order


def _verdict(row: OrderRow, actor: str | None, now: datetime, there: Mapping[str, str]) -> tuple[Verdict, Order | None]:
    if row.faults:
        return Verdict(row, WRONG, list(row.faults)), None
    order = _order(row, actor, now)
    try:
        entry_of(order)
    except NotDone as refused:
        return Verdict(row, WRONG, refused.faults), None
    case = case_id(row.number)
    if case in there:
        if there[case] == order.key:
            return Verdict(row, EXISTS, case=case), None
        return Verdict(row, WRONG, [Fault("exists_differs", "number", {"number": row.number.strip()})], case), None
    return Verdict(row, OPEN), order


def _order(row: OrderRow, actor: str | None, now: datetime) -> Order:
    wanted = [(key, None, row.kind) for key in row.standards]
    return Order(
        row.number, wanted, key_of(row), row.at or now, row.facts, row.place, actor, row.customer or row.number, SOURCE
    )


def key_of(row: OrderRow) -> str:
    """The idempotency key of a row: its number and a digest of its content, the moment of import left out."""
    at = row.at.astimezone(clock.SHANGHAI).isoformat(timespec="seconds") if row.at else None
    try:
        content = canonical([row.kind, sorted(row.standards), row.place, dict(row.facts), at])
    except (ValueError, TypeError):
        content = repr(row.facts)
    return f"order:{sha256(row.number.strip())[:16]}:{sha256(content)[:24]}"


def _there(found: Sequence[OrderRow]) -> dict[str, str]:
    """The cases of these numbers that are open already, with the key of their opening."""
    ids = list({case_id(row.number) for row in found})
    there: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        sql = f'SELECT "case", key FROM record_act WHERE no = 1 AND "case" IN ({marks(len(part))})'
        there.update((case, key) for case, key in rows(sql, part))
    return there
