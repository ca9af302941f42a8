"""Raw cells: what stood in a file before anybody said what it means.

A cell is None, a text, an int, a float, a bool, a date (a date cell that shows no hours, at midnight), a datetime, a
time, a timedelta, ``ErrorCell`` or ``Uncached``. Reading a cell as a field's value is ``values``; as a moment, ``moments``.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeAlias

_ERRORS = """#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT!
#UNKNOWN! #BUSY! #PYTHON!"""
ERROR_TEXTS = frozenset(_ERRORS.split())
"""What Excel writes into a cell whose formula failed; in a CSV file they are plain text."""


class ErrorCell(NamedTuple):
    """A cell that holds an error of the spreadsheet, as ``#N/A``."""

    text: str


class Uncached(NamedTuple):
    """A formula of which the file holds no value."""

    formula: str


Raw: TypeAlias = str | bool | int | float | date | datetime | time | timedelta | ErrorCell | Uncached | None
"""Any raw cell; a datetime is a date too."""


def blank(raw: Raw) -> bool:
    """Whether a cell holds nothing but white space."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def text_of(raw: Raw) -> str:
    """The cell as text, trimmed: whole numbers without ".0", moments as ``2026-09-28 09:00``.

    >>> text_of(13900000501.0)
    '13900000501'
    """
    if isinstance(raw, str):
        return raw.strip()
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, (int, float)):
        return _number(raw)
    if isinstance(raw, datetime):
        return _clipped(raw.isoformat(sep=" ", timespec="seconds"))
    if isinstance(raw, time):
        return _clipped(raw.isoformat(timespec="seconds"))
    if isinstance(raw, timedelta):
        minutes, seconds = divmod(round(raw.total_seconds()), 60)
        return _clipped(f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}")
    if isinstance(raw, date):
        return raw.isoformat()
    return raw.formula if isinstance(raw, Uncached) else raw.text


def rounded(number: float) -> float:
    """A number to the 15 figures that a spreadsheet keeps (0.1 + 0.2 is 0.3)."""
    return float(f"{number:.15g}")


def _number(number: int | float) -> str:
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    return format(Decimal(repr(rounded(number))), "f")


def _clipped(text: str) -> str:
    return text.removesuffix(":00") if text.count(":") == 2 else text
