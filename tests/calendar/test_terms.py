"""Terms: every unit that a standard may name, a minute before, on and after each limit; notices backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.calendar import (
    CHINA,
    DAY,
    Term,
    end_of_term,
    format_moment,
    kept_before,
    not_longer_before,
    parse_moment,
    parse_term,
)
from doorstep.calendar.terms import UNITS
from tests.calendar.refusing import refuses

ENDS = [
    # exact to the second, across midnight and holidays
    ("2026-09-28 10:20:07", "30 seconds", "2026-09-28 10:20:37"),
    ("2026-09-28 23:50", "30 minutes", "2026-09-29 00:20"),
    ("2026-09-30 20:00", "24 hours", "2026-10-01 20:00"),
    ("2026-09-28 10:20", "0 minutes", "2026-09-28 10:20"),
    # days end at 24:00 of the n-th day after the day
    ("2026-09-28 00:00", "0 days", "2026-09-28 24:00"),
    ("2026-09-28 23:59", "0 days", "2026-09-28 24:00"),
    ("2026-09-28 10:20", "1 day", "2026-09-29 24:00"),
    ("2026-09-30 10:20", "3 days", "2026-10-03 24:00"),
    ("2028-02-28 10:20", "1 day", "2028-02-29 24:00"),
    ("2027-02-28 10:20", "1 day", "2027-03-01 24:00"),
    # weeks, months and years end at 24:00 of the same weekday or number, or of the month's last day
    ("2026-09-28 10:20", "1 week", "2026-10-05 24:00"),
    ("2026-09-28 10:20", "2 weeks", "2026-10-12 24:00"),
    ("2026-09-28 10:20", "1 month", "2026-10-28 24:00"),
    ("2026-08-31 10:20", "1 month", "2026-09-30 24:00"),
    ("2027-01-31 10:20", "1 month", "2027-02-28 24:00"),
    ("2028-01-31 10:20", "1 month", "2028-02-29 24:00"),
    ("2026-12-31 10:20", "2 months", "2027-02-28 24:00"),
    ("2026-11-30 10:20", "3 months", "2027-02-28 24:00"),
    ("2026-02-28 10:20", "1 month", "2026-03-28 24:00"),
    ("2026-12-15 10:20", "13 months", "2028-01-15 24:00"),
    ("2026-09-28 10:20", "1 year", "2027-09-28 24:00"),
    ("2028-02-29 10:20", "1 year", "2029-02-28 24:00"),
    ("2028-02-29 10:20", "4 years", "2032-02-29 24:00"),
    # working days: National Day off, the Saturday after it worked
    ("2026-09-28 10:20", "0 working days", "2026-09-28 24:00"),
    ("2026-10-03 10:20", "0 working days", "2026-10-03 24:00"),
    ("2026-09-28 10:20", "2 working days", "2026-09-30 24:00"),
    ("2026-09-30 10:20", "1 working day", "2026-10-08 24:00"),
    ("2026-10-09 10:20", "1 working day", "2026-10-10 24:00"),
    ("2026-10-10 10:20", "1 working day", "2026-10-12 24:00"),
    ("2026-09-18 10:20", "1 working day", "2026-09-20 24:00"),
    ("2026-02-13 10:20", "2 working days", "2026-02-24 24:00"),
    # working hours: 08:30-17:30
    ("2026-09-28 10:20", "4 working hours", "2026-09-28 14:20"),
    ("2026-09-28 08:30", "9 working hours", "2026-09-28 17:30"),
    ("2026-09-28 16:30", "1 working hour", "2026-09-28 17:30"),
    ("2026-09-28 16:31", "1 working hour", "2026-09-29 08:31"),
    ("2026-09-28 07:00", "1 working hour", "2026-09-28 09:30"),
    ("2026-09-28 20:00", "1 working hour", "2026-09-29 09:30"),
    ("2026-09-30 17:00", "1 working hour", "2026-10-08 09:00"),
    ("2026-10-09 17:00", "1 working hour", "2026-10-10 09:00"),
    ("2026-09-28 20:00", "0 working hours", "2026-09-28 20:00"),
]


@pytest.mark.parametrize(("start", "term", "limit"), ENDS)
def test_where_a_term_ends(start: str, term: str, limit: str) -> None:
    found = end_of_term(parse_moment(start), parse_term(term))
    assert format_moment(found, end_of_day=limit.endswith("24:00")) == limit


@given(st.integers(parse_moment("2023-01-01 00:00"), parse_moment("2028-01-01 00:00")), st.sampled_from(UNITS))
def test_a_term_never_ends_before_it_begins_and_longer_ones_end_later(start: int, unit: str) -> None:
    ends = [end_of_term(start, Term(amount, unit)) for amount in range(5)]
    assert ends == sorted(ends)
    assert ends[0] >= start


@given(
    st.integers(parse_moment("2023-01-01 00:00"), parse_moment("2028-01-01 00:00")),
    st.integers(0, 3 * DAY),
    st.integers(0, 6),
    st.sampled_from(UNITS),
)
def test_what_begins_later_ends_no_earlier(start: int, delay: int, amount: int, unit: str) -> None:
    assert end_of_term(start + delay, Term(amount, unit)) >= end_of_term(start, Term(amount, unit))


@given(st.integers(parse_moment("2023-01-01 00:00"), parse_moment("2028-01-01 00:00")), st.integers(0, 30))
def test_working_days_end_at_the_end_of_a_working_day(start: int, amount: int) -> None:
    end = end_of_term(start, Term(amount, "working day"))
    assert end % DAY == 0
    assert amount == 0 or CHINA.is_working(end // DAY - 1)


# (planned, at least, the latest moment that keeps it, a moment too late)
NOTICES = [
    ("2026-09-29 09:00", "30 minutes", "2026-09-29 08:30", "2026-09-29 08:31"),
    ("2026-09-29 09:00", "30 seconds", "2026-09-29 08:59:30", "2026-09-29 08:59:31"),
    ("2026-09-29 09:00", "2 hours", "2026-09-29 07:00", "2026-09-29 07:01"),
    ("2026-09-29 09:00", "0 minutes", "2026-09-29 09:00", "2026-09-29 09:01"),
    ("2026-09-29 09:00", "1 day", "2026-09-28 23:59", "2026-09-29 00:00"),
    ("2026-09-29 00:00", "1 day", "2026-09-28 23:59", "2026-09-29 00:00"),
    ("2026-09-29 09:00", "3 days", "2026-09-26 23:59", "2026-09-27 00:00"),
    ("2026-10-12 09:00", "1 week", "2026-10-05 23:59", "2026-10-06 00:00"),
    ("2026-10-28 09:00", "1 month", "2026-09-28 23:59", "2026-09-29 00:00"),
    ("2026-09-29 09:00", "1 working day", "2026-09-28 23:59", "2026-09-29 00:00"),
    ("2026-10-08 09:00", "1 working day", "2026-10-07 23:59", "2026-10-08 00:00"),
    ("2026-10-08 09:00", "2 working days", "2026-09-29 23:59", "2026-09-30 00:00"),
    ("2026-10-12 09:00", "1 working day", "2026-10-11 23:59", "2026-10-12 00:00"),
    ("2026-10-12 09:00", "2 working days", "2026-10-09 23:59", "2026-10-10 00:00"),
    ("2026-09-29 09:30", "2 working hours", "2026-09-28 16:30", "2026-09-28 16:31"),
    ("2026-10-08 09:30", "2 working hours", "2026-09-30 16:30", "2026-09-30 16:31"),
]


@pytest.mark.parametrize(("planned", "term", "last", "late"), NOTICES)
def test_a_notice_is_kept_up_to_its_last_moment(planned: str, term: str, last: str, late: str) -> None:
    when, length = parse_moment(planned), parse_term(term)
    assert kept_before(parse_moment(last) - 60, when, length)
    assert kept_before(parse_moment(last), when, length)
    assert not kept_before(parse_moment(late), when, length)


# (planned, at most, the first moment that keeps it, a moment too soon)
LATEST = [
    ("2026-09-29 09:00", "2 hours", "2026-09-29 07:00", "2026-09-29 06:59"),
    ("2026-09-29 09:00", "10 seconds", "2026-09-29 08:59:50", "2026-09-29 08:59:49"),
    ("2026-09-29 09:00", "1 day", "2026-09-28 00:00", "2026-09-27 23:59"),
    ("2026-09-29 09:00", "0 days", "2026-09-29 00:00", "2026-09-28 23:59"),
    ("2026-10-12 09:00", "1 week", "2026-10-05 00:00", "2026-10-04 23:59"),
    ("2026-10-08 09:00", "1 working day", "2026-09-30 00:00", "2026-09-29 23:59"),
    ("2026-09-29 09:30", "2 working hours", "2026-09-28 16:30", "2026-09-28 16:29"),
]


@pytest.mark.parametrize(("planned", "term", "first", "soon"), LATEST)
def test_a_notice_is_not_too_soon_from_its_first_moment(planned: str, term: str, first: str, soon: str) -> None:
    when, length = parse_moment(planned), parse_term(term)
    assert not_longer_before(parse_moment(first) + 60, when, length)
    assert not_longer_before(parse_moment(first), when, length)
    assert not not_longer_before(parse_moment(soon), when, length)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("amount", [0, 1, 2, 30])
def test_a_term_is_written_as_it_is_read(unit: str, amount: int) -> None:
    term = Term(amount, unit)
    assert parse_term(str(term)) == term
    assert parse_term(f"{amount} {unit}") == term


NO_TERMS = [
    "",
    "2",
    "days",
    "-1 days",
    "+1 day",
    "1.5 hours",
    "two days",
    "2  days",
    "2 workdays",
    "2 Days",
    "2 days 3 hours",
    "2 workingdays",
    "2 fortnights",
    "２ days",
    "PT1H",
    "1 day\n2",
]


@pytest.mark.parametrize("text", NO_TERMS)
def test_what_is_no_term_is_refused(text: str) -> None:
    assert refuses(parse_term, text)


def test_only_seconds_minutes_and_hours_are_exact() -> None:
    assert [Term(2, unit).exact for unit in UNITS] == [2, 120, 7200, *[None] * (len(UNITS) - 3)]
    assert [unit for unit in UNITS if Term(1, unit).working] == ["working day", "working hour"]
