"""Started at any hour of any day, the demo leaves orders that are due today and tomorrow, and none broken by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from doorstep.calendar import DAY
from doorstep.record import clock
from tests.record.stores import Store

pytestmark = pytest.mark.slow

MOMENTS = {
    "a working day": "2026-11-25T10:15:00+08:00",
    "midnight of a Sunday": "2026-11-29T00:00:20+08:00",
    "a Sunday at half past midnight": "2026-11-29T00:30:00+08:00",
    "New Year": "2027-01-01T18:50:00+08:00",
    "almost midnight": "2026-11-27T23:58:00+08:00",
}


@pytest.fixture
def leave(house: Store, settings: Any, tmp_path: Path) -> Callable[[], int]:
    """Leaves the orders, after the day that is to be played: its number."""
    from doorstep.gate.seeding.coming import leave_orders
    from doorstep.gate.seeding.day import played_day
    from doorstep.gate.seeding.organisation import settle
    from doorstep.people import remembered

    settings.STATIC_ROOT = tmp_path / "static"
    remembered._forget()

    def leaving() -> int:
        settle()
        day = played_day().number
        leave_orders(day)
        return day

    return leaving


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_orders_are_due_today_and_tomorrow(leave: Callable[[], int], moment: str) -> None:
    from doorstep.calendar import CHINA
    from doorstep.record.models import Act, CaseRow, DutyRow

    now = datetime.fromisoformat(moment)
    with clock.set_to(now):
        played = leave()
        today = now.date().toordinal()
        rows = CaseRow.objects.filter(number__startswith="Y-")
        assert CHINA.is_working(played)
        assert played < today
        assert not any(CHINA.is_working(day) for day in range(played + 1, today))
        assert {row.opened // DAY for row in rows} == {today}
        assert {row.breached for row in rows} == {0}
        assert None not in {row.assignee for row in rows}
        assert max(Act.objects.values_list("received", flat=True)) <= clock.civil(clock.now())
        pending = DutyRow.objects.filter(case__in=[row.case for row in rows], verdict="pending")
        # A day's last moment is its midnight.
        limits = [(duty.limit - 1) // DAY for duty in pending if duty.limit is not None]
        assert limits.count(today) >= 4
        assert limits.count(today + 1) >= 3
        assert all(row.next_limit is not None and row.next_limit > clock.civil(now) for row in rows)


def test_again_nothing_is_added(leave: Callable[[], int]) -> None:
    from doorstep.record.models import Act

    with clock.set_to(datetime.fromisoformat("2026-11-25T10:15:00+08:00")):
        leave()
    before = Act.objects.count()
    with clock.set_to(datetime.fromisoformat("2026-11-25T16:40:00+08:00")):
        leave()
    assert Act.objects.count() == before
    with clock.set_to(datetime.fromisoformat("2026-11-26T00:10:00+08:00")):
        leave()
    assert Act.objects.count() > before
