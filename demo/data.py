"""The demo's data folder: whether what lies in it still holds, making it anew or completing it, and one at a time.

It is made anew when the code that makes it has changed, or when another working day than the one played is the last:
what was there before is put aside, not thrown away. What is put in is ``doorstep seed demo``'s.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Literal

from doorstep.calendar import CHINA
from doorstep.record import clock

from .build import InUse
from .texts import say

HOME = "home"
BEFORE = "home.before"
STAMP = "made-from.json"

State = Literal["holds", "incomplete", "stale"]


def environment(folder: Path) -> dict[str, str]:
    """What the application is to find in its environment; the demo never touches another installation's database."""
    return {
        "DOORSTEP_HOME": str(folder / HOME),
        "DOORSTEP_REPORT": str(folder / "report"),
        "DOORSTEP_STANDARDS": "",
        "DOORSTEP_DATABASE_URL": "",
        "DOORSTEP_TLS": "",
        "DOORSTEP_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "doorstep.gate.site.settings",
    }


def wanted(code: str) -> dict[str, str]:
    """What a stamp says of data that hold now: the code's fingerprint, the working day played, the day of the orders
    that are due.
    """
    today = clock.now().date()
    day = today.toordinal() - 1
    while not CHINA.is_working(day):
        day -= 1
    return {"code": code, "played": date.fromordinal(day).isoformat(), "due": today.isoformat()}


def state(folder: Path, now: Mapping[str, str]) -> State:
    """How the data of ``folder`` compare with what is ``wanted``; ``incomplete``: more is to be added, nothing undone."""
    try:
        stamp = json.loads((folder / HOME / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "stale"
    if not isinstance(stamp, dict) or any(stamp.get(key) != now[key] for key in ("code", "played")):
        return "stale"
    return "holds" if stamp.get("due") == now["due"] else "incomplete"


@dataclass(frozen=True, slots=True)
class Hold:
    """A held folder. ``alone``: nobody else serves from it."""

    alone: bool
    handle: IO[str]

    def share(self) -> None:
        """Lets others serve from the folder too; nothing more is to be made."""
        fcntl.flock(self.handle, fcntl.LOCK_SH)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[Hold]:
    """Holds the folder while the demonstration runs; waits for another one that is making its data."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(*say("data.shared", folder=folder), sep="\n", flush=True)
            fcntl.flock(handle, fcntl.LOCK_SH)
            yield Hold(False, handle)
        else:
            yield Hold(True, handle)


def make_room(folder: Path, now: Mapping[str, str], *, alone: bool) -> State:
    """Readies the data folder for what ``now`` wants: what lies in it stays unless it is stale. The application must
    not have been started before.

    Raises ``InUse`` if something is to be done while another demonstration runs on it.
    """
    found = state(folder, now)
    if found != "holds" and not alone:
        raise InUse
    if found == "stale":
        if _put_aside(folder):
            print(*say("data.aside", folder=folder / BEFORE), sep="\n", flush=True)
        _stamp(folder, {key: now[key] for key in ("code", "played")})
    return found


def fill(folder: Path, now: Mapping[str, str], found: State) -> None:
    """Puts in what ``make_room`` found missing."""
    if found == "holds":
        print(*say("data.holds", played=now["played"]), sep="\n", flush=True)
        return
    print(*say("data.making", played=now["played"]), sep="\n", flush=True)
    seed()
    _stamp(folder, now)


def _put_aside(folder: Path) -> bool:
    """Puts the data folder aside, in the place of what was put there earlier; whether there was one.

    Its certificate stays: a phone may trust it.
    """
    home, before = folder / HOME, folder / BEFORE
    if not home.exists():
        return False
    if before.exists():
        shutil.rmtree(before)
    home.rename(before)
    if (before / "tls").is_dir():
        home.mkdir()
        (before / "tls").rename(home / "tls")
    return True


def seed() -> None:
    """``doorstep seed demo`` in this process, with its progress."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from doorstep.cli.application import start_or_make

    start_or_make(migrate=False)
    from doorstep.gate import seeding

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=None)
        seeding.seed(lambda case, done, total: progress.update(task, description=case, completed=done, total=total))


def _stamp(folder: Path, content: Mapping[str, str]) -> None:
    path = folder / HOME / STAMP
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(path)
