"""China's working days and the arithmetic of limits, by definition. Nothing here reads a case.

A *moment* is a naive ``datetime`` in local time (Asia/Shanghai), a *day* a ``date``; 24:00 of a day is 00:00 of the
next one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

# Public holidays as published by the State Council, from the first to the last day off. 2027 is not published yet and
# every other year is outside what the tests use: there only Saturday and Sunday are off.
HOLIDAYS = [
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
]
MAKE_UP_DAYS = [
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11",
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
]
DEFAULT_WORKING_HOURS = ["08:30-17:30"]
ONE_DAY = timedelta(days=1)
EXACT_UNITS = {"second": 1, "minute": 60, "hour": 3600}
DURATION = re.compile(r"(\d+) (second|minute|hour|day|week|month|year|working day|working hour)s?")


def is_day_off(day: date) -> bool:
    """Whether the day is no working day."""
    if day.isoformat() in MAKE_UP_DAYS:
        return False
    for first, last in HOLIDAYS:
        if date.fromisoformat(first) <= day <= date.fromisoformat(last):
            return True
    return day.weekday() >= 5


def end_of(day: date) -> datetime:
    """24:00 of the day."""
    return datetime.combine(day + ONE_DAY, time())


def as_moment(value: date | datetime) -> datetime:
    """A moment as it is; a day used as a limit means 24:00 of it."""
    return value if isinstance(value, datetime) else end_of(value)


def as_day(value: date | datetime) -> date:
    """The calendar day of a moment; a day as it is."""
    return value.date() if isinstance(value, datetime) else value


def duration(text: object) -> tuple[int, str] | None:
    """``"2 working days"`` -> ``(2, "working day")``; None for what is no duration."""
    found = DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    return (int(found[1]), found[2]) if found else None


def add_months(day: date, months: int) -> date:
    """The same number so many months later (or earlier), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def add_days(day: date, number: int, unit: str) -> date:
    """The day so many days, weeks, months, years or working days after (or, negative, before) a day."""
    if unit == "day":
        return day + number * ONE_DAY
    if unit == "week":
        return day + 7 * number * ONE_DAY
    if unit == "month":
        return add_months(day, number)
    if unit == "year":
        return add_months(day, 12 * number)
    step = ONE_DAY if number > 0 else -ONE_DAY
    left = abs(number)
    while left:
        day += step
        if not is_day_off(day):
            left -= 1
    return day


def working_spans(day: date, hours: list[str]) -> list[tuple[datetime, datetime]]:
    """The working hours of a day as moments, in order; none on a day off."""
    if is_day_off(day):
        return []
    spans = []
    for text in hours:
        first, last = text.split("-")
        spans.append((at_time(day, first), at_time(day, last)))
    return sorted(spans)


def at_time(day: date, clock: str) -> datetime:
    """A day and ``"18:00"`` (or ``"24:00"``, or with seconds) as a moment."""
    parts = [int(part) for part in clock.strip().split(":")]
    seconds = parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def worked(start: datetime, end: datetime, hours: list[str]) -> timedelta:
    """How much working time lies between two moments."""
    total = timedelta()
    day = start.date()
    while day <= end.date():
        for first, last in working_spans(day, hours):
            total += max(timedelta(), min(last, end) - max(first, start))
        day += ONE_DAY
    return total


def add_working_hours(start: datetime, amount: timedelta, hours: list[str]) -> datetime:
    """The moment at which so much working time has gone by (the earliest such moment)."""
    day = start.date()
    while True:
        for first, last in working_spans(day, hours):
            begin = max(first, start)
            if begin < last:
                if amount <= last - begin:
                    return begin + amount
                amount -= last - begin
        day += ONE_DAY


def limit_after(start: date | datetime, text: str, hours: list[str]) -> datetime:
    """The last moment that lies within a duration after ``start``."""
    number, unit = duration(text) or (0, "second")
    if unit in EXACT_UNITS:
        return as_moment(start) + timedelta(seconds=number * EXACT_UNITS[unit])
    if unit == "working hour":
        return add_working_hours(as_moment(start), timedelta(hours=number), hours)
    return end_of(add_days(as_day(start), number, unit))


def tolerance(text: object) -> timedelta:
    """By how much a rule's ``tolerance`` loosens a limit; nothing without one."""
    parsed = duration(text)
    if parsed is None:
        return timedelta()
    number, unit = parsed
    seconds = {**EXACT_UNITS, "day": 86400, "week": 7 * 86400}
    return timedelta(seconds=number * seconds[unit])
