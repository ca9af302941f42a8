"""Who has the page of a case open just now, so that two people do not work on it unawares.

Each open page says so again and again; who has not said so for half a minute is gone. Nothing of it is kept.
"""

from __future__ import annotations

from doorstep.people.models import Looking
from doorstep.record import clock

GONE = 30
"""After so many seconds of silence somebody looks no more."""


def look(case: str, username: str) -> list[str]:
    """Notes that an account has the case open; the other accounts (usernames) that have, whoever came first first."""
    now = clock.civil(clock.now())
    Looking.objects.filter(at__lte=now - GONE).delete()
    Looking.objects.update_or_create(case=case, username=username, defaults={"at": now})
    others = Looking.objects.filter(case=case, at__gt=now - GONE).exclude(username=username)
    return list(others.order_by("pk").values_list("username", flat=True))


def leave(case: str, username: str) -> None:
    """Notes that an account has closed the case."""
    Looking.objects.filter(case=case, username=username).delete()
