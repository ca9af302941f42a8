"""``rejected.xlsx``: the rows that were rejected or remarked upon, as they stood, each with what is wrong with it.

The file is the same sheets with the same headings again: mend it and bring it in beside the first.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError

from doorstep.gate.audit.workbook.cells import ErrorCell, Raw, Uncached, text_of
from doorstep.gate.audit.workbook.faults import catalogue
from doorstep.gate.audit.workbook.result import Import, Problem

_LONGEST = 32_767
"""So many characters fit into a cell."""
_TITLE = 31


def write_rejected(found: Import, path: Path, lang: str = "zh") -> bool:
    """Write the rows with problems to ``path`` (.xlsx), in the order of each sheet; False, and no file, without any.

    The last columns are 级别, 原行 and 错误 (Level, Row, Error in English); a row with several problems stands once.
    """
    if not found.problems:
        return False
    book = Workbook(write_only=True)
    names: set[str] = set()
    for (_, sheet, heads), rows in _by_sheet(found.problems).items():
        _write_sheet(book.create_sheet(_free(sheet, names)), heads, rows, lang)
    book.save(path)
    return True


def _by_sheet(problems: list[Problem]) -> dict[tuple[str, str, tuple[str, ...]], dict[int, list[Problem]]]:
    """The problems by sheet, then by row."""
    sheets: dict[tuple[str, str, tuple[str, ...]], dict[int, list[Problem]]] = {}
    for problem in problems:
        rows = sheets.setdefault((problem.file, problem.sheet, problem.heads), {})
        rows.setdefault(problem.row, []).append(problem)
    return sheets


def _write_sheet(sheet: Any, heads: tuple[str, ...], rows: dict[int, list[Problem]], lang: str) -> None:
    texts = catalogue(lang)
    added = texts["rejected_columns"]
    width = max([len(heads), *(len(problem.cells) for problems in rows.values() for problem in problems)])
    shown = [*heads, *[""] * (width - len(heads))] if heads else [texts["line"], *[""] * (width - 1)]
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, text) for text in (*shown, added["level"], added["row"], added["error"])])
    for number in sorted(rows):
        problems = rows[number]
        rejected = [problem for problem in problems if problem.level == "rejected"]
        told = rejected or problems
        cells = [_cell(sheet, raw) for raw in told[0].cells]
        # Chinese readers get both: the file often goes on to whoever exports it, with an English form of the error.
        languages = ("zh", "en") if lang == "zh" else ("en",)
        said = "\n".join(
            catalogue(each)["between"].join(problem.message(each) for problem in told) for each in languages
        )
        last = [texts["levels"][told[0].level], number, _cell(sheet, said)]
        sheet.append([*cells, *[None] * (width - len(cells)), *last])


def _head(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text)
    if isinstance(cell, str):
        cell = WriteOnlyCell(sheet, cell)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, raw: Raw) -> Any:
    """A raw cell as it stood. A text that begins with "=" stays a text."""
    if raw is None:
        return None
    if isinstance(raw, (str, ErrorCell, Uncached)):
        text = ILLEGAL_CHARACTERS_RE.sub("", raw if isinstance(raw, str) else text_of(raw))[:_LONGEST]
        if not text.startswith("="):
            return text
        cell: Any = WriteOnlyCell(sheet)
        cell._value, cell.data_type = text, "s"  # set past the guess that "=" begins a formula
        return cell
    try:
        return WriteOnlyCell(sheet, raw)  # type: ignore[arg-type]  # the stubs know fewer types than it takes
    except (ValueError, IllegalCharacterError):
        return WriteOnlyCell(sheet, text_of(raw))


def _free(sheet: str, taken: set[str]) -> str:
    """A sheet's name, made different from those taken."""
    base = "".join("_" if one in "[]:*?/\\" else one for one in sheet)[:_TITLE] or "-"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base[: _TITLE - 5]} ({count})"
    taken.add(name.casefold())
    return name
