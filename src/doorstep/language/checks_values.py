"""Checks of values that name nothing: texts, numbers, durations, times, days, words, field types.

Each takes the walker, the scalar and its scope, notes what is wrong and hands back the value.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.durations import parse_duration
from doorstep.language.errors import nearest
from doorstep.language.names import cached_type
from doorstep.language.shapes import PERIODS
from doorstep.language.types import SIMPLE
from doorstep.language.yamlnodes import Scalar

NAME = re.compile(r"[a-z][a-z0-9_]*")
KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PERCENT = re.compile(r"(?:100|[1-9]?[0-9])%")
AT_MOST = re.compile(r"at most (?:0|[1-9][0-9]*)")
RESERVED = frozenset({"and", "or", "not", "in", "null", "true", "false", "at", "now", "case", "fact"})
"""Words that an expression reads as its own."""


def text(walker: Walker, node: Scalar, scope: Scope) -> str | None:
    """Any text but a blank one."""
    if not isinstance(node.value, str) or not node.value.strip():
        walker.wrong_type(node, "text", scope)
        return None
    return node.value


def boolean(walker: Walker, node: Scalar, scope: Scope) -> bool | None:
    """``true`` or ``false``."""
    if isinstance(node.value, bool):
        return node.value
    walker.wrong_type(node, "bool", scope)
    return None


def number(walker: Walker, node: Scalar, scope: Scope) -> int | float | None:
    """A number that is not negative."""
    if isinstance(node.value, (int, float)) and not isinstance(node.value, bool) and node.value >= 0:
        return node.value
    walker.wrong_type(node, "number", scope)
    return None


def count(walker: Walker, node: Scalar, scope: Scope) -> int | None:
    """A whole number from 1."""
    if isinstance(node.value, int) and not isinstance(node.value, bool) and node.value >= 1:
        return node.value
    walker.wrong_type(node, "count", scope)
    return None


def amount(walker: Walker, node: Scalar, scope: Scope) -> Any:
    """A number, or words for a sum that depends on the case."""
    return text(walker, node, scope) if isinstance(node.value, str) else number(walker, node, scope)


def key(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A word of the author's own in lower case with underscores."""
    if not NAME.fullmatch(node.text):
        walker.fault(node, "bad_name", scope, name=node.text)
    return node.text


def declared_key(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A name that expressions can use."""
    if node.text in RESERVED:
        walker.fault(node, "reserved_name", scope, name=node.text)
        return node.text
    return key(walker, node, scope)


def standard_key(walker: Walker, node: Scalar, scope: Scope) -> str:
    """The standard's own name, in lower case with hyphens."""
    if not KEBAB.fullmatch(node.text):
        walker.fault(node, "bad_standard_name", scope, name=node.text)
    return node.text


def duration(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A duration."""
    if not is_duration(node.text):
        walker.fault(node, "bad_duration", scope, name=node.text)
    return node.text


def is_duration(value: object) -> bool:
    """Whether ``value`` is the text of a duration."""
    try:
        parse_duration(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def every(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A calendar period or a duration."""
    if node.text not in PERIODS and not is_duration(node.text):
        near = nearest(node.text, PERIODS)
        walker.fault(node, "bad_duration", scope, name=node.text, nearest=near)
    return node.text


def time_of_day(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A time of day as HH:MM."""
    if not TIME.fullmatch(node.text):
        walker.fault(node, "bad_time", scope, name=node.text)
    return node.text


def is_day(value: str) -> bool:
    """Whether ``value`` is a day of the calendar as YYYY-MM-DD."""
    try:
        return bool(DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def day(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A day as YYYY-MM-DD."""
    if not is_day(node.text):
        walker.fault(node, "bad_day", scope, name=node.text)
    return node.text


def target(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A share ("100%") or a number that may not be passed ("at most 2"); the figure may be a parameter."""
    found = re.fullmatch(r"(at most |)\$([A-Za-z_][A-Za-z0-9_]*)(%|)", node.text)
    written = node.text
    if found and scope.parameters:
        value = walker.parameter(node, found[2], "count", scope, len(found[1]))
        if value is None:
            return written
        written = f"{found[1]}{value}{found[3]}"
    if not PERCENT.fullmatch(written) and not AT_MOST.fullmatch(written):
        walker.fault(node, "bad_target", scope, name=node.text)
    return written


def field_type(walker: Walker, node: Scalar, scope: Scope) -> str:
    """The type of a field or fact."""
    try:
        cached_type(node.text)
    except ValueError:
        word = node.text.partition("[")[0]
        near = None if "[" in node.text else nearest(word, SIMPLE)
        name = scope.more.get("name", "")
        walker.fault(node, "unknown_type", scope, name=node.text, field=name, nearest=near)
    return node.text


VALUES = {
    "text": text,
    "bool": boolean,
    "number": number,
    "count": count,
    "amount": amount,
    "key": key,
    "name:key": declared_key,
    "name:label": lambda walker, node, scope: node.text,
    "standard_key": standard_key,
    "duration": duration,
    "every": every,
    "time": time_of_day,
    "day": day,
    "target": target,
    "type": field_type,
    "phrases": lambda walker, node, scope: walker.wrong_type(node, "list", scope),
}
