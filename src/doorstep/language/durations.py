"""Lengths of time as a standard writes them: "2 working days", "30 minutes", "0 days".

Only their reading. What they mean on a calendar is ``calendar``'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "working hour", "working day")
"""Every unit, in the singular."""

EXACT = {"second": 1, "minute": 60, "hour": 3600}
"""Seconds of the units that are exact."""

PATTERN = rf"(0|[1-9][0-9]{{0,5}}) ({'|'.join(UNITS)})s?"
_DURATION = re.compile(PATTERN)


@dataclass(frozen=True, slots=True)
class Duration:
    """``amount`` (0 or more) of ``unit``, one of ``UNITS``."""

    amount: int
    unit: str

    @property
    def seconds(self) -> int | None:
        """How many seconds, or None when that depends on the calendar."""
        return self.amount * EXACT[self.unit] if self.unit in EXACT else None

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


def parse_duration(text: str) -> Duration:
    """The duration that ``text`` says.

    Raises ``ValueError`` when it says none.

    >>> parse_duration("2 working days")
    Duration(amount=2, unit='working day')
    >>> str(parse_duration("1 week"))
    '1 week'
    """
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    return Duration(int(found[1]), found[2])
