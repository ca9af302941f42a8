"""How often a link may be used: so many requests a minute, and fewer that write, counted in each process by itself."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from doorstep.record import clock

READS, WRITES = 60, 12
"""Requests a minute: all, and those that write."""

MOST_KEPT = 10_000
_used: OrderedDict[tuple[str, bool], list[float]] = OrderedDict()
_lock = Lock()


def may(link: str, *, write: bool) -> bool:
    """Whether the link may be used once more now; counts it if so."""
    now = clock.now().timestamp()
    with _lock:
        recent = [moment for moment in _used.pop((link, write), []) if 0 <= now - moment < 60]
        allowed = len(recent) < (WRITES if write else READS)
        _used[(link, write)] = [*recent, now] if allowed else recent
        while len(_used) > MOST_KEPT:
            _used.popitem(last=False)
    return allowed


def forget() -> None:
    """Starts to count anew, for tests."""
    with _lock:
        _used.clear()
