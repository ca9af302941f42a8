"""What an expression can give: the kinds of value, for the static check of expressions.

A place may hold several kinds (a bare name that several acts declare); it fits if any of them does.
What fits where is said in ``checks_types``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from doorstep.language.types import FieldType

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_PATTERNS = {
    "time": re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?|24:00"),
    "month_day": re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
}
_STRETCH = re.compile(r"\d\d:\d\d-\d\d:\d\d")
"""A stretch of the day in a list, in which a time of day may lie."""

DATED = frozenset({"day", "moment"})


class Kind(NamedTuple):
    """One kind of value: its family (text, number, bool, day, moment, list, transcript, null, any).

    Texts may be of a few ``choices`` or of a ``pattern`` ("time" or "month_day"); lists have the kinds of their
    ``items``; ``literal`` is a text that is written out; ``whole`` tells of a number that is certainly whole; ``name``
    is the field it comes from.
    """

    family: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    items: tuple[Kind, ...] = ()
    literal: str | None = None
    whole: bool = False
    name: str = ""


Kinds = tuple[Kind, ...]

ANY: Kinds = (Kind("any"),)
NULL: Kinds = (Kind("null"),)
BOOL: Kinds = (Kind("bool"),)
NUMBER: Kinds = (Kind("number"),)
WHOLE: Kinds = (Kind("number", whole=True),)
DAY: Kinds = (Kind("day"),)
MOMENT: Kinds = (Kind("moment"),)
TIME: Kinds = (Kind("text", pattern="time", name="time()"),)
MONTH_DAY: Kinds = (Kind("text", pattern="month_day", name="month_day()"),)
WEEKDAY: Kinds = (Kind("text", choices=WEEKDAYS, name="weekday()"),)


def kind_of(type_: FieldType, name: str) -> Kind:
    """The kind of value that a field ``name`` of type ``type_`` holds."""
    if type_.kind == "unread":
        return Kind("any", name=name)
    if type_.item is not None:
        return Kind("list", items=(kind_of(type_.item, name),), name=name)
    return Kind(type_.family, choices=type_.choices, whole=type_.kind == "int", name=name)


def families(kinds: Kinds) -> set[str]:
    """The families of ``kinds``."""
    return {kind.family for kind in kinds}


def can_be(kinds: Kinds, *wanted: str) -> bool:
    """Whether one of ``kinds`` is of a wanted family, or of no certain one."""
    return bool(families(kinds) & {*wanted, "any", "null"})


def fits(operator: str, a: Kind, b: Kind) -> bool:
    """Whether the comparison can ever be more than false."""
    if {a.family, b.family} & {"any", "null"}:
        return True
    dated = {a.family, b.family} <= DATED
    if a.family != b.family and not dated:
        return False
    if operator not in ("==", "!="):
        return dated or (a.family in ("text", "number") and _texts_meet(a, b))
    return a.family != "text" or _texts_meet(a, b)


def may_lie_in(kinds: Kinds, items: Kinds) -> bool:
    """Whether a time of day is asked for in a written stretch of the day, such as '11:30-14:00'."""
    stretch = items[0].literal
    timed = any(kind.pattern == "time" for kind in kinds)
    return timed and stretch is not None and bool(_STRETCH.fullmatch(stretch))


def _texts_meet(a: Kind, b: Kind) -> bool:
    """Whether two kinds of text have a text in common."""
    if a.literal is not None and b.literal is None:
        a, b = b, a
    if b.literal is None or a.literal is not None:
        return not (a.choices and b.choices) or bool(set(a.choices) & set(b.choices))
    if a.pattern:
        return bool(_PATTERNS[a.pattern].fullmatch(b.literal))
    return not a.choices or b.literal in a.choices


def added(operator: str, a: Kind, b: Kind) -> Kind | None:
    """The kind of the result of an arithmetic operator; None if it has none."""
    if "any" in (a.family, b.family):
        return ANY[0]
    if a.family in ("number", "null") and b.family in ("number", "null"):
        return Kind("number", whole=a.whole and b.whole and operator != "/")
    if operator == "+" and {a.family, b.family} <= {"text", "null"}:
        return Kind("text")
    if a.family == "day" and operator in ("+", "-") and (b.whole or b.family == "null"):
        return DAY[0]
    return None
