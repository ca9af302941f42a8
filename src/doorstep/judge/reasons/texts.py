"""The catalogue of sentences, and moments and lengths of time as they stand in them."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from doorstep.calendar import DAY, civil


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All texts of a language by key."""
    source = resources.files("doorstep.judge.reasons") / f"{lang}.json"
    loaded: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return loaded


def text(lang: str, key: str) -> str:
    """The text of a key. Raises ``KeyError`` when there is none."""
    return catalogue(lang)[key]


def known(lang: str, key: str) -> bool:
    """Whether there is a text of that key."""
    return key in catalogue(lang)


def moment(lang: str, at: int, year: int, *, end_of_day: bool = False) -> str:
    """A moment as "10-12 周一 18:00"; the year only if it is not ``year``; a limit at midnight as 24:00 of the day before.

    >>> from datetime import date
    >>> moment("en", date(2026, 10, 10).toordinal() * DAY, 2026, end_of_day=True)
    'Fri 9 Oct 24:00'
    """
    number, rest = divmod(at, DAY)
    if end_of_day and rest == 0:
        return f"{day(lang, number - 1, year)} 24:00"
    clock = f"{rest // 3600:02d}:{rest // 60 % 60:02d}"
    return f"{day(lang, number, year)} {clock}:{rest % 60:02d}" if rest % 60 else f"{day(lang, number, year)} {clock}"


@cache
def day(lang: str, number: int, year: int, *, weekday: bool = True) -> str:
    """A day as "10-12 周一", or "10-12" without its weekday."""
    found = civil(number)
    months = catalogue(lang).get("months")
    short = f"{found.day} {months.split()[found.month - 1]}" if months else f"{found.month:02d}-{found.day:02d}"
    if found.year != year:
        short = text(lang, "year").format(year=found.year, date=short)
    if not weekday:
        return short
    return text(lang, "day").format(date=short, weekday=text(lang, "weekdays").split()[found.weekday()])


def length(lang: str, seconds: int) -> str:
    """A length of time in at most two units, minutes cut off, seconds only below ten minutes.

    >>> length("en", 4 * 60 + 10), length("en", 9 * 3600 + 5 * 60 + 59), length("en", 3 * 86400 + 4 * 3600)
    ('4 min 10 s', '9 h 5 min', '3 d 4 h')
    """
    minutes, s = divmod(abs(seconds), 60)
    hours, m = divmod(minutes, 60)
    d, h = divmod(hours, 24)
    if d:
        key = "span.dh" if h else "span.d"
    elif h:
        key = "span.hm" if m else "span.h"
    elif m >= 10 or (m and not s):
        key = "span.m"
    else:
        key = "span.ms" if m else "span.s"
    return text(lang, key).format(d=d, h=h if d else hours, m=m, s=s)
