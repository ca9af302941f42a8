"""Working hours: several intervals, night shifts, 24:00; time counted inside them, forwards and backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.calendar import (
    CHINA,
    DAY,
    DEFAULT_HOURS,
    Hours,
    format_moment,
    parse_hours,
    parse_moment,
    working_end,
    working_seconds,
    working_start,
)
from tests.calendar.refusing import refuses

TWO = parse_hours("09:00-12:00, 13:00-18:00")
NIGHT = parse_hours("22:00-06:00")
OPEN = parse_hours("00:00-24:00")
LATE = parse_hours(["08:00-10:00", "20:00-24:00"])
BOTH = parse_hours("06:00-09:00、14:00-15:00、22:30-05:30")
ALL = (DEFAULT_HOURS, TWO, NIGHT, OPEN, LATE, BOTH)

MOMENTS = st.integers(parse_moment("2023-01-01 00:00"), parse_moment("2027-12-01 00:00"))
LENGTHS = st.one_of(st.integers(0, 40 * 3600), st.integers(0, 40).map(lambda hours: hours * 3600))
HOURS = st.sampled_from(ALL)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("08:30-17:30", ((30600, 63000),)),
        ("8:30-17:30", ((30600, 63000),)),
        ("13:00-18:00,09:00-12:00", ((32400, 43200), (46800, 64800))),
        ("09:00-12:00；13:00–18:00", ((32400, 43200), (46800, 64800))),
        ("09:00~12:00、13:00至18:00", ((32400, 43200), (46800, 64800))),
        (["09:00-12:00", "13:00-18:00"], ((32400, 43200), (46800, 64800))),
        ("20:00-24:00", ((72000, 86400),)),
        ("22:00-06:00", ((79200, 108000),)),
        ("00:00-24:00", ((0, 86400),)),
        ("09:00-12:00, 12:00-13:00", ((32400, 43200), (43200, 46800))),
    ],
)
def test_hours_are_read(text: str | list[str], wanted: Hours) -> None:
    assert parse_hours(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        [],
        "09:00",
        "09:00-",
        "9-17",
        "09:00-25:00",
        "24:00-08:00",
        "09:60-10:00",
        "09:00-12:00-13:00",
        "09:00-12:00,",
        "09:00-12:00, 11:00-14:00",
        "22:00-06:00, 05:00-09:00",
        "20:00-24:01",
        "always",
    ],
)
def test_what_are_no_hours_is_refused(text: str | list[str]) -> None:
    assert refuses(parse_hours, text)


# (hours, start, seconds, end)
ENDS = [
    (TWO, "2026-09-28 11:30", 3600, "2026-09-28 13:30"),
    (TWO, "2026-09-28 11:00", 3600, "2026-09-28 12:00"),
    (TWO, "2026-09-28 12:15", 60, "2026-09-28 13:01"),
    (TWO, "2026-09-30 17:30", 3600, "2026-10-08 09:30"),
    (NIGHT, "2026-09-28 21:00", 3 * 3600, "2026-09-29 01:00"),
    (NIGHT, "2026-09-29 05:30", 3600, "2026-09-29 22:30"),
    (NIGHT, "2026-10-01 05:00", 3600, "2026-10-01 06:00"),  # the shift of Wednesday 09-30
    (NIGHT, "2026-10-01 05:30", 3600, "2026-10-08 22:30"),  # 10-01 … 10-07 begin no shift
    (NIGHT, "2026-10-10 23:00", 7 * 3600, "2026-10-11 06:00"),  # the make-up Saturday's shift
    (OPEN, "2026-09-30 23:00", 7200, "2026-10-08 01:00"),
    (OPEN, "2026-09-28 23:00", 7200, "2026-09-29 01:00"),
    (LATE, "2026-09-28 23:30", 3600, "2026-09-29 08:30"),
    (LATE, "2026-09-28 23:00", 3600, "2026-09-29 00:00"),
]


@pytest.mark.parametrize(("hours", "start", "seconds", "end"), ENDS)
def test_working_time_ends_inside_the_hours(hours: Hours, start: str, seconds: int, end: str) -> None:
    assert format_moment(working_end(parse_moment(start), seconds, hours)) == end


def test_backwards_a_length_of_working_time_begins_inside_the_hours() -> None:
    assert format_moment(working_start(parse_moment("2026-10-08 09:30"), 7200, TWO)) == "2026-09-30 16:30"
    assert format_moment(working_start(parse_moment("2026-10-08 09:00"), 3600, TWO)) == "2026-09-30 17:00"


def test_hours_of_a_lunch_break_and_a_holiday_are_none() -> None:
    assert working_seconds(parse_moment("2026-09-28 12:00"), parse_moment("2026-09-28 13:00"), TWO) == 0
    assert working_seconds(parse_moment("2026-10-01 00:00"), parse_moment("2026-10-08 00:00")) == 0
    assert working_seconds(parse_moment("2026-10-10 00:00"), parse_moment("2026-10-11 00:00")) == 9 * 3600


@given(MOMENTS, LENGTHS, HOURS)
def test_so_much_working_time_passes_until_its_end(moment: int, seconds: int, hours: Hours) -> None:
    assert working_seconds(moment, working_end(moment, seconds, hours), hours) == seconds


@given(MOMENTS, LENGTHS, HOURS)
def test_so_much_working_time_passes_from_its_start(moment: int, seconds: int, hours: Hours) -> None:
    assert working_seconds(working_start(moment, seconds, hours), moment, hours) == seconds


@given(MOMENTS, st.integers(1, 40 * 3600), HOURS)
def test_the_end_is_the_first_such_moment_and_the_start_the_last(moment: int, seconds: int, hours: Hours) -> None:
    assert working_seconds(moment, working_end(moment, seconds, hours) - 1, hours) == seconds - 1
    assert working_seconds(working_start(moment, seconds, hours) + 1, moment, hours) == seconds - 1


@given(MOMENTS, LENGTHS, LENGTHS, HOURS)
def test_working_time_adds_up(moment: int, one: int, other: int, hours: Hours) -> None:
    assert working_end(working_end(moment, one, hours), other, hours) == working_end(moment, one + other, hours)


@given(MOMENTS, st.integers(0, 20 * DAY), st.integers(0, 20 * DAY), HOURS)
def test_the_parts_of_a_stretch_add_up(start: int, one: int, other: int, hours: Hours) -> None:
    middle, end = start + one, start + one + other
    whole = working_seconds(start, end, hours)
    assert working_seconds(start, middle, hours) + working_seconds(middle, end, hours) == whole
    assert 0 <= whole <= end - start
    assert working_seconds(end, start, hours) == -whole


@given(MOMENTS, st.integers(0, 5 * DAY), LENGTHS, HOURS)
def test_who_begins_later_ends_no_earlier(moment: int, delay: int, seconds: int, hours: Hours) -> None:
    assert working_end(moment + delay, seconds, hours) >= working_end(moment, seconds, hours)


@given(MOMENTS, st.integers(0, 6 * DAY), HOURS)
def test_working_time_is_counted_minute_by_minute(start: int, length: int, hours: Hours) -> None:
    """Against the definition: a moment counts if the shift that holds it began on a working day."""
    start -= start % 60
    end = start + length - length % 60
    counted = sum(_works(moment, hours) for moment in range(start, end, 60))
    assert working_seconds(start, end, hours) == 60 * counted


def _works(moment: int, hours: Hours) -> bool:
    day, rest = divmod(moment, DAY)
    today = CHINA.is_working(day) and any(first <= rest < last for first, last in hours)
    return today or (CHINA.is_working(day - 1) and any(first <= rest + DAY < last for first, last in hours))
