"""Months and weeks: what they hold, what lies before them, and what names none."""

from __future__ import annotations

from datetime import date

import pytest

from doorstep.measure.periods import NoPeriod, period


@pytest.mark.parametrize(
    ("key", "first", "after", "before"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 11, 1), "2026-09"),
        ("2026-01", date(2026, 1, 1), date(2026, 2, 1), "2025-12"),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1), "2024-01"),
        ("2026-W41", date(2026, 10, 5), date(2026, 10, 12), "2026-W40"),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 5), "2025-W52"),
    ],
)
def test_a_period(key: str, first: date, after: date, before: str) -> None:
    found = period(key)
    assert (found.key, found.first, found.after, found.before.key) == (key, first, after, before)


@pytest.mark.parametrize(
    "key", ["", "2026", "2026-13", "2026-00", "2026-W54", "2026-W00", "0000-01", "2026-10 ", "十月"]
)
def test_no_period(key: str) -> None:
    with pytest.raises(NoPeriod):
        period(key)
