"""Periods: a month ("2026-10") or a week ("2026-W41", from Monday), in local civil seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from doorstep.calendar import DAY

_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_WEEK = re.compile(r"(\d{4})-W(\d{2})\Z")


class NoPeriod(ValueError):
    """A text that names no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` until just before ``after``, both dates; ``key`` names it.

    >>> period("2026-10").before.key
    '2026-09'
    >>> period("2026-W01").before.key
    '2025-W52'
    """

    key: str
    first: date
    after: date

    @property
    def start(self) -> int:
        """Its first second."""
        return self.first.toordinal() * DAY

    @property
    def end(self) -> int:
        """The second just after it."""
        return self.after.toordinal() * DAY

    @property
    def before(self) -> Period:
        """The period before it."""
        return month_of(self.first - timedelta(1)) if "W" not in self.key else week_of(self.first - timedelta(1))


def period(key: str) -> Period:
    """The period of that key. Raises ``NoPeriod``."""
    try:
        if found := _MONTH.match(key):
            return month_of(date(int(found[1]), int(found[2]), 1))
        if found := _WEEK.match(key):
            return week_of(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except (ValueError, OverflowError):
        pass
    raise NoPeriod(key)


def month_of(day: date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    after = (first + timedelta(32)).replace(day=1)
    return Period(f"{first:%Y-%m}", first, after)


def week_of(day: date) -> Period:
    """The week of a day."""
    first = day - timedelta(day.weekday())
    year, week, _ = first.isocalendar()
    return Period(f"{year}-W{week:02}", first, first + timedelta(7))
