"""Making the month's workbook and its report, anew only if the demonstration, the standards or the code have changed.

The audit is the real command ``doorstep audit``, with its progress bar.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .records import AS_OF
from .texts import say

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "demo"
WORKBOOK = "2026-09.xlsx"
REPORT = "report"
STAMP = "made-from.txt"
SCREENS = ROOT / "src" / "doorstep" / "gate" / "site" / "static"
CODE = (".py", ".sql", ".yaml", ".json", ".txt")
WORDINGS = frozenset({"texts", "wording", "templates"})

EXIT_CLEAN, EXIT_REJECTED = 0, 1


class AuditFailed(Exception):
    """``doorstep audit`` ended with ``code``; what went wrong it has printed itself."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"doorstep audit: exit code {code}")


class InUse(Exception):
    """Another demonstration runs on this folder, and what lies in it would have to be changed."""


def build(folder: Path = FOLDER, *, alone: bool = True) -> None:
    """Make the workbook and the report in ``folder``, unless they are there and of this very code.

    Raises ``AuditFailed`` if nothing could be judged, ``InUse`` if something is to be made and another demonstration
    serves it (not ``alone``).
    """
    wanted = fingerprint()
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and _complete(folder):
        print(*say("fresh"), sep="\n", flush=True)
        return
    if not alone:
        raise InUse
    stamp.unlink(missing_ok=True)
    # Imported late: a second start needs neither the workbook writer nor the standards.
    from . import sheets
    from .month import september

    month = september()
    print(*say("making", orders=len(month.orders)), sep="\n", flush=True)
    sheets.write(month, folder / WORKBOOK)
    audit(folder / WORKBOOK, folder / REPORT)
    stamp.write_text(wanted, encoding="utf-8")


def audit(workbook: Path, out: Path) -> None:
    """Run ``doorstep audit`` on ``workbook``. Rejected rows are no failure; they are meant to be there."""
    for old in out.glob("*"):
        old.unlink()
    command = [sys.executable, "-m", "doorstep", "audit", str(workbook), "--out", str(out), "--as-of", AS_OF]
    code = subprocess.run(command, check=False).returncode
    if code not in (EXIT_CLEAN, EXIT_REJECTED):
        raise AuditFailed(code)


def fingerprint(*, data: bool = False) -> str:
    """A hash of everything that the workbook and its report are made from; with ``data``, of what the demo's database
    is made from, which no wording and no look is part of.
    """
    found = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for path in sorted(_sources()):
        if not data or (path.suffix in CODE and WORDINGS.isdisjoint(path.parts)):
            found.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return found.hexdigest()


def _sources() -> Iterator[Path]:
    for top in (ROOT / "demo", ROOT / "src" / "doorstep"):
        for path in top.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and not path.is_relative_to(SCREENS):
                yield path
    yield ROOT / "requirements.txt"


def _complete(folder: Path) -> bool:
    names = (WORKBOOK, f"{REPORT}/report.html", f"{REPORT}/breaches.xlsx", f"{REPORT}/verdicts.jsonl")
    return all((folder / name).is_file() for name in names)
