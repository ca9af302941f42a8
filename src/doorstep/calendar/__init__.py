"""Working time in China: days off and make-up days from dated yearly files, working hours, terms and their ends.

Moments are local civil seconds of Asia/Shanghai (an ``int``: day × 86,400 + seconds of the day), days are ``date.toordinal``
numbers: no naive datetime leaves this room, and nothing here reads a clock. What does not live here: standards, acts.
"""

from doorstep.calendar.days import CHINA, WorkingDays
from doorstep.calendar.hours import DEFAULT_HOURS, Hours, parse_hours, working_end, working_seconds, working_start
from doorstep.calendar.moments import DAY, civil, day_of, format_day, format_moment, parse_day, parse_moment
from doorstep.calendar.terms import (
    Term,
    end_of_term,
    kept_before,
    latest_before,
    not_longer_before,
    parse_term,
    units_between,
)

__all__ = [
    "CHINA",
    "DAY",
    "DEFAULT_HOURS",
    "Hours",
    "Term",
    "WorkingDays",
    "civil",
    "day_of",
    "end_of_term",
    "format_day",
    "format_moment",
    "kept_before",
    "latest_before",
    "not_longer_before",
    "parse_day",
    "parse_hours",
    "parse_moment",
    "parse_term",
    "units_between",
    "working_end",
    "working_seconds",
    "working_start",
]
