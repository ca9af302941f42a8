"""Files by content: announced by hash, sent in pieces that may be repeated, complete when the hash is right.

A file lies at ``files/ab/cdef…`` in the data folder, one that is still coming at ``files/coming/HASH``. What is refused is a
``faults.Refused`` with a code ``file.…``. Which act mentions a file is the act's business.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from doorstep.record import home
from doorstep.record.faults import Refused
from doorstep.record.sql import rows, run

LARGEST = 200 * 2**20
"""The largest file that is taken, in bytes."""

LARGEST_CHUNK = 8 * 2**20
"""The largest piece that is taken at once."""

TYPES = (
    "image/jpeg", "image/png", "image/webp", "image/heic", "image/gif", "audio/mpeg", "audio/mp4", "audio/wav", "audio/ogg",
    "audio/webm", "video/mp4", "video/webm", "application/pdf", "application/json", "text/plain", "text/csv", "text/vtt",
    "application/x-subrip", "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
"""The kinds of files that are taken: nothing that a browser would run."""

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_READ = 1 << 20


def path(hash_: str) -> Path:
    """Where a complete file lies."""
    return home.files_folder() / hash_[:2] / hash_[2:]


def hash_of(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def start(hash_: str, size: int, media_type: str) -> int:
    """Announces a file; how many of its bytes are here already (``size``: all of them, nothing need be sent).

    Raises ``Refused``: file.bad_hash, file.bad_size, file.bad_type.
    """
    _check(hash_)
    if not 0 < size <= LARGEST:
        raise Refused("file.bad_size", size=size, limit=LARGEST)
    if media_type not in TYPES:
        raise Refused("file.bad_type", media_type=media_type, allowed=", ".join(TYPES))
    with _locked(hash_) as coming:
        new = "INSERT INTO record_file (hash, size, media_type, have, complete) VALUES (%s, %s, %s, 0, %s)"
        run(f"{new} ON CONFLICT (hash) DO NOTHING", [hash_, size, media_type, False])
        known_size, complete = _row(hash_)
        if complete or _arrived(hash_):
            return known_size if complete else _complete(hash_)
        if known_size != size:  # only the right size can ever be completed, so the latest announcement counts
            coming.unlink(missing_ok=True)
            run(
                "UPDATE record_file SET size = %s, media_type = %s, have = 0 WHERE hash = %s", [size, media_type, hash_]
            )
        return coming.stat().st_size if coming.exists() else 0


def chunk(hash_: str, offset: int, data: bytes) -> int:
    """Takes bytes of an announced file from ``offset`` on; how many bytes are here afterwards, all of them on the disk.

    Bytes that were sent before are compared and not written twice. With the last byte the file is complete, or dropped
    when its hash is wrong. Raises ``Refused``: file.bad_hash, file.chunk, file.unknown, file.gap, file.differs,
    file.too_long, file.wrong_hash.
    """
    _check(hash_)
    if len(data) > LARGEST_CHUNK:
        raise Refused("file.chunk", found=len(data), limit=LARGEST_CHUNK)
    with _locked(hash_) as coming:
        size, complete = _row(hash_)
        if complete or _arrived(hash_):
            _same(hash_, path(hash_), offset, data)
            return size if complete else _complete(hash_)
        have = coming.stat().st_size if coming.exists() else 0
        if not 0 <= offset <= have:
            raise Refused("file.gap", offset=offset, have=have)
        if offset + len(data) > size:
            raise Refused("file.too_long", found=offset + len(data), size=size)
        if have:
            _same(hash_, coming, offset, data[: have - offset])
        if have < offset + len(data):
            have = _write(coming, data[have - offset :])
            run("UPDATE record_file SET have = %s WHERE hash = %s", [have, hash_])
        return _finish(hash_, coming) if have == size else have


def open_file(hash_: str) -> BinaryIO:
    """A complete file for reading. Raises ``Refused``: file.bad_hash, file.unknown, file.incomplete."""
    _check(hash_)
    size, complete = _row(hash_)
    if not complete:
        have = rows("SELECT have FROM record_file WHERE hash = %s", [hash_])[0][0]
        raise Refused("file.incomplete", hash=hash_, have=have, size=size)
    return path(hash_).open("rb")


def media_type(hash_: str) -> str:
    """The kind of a file as it was announced. Raises ``Refused``: file.unknown."""
    found = rows("SELECT media_type FROM record_file WHERE hash = %s", [hash_])
    if not found:
        raise Refused("file.unknown", hash=hash_)
    return str(found[0][0])


def place(hash_: str, source: BinaryIO) -> None:
    """Lays a whole file into the folder without a row, for an import. Raises ``Refused``: file.bad_hash, file.wrong_hash."""
    _check(hash_)
    with _locked(hash_) as coming:
        if path(hash_).exists():
            return
        coming.unlink(missing_ok=True)
        while data := source.read(_READ):
            _write(coming, data, sync=False)
        _settle(hash_, coming)


def _check(hash_: str) -> None:
    if not _HASH.match(hash_):
        raise Refused("file.bad_hash", hash=hash_)


def _row(hash_: str) -> tuple[int, bool]:
    found = rows("SELECT size, complete FROM record_file WHERE hash = %s", [hash_])
    if not found:
        raise Refused("file.unknown", hash=hash_)
    return int(found[0][0]), bool(found[0][1])


@contextlib.contextmanager
def _locked(hash_: str) -> Iterator[Path]:
    """Where the bytes of a file are gathered, for one sender at a time on this machine."""
    folder = home.files_folder() / "coming"
    folder.mkdir(exist_ok=True)
    with (folder / f"{hash_[:2]}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / hash_


def _write(coming: Path, data: bytes, *, sync: bool = True) -> int:
    with coming.open("ab") as file:
        file.write(data)
        file.flush()
        if sync:
            os.fsync(file.fileno())
        return file.tell()


def _same(hash_: str, stored: Path, offset: int, data: bytes) -> None:
    """Raises ``Refused`` when bytes sent again are other than those before."""
    with stored.open("rb") as file:
        file.seek(offset)
        if file.read(len(data)) != data:
            raise Refused("file.differs", hash=hash_, offset=offset)


def _arrived(hash_: str) -> bool:
    return path(hash_).exists()


def _finish(hash_: str, coming: Path) -> int:
    try:
        _settle(hash_, coming)
    except Refused:
        run("UPDATE record_file SET have = 0 WHERE hash = %s", [hash_])
        raise
    return _complete(hash_)


def _settle(hash_: str, coming: Path) -> None:
    """Moves a whole file to its place at once, or drops it."""
    if (found := hash_of(coming)) != hash_:
        coming.unlink()
        raise Refused("file.wrong_hash", hash=hash_, found=found)
    path(hash_).parent.mkdir(exist_ok=True)
    for folder in (coming, path(hash_).parent, home.files_folder()):
        _sync(folder)
    coming.replace(path(hash_))
    _sync(path(hash_).parent)


def _sync(what: Path) -> None:
    descriptor = os.open(what, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _complete(hash_: str) -> int:
    size = path(hash_).stat().st_size
    run("UPDATE record_file SET size = %s, have = %s, complete = %s WHERE hash = %s", [size, size, True, hash_])
    return size
