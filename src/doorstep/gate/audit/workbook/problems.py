"""Collecting what is wrong with one row: each cell that does not fit, and whether the row is equal to an earlier one.

What each column should hold is the business of the callers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from doorstep.gate.audit.workbook.cells import Raw, blank, text_of
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.headings import Layout
from doorstep.gate.audit.workbook.result import Level, Problem
from doorstep.gate.audit.workbook.rows import Row
from doorstep.gate.audit.workbook.values import refuse_broken

T = TypeVar("T")

Seen = dict[tuple[object, ...], tuple[str, int]]
"""The rows of one use (orders, acts, calls) so far: what makes a row equal to another → its file and number."""


class RowProblems:
    """What is wrong with one row. ``order`` is the number of the order that it names, once that is known."""

    def __init__(self, layout: Layout, row: Row) -> None:
        self.layout = layout
        self.row = row
        self.number = layout.number(row)
        self.order: str | None = None
        self.found: list[Problem] = []
        self.equal = False

    @property
    def rejected(self) -> bool:
        """Whether anything rejects the row."""
        return any(problem.level == "rejected" for problem in self.found)

    def add(self, level: Level, code: str, column: str | None = None, written: Any = None, **values: Any) -> None:
        """Note a problem of the cell under ``column``, or of the whole row."""
        sheet = self.layout.sheet
        text = written if isinstance(written, str) else text_of(written) if written is not None else ""
        self.found.append(
            Problem(
                level,
                sheet.file,
                sheet.name,
                self.number,
                column,
                text,
                code,
                values,
                self.order,
                self.layout.heads,
                self.row.cells,
            )
        )

    def reject(self, unfit: Unfit, column: str | None, written: Any = None) -> None:
        """Note that a cell does not fit."""
        self.add("rejected", unfit.code, column, written, **unfit.values)

    def equal_to_earlier(self, seen: Seen) -> bool:
        """Whether an earlier row of the same use is equal in every cell; notes it."""
        key = self.layout.same(self.row)
        earlier = seen.setdefault(key, (self.layout.sheet.file, self.number))
        if earlier == (self.layout.sheet.file, self.number):
            return False
        self.equal = True
        self.found = []
        self.add("rejected", "equal_row", row=earlier[1])
        return True

    def cell(self, target: str, *, required: str | None = None) -> Raw:
        """The cell under a fixed heading; None if it is blank or broken, which is noted.

        ``required`` is the code for a blank cell.
        """
        heading = self.layout.heading(target)
        try:
            raw, heading = self.layout.cell(self.row, target)
            refuse_broken(raw)
        except Unfit as unfit:
            self.reject(unfit, heading, self._raw(target))
            return None
        if blank(raw):
            if required:
                self.add("rejected", required, heading or self.layout.heading(target))
            return None
        return raw

    def reading(self, target: str, raw: Raw, read: Callable[[Raw], T]) -> T | None:
        """``read(raw)`` of the cell under a fixed heading; None if it is blank or does not fit, which is noted."""
        if blank(raw):
            return None
        try:
            return read(raw)
        except Unfit as unfit:
            self.reject(unfit, self.layout.heading(target), raw)
            return None

    def _raw(self, target: str) -> Raw:
        columns = self.layout.fixed.get(target, [])
        return next((self.row.cell(column.index) for column in columns if not blank(self.row.cell(column.index))), None)


def without_remarks(problems: list[Problem]) -> list[Problem]:
    """The problems of one row as they are told: remarks only if nothing rejects it."""
    rejected = [problem for problem in problems if problem.level == "rejected"]
    return rejected or problems
