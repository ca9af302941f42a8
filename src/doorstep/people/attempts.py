"""The lock-out: after five failed log-ins under one name, none is tried for fifteen minutes, whether the name is known or not.

An attempt is counted before its password is looked at, so that many at once cannot try more than five.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from doorstep.people.models import Attempt
from doorstep.record import clock, keys

MOST = 5
REST = 15 * 60
"""Seconds for which a name rests, and after which failures are forgotten."""


def begin(username: str) -> int:
    """Counts an attempt under a name: how many there are now with it, or 0 when it may not be tried."""
    name = _name(username)
    try:
        return _count(name)
    except IntegrityError:
        return _count(name)  # another process made the row between our look and our write


def clear(username: str) -> None:
    """Forgets the failures under a name: a log-in came through, or an administrator lifts the lock-out."""
    Attempt.objects.filter(name=_name(username)).delete()


def locked_out(username: str) -> bool:
    """Whether a name rests now."""
    found = Attempt.objects.filter(name=_name(username)).first()
    return found is not None and found.failed >= MOST and _fresh(found.last, clock.civil(clock.now()))


@transaction.atomic
def _count(name: str) -> int:
    now = clock.civil(clock.now())
    Attempt.objects.filter(last__lte=now - REST).delete()
    counted = Attempt.objects.filter(name=name, failed__lt=MOST).update(failed=F("failed") + 1, last=now)
    found = Attempt.objects.filter(name=name).first()
    if found is None:
        Attempt(name=name, failed=1, last=now).save(force_insert=True)
        return 1
    return found.failed if counted else 0


def _fresh(last: int, now: int) -> bool:
    return now - last < REST


def _name(username: str) -> str:
    return keys.digest("log-in", username.encode("utf-8", "replace").decode())
