"""Headings: the fixed ones of each sheet, the row they stand in, and what each column of a sheet is.

What a fixed column's cells mean is the business of ``orders``, ``acts`` and ``calls``; which fields and facts there are
comes from the standards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from doorstep.gate.audit.workbook.cells import Raw, blank, text_of
from doorstep.gate.audit.workbook.faults import ImportRefused, Unfit
from doorstep.gate.audit.workbook.names import Names, nearest, norm
from doorstep.gate.audit.workbook.rows import Row, Sheet, letter
from doorstep.language.model import Words

SHEETS = Names(
    "sheet", [("orders", Words("工单", "Orders")), ("acts", Words("动作", "Acts")), ("calls", Words("通话", "Calls"))]
)

FIXED: Mapping[str, Names] = {
    "orders": Names(
        "column",
        [
            ("order", Words("工单号", "Order")),
            ("kind", Words("类型", "Kind")),
            ("standards", Words("规范", "Standards")),
            ("area", Words("片区", "Area")),
            ("owner", Words("负责人", "Owner")),
        ],
    ),
    "acts": Names(
        "column",
        [
            ("order", Words("工单号", "Order")),
            ("date", Words("日期", "Date")),
            ("time", Words("时间", "Time")),
            ("act", Words("动作", "Act")),
            ("role", Words("角色", "Role")),
            ("person", Words("人员", "Person")),
            ("unit", Words("单元", "Unit")),
            ("received", Words("录入时间", "Received")),
            ("call", Words("通话号", "Call")),
            ("data", Words("数据", "Data")),
        ],
    ),
    "calls": Names(
        "column",
        [
            ("call", Words("通话号", "Call")),
            ("speaker", Words("说话方", "Speaker")),
            ("offset", Words("时刻", "Offset")),
            ("text", Words("内容", "Text")),
        ],
    ),
}
"""The fixed headings of each sheet; a sheet's, or a heading's, key is its English name."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "orders": ("order", "kind"),
    "acts": ("order", "time", "act"),
    "calls": ("call", "speaker", "text"),
}

PREFIX = {"orders": "fact.", "acts": "field.", "calls": ""}
"""What stands before the key of a fact or field where a heading or a mapping says plainly that it is one."""

LEFT_OVER = {"级别", "level", "原行", "row", "错误", "error"}
"""The columns that ``rejected.xlsx`` adds: a mended row brought in again is compared without them."""

_TOP = 10

Meaning: TypeAlias = Callable[[str], tuple[str | None, bool]]
"""What a heading means in one use of a sheet, and whether another use of it has that heading."""


@dataclass(frozen=True)
class Column:
    """One column: where it stands (from 0), its heading as written, and the name that it gives for lookups."""

    index: int
    heading: str
    name: str


@dataclass
class Layout:
    """The columns of one sheet in one use (``role``: orders, acts or calls).

    ``fixed`` holds the columns of each fixed heading, ``free`` those of fields or facts, ``heads`` all headings by
    place, ``unknown`` those that mean nothing here.
    """

    role: str
    sheet: Sheet
    heading_row: int
    heads: tuple[str, ...]
    fixed: dict[str, list[Column]] = field(default_factory=dict)
    free: list[Column] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def rows(self) -> Iterable[Row]:
        """The rows under the headings that are not blank."""
        start = self.heading_row + 1
        return (row for row in self.sheet.rows[start:] if not row.blank)

    def number(self, row: Row) -> int:
        """A row's number as its file shows it; in a CSV file records are counted from the heading on."""
        return row.number - self.sheet.rows[self.heading_row].number + 1 if self.sheet.counts_records else row.number

    def cell(self, row: Row, target: str) -> tuple[Raw, str]:
        """The cell under a fixed heading, and that heading. Raises ``Unfit("two_values")`` if two columns differ."""
        return filled(row, self.fixed.get(target, ()))

    def heading(self, target: str) -> str:
        """The heading under which ``target`` stands here; its Chinese name if there is none."""
        columns = self.fixed.get(target)
        return columns[0].heading if columns else FIXED[self.role].words[target].zh

    def same(self, row: Row) -> tuple[object, ...]:
        """What makes a row equal to another: each filled cell as written, under its heading."""
        found: list[object] = []
        for index, raw in enumerate(row.cells):
            head = self.heads[index] if index < len(self.heads) else ""
            if raw is not None and raw != "" and norm(head) not in LEFT_OVER:
                found += (head or index, type(raw) if isinstance(raw, bool) else None, raw)
        return tuple(found)


def filled(row: Row, columns: Iterable[Column]) -> tuple[Raw, str]:
    """The one filled cell among ``columns``, and its heading."""
    found: Raw = None
    heading = ""
    for column in columns:
        raw = row.cell(column.index)
        if blank(raw):
            heading = heading or column.heading
        elif blank(found):
            found, heading = raw, column.heading
        elif text_of(found) != text_of(raw):
            raise Unfit("two_values", other=column.heading)
    return found, heading


