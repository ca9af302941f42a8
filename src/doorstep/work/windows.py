"""Appointments as the cases tell them: the latest of each case, those of people today, and the day of the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from doorstep import standards
from doorstep.calendar import parse_moment
from doorstep.record import clock
from doorstep.record.facts import standing
from doorstep.record.history import History
from doorstep.record.models import CaseRow
from doorstep.work.route import LEFT

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Window:
    """An appointment: local civil seconds. ``over``: the place was left since it began."""

    start: int
    end: int
    over: bool = False


def windows(cases: Sequence[str]) -> dict[str, Window]:
    """The latest appointment of each case that has one."""
    found = {}
    for case, acts in standing(cases, (*appointing(), LEFT)).items():
        window: tuple[int, int] | None = None
        left = 0
        for name, at, data in acts:
            if name == LEFT:
                left = at
            elif data.get("window_start"):
                start = parse_moment(str(data["window_start"]))
                window = start, parse_moment(str(data.get("window_end") or data["window_start"]))
        if window:
            found[case] = Window(*window, over=left >= window[0])
    return found


@cache
def appointing() -> tuple[str, ...]:
    """The acts of all standards that make or move an appointment."""
    named = {
        act.key
        for key in standards.names()
        for act in standards.load(key).acts.values()
        if {"window_start", "window_end"} <= set(act.fields)
    }
    return tuple(sorted(named))


def open_windows(people: Sequence[str]) -> dict[str, dict[str, Window]]:
    """The appointments of today's people that are not over: by username, by case."""
    mine = dict(
        CaseRow.objects.filter(assignee__in=people, closed=False, finished=False).values_list("case", "assignee")
    )
    found: dict[str, dict[str, Window]] = {}
    now = clock.civil(clock.now())
    for case, window in windows(list(mine)).items():
        today = window.start // DAY == now // DAY
        if today and not window.over:
            found.setdefault(str(mine[case]), {})[case] = window
    return found


def work_day(found: History, now: int) -> date:
    """The day on which a case is to be worked on: that of its appointment if that lies ahead, else today."""
    window = windows([found.case]).get(found.case)
    ahead = window is not None and not window.over and window.start > now
    return date.fromordinal((window.start if window and ahead else now) // DAY)


def on_day(finished: bool, window: Window | None, start: int, now: int) -> bool:
    """Whether a case belongs to the day that begins at ``start``: by its appointment, or because it is open today without
    one (or with an old one).
    """
    if window is not None and start <= window.start < start + DAY:
        return True
    return start == now // DAY * DAY and not finished and (window is None or window.start < start)
