"""What the values of a case are and how they compare. Nothing here knows acts or rules.

Kinds of value: None (blank), bool, Fraction (every number, exact), str, date (a day), datetime (a moment), list.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from .calendar import as_moment

Value = object


def is_blank(value: Value) -> bool:
    """Missing, null, '' or []; 0 and false are not blank."""
    return value is None or value == "" or value == []


def read_moment(text: str) -> datetime:
    """``"2026-09-28 09:00"`` or ``"2026-09-28 09:00:05"``."""
    return datetime.fromisoformat(text)


def read(value: Value, declared: str | None) -> Value:
    """A value as it was written, by its declared type (None: undeclared); what does not fit stays as it is."""
    if is_blank(value):
        return None
    if isinstance(value, (bool, date, Fraction)):
        return value
    if isinstance(value, (int, float)):
        return Fraction(str(value))
    if declared == "transcript":
        return value
    if isinstance(value, list):
        inner = declared[5:-1] if declared and declared.startswith("list[") else None
        return [read(item, inner) for item in value]
    if declared in ("date", "datetime") and isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else read_moment(value)
        except ValueError:
            return value
    return value


def kind(value: Value) -> str:
    """The type of a value, as far as comparing goes."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float, Fraction)):
        return "number"
    if isinstance(value, date):  # a datetime is a date, too
        return "moment"
    return type(value).__name__


def equal(left: Value, right: Value) -> bool:
    """null equals null only; different types are unequal; a day against a moment counts as 24:00 of the day."""
    if is_blank(left) or is_blank(right):
        return is_blank(left) and is_blank(right)
    if kind(left) != kind(right):
        return False
    if kind(left) == "moment":
        return as_moment(left) == as_moment(right)  # type: ignore[arg-type]
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(equal(a, b) for a, b in zip(left, right, strict=True))
    return left == right


def less(left: Value, right: Value) -> bool:
    """Order of two numbers, two texts or two days or moments; false for all else."""
    if is_blank(left) or is_blank(right) or kind(left) != kind(right):
        return False
    if kind(left) == "moment":
        return as_moment(left) < as_moment(right)  # type: ignore[arg-type]
    if kind(left) in ("number", "str"):
        return left < right  # type: ignore[operator]
    return False