def heading_row(sheet: Sheet, meaning: Meaning) -> int | None:
    """The place of the heading row: the first of the top ten with two known headings; None if there is none.

    A row of such names that lacks the column of orders (or calls) is taken only if no other of the ten has it: above
    the headings there may be a row of group titles. ``meaning`` gives what a heading means here, and whether it is
    known elsewhere on the sheet.
    """
    candidate = None
    for place, row in enumerate(sheet.rows[:_TOP]):
        if row.number > _TOP:
            break
        heads = {norm(text_of(raw)) for raw in row.cells if not blank(raw)}
        targets = [target for target, elsewhere in map(meaning, heads) if target is not None or elsewhere]
        if len(targets) >= 2:
            if "order" in targets or "call" in targets:
                return place
            candidate = place if candidate is None else candidate
    return candidate


def layout(
    sheet: Sheet,
    role: str,
    *,
    mapped: Mapping[str, str],
    free: frozenset[str] = frozenset(),
    aside: frozenset[str] = frozenset(),
    both: bool = False,
) -> Layout | None:
    """What each column of ``sheet`` is in the use ``role``; None if the sheet is empty.

    ``mapped`` are a mapping's columns (heading → target), ``free`` the names of fields or facts, ``aside`` the headings
    that a mapping's moments read; all as compared. On a sheet that serves as both (``both``) the fixed headings of the
    other use are no fields or facts. Raises ``ImportRefused`` without a heading row.
    """
    meaning = _meanings(role, mapped, free, aside, both)
    if all(row.blank for row in sheet.rows):
        return None
    place = heading_row(sheet, meaning)
    if place is None:
        wanted = [FIXED[role].words[key] for key in REQUIRED[role]]
        raise ImportRefused("no_heading_row", file=sheet.file, sheet=sheet.name, wanted=wanted)
    found = Layout(role, sheet, place, tuple(text_of(raw) for raw in sheet.rows[place].cells))
    for index, heading in enumerate(found.heads):
        if norm(heading):
            _place(found, index, heading, *meaning(heading))
    found.unknown += [letter(index) for index in _unnamed(found)]
    return found


def _meanings(role: str, mapped: Mapping[str, str], free: frozenset[str], aside: frozenset[str], both: bool) -> Meaning:
    """A function that gives what a heading means in the use ``role``, as ``_target``, and whether the other use has it."""
    other = FIXED["acts" if role == "orders" else "orders"] if both else Names("column")

    def meaning(heading: str) -> tuple[str | None, bool]:
        for head in (norm(heading), norm(heading).strip("* ")):  # forms mark what is required by a star
            target = _target(role, head, mapped, free, aside)
            if target is not None or other.keys(head):
                return target, bool(other.keys(head))
        return None, False

    return meaning


def _target(role: str, head: str, mapped: Mapping[str, str], free: frozenset[str], aside: frozenset[str]) -> str | None:
    """What ``head`` means: a fixed heading, a prefixed field or fact, "" (something else known), or None."""
    prefix = PREFIX[role]
    if head in mapped:
        return mapped[head]
    if head in aside:
        return ""
    if keys := FIXED[role].keys(head):
        return next(iter(keys))
    if prefix and head.startswith(prefix) and head.removeprefix(prefix) in free:
        return head
    return f"{prefix}{head}" if head in free else None


def _place(found: Layout, index: int, heading: str, target: str | None, elsewhere: bool) -> None:
    """Put one column where it belongs; ``elsewhere`` says that another use of the sheet has its heading."""
    prefix = PREFIX[found.role]
    if target and prefix and target.startswith(prefix):
        if not elsewhere or norm(heading) != target.removeprefix(prefix):
            found.free.append(Column(index, heading, target.removeprefix(prefix)))
    elif target:
        found.fixed.setdefault(target, []).append(Column(index, heading, target))
    elif target is None and not elsewhere:
        found.unknown.append(heading)


def _unnamed(found: Layout) -> list[int]:
    """The filled columns that have no heading."""
    named = {index for index, heading in enumerate(found.heads) if norm(heading)}
    filled_in: set[int] = set()
    for row in found.rows():
        if len(row.cells) > len(named):
            filled_in.update(index for index, raw in enumerate(row.cells) if index not in named and not blank(raw))
    return sorted(filled_in)


def require(found: Layout, targets: Iterable[str]) -> None:
    """Raise ``ImportRefused`` for the first of ``targets`` that has no column, with the heading most like it."""
    for target in targets:
        if target not in found.fixed:
            words = FIXED[found.role].words[target]
            heads = {norm(head): head for head in found.unknown}
            near = nearest(norm(words.zh), heads) or nearest(norm(words.en), heads)
            raise ImportRefused(
                "no_column_mistaken" if near else "no_column",
                file=found.sheet.file,
                sheet=found.sheet.name,
                wanted=words,
                mistaken=heads[near] if near else None,
            )
