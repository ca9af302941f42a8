"""The clock: the only module that reads the time. Everything else is told what time it is.

Asia/Shanghai has had no summer time since 1991; its offset is fixed.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from doorstep.calendar import DAY

SHANGHAI = timezone(timedelta(hours=8))
"""The zone of all cases."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = 719_163  # date(1970, 1, 1).toordinal()
_shift = timedelta(0)


def now() -> datetime:
    """The present moment, aware, in Asia/Shanghai, to the microsecond."""
    return _EPOCH.astimezone(SHANGHAI) + timedelta(microseconds=time.time_ns() // 1000) + _shift


def civil(moment: datetime) -> int:
    """The local civil seconds of an aware moment, cut to the second: what ``calendar`` and ``judge`` work in.

    Raises ``ValueError`` for a naive moment.

    >>> from doorstep.calendar import format_moment
    >>> format_moment(civil(datetime(2026, 9, 28, 1, 0, tzinfo=UTC)))
    '2026-09-28 09:00'
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset")
    local = moment.astimezone(SHANGHAI)
    return local.toordinal() * DAY + local.hour * 3600 + local.minute * 60 + local.second


def aware(civil_seconds: int) -> datetime:
    """The aware moment of local civil seconds."""
    day, rest = divmod(civil_seconds, DAY)
    return datetime.fromordinal(day).replace(tzinfo=SHANGHAI) + timedelta(seconds=rest)


@contextlib.contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Lets the clock start from ``moment`` within the block, for playing a past day and for tests."""
    global _shift
    before = _shift
    _shift = timedelta(0)
    _shift = moment - now()
    try:
        yield
    finally:
        _shift = before
