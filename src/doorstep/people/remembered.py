"""What this process remembers of tokens for half a minute, so that a request with a token costs no query.

Another process's change is therefore seen within 30 seconds; this one's at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from django.db import transaction

from doorstep.people.permissions import Held

AGE = 30
"""How many seconds what is remembered may be old."""

MOST = 4096
"""How many tokens are remembered at once."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token speaks for: the account's id, name and language, the posts it holds, and the token's own name."""

    account_id: int
    username: str
    display_name: str
    language: str
    token: str
    held: tuple[Held, ...]
    expires: int


_bearers: dict[str, tuple[int, Bearer]] = {}
_lock = Lock()


def recall(digest: str, now: int) -> Bearer | None:
    """The bearer of a token's hash, if it was remembered within the last 30 seconds (``now``: local civil seconds)."""
    then, bearer = _bearers.get(digest, (now, None))
    return bearer if 0 <= now - then < AGE else None


def remember(digest: str, now: int, bearer: Bearer) -> None:
    """Remembers a bearer; the one remembered longest makes room."""
    with _lock:
        _bearers.pop(digest, None)
        while len(_bearers) >= MOST:
            del _bearers[next(iter(_bearers))]
        _bearers[digest] = now, bearer


def forget() -> None:
    """Forgets all: at once, and again when the running transaction is committed, lest the old state was read in between."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    with _lock:
        _bearers.clear()
