"""Files as sheets of raw rows: workbooks, CSV files, folders of CSV files; and what is refused.

Nothing here knows what a sheet is for. Workbooks are unpacked in ``xlsx``; JSONL files are read in ``lines``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from doorstep.gate.audit.workbook import xlsx
from doorstep.gate.audit.workbook.faults import ImportRefused
from doorstep.gate.audit.workbook.rows import Progress, Row, Sheet

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
LINES = frozenset({".jsonl", ".ndjson"})
_OLD = frozenset({".xls", ".xlt", ".xla", ".xlsb", ".et", ".ods", ".numbers"})
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a .xls file begins, and a workbook that is locked by a password."""


@dataclass
class Source:
    """One file, or folder, that was given: its sheets, and ``calls_folders``, where transcripts may lie beside it."""

    path: Path
    sheets: list[Sheet] = field(default_factory=list)
    calls_folders: tuple[Path, ...] = ()


def open_source(path: Path, wanted: Callable[[str], bool], progress: Progress | None = None) -> Source:
    """The sheets of ``path`` whose name is ``wanted``, and the names alone (without rows) of all others.

    Raises ``ImportRefused`` for what is no workbook, CSV file or folder of CSV files, or cannot be read.
    """
    if not path.exists():
        raise ImportRefused("missing_file", file=str(path))
    if path.is_dir():
        return _folder(path, wanted)
    kind = path.suffix.lower()
    beside = (path.parent / "calls",)
    if kind == ".csv":
        return Source(path, [_csv_sheet(path, wanted)], beside)
    with path.open("rb") as file:
        start = file.read(8)
    if kind in _OLD or start == _OLE:
        raise ImportRefused("locked_file" if kind in WORKBOOKS else "old_file", file=path.name)
    if kind not in WORKBOOKS:
        raise ImportRefused("strange_file", file=path.name)
    return Source(path, xlsx.read(path, wanted, progress), beside)


def decoded(content: bytes, file: str) -> str:
    """The text of a file in UTF-8 or GB18030. Raises ``ImportRefused("strange_letters")``."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ImportRefused("strange_letters", file=file)


def _folder(path: Path, wanted: Callable[[str], bool]) -> Source:
    files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv" and file.is_file())
    if not files:
        raise ImportRefused("no_csv", file=str(path))
    sheets = [_csv_sheet(file, wanted) for file in files]
    return Source(path, sheets, (path / "calls", path.parent / "calls"))


def _csv_sheet(path: Path, wanted: Callable[[str], bool]) -> Sheet:
    name = path.stem
    if not wanted(name):
        return Sheet(path.name, name, [], counts_records=True)
    csv.field_size_limit(1 << 24)
    text = decoded(path.read_bytes(), path.name)
    try:
        records: Sequence[Sequence[str]] = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise ImportRefused("strange_letters", file=path.name) from None
    rows = [Row(number, tuple(cell if cell else None for cell in record)) for number, record in enumerate(records, 1)]
    return Sheet(path.name, name, rows, counts_records=True)
