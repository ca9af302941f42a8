"""Checks of the seals themselves, and a spool of what they say, kept on disk so that no size of record fills the memory.

Two witnesses are compared: the rows of the database and the copy in the data folder. What a seal with a good signature
says counts, wherever it was found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doorstep.record import trust
from doorstep.record.envelope import FIRST, sha256
from doorstep.record.faults import Fault
from doorstep.record.seal import Seal, copied_seals
from doorstep.record.snapshot import stream

UNCOPIED = 2
"""So many of the latest seals may lack their line in the copy: a crash between the two leaves one a worker."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one seal says of a case."""

    case: str
    head: str
    count: int
    customer: str
    seal: int
    held: bool
    """Whether the database has the seal; else only the copy."""


class Spool:
    """What the seals say of cases and files, in a temporary database on disk."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("CREATE TABLE head (cased, head, count, customer, seal, held)")
        self._db.execute("CREATE TABLE file (hash PRIMARY KEY, size, media_type, seal)")

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, seal: Seal, case: str | None, *, held: bool) -> None:
        """Takes down what a seal says (of one case, if given); ``held``: the database has it."""
        heads = [(*head, seal.no, held) for head in seal.content["heads"] if case is None or head[0] == case]
        self._db.executemany("INSERT INTO head VALUES (?, ?, ?, ?, ?, ?)", heads)
        files = [(*file, seal.no) for file in seal.content["files"]]
        self._db.executemany("INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?)", files)

    def ready(self) -> None:
        """To be called when all were added."""
        self._db.execute("CREATE INDEX head_case ON head (cased, seal)")

    def heads(self, cases: Sequence[str]) -> dict[str, list[Sealed]]:
        """What was sealed of some cases, in the order of the seals."""
        found: dict[str, list[Sealed]] = {case: [] for case in cases}
        question = f"SELECT * FROM head WHERE cased IN ({', '.join('?' * len(cases))}) ORDER BY seal"
        for row in self._db.execute(question, list(cases)):
            case, head, count, customer, seal, held = row
            found[case].append(Sealed(case, head, count, customer, seal, bool(held)))
        return found

    def cases(self) -> Iterator[list[str]]:
        """All cases that were ever sealed, some hundreds at a time."""
        found = self._db.execute("SELECT DISTINCT cased FROM head ORDER BY cased")
        while part := found.fetchmany(500):
            yield [case for (case,) in part]

    def files(self) -> Iterator[list[tuple[str, int, str, int]]]:
        """All files that were ever sealed (hash, size, media type, seal), some hundreds at a time."""
        found = self._db.execute("SELECT hash, size, media_type, seal FROM file ORDER BY hash")
        while part := found.fetchmany(500):
            yield part

    def file(self, hash_: str) -> tuple[int, str, int] | None:
        """What was sealed of a file: size, media type, seal."""
        found: tuple[int, str, int] | None = self._db.execute(
            "SELECT size, media_type, seal FROM file WHERE hash = ?", [hash_]
        ).fetchone()
        return found


def check_seals(spool: Spool, copied: int, case: str | None = None) -> Iterator[Fault]:
    """The faults of the seals; what good ones say goes into the spool. ``copied`` is the size of the copy to read."""
    keys = trust.public_keys()
    prev, expected, uncopied = FIRST, 1, 0
    for no, row, copy in _pairs(copied):
        good_row = row is not None and _good(row, keys)
        good_copy = copy is not None and _good(copy, keys)
        yield from _faults_of_one(no, row, copy, good_row, good_copy)
        seal = row if good_row else copy if good_copy else None
        if seal is None:
            prev = ""
            continue
        if no > expected:
            yield from (Fault("seal_missing", values={"seal": lost}) for lost in range(expected, no))
        elif prev and seal.content["prev"] != prev:
            yield Fault("seal_chain", values={"seal": no})
        if copy is None:
            uncopied += 1
        else:
            yield from (Fault("seal_copy", values={"seal": lost}) for lost in range(no - uncopied, no))
            uncopied = 0
        prev, expected = seal.hash, no + 1
        spool.add(seal, case, held=row is not None)
    spool.ready()
    if uncopied > UNCOPIED:
        yield from (Fault("seal_copy", values={"seal": lost}) for lost in range(expected - uncopied, expected))


def _good(seal: Seal, keys: list[str]) -> bool:
    try:
        right = sha256(seal.text) == seal.hash and seal.content["no"] == seal.no
    except ValueError:
        return False
    return right and trust.signed(seal.text, seal.signature, keys)


def _faults_of_one(no: int, row: Seal | None, copy: Seal | None, good_row: bool, good_copy: bool) -> Iterator[Fault]:
    values = {"seal": no}
    if row is None:
        yield Fault("seal_missing" if good_copy else "seal_copy", values=values)
    elif not good_row:
        yield Fault("seal_altered" if good_copy else "seal_forged", values=values)
    if copy is not None and row is not None and (not good_copy or (good_row and copy != row)):
        yield Fault("seal_copy", values=values)


def _pairs(copied: int) -> Iterator[tuple[int, Seal | None, Seal | None]]:
    """Rows and lines of the copy side by side, by their numbers."""
    lines = _ordered(copied)
    line = next(lines, None)
    for row in stream("SELECT no, text, hash, signature FROM record_seal ORDER BY no"):
        seal = Seal(*row)
        while line is not None and line[0] < seal.no:
            yield line[0], None, line[1]
            line = next(lines, None)
        if line is not None and line[0] == seal.no:
            yield seal.no, seal, line[1]
            line = next(lines, None)
        else:
            yield seal.no, seal, None
    while line is not None:
        yield line[0], None, line[1]
        line = next(lines, None)


def _ordered(copied: int) -> Iterator[tuple[int, Seal]]:
    """The seals of the copy with rising numbers; a line that is none, or goes back, is passed over and so found missing."""
    last = 0
    for _, seal in copied_seals(copied):
        if seal is not None and seal.no > last:
            last = seal.no
            yield seal.no, seal
