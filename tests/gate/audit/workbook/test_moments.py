# ruff: noqa: DTZ001 - what stands in a cell has no zone
"""Moments: every form that the audit workbook allows, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.gate.audit.workbook import moments
from doorstep.gate.audit.workbook.cells import ErrorCell, Uncached
from doorstep.gate.audit.workbook.faults import Unfit

NINE = "2026-09-28 09:00"
SECONDS = st.datetimes(datetime(1950, 1, 2), datetime(2199, 1, 1)).map(lambda m: m.replace(microsecond=0))


def code(raw: Any, **options: Any) -> str:
    """The code with which ``raw`` is refused as a moment."""
    with pytest.raises(Unfit) as refused:
        moments.moment(raw, **options)
    return refused.value.code


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("2026-09-28 09:00", NINE),
        ("2026-09-28 09:00:05", NINE + ":05"),
        ("2026/9/28 9:00", NINE),
        ("2026年9月28日9时05分", "2026-09-28 09:05"),
        ("2026年9月28日 9时5分30秒", "2026-09-28 09:05:30"),
        ("2026年9月28日9:05", "2026-09-28 09:05"),
        ("2026年9月28日9时", NINE),
        ("2026-09-28T09:00", NINE),
        ("20260928T090005", NINE + ":05"),
        ("2026-W40-1T09:00", NINE),
        ("2026-09-28T01:00:00Z", NINE),
        ("2026-09-28T09:00+08:00", NINE),
        ("2026-09-27 20:00:00-0500", NINE),
        ("2026-09-28 10:00 +09", NINE),
        ("2026-09-28T09:00:05.999", NINE + ":05"),
        (" ２０２６－０９－２８　０９：００ ", NINE),
        ("2026-09-28 24:00", "2026-09-29 00:00"),
        ("46293.375", NINE),
        (46293.375, NINE),
        (46293.39583333, "2026-09-28 09:30"),
        (datetime(2026, 9, 28, 9), NINE),
        (datetime(2026, 9, 28, 8, 59, 59, 999_900), NINE),
        (datetime(2026, 9, 28), "2026-09-28 00:00"),
    ],
)
def test_every_form_of_a_moment(raw: Any, wanted: str) -> None:
    assert moments.written(moments.moment(raw)) == wanted


def test_a_serial_number_of_the_1904_system() -> None:
    assert moments.written(moments.moment(46293.375 - 1462, date1904=True)) == NINE


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("25:61", "no_time"),
        ("2026-02-30 09:00", "no_time"),
        ("2026-09-28 9", "no_time"),
        ("2026-09-28 24:01", "no_time"),
        ("2026-09-2809:00", "no_time"),
        ("28/9/2026 09:00", "no_time"),
        ("26-09-28 09:00", "no_time"),
        ("2026-09-28 09:00+25:00", "no_time"),
        ("明天九点", "no_time"),
        (True, "no_time"),
        (12.5, "no_time"),
        (1790000000, "no_time"),
        (-1.5, "no_time"),
        (float("inf"), "no_time"),
        (float("nan"), "no_time"),
        ("2026-09-28", "no_time_of_day"),
        ("2026年9月28日", "no_time_of_day"),
        (date(2026, 9, 28), "no_time_of_day"),
        (46293, "no_time_of_day"),
        (46293.0, "no_time_of_day"),
        (20260928, "no_time_of_day"),
        ("09:00", "no_date"),
        (time(9), "no_date"),
        (0.375, "no_date"),
        ("2026-09-28 下午3:00", "twelve_hours"),
        ("2026-09-28 3:00 PM", "twelve_hours"),
        ("#N/A", "error_cell"),
        (ErrorCell("#REF!"), "error_cell"),
        (Uncached("=NOW()"), "uncached"),
    ],
)
def test_what_is_no_moment(raw: Any, wanted: str) -> None:
    assert code(raw) == wanted


@given(SECONDS)
def test_a_moment_survives_each_way_of_writing_it(whole: datetime) -> None:
    chinese = f"{whole.year}年{whole.month}月{whole.day}日{whole.hour}时{whole.minute:02}分{whole.second}秒"
    slashes = f"{whole.year}/{whole.month}/{whole.day} {whole.hour}:{whole.minute:02}:{whole.second:02}"
    zulu = (whole - timedelta(hours=8)).isoformat() + "Z"
    for text in (moments.written(whole), whole.isoformat(), chinese, slashes, zulu, f"{whole:%Y%m%dT%H%M%S}"):
        assert moments.moment(text) == whole, text


@given(SECONDS)
def test_a_serial_number_is_its_moment_in_both_date_systems(whole: datetime) -> None:
    days = (whole - datetime(1899, 12, 30)) / timedelta(days=1)
    if days == int(days):
        assert code(days) == "no_time_of_day"
    else:
        assert moments.moment(days) == whole
        if whole > datetime(1955, 1, 1):
            assert moments.moment(days - 1462, date1904=True) == whole


@given(SECONDS, st.integers(-14 * 60, 14 * 60))
def test_an_offset_is_converted_to_shanghai(whole: datetime, minutes: int) -> None:
    sign, size = "-" if minutes < 0 else "+", abs(minutes)
    there = whole - timedelta(hours=8) + timedelta(minutes=minutes)
    assert moments.moment(f"{there.isoformat()}{sign}{size // 60:02}:{size % 60:02}") == whole


@given(st.text(max_size=25) | st.floats() | st.integers())
def test_whatever_stands_there_is_read_or_refused(raw: Any) -> None:
    refused = ""
    try:
        found = moments.moment(raw)
    except Unfit as unfit:
        refused = unfit.code
    if refused:
        assert refused in {"no_time", "no_time_of_day", "no_date", "twelve_hours", "error_cell"}
    else:
        assert moments.moment(moments.written(found)) == found


@pytest.mark.parametrize(
    "raw",
    [
        "2026-09-28",
        "2026/9/28",
        "2026年9月28日",
        "20260928",
        "2026-09-28 00:00",
        46293,
        date(2026, 9, 28),
        datetime(2026, 9, 28),
    ],
)
def test_a_date_takes_a_day(raw: Any) -> None:
    assert moments.day(raw) == date(2026, 9, 28)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [("2026-09-28 09:00", "day_with_time"), (46293.5, "day_with_time"), ("9:00", "no_day"), ("2026-13-01", "no_day")],
)
def test_what_is_no_date(raw: Any, wanted: str) -> None:
    with pytest.raises(Unfit) as refused:
        moments.day(raw)
    assert refused.value.code == wanted


@pytest.mark.parametrize(
    "clock",
    [time(9), 0.375, "9:00", "09:00:00", "9时", "9点00分", timedelta(hours=9), datetime(2026, 9, 28, 9), "0.375"],
)
@pytest.mark.parametrize("day", [date(2026, 9, 28), datetime(2026, 9, 28), "2026/9/28", 46293])
def test_a_day_and_a_time_of_day_in_two_columns(day: Any, clock: Any) -> None:
    assert moments.written(moments.moment_of(day, clock)) == NINE


@pytest.mark.parametrize(
    ("clock", "wanted"), [("2026-09-29 09:00", "two_days"), ("25:61", "no_time"), (46293, "no_time_of_day")]
)
def test_a_time_of_day_that_does_not_go_with_its_day(clock: Any, wanted: str) -> None:
    with pytest.raises(Unfit) as refused:
        moments.moment_of("2026-09-28", clock)
    assert refused.value.code == wanted


def test_the_end_of_a_day_in_two_columns() -> None:
    assert moments.written(moments.moment_of("2026-09-28", "24:00")) == "2026-09-29 00:00"
