"""Rows and sheets of raw cells, whatever kind of file they come from.

Reading them from files is the business of ``sheets`` and ``xlsx``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from doorstep.gate.audit.workbook.cells import Raw, blank

Progress: TypeAlias = Callable[[int, int | None], None]
"""Told how much of the import is done, and of how much, if that is known."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (from 1) and its cells from the first column on."""

    number: int
    cells: tuple[Raw, ...]

    @property
    def blank(self) -> bool:
        """Whether every cell is blank."""
        return all(map(blank, self.cells))

    def cell(self, index: int) -> Raw:
        """The cell of the column at ``index`` (from 0)."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass
class Sheet:
    """One sheet. ``rows`` leaves out rows that the file leaves out; ``counts_records`` is true for CSV."""

    file: str
    name: str
    rows: list[Row]
    counts_records: bool = False
    date1904: bool = False
    hidden: bool = False


def letter(index: int) -> str:
    """The letter of the column at ``index`` (from 0), as a spreadsheet shows it.

    >>> letter(27)
    'AB'
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
