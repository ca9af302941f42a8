"""Working hours of a site, and time counted inside them on working days.

Intervals are half-open seconds of a day; 24:00 is allowed, and a night shift ("22:00-06:00") is one interval that belongs
to the day on which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doorstep.calendar.days import CHINA, WorkingDays
from doorstep.calendar.moments import DAY

Hours = tuple[tuple[int, int], ...]
"""Intervals of a working day: (from, to) in seconds from its midnight, in order; ``to`` may pass 86,400."""

DEFAULT_HOURS: Hours = ((8 * 3600 + 1800, 17 * 3600 + 1800),)
"""08:30-17:30."""

_INTERVAL = re.compile(r"\s*(\d{1,2}):(\d\d)\s*[-–—~至到]\s*(\d{1,2}):(\d\d)\s*\Z")


def parse_hours(value: str | Sequence[str]) -> Hours:
    """The hours that texts like "09:00-12:00" name, one or a list, or several in one text split at , ; or 、.

    Raises ``ValueError`` when one is none, is empty, or they overlap.

    >>> parse_hours(["09:00-12:00", "13:00-18:00"])
    ((32400, 43200), (46800, 64800))
    """
    parts = re.split(r"[,;、，；]", value) if isinstance(value, str) else list(value)
    hours = tuple(sorted(_interval(part) for part in parts))
    ends = [*hours[1:], (hours[0][0] + DAY, 0)] if hours else []
    if not hours or any(this[1] > following[0] for this, following in zip(hours, ends, strict=True)):
        raise ValueError(value)
    return hours


def _interval(text: str) -> tuple[int, int]:
    found = _INTERVAL.match(text)
    if not found:
        raise ValueError(text)
    first_hour, first_minute, last_hour, last_minute = (int(part) for part in found.groups())
    first, last = first_hour * 3600 + first_minute * 60, last_hour * 3600 + last_minute * 60
    if first_minute > 59 or last_minute > 59 or first >= DAY or last > DAY:
        raise ValueError(text)
    return (first, last) if last > first else (first, last + DAY)


def _forward(moment: int, hours: Hours, days: WorkingDays) -> Iterator[tuple[int, int]]:
    """Working intervals that end after ``moment``, in order, cut at it."""
    day = moment // DAY - 1
    while True:
        if days.is_working(day):
            for first, last in hours:
                if day * DAY + last > moment:
                    yield max(day * DAY + first, moment), day * DAY + last
        day += 1


def _backward(moment: int, hours: Hours, days: WorkingDays) -> Iterator[tuple[int, int]]:
    """Working intervals that begin before ``moment``, latest first, cut at it."""
    day = moment // DAY
    while True:
        if days.is_working(day):
            for first, last in reversed(hours):
                if day * DAY + first < moment:
                    yield day * DAY + first, min(day * DAY + last, moment)
        day -= 1


def working_end(moment: int, seconds: int, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA) -> int:
    """The first moment at which ``seconds`` of working time have passed since ``moment``."""
    if seconds <= 0:
        return moment
    for first, last in _forward(moment, hours, days):
        if last - first >= seconds:
            return first + seconds
        seconds -= last - first
    raise AssertionError("working time does not end")


def working_start(moment: int, seconds: int, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA) -> int:
    """The last moment from which ``seconds`` of working time pass until ``moment``."""
    if seconds <= 0:
        return moment
    for first, last in _backward(moment, hours, days):
        if last - first >= seconds:
            return last - seconds
        seconds -= last - first
    raise AssertionError("working time does not begin")


def working_seconds(start: int, end: int, hours: Hours = DEFAULT_HOURS, days: WorkingDays = CHINA) -> int:
    """The working time between two moments, in seconds; negative when ``end`` comes first."""
    if end < start:
        return -working_seconds(end, start, hours, days)
    total = 0
    for first, last in _forward(start, hours, days):
        if first >= end:
            return total
        total += min(last, end) - first
    raise AssertionError("working time does not end")
