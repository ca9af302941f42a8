"""A real server whose clock a test sets: an office with its people and no order yet, so that days of work are done in minutes.

``python -m tests.browser.journey_fixture HOME PORT`` settles an empty house in HOME and serves it. The file ``HOME/clock``
holds the moment that it is to be and the machine's own second at which that was written: from then on time goes on as
everywhere. It is read whenever the clock is asked, by every process; nothing of the product knows that it is there.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.browser.office import PASSWORD, PLACES, STAFF

__all__ = ["PASSWORD"]
HOME = "DOORSTEP_HOME"


def set_clock(home: Path, moment: datetime) -> None:
    """Lets it be ``moment`` (aware) on the server from now on."""
    beside = home / "clock.new"
    beside.write_text(f"{moment.timestamp()} {time.time()}", encoding="ascii")
    beside.replace(home / "clock")


@contextmanager
def held(home: Path) -> Iterator[None]:
    """No new question is answered meanwhile: set a device's clock here, then the server's, and no answer crosses the two."""
    mark = home / "clock.held"
    mark.touch()
    try:
        yield
    finally:
        mark.unlink()


def wait_while_held(home: Path) -> None:
    """Until the clocks stand."""
    while (home / "clock.held").exists():
        time.sleep(0.005)


def follow(home: Path) -> None:
    """Makes this process's clock that of the file. The one place that reads the time is ``record.clock``."""
    from doorstep.record import clock

    def now() -> datetime:
        wanted, written = (float(part) for part in (home / "clock").read_text(encoding="ascii").split())
        return datetime.fromtimestamp(wanted + time.time() - written, clock.SHANGHAI)

    clock.now = now


def settle() -> None:
    """Places and people with their posts; nothing else."""
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post
    from doorstep.people.places import add_place
    from doorstep.record import clock

    since = clock.civil(clock.now()) - 365 * 86400
    for key, zh, en, level, parent in PLACES:
        add_place(key, zh, en, level, parent=parent, by="root")
    for username, name, number, post, place in STAFF:
        made = create_account(
            username, name, staff_number=number, password=PASSWORD, must_change_password=False, by="root"
        )
        give_post(made, post, place, by="root", since=since)


def prepared(home: Path) -> None:
    """Django on the data folder, with the clock of the file."""
    os.environ[HOME] = str(home)
    os.environ["DOORSTEP_DATABASE_URL"] = f"sqlite:///{home / 'journey.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorstep.gate.site.settings"
    import django

    django.setup()
    follow(home)


def main(home: Path, port: int) -> None:
    """Serves a house, settled first if it is empty."""
    empty = not (home / "journey.sqlite3").exists()
    prepared(home)
    from django.core.management import call_command
    from django.db import connection

    call_command("collectstatic", interactive=False, verbosity=0)
    if empty:
        call_command("migrate", verbosity=0)
        settle()
    connection.close()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "tests.browser.journey_wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
