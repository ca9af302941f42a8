"""Durations as a standard writes them."""

import re

import pytest

from doorstep.language.durations import UNITS, Duration, parse_duration


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("4 seconds", 4, "second"),
        ("30 minutes", 30, "minute"),
        ("24 hours", 24, "hour"),
        ("0 days", 0, "day"),
        ("1 week", 1, "week"),
        ("6 months", 6, "month"),
        ("1 year", 1, "year"),
        ("4 working hours", 4, "working hour"),
        ("1 working day", 1, "working day"),
    ],
)
def test_every_unit_is_read(text, amount, unit):
    """An amount and a unit, in the singular or the plural."""
    assert parse_duration(text) == Duration(amount, unit)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("amount", [0, 1, 2, 30])
def test_a_duration_is_written_as_it_is_read(unit, amount):
    """Reading what was written gives the same duration."""
    duration = Duration(amount, unit)
    assert parse_duration(str(duration)) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "minutes",
        "five minutes",
        "1.5 hours",
        "-1 day",
        "5 minutes ",
        "5  minutes",
        "5分钟",
        "05 minutes",
        "1 day\n",
    ],
)
def test_what_is_no_duration_is_refused(text):
    """Nothing is guessed: no other numbers, spaces, languages."""
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_duration(text)


def test_only_exact_units_have_seconds():
    """Days and longer, and working time, depend on the calendar."""
    assert parse_duration("2 hours").seconds == 7200
    assert parse_duration("1 day").seconds is None
    assert parse_duration("1 working hour").seconds is None
