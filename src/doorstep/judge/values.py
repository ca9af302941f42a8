"""Values while judging: read from JSON by their declared type, compared and computed by one table of meanings.

Texts are ``str``, numbers ``int`` or ``float``, flags ``bool``, days ``Day``, moments ``Moment``, lists ``list``; a blank is
None. What has different types is unequal and has no order; a day against a moment counts as 24:00 of the day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from doorstep.calendar import DAY, parse_day, parse_moment
from doorstep.language.types import FieldType, parse_type


class Moment(int):
    """A moment: local civil seconds."""

    __slots__ = ()


class Day(int):
    """A day: its ordinal number."""

    __slots__ = ()


LARGE = 1e15
"""Numbers are smaller than this, so that whole ones are exact as decimals too."""

Value = Any
Reader = Callable[[Any], Value]


class BadValue(ValueError):
    """A value that does not fit its type. ``code`` is ``value``; ``wanted`` is the type as text."""

    def __init__(self, wanted: str, found: object) -> None:
        super().__init__(f"{found!r} is no {wanted}")
        self.wanted = wanted
        self.found = found


def blank(value: object) -> bool:
    """Whether a value counts as missing: null, '' or []."""
    return value is None or value == "" or value == []


def _text(value: Any) -> Value:
    if isinstance(value, str):
        return value
    raise BadValue("text", value)


def _whole(value: Any) -> Value:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGE:
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGE:
        return int(value)
    raise BadValue("int", value)


def _number(value: Any) -> Value:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < LARGE:
        return value
    raise BadValue("decimal", value)


def _flag(value: Any) -> Value:
    if isinstance(value, bool):
        return value
    raise BadValue("bool", value)


def _day(value: Any) -> Value:
    try:
        return Day(parse_day(value))
    except (ValueError, TypeError, AttributeError):
        raise BadValue("date", value) from None


def _moment(value: Any) -> Value:
    try:
        return Moment(parse_moment(value))
    except (ValueError, TypeError, AttributeError):
        raise BadValue("datetime", value) from None


def _transcript(value: Any) -> Value:
    """A list of (speaker, text); a plain text is all ours."""
    if isinstance(value, str):
        return [("agent", value)]
    if not isinstance(value, list):
        raise BadValue("transcript", value)
    lines = []
    for line in value:
        if not isinstance(line, Mapping) or not isinstance(line.get("text"), str):
            raise BadValue("transcript", line)
        if line.get("speaker") not in ("agent", "customer", "other"):
            raise BadValue("speaker of agent, customer, other", line.get("speaker"))
        lines.append((line["speaker"], line["text"]))
    return lines


_READERS: Mapping[str, Reader] = {
    "int": _whole,
    "decimal": _number,
    "bool": _flag,
    "date": _day,
    "datetime": _moment,
    "transcript": _transcript,
}


@lru_cache(maxsize=2048)
def reader(type_text: str) -> Reader:
    """The function that reads a JSON value of the named type; it raises ``BadValue``. Blank values are not given to it."""
    return _reader(parse_type(type_text))


def _reader(type_: FieldType) -> Reader:
    if type_.kind == "list":
        assert type_.item is not None
        item = _reader(type_.item)

        def read_list(value: Any) -> Value:
            if not isinstance(value, list):
                raise BadValue(str(type_), value)
            return [item(part) for part in value if not blank(part)]

        return read_list
    if type_.kind == "choice":
        choices = frozenset(type_.choices)

        def read_choice(value: Any) -> Value:
            if isinstance(value, str) and value in choices:
                return value
            raise BadValue(str(type_), value)

        return read_choice
    return _READERS.get(type_.kind, _text)


NUMBERS = (int, float)


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal."""
    if left is None or right is None:
        return left is right
    kind, other = type(left), type(right)
    if kind is other or (kind in NUMBERS and other in NUMBERS):
        return bool(left == right)
    if (kind is Day or kind is Moment) and (other is Day or other is Moment):
        return moment_of(left) == moment_of(right)
    return False


def below(left: Value, right: Value) -> bool | None:
    """Whether ``left`` comes before ``right``; None where the two have no order."""
    kind, other = type(left), type(right)
    if (kind in NUMBERS and other in NUMBERS) or (kind is other and kind in (str, Day, Moment)):
        return bool(left < right)
    if (kind is Day or kind is Moment) and (other is Day or other is Moment):
        return moment_of(left) < moment_of(right)
    return None


def moment_of(value: Day | Moment) -> int:
    """The moment that a value stands for as a limit: a day is 24:00 of it."""
    return (int(value) + 1) * DAY if type(value) is Day else int(value)


def compute(operator: str, left: Value, right: Value) -> Value:
    """The result of ``+ - * /``; None where there is none."""
    kind, other = type(left), type(right)
    if kind in NUMBERS and other in NUMBERS:
        return _calculate(operator, left, right)
    if kind is str and other is str and operator == "+":
        return left + right
    if kind is Day and other in NUMBERS and right == int(right) and operator in "+-":
        return Day(int(left) + int(right) if operator == "+" else int(left) - int(right))
    if kind is Day and other is Day and operator == "-":
        return int(left) - int(right)
    return None


def _calculate(operator: str, left: float, right: float) -> Value:
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    return left / right if right else None
