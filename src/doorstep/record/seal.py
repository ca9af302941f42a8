"""Seals: a signature over the heads of all cases that changed since the seal before, and over the files that came in.

A seal is a row and a line of ``seals.jsonl`` in the data folder, so that a cut tail of seals is found as well. The text
is canonical JSON: ``{"at", "files": [[hash, size, media type]…], "heads": [[case, head, count, customer]…], "no", "prev",
"v"}``. Checking them is ``verify_seals``'s.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from doorstep.record import clock, home
from doorstep.record.envelope import FIRST, canonical, sha256
from doorstep.record.receipts import sign
from doorstep.record.sql import block, marks, postgres, rows, run

AT_ONCE = 2000
"""So many cases, and so many files, one seal names at most; the rest is the next seal's."""


@dataclass(frozen=True)
class Seal:
    """One seal. ``text`` are the signed bytes."""

    no: int
    text: str
    hash: str
    signature: str

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the text says. Raises ``ValueError`` when it is no seal's."""
        content = json.loads(self.text)
        if not isinstance(content, dict) or not {"no", "prev", "heads", "files"} <= set(content):
            raise ValueError("no seal")
        return content

    @property
    def line(self) -> str:
        """Its line in ``seals.jsonl``."""
        return canonical({"no": self.no, "text": self.text, "hash": self.hash, "signature": self.signature})


def copy_path() -> Path:
    """The copy of all seals in the data folder, one a line."""
    return home.home() / "seals.jsonl"


def seal_changes() -> list[Seal]:
    """Seals whatever changed since the last seal; the seals made, none when nothing did. Two workers may call it at once."""
    made: list[Seal] = []
    while rows(block("unsealed_any")) and (seal := _seal()):
        made.append(seal)
        copy_seals()
    if not made:
        copy_seals()
    return made


def _seal() -> Seal | None:
    with transaction.atomic():
        if postgres():
            run("LOCK TABLE record_seal IN EXCLUSIVE MODE")
        heads = rows(block("unsealed_cases"), [AT_ONCE])
        files = rows(block("unsealed_files"), [AT_ONCE])
        if not heads and not files:
            return None
        seal = _next(heads, files)
        run(block("add_seal"), [seal.no, seal.text, seal.hash, seal.signature])
        for start in range(0, len(heads), 500):
            part = [row[0] for row in heads[start : start + 500]]
            run(f"UPDATE record_case SET sealed = count, seal = %s WHERE id IN ({marks(len(part))})", [seal.no, *part])
        for start in range(0, len(files), 500):
            part = [row[0] for row in files[start : start + 500]]
            run(f"UPDATE record_file SET sealed = %s WHERE hash IN ({marks(len(part))})", [True, *part])
    return seal


def _next(heads: list[tuple[Any, ...]], files: list[tuple[Any, ...]]) -> Seal:
    no, prev = 0, FIRST
    if last := _last():
        no, prev = last.no, last.hash
    content = {
        "v": 1,
        "no": no + 1,
        "at": clock.now().isoformat(timespec="milliseconds"),
        "prev": prev,
        "heads": [list(row) for row in heads],
        "files": [list(row) for row in files],
    }
    text = canonical(content)
    return Seal(no + 1, text, sha256(text), sign(text))


def _last() -> Seal | None:
    """The last seal of the record or, where that was cut, of its copy: a number once given is never given again."""
    found = [Seal(*row) for row in rows(block("last_seal"))]
    if copy_path().exists():
        with copy_path().open("rb") as file:
            line = _last_line(file)
        if line and (copied := read_line(line)):
            found.append(copied)
    return max(found, key=lambda seal: seal.no, default=None)


def read_line(line: bytes) -> Seal | None:
    """The seal that a line of the copy says; None when it says none."""
    try:
        fields = json.loads(line)
        return Seal(int(fields["no"]), str(fields["text"]), str(fields["hash"]), str(fields["signature"]))
    except (ValueError, KeyError, TypeError):
        return None


def copied_seals(upto: int) -> Iterator[tuple[int, Seal | None]]:
    """The lines of the copy within its first ``upto`` bytes, each with its number from 1 (None: the line is no seal)."""
    if not copy_path().exists():
        return
    with copy_path().open("rb") as file:
        read = 0
        for number, line in enumerate(file, 1):
            read += len(line)
            if read > upto or not line.endswith(b"\n"):
                return
            yield number, read_line(line)


def copy_seals() -> int:
    """Appends to the copy what the record has beyond it, on the disk when this returns; how many lines."""
    with copy_path().open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        line = _last_line(file)
        last = read_line(line) if line else None
        fresh = [Seal(*row) for row in rows(block("seals_after"), [last.no if last else 0])]
        if fresh:
            file.seek(0, os.SEEK_END)
            file.write("".join(seal.line + "\n" for seal in fresh).encode())
            file.flush()
            os.fsync(file.fileno())
    return len(fresh)


def _last_line(file: BinaryIO) -> bytes:
    """The last whole line; the beginning of one that a crash left behind is cut off where the file may be written."""
    end = file.seek(0, os.SEEK_END)
    start, tail = end, b""
    while start > 0 and tail.count(b"\n") < 2:
        step = min(65536, start)
        start -= step
        file.seek(start)
        tail = file.read(step) + tail
    whole, newline, broken = tail.rpartition(b"\n")
    if broken and file.writable():
        file.truncate(end - len(broken))
    return whole.rpartition(b"\n")[2] if newline else b""
