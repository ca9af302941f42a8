"""Moments and days as numbers, read from and written to texts."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

DAY = 86_400
"""Seconds of a day."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?\Z", re.ASCII)


@lru_cache(maxsize=4096)
def parse_day(text: str) -> int:
    """The day's number of "2026-09-28". Raises ``ValueError`` for anything else.

    >>> format_day(parse_day("2026-09-28"))
    '2026-09-28'
    """
    if not _DAY.match(text):
        raise ValueError(text)
    return date.fromisoformat(text).toordinal()


@lru_cache(maxsize=65536)
def parse_moment(text: str) -> int:
    """The moment of "2026-09-28 09:00[:05]". Raises ``ValueError`` for anything else, "24:00" included.

    >>> format_moment(parse_moment("2026-09-28 09:00:05"))
    '2026-09-28 09:00:05'
    """
    found = _MOMENT.match(text)
    if not found:
        raise ValueError(text)
    hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(text)
    return parse_day(found[1]) * DAY + hour * 3600 + minute * 60 + second


def day_of(moment: int) -> int:
    """The day in which a moment lies."""
    return moment // DAY


FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def civil(day: int) -> date:
    """The date of a day's number; before the first or after the last that there is, that one."""
    return date.fromordinal(min(max(day, FIRST), LAST))


@lru_cache(maxsize=4096)
def format_day(day: int) -> str:
    """ "2026-09-28" of a day's number."""
    return civil(day).isoformat()


def format_moment(moment: int, *, end_of_day: bool = False) -> str:
    """ "2026-09-28 09:00[:05]" of a moment; with ``end_of_day`` a midnight is 24:00 of the day before.

    >>> format_moment(parse_day("2026-10-10") * DAY, end_of_day=True)
    '2026-10-09 24:00'
    """
    day, rest = divmod(moment, DAY)
    if end_of_day and rest == 0:
        return f"{format_day(day - 1)} 24:00"
    text = f"{format_day(day)} {rest // 3600:02d}:{rest // 60 % 60:02d}"
    return f"{text}:{rest % 60:02d}" if rest % 60 else text
