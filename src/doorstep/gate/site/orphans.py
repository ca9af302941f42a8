"""Processes that end with the one that started them: a server that was killed cannot tell its workers, so they look themselves.

A worker that outlives its server would hold the port, and no other server could be started in its place.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

EVERY = 1.0
"""Seconds between two looks."""


def watch_parent(then: Callable[[], None], stop: threading.Event | None = None, *, parent: int | None = None) -> None:
    """Calls ``then`` once the parent (None: the present one) is gone, from a thread of its own; ``stop`` ends the watch."""
    first = os.getppid() if parent is None else parent
    ended = stop or threading.Event()

    def look() -> None:
        while not ended.wait(EVERY):
            if os.getppid() != first:
                then()
                return

    threading.Thread(target=look, name="doorstep-parent", daemon=True).start()


def end_at_once() -> None:
    """Ends this process without a farewell. What it had not answered was not accepted: whoever asked sends it again."""
    os._exit(1)
