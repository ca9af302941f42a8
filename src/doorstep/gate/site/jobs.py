"""Background work: what has to be done again and again, by one process at a time however many run.

A job is a function and how often it is due. A lock, in the database or on the data folder, keeps two workers from
the same job at once; each job leaves the same record when it is done twice. No second server, no queue: what has to
be done is read from the record.
"""

from __future__ import annotations

import fcntl
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from django.db import close_old_connections, connection

from doorstep.calendar import DAY
from doorstep.record import clock, home
from doorstep.record.sql import postgres, rows

LOG = logging.getLogger("doorstep.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """Something done every ``seconds``; ``work`` says how much it did."""

    name: str
    seconds: float
    work: Callable[[], int]


def jobs() -> list[Job]:
    """All jobs of this installation."""
    from doorstep.gate.site.audits import Auditor
    from doorstep.measure import counting
    from doorstep.record.seal import seal_changes

    return [
        Job("seal", 60, lambda: len(seal_changes())),
        Job("calendar", 300, open_calendar_cases),
        Job("audits", 1, Auditor().look),
        Job("figures", 60, lambda: int(counting.refresh(budget=20) is not None)),
    ]


def open_calendar_cases() -> int:
    """Opens the cases that are due today; how many were opened.

    ``DOORSTEP_STANDARDS`` (names, with commas) limits them to the standards in use; without it, all packaged ones are.
    """
    from doorstep.people.holdings import players
    from doorstep.record.receipts import Receipt
    from doorstep.work.calendar_cases import Person, open_due

    used = {name.strip() for name in os.environ.get("DOORSTEP_STANDARDS", "").split(",") if name.strip()}

    def people_of_role(standard: str, role: str) -> list[Person]:
        if used and standard not in used:
            return []
        return [Person(account.username, account.display_name, place) for account, place in players(standard, role)]

    answers = open_due(clock.civil(clock.now()) // DAY, people_of_role)
    return sum(isinstance(answer, Receipt) for answer in answers)


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether this process may do the job ``name`` now; nobody else may until the block is left."""
    if postgres():
        number = int.from_bytes(name.encode()[:7].ljust(7), "big")
        got = bool(rows("SELECT pg_try_advisory_lock(%s)", [number])[0][0])
        try:
            yield got
        finally:
            if got:
                rows("SELECT pg_advisory_unlock(%s)", [number])
        return
    with (home.home() / f"{name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def run_once(job: Job) -> int | None:
    """Does a job if nobody else is at it: how much it did, or None. A failure is logged and tried again at the next turn."""
    try:
        with alone(job.name) as mine:
            return job.work() if mine else None
    except Exception:  # a worker outlives one bad turn, whatever it was
        LOG.exception("job %s failed; it is tried again in %s s", job.name, job.seconds)
        return None
    finally:
        close_old_connections()


def run_forever(stop: threading.Event) -> None:
    """Does every job when it is due, until ``stop`` is set."""
    due = {job.name: (0.0, job) for job in jobs()}
    while not stop.is_set():
        for name, (moment, job) in due.items():
            if monotonic() >= moment:
                run_once(job)
                due[name] = (monotonic() + job.seconds, job)
        stop.wait(min(moment for moment, _ in due.values()) - monotonic())
    connection.close()
