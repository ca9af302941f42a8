"""Workbooks, unpacked by openpyxl: the cells that a sheet's file really holds, row by row.

openpyxl's own read-only rows pad blank areas, and cannot tell a blank cell from a formula without a value; so its
packaging, texts and styles are used, and a row's elements are read here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import CELL_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from doorstep.gate.audit.workbook.cells import ErrorCell, Raw, Uncached
from doorstep.gate.audit.workbook.faults import ImportRefused
from doorstep.gate.audit.workbook.rows import Progress, Row, Sheet

_STEP = 1000
_EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Built-in formats of Chinese Excel, which a file names by number alone; openpyxl does not know them as dates."""
_EAST_ASIAN_HOURS = frozenset({32, 33, 34, 35, 55, 56})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[(?!h+\])[^\]]*\]', re.IGNORECASE)


def read(path: Path, wanted: Callable[[str], bool], progress: Progress | None = None) -> list[Sheet]:
    """The sheets of the workbook at ``path``: those whose name is ``wanted`` with rows, the others without.

    Raises ``ImportRefused("broken_file")`` for what is no workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return [_sheet(book, path, sheet, wanted, progress) for sheet in book.worksheets]
            finally:
                book.close()
    except ImportRefused:
        raise
    except Exception as error:  # whatever a broken package makes of openpyxl, the user's remedy is one
        raise ImportRefused("broken_file", file=path.name, reason=type(error).__name__) from error


def _sheet(book: Any, path: Path, sheet: Any, wanted: Callable[[str], bool], progress: Progress | None) -> Sheet:
    rows = []
    if wanted(sheet.title):
        with sheet._get_source() as source:
            for row in _Rows(book, sheet, source).read():
                rows.append(row)
                if progress and len(rows) % _STEP == 0:
                    progress(len(rows), None)
    hidden = sheet.sheet_state != "visible"
    return Sheet(path.name, sheet.title, rows, date1904=book.epoch == CALENDAR_MAC_1904, hidden=hidden)


class _Rows(WorkSheetParser):
    """The rows of one sheet."""

    def __init__(self, book: Any, sheet: Any, source: Any) -> None:
        formats = [style.numFmtId for style in book._cell_styles]
        dates = book._date_formats | {style for style, number in enumerate(formats) if number in _EAST_ASIAN_DATES}
        super().__init__(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=dates,
            timedelta_formats=book._timedelta_formats,
        )
        self._formats = formats
        self._custom = book._number_formats
        self._shows_hours: dict[int, bool] = {}

    def read(self) -> Iterator[Row]:
        """Each row that the file holds."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self._row(element)
                element.clear()

    def _row(self, element: Element) -> Row:
        number = element.get("r")
        self.row_counter = int(float(number)) if number else self.row_counter + 1
        self.col_counter = 0
        cells: list[Raw] = []
        for child in element:
            if child.tag != CELL_TAG:
                continue
            raw = self._cell(child)
            if raw is not None:
                cells.extend([None] * (self.col_counter - len(cells)))
                cells[self.col_counter - 1] = raw
        return Row(self.row_counter, tuple(cells))

    def _cell(self, element: Element) -> Raw:
        if element.find(FORMULA_TAG) is not None and not _cached(element):
            self._place(element)
            return Uncached(f"={element.findtext(FORMULA_TAG) or ''}")
        if len(element) == 0:
            self._place(element)
            return None
        cell = self.parse_cell(element)
        value = cell["value"]
        if cell["data_type"] == "e":
            return ErrorCell(str(value))
        if isinstance(value, str):
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
        if isinstance(value, datetime) and value.time() == time(0) and not self._hours(cell["style_id"]):
            return value.date()
        return value  # type: ignore[no-any-return]

    def _place(self, element: Element) -> None:
        """Count the column of a cell that is not parsed."""
        letters = (element.get("r") or "").rstrip("0123456789")
        if not letters:
            self.col_counter += 1
            return
        self.col_counter = 0
        for one in letters:
            self.col_counter = self.col_counter * 26 + ord(one) - 64

    def _hours(self, style: int) -> bool:
        """Whether the number format of ``style`` shows hours."""
        if style not in self._shows_hours:
            number = self._formats[style]
            code = self._custom[number - 164] if number >= 164 else _BUILTIN.get(number, "")
            shown = _NOT_SHOWN.sub("", code.split(";")[0]).lower()
            self._shows_hours[style] = "h" in shown or number in _EAST_ASIAN_HOURS
        return self._shows_hours[style]


_BUILTIN = {18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 46: "[h]:mm:ss"}
"""The built-in formats that show hours."""


def _cached(element: Element) -> bool:
    """Whether the file holds a value of a formula; Excel writes an empty text as an empty value of type "str"."""
    value = element.find(VALUE_TAG)
    return value is not None and bool(value.text or element.get("t") == "str")
