"""breaches.xlsx: a row for each breach, with what a reader needs to check it without the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from doorstep.gate.audit.judged import Audit, Found, JudgedCase, Ruling
from doorstep.gate.audit.wording import duration, say

COLUMNS = (
    "order",
    "kind",
    "standard",
    "unit",
    "clause",
    "text",
    "act",
    "time",
    "limit",
    "difference",
    "remark",
)
"""The columns in their order; their headings stand among the audit's texts."""

_WIDTHS = (14, 12, 28, 10, 8, 44, 18, 20, 20, 16, 72)
_WRAPPED = frozenset({"text", "remark"})


def rows(audit: Audit, lang: str) -> Iterator[list[Any]]:
    """A row for each breach, in the order of the orders and of the standard's clauses, worst first within a clause."""
    for order, judged in zip(audit.imported.orders, audit.judged, strict=True):
        for case in judged.cases:
            for ruling in case.rulings:
                if ruling.verdict == "breached":
                    yield from (_row(audit, order, case, ruling, finding, lang) for finding in ruling.found)


def _row(audit: Audit, order: Any, case: JudgedCase, ruling: Ruling, finding: Found, lang: str) -> list[Any]:
    standard = audit.standards[case.standard]
    clause = standard.clauses[ruling.clause]
    place = finding.act if finding.act is not None else finding.answer
    act = None if place is None else order.acts[place]
    remark = finding.sentence(lang)
    if order.incomplete:
        remark += say(lang, "incomplete", lost=order.lost)
    return [
        order.number,
        standard.cases[case.kind].words(lang),
        standard.title(lang),
        finding.unit or "",
        clause.number,
        clause.words(lang),
        standard.acts[act.act].words(lang) if act and act.act in standard.acts else "",
        _moment(act.at) if act else "",
        finding.limit or "",
        duration(finding.over, lang) if finding.over else "",
        remark,
    ]


def _moment(text: str) -> datetime | str:
    """A moment as a date cell; a text that is none (24:00) stays a text."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def write(audit: Audit, path: Path, lang: str) -> int:
    """The workbook written to ``path``; how many breaches it holds."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(say(lang, "breaches.sheet"))
    sheet.freeze_panes = "B2"
    for place, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_heading(sheet, say(lang, f"breaches.{column}")) for column in COLUMNS])
    count = 0
    for row in rows(audit, lang):
        sheet.append([_cell(sheet, column, value) for column, value in zip(COLUMNS, row, strict=True)])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count + 1}"
    book.save(path)
    return count


def _heading(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


_TOP = Alignment(vertical="top")
_TOP_WRAPPED = Alignment(vertical="top", wrap_text=True)


def _cell(sheet: Any, column: str, value: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = _TOP_WRAPPED if column in _WRAPPED else _TOP
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm:ss" if value.second else "yyyy-mm-dd hh:mm"
    elif isinstance(value, str):
        # A text that begins with "=" is a text, never a formula.
        cell.data_type = "s"
    return cell
