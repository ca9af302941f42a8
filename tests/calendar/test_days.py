"""Counting working days, and the stretches that a count skips."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.calendar import CHINA, format_day, parse_day

DAYS = st.integers(parse_day("2022-06-01"), parse_day("2029-06-01"))


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        ("2026-09-28", 0, "2026-09-28"),
        ("2026-09-28", 1, "2026-09-29"),
        ("2026-09-28", 2, "2026-09-30"),
        ("2026-09-28", 3, "2026-10-08"),  # National Day 10-01 … 10-07
        ("2026-09-28", 5, "2026-10-10"),  # the make-up Saturday counts
        ("2026-09-28", 6, "2026-10-12"),
        ("2026-10-03", 1, "2026-10-08"),  # from inside the holiday
        ("2026-10-03", 0, "2026-10-03"),
        ("2026-09-19", 1, "2026-09-20"),  # a make-up Sunday
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-10-12", -2, "2026-10-09"),
        ("2026-10-12", -1, "2026-10-10"),
    ],
)
def test_the_nth_working_day_after(day: str, count: int, wanted: str) -> None:
    assert format_day(CHINA.nth_after(parse_day(day), count)) == wanted


@given(DAYS, st.integers(1, 40))
def test_the_nth_working_day_is_one_and_has_n_of_them_behind_it(day: int, count: int) -> None:
    found = CHINA.nth_after(day, count)
    assert CHINA.is_working(found)
    assert sum(CHINA.is_working(d) for d in range(day + 1, found + 1)) == count


@given(DAYS, st.integers(1, 40))
def test_backwards_counts_as_forwards(day: int, count: int) -> None:
    found = CHINA.nth_after(day, -count)
    assert CHINA.is_working(found)
    assert sum(CHINA.is_working(d) for d in range(found, day)) == count


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_counts_add_up(day: int, one: int, other: int) -> None:
    assert CHINA.nth_after(CHINA.nth_after(day, one), other) == CHINA.nth_after(day, one + other)


@given(DAYS, st.integers(0, 40))
def test_what_is_skipped_are_exactly_the_days_off(first: int, length: int) -> None:
    last = first + length
    stretches = list(CHINA.skipped(first, last))
    covered = [day for stretch in stretches for day in range(stretch.first, stretch.last + 1)]
    assert covered == [day for day in range(first, last + 1) if not CHINA.is_working(day)]
    for stretch in stretches:
        assert {CHINA.name(day) for day in range(stretch.first, stretch.last + 1)} == {(stretch.zh, stretch.en)}


@given(DAYS, st.integers(0, 40))
def test_neighbours_of_one_name_are_one_stretch(first: int, length: int) -> None:
    stretches = list(CHINA.skipped(first, first + length))
    for this, following in pairwise(stretches):
        assert following.first > this.last + 1 or following.zh != this.zh


def test_national_day_is_one_stretch_and_the_make_up_saturday_is_none() -> None:
    stretches = list(CHINA.skipped(parse_day("2026-09-28"), parse_day("2026-10-12")))
    shown = [(format_day(s.first), format_day(s.last), s.zh) for s in stretches]
    assert shown == [("2026-10-01", "2026-10-07", "国庆节"), ("2026-10-11", "2026-10-11", "周末")]


def test_two_holidays_side_by_side_are_two_stretches() -> None:
    """2025 had National Day, the Mid-autumn Festival inside it, and National Day again."""
    stretches = CHINA.skipped(parse_day("2025-09-30"), parse_day("2025-10-09"))
    assert [(s.zh, format_day(s.first)[5:], format_day(s.last)[5:]) for s in stretches] == [
        ("国庆节", "10-01", "10-05"),
        ("中秋节", "10-06", "10-06"),
        ("国庆节", "10-07", "10-08"),
    ]


def test_nothing_is_skipped_between_working_days() -> None:
    assert list(CHINA.skipped(parse_day("2026-09-28"), parse_day("2026-09-30"))) == []
    assert list(CHINA.skipped(parse_day("2026-09-30"), parse_day("2026-09-29"))) == []
