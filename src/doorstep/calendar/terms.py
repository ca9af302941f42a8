"""Terms such as "2 working days": read, ended, and measured backwards before a planned time.

Seconds, minutes and hours are exact. Days and longer end at 24:00 of a day, which is the midnight after it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from doorstep.calendar.days import CHINA, WorkingDays
from doorstep.calendar.hours import DEFAULT_HOURS, Hours, working_end, working_seconds, working_start
from doorstep.calendar.moments import DAY, LAST, civil

EXACT = {"second": 1, "minute": 60, "hour": 3600}
"""Units of exact length, in seconds."""

UNITS = (*EXACT, "day", "week", "month", "year", "working day", "working hour")
"""Every unit of a term, in the singular."""

_TERM = re.compile(rf"(\d{{1,6}}) ({'|'.join(UNITS)})s?\Z", re.ASCII)


class Term(NamedTuple):
    """A length of time: ``amount`` (whole, 0 or more) of ``unit`` (one of ``UNITS``)."""

    amount: int
    unit: str

    @property
    def exact(self) -> int | None:
        """Its seconds, when it is counted in seconds, minutes or hours."""
        return self.amount * EXACT[self.unit] if self.unit in EXACT else None

    @property
    def working(self) -> bool:
        """Whether it counts working time."""
        return self.unit.startswith("working")

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


@lru_cache(maxsize=512)
def parse_term(text: str) -> Term:
    """The term that ``text`` says. Raises ``ValueError`` when it says none; seven digits are none.

    >>> parse_term("2 working days")
    Term(amount=2, unit='working day')
    """
    found = _TERM.match(text.strip())
    if not found:
        raise ValueError(text)
    return Term(int(found[1]), found[2])


def end_of_term(start: int, term: Term, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA) -> int:
    """The limit of a term that begins at moment ``start``; the limit itself still keeps it.

    Two working days after Monday 2026-09-28 end on 2026-09-30 at 24:00:

    >>> from doorstep.calendar.moments import format_moment, parse_moment
    >>> limit = end_of_term(parse_moment("2026-09-28 10:20"), Term(2, "working day"))
    >>> format_moment(limit, end_of_day=True)
    '2026-09-30 24:00'
    """
    if term.exact is not None:
        return start + term.exact
    if term.unit == "working hour":
        return working_end(start, term.amount * 3600, hours, days)
    return (_last_day(start // DAY, term, days) + 1) * DAY


def _last_day(day: int, term: Term, days: WorkingDays) -> int:
    if term.unit == "working day":
        return days.nth_after(day, term.amount)
    if term.unit == "day":
        return day + term.amount
    if term.unit == "week":
        return day + 7 * term.amount
    return _add_months(day, term.amount * (12 if term.unit == "year" else 1))


def _add_months(day: int, months: int) -> int:
    start = civil(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return LAST
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal()


def kept_before(moment: int, planned: int, term: Term, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA) -> bool:
    """Whether ``moment`` lies at least ``term`` before ``planned``. "1 day" is any moment of an earlier calendar day."""
    if term.exact is not None:
        return planned - moment >= term.exact
    if term.unit == "working hour":
        return moment <= planned and working_seconds(moment, planned, hours, days) >= term.amount * 3600
    return _last_day(moment // DAY, term, days) <= planned // DAY


def not_longer_before(
    moment: int, planned: int, term: Term, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA
) -> bool:
    """Whether ``moment`` lies at most ``term`` before ``planned``."""
    if term.exact is not None:
        return planned - moment <= term.exact
    if term.unit == "working hour":
        return working_seconds(moment, planned, hours, days) <= term.amount * 3600
    return _last_day(moment // DAY, term, days) >= planned // DAY


def latest_before(planned: int, term: Term, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA) -> int:
    """The last moment, to the second, that still lies at least ``term`` before ``planned``.

    >>> from doorstep.calendar.moments import format_moment, parse_moment
    >>> format_moment(latest_before(parse_moment("2026-10-08 10:00"), Term(1, "working day")))
    '2026-10-07 23:59:59'
    """
    if term.exact is not None:
        return planned - term.exact
    if term.unit == "working hour":
        return working_start(planned, term.amount * 3600, hours, days)
    day = planned // DAY
    while _last_day(day, term, days) > planned // DAY:
        day -= 1
    return min((day + 1) * DAY - 1, planned)


def units_between(start: int, end: int, unit: str, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA) -> int:
    """How many whole ``unit`` lie between two moments; negative when ``end`` comes first.

    Days are calendar days apart, working days those after the day of ``start`` up to the day of ``end``; weeks, months and
    years are full ones by the day. Raises ``ValueError`` for a unit that is none of ``UNITS``.

    >>> from doorstep.calendar.moments import parse_moment
    >>> units_between(parse_moment("2026-09-30 17:00"), parse_moment("2026-10-10 09:00"), "working day")
    3
    """
    if unit not in UNITS:
        raise ValueError(unit)
    if end < start:
        return -units_between(end, start, unit, hours, days)
    if unit in EXACT:
        return (end - start) // EXACT[unit]
    if unit == "working hour":
        return working_seconds(start, end, hours, days) // 3600
    first, last = start // DAY, end // DAY
    if unit == "working day":
        return sum(days.is_working(day) for day in range(first + 1, last + 1))
    if unit in ("day", "week"):
        return (last - first) // (7 if unit == "week" else 1)
    count = 0
    while _last_day(first, Term(count + 1, unit), days) <= last:
        count += 1
    return count
