"""The yearly files against two libraries, day for day; names of the notices; years that nobody has published."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from doorstep.calendar import CHINA, parse_day

PUBLISHED = (2023, 2024, 2025, 2026)
UNPUBLISHED = (2019, 2027, 2028, 2031, 2040)
NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-autumn Festival",
    "国庆节": "National Day",
}
WORDS_OF_LIBRARY = {
    "New Year": "元旦",
    "Chinese New Year": "春节",
    "Tomb-Sweeping": "清明节",
    "Labor": "劳动节",
    "Dragon": "端午节",
    "Mid-Autumn": "中秋节",
    "National": "国庆节",
}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_day_agrees_with_the_holidays_library(year: int) -> None:
    library = holidays.country_holidays("CN", years=year)
    wanted = {
        day: day in library.weekend_workdays or (day.weekday() < 5 and day not in library) for day in days_of(year)
    }
    assert {day: CHINA.is_working(day.toordinal()) for day in days_of(year)} == wanted


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_day_agrees_with_the_chinese_calendar_library(year: int) -> None:
    found = {day: CHINA.is_working(day.toordinal()) for day in days_of(year)}
    assert found == {day: chinese_calendar.is_workday(day) for day in days_of(year)}


@pytest.mark.parametrize("year", PUBLISHED)
def test_make_up_days_are_weekend_days_that_the_library_works(year: int) -> None:
    library = holidays.country_holidays("CN", years=year)
    found = {day for day in days_of(year) if CHINA.is_make_up(day.toordinal())}
    assert found == {day for day in library.weekend_workdays if day.year == year}
    assert all(day.weekday() >= 5 for day in found)


@pytest.mark.parametrize("year", PUBLISHED)
def test_each_holiday_bears_the_name_that_the_library_gives_it(year: int) -> None:
    library = holidays.country_holidays("CN", years=year, language="en_US")
    for day, title in library.items():
        words = [zh for begin, zh in WORDS_OF_LIBRARY.items() if title.startswith(begin)]
        if len(words) == 1 and ";" not in title:
            found = CHINA.name(day.toordinal())
            assert found is not None
            assert found[0] == words[0], (day, title)


@pytest.mark.parametrize("year", PUBLISHED)
def test_all_seven_holidays_of_a_notice_are_there_in_both_languages(year: int) -> None:
    found = {CHINA.name(day.toordinal()) for day in days_of(year)} - {None}
    assert found == {*NAMES.items(), ("周末", "weekend")}


@pytest.mark.parametrize("year", PUBLISHED)
def test_a_year_with_a_notice_is_published(year: int) -> None:
    assert CHINA.published(parse_day(f"{year}-01-01"))
    assert CHINA.published(parse_day(f"{year}-12-31"))


@pytest.mark.parametrize("year", UNPUBLISHED)
def test_a_year_without_a_notice_is_not_published(year: int) -> None:
    assert not any(CHINA.published(day.toordinal()) for day in days_of(year))


@pytest.mark.parametrize("year", UNPUBLISHED)
def test_a_year_without_a_notice_has_no_make_up_day(year: int) -> None:
    assert not any(CHINA.is_make_up(day.toordinal()) for day in days_of(year))
    assert not any(CHINA.is_working(day.toordinal()) for day in days_of(year) if day.weekday() >= 5)


@pytest.mark.parametrize("year", [2027, 2028, 2029, 2030, 2031])
def test_a_year_without_a_notice_still_has_the_days_off_that_the_law_fixes(year: int) -> None:
    """Thirteen, or twelve when the Mid-autumn Festival falls on National Day; what a notice adds is unknown."""
    library = holidays.country_holidays("CN", years=year, observed=False, language="en_US")
    statutory = set(library)
    named = {day for day in days_of(year) if CHINA.name(day.toordinal()) not in (None, ("周末", "weekend"))}
    assert named == statutory
    assert len(named) == 13 - any(";" in title for title in library.values())


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        ("2026-10-01", "国庆节", "National Day"),
        ("2026-10-07", "国庆节", "National Day"),
        ("2026-10-11", "周末", "weekend"),
        ("2026-02-15", "春节", "Spring Festival"),
    ],
)
def test_a_day_off_says_why(day: str, zh: str, en: str) -> None:
    assert CHINA.name(parse_day(day)) == (zh, en)


@pytest.mark.parametrize("day", ["2026-09-30", "2026-10-08", "2026-10-10", "2026-09-20"])
def test_a_working_day_has_no_reason(day: str) -> None:
    assert CHINA.name(parse_day(day)) is None
