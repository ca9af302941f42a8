"""Moments and days: read from texts, written as texts, nonsense refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.calendar import DAY, day_of, format_day, format_moment, parse_day, parse_moment
from tests.calendar.refusing import refuses

DAYS = st.dates(date(1900, 1, 1), date(9998, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times().map(lambda clock: clock.replace(microsecond=0)))


@given(DAYS)
def test_a_day_is_written_as_it_is_read(day: date) -> None:
    assert parse_day(day.isoformat()) == day.toordinal()
    assert format_day(parse_day(day.isoformat())) == day.isoformat()


@given(MOMENTS)
def test_a_moment_is_written_as_it_is_read(at: datetime) -> None:
    number = parse_moment(at.isoformat(" "))
    assert parse_moment(format_moment(number)) == number
    assert number == at.toordinal() * DAY + at.hour * 3600 + at.minute * 60 + at.second
    assert day_of(number) == at.toordinal()


@given(MOMENTS, MOMENTS)
def test_moments_keep_the_order_of_time(one: datetime, other: datetime) -> None:
    texts = [at.isoformat(" ") for at in (one, other)]
    assert (parse_moment(texts[0]) < parse_moment(texts[1])) == (one < other)


def test_seconds_are_only_written_when_there_are_some() -> None:
    assert format_moment(parse_moment("2026-09-28 09:00:00")) == "2026-09-28 09:00"
    assert format_moment(parse_moment("2026-09-28T09:00:05")) == "2026-09-28 09:00:05"


def test_a_limit_at_midnight_is_24_00_of_the_day_before() -> None:
    midnight = parse_moment("2026-10-01 00:00")
    assert format_moment(midnight) == "2026-10-01 00:00"
    assert format_moment(midnight, end_of_day=True) == "2026-09-30 24:00"
    assert format_moment(midnight + 60, end_of_day=True) == "2026-10-01 00:01"


NO_DAYS = [
    "",
    "2026-9-28",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "26-09-28",
    "2026/09/28",
    "20260928",
    "0000-01-01",
]


@pytest.mark.parametrize(
    "text", [*NO_DAYS, " 2026-09-28", "2026-09-28 ", "2026-09-28\n", "２０２６-09-28", "2026-W39-1"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert refuses(parse_day, text)


NO_MOMENTS = [
    "",
    "2026-09-28",
    "2026-09-28 24:00",
    "2026-09-28 09:60",
    "2026-09-28 09:00:60",
    "2026-09-28 9:00",
    "2026-09-28  09:00",
    "2026-09-28 09:00Z",
    "2026-09-28 09:00+08:00",
    "2026-09-28 09:00:05.5",
    "2026-09-31 09:00",
    "2026-09-28 09:00\n",
    "2026-09-28 ０９:00",
    "now",
]


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_moment_is_refused(text: str) -> None:
    assert refuses(parse_moment, text)
