"""September 2026 of the branch: all its orders, and what is broken in its workbook.

As of 2026-10-12 18:00: 3 hotels, 60 home installations, 40 complaints, 20 call-backs.
"""

from __future__ import annotations

from random import Random

from . import breakages, callbacks, home_habits, hotel, hotline_faults
from .records import Month

SEED = 20260930


def september(seed: int = SEED) -> Month:
    """The whole month; the same seed gives the same month."""
    rng = Random(seed)
    month = Month([*hotel.orders(rng), *home_habits.orders(rng), *hotline_faults.orders(rng), *callbacks.orders(rng)])
    breakages.break_rows(month)
    return month
