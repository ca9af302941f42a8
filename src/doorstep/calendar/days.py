"""China's working days: Monday to Friday less days off, plus make-up days, from one dated file a year (``years/``).

A year without a published notice is known by its weekdays and the days off that the law fixes; what reaches into it is
provisional.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from doorstep.calendar.moments import format_day, parse_day


class Skipped(NamedTuple):
    """A stretch of days that a count of working days skips: first and last day, and the name of it in both languages."""

    first: int
    last: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Year:
    """What one yearly file says. ``notice`` is None until the State Council has published it."""

    notice: str | None = None
    off: dict[int, tuple[str, str]] = field(default_factory=dict)
    make_up: frozenset[int] = frozenset()


WEEKEND = ("周末", "weekend")


class WorkingDays:
    """The working days of China. Every day from 1900 to 9998 has an answer; see ``published`` for how firm it is."""

    def __init__(self) -> None:
        self._year = lru_cache(maxsize=256)(_read_year)
        self.is_working = lru_cache(maxsize=16384)(self._is_working)

    def _is_working(self, day: int) -> bool:
        year = self._year(int(format_day(day)[:4]))
        if day in year.make_up:
            return True
        return day not in year.off and (day - 1) % 7 < 5

    def published(self, day: int) -> bool:
        """Whether the notice of the day's year is published; without it, the answer is provisional."""
        return self._year(int(format_day(day)[:4])).notice is not None

    def is_make_up(self, day: int) -> bool:
        """Whether the day is a weekend day worked for a holiday."""
        return day in self._year(int(format_day(day)[:4])).make_up

    def name(self, day: int) -> tuple[str, str] | None:
        """Why the day is off: the holiday's name, or weekend, in Chinese and English; None for a working day."""
        if self.is_working(day):
            return None
        return self._year(int(format_day(day)[:4])).off.get(day, WEEKEND)

    def nth_after(self, day: int, count: int) -> int:
        """The ``count``-th working day after ``day`` (``day`` itself for 0; before it for a negative count)."""
        step = 1 if count > 0 else -1
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def skipped(self, first: int, last: int) -> Iterator[Skipped]:
        """The stretches of days off from ``first`` to ``last``, both included, each with its reason."""
        run: Skipped | None = None
        for day in range(first, last + 1):
            name = self.name(day)
            if run and name and (run.zh, run.en) == name:
                run = run._replace(last=day)
                continue
            if run:
                yield run
            run = Skipped(day, day, *name) if name else None
        if run:
            yield run


def _read_year(year: int) -> Year:
    source = files("doorstep.calendar") / "years" / f"{year}.json"
    if not source.is_file():
        return Year()
    data = json.loads(source.read_text(encoding="utf-8"))
    off = {
        day: (stretch["zh"], stretch["en"])
        for stretch in data["days_off"]
        for day in range(parse_day(stretch["from"]), parse_day(stretch["to"]) + 1)
    }
    notice = data["notice"]
    return Year(
        notice=notice and f"{notice['title']}, {notice['date']}",
        off=off,
        make_up=frozenset(parse_day(day) for day in data["make_up_days"]),
    )


CHINA = WorkingDays()
"""The one calendar that is shipped."""
