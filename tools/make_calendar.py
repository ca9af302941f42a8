"""Writes the calendar's yearly files from the `chinesecalendar` library and the State Council's notices.

Run by hand when a notice comes out: `python tools/make_calendar.py`. A test checks the result against `holidays`.
"""

from __future__ import annotations

import datetime as dt
import json
from itertools import groupby
from pathlib import Path

import holidays
from chinese_calendar import constants

TARGET = Path(__file__).parents[1] / "src/doorstep/calendar/years"
NOTICES = {
    2023: ("国务院办公厅关于2023年部分节假日安排的通知 (国办发明电〔2022〕16号)", "2022-12-08"),
    2024: ("国务院办公厅关于2024年部分节假日安排的通知 (国办发明电〔2023〕7号)", "2023-10-25"),
    2025: ("国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号)", "2024-11-12"),
    2026: ("国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号)", "2025-11-04"),
}
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
LAST_STATUTORY = 2031
STATUTORY_EN = {zh: en for en, zh in NAMES.items()} | {"农历除夕": "Spring Festival"}


def stretches(days: dict[dt.date, str]) -> list[dict[str, str]]:
    """Days of one name that follow each other, as one stretch."""
    ordered = sorted(days.items())
    result = []
    for _, group in groupby(enumerate(ordered), key=lambda item: (item[1][0].toordinal() - item[0], item[1][1])):
        run = [day for _, day in group]
        result.append({"zh": NAMES[run[0][1]], "en": run[0][1], "from": f"{run[0][0]}", "to": f"{run[-1][0]}"})
    return result


def published(year: int) -> dict[str, object]:
    title, date = NOTICES[year]
    off = {day: str(name) for day, name in constants.holidays.items() if day.year == year}
    make_up = sorted(str(day) for day in constants.workdays if day.year == year)
    return {
        "year": year,
        "notice": {"title": title, "date": date},
        "days_off": stretches(off),
        "make_up_days": make_up,
    }


def statutory(year: int) -> dict[str, object]:
    """The days off that the law fixes; their make-up days and bridges are only known from the notice."""
    found = holidays.country_holidays("CN", years=year, language="zh_CN")
    # Two festivals on one day stand as "中秋节; 国庆节": the last one names it.
    named = {day: [name for name in names.split("; ") if name in STATUTORY_EN] for day, names in found.items()}
    off = {day: STATUTORY_EN[names[-1]] for day, names in named.items() if names}
    return {"year": year, "notice": None, "days_off": stretches(off), "make_up_days": []}


def main() -> None:
    years = [published(year) for year in NOTICES]
    years += [statutory(year) for year in range(max(NOTICES) + 1, LAST_STATUTORY + 1)]
    for year in years:
        text = json.dumps(year, ensure_ascii=False, indent=1)
        (TARGET / f"{year['year']}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
