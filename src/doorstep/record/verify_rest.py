"""Verify beside the chains: the rows of customers' keys, the files, and receipts that somebody holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from doorstep.record import files, keys, trust
from doorstep.record.envelope import open_envelope, sha256
from doorstep.record.faults import Fault
from doorstep.record.receipts import Receipt, receipt, signed_text
from doorstep.record.snapshot import stream
from doorstep.record.sql import marks, rows
from doorstep.record.verify_seals import Spool

CUSTOMERS = "SELECT id, name, wrapped, forgotten, proof FROM record_customer"


def _proved(row: Sequence[Any], public: list[str]) -> bool:
    id_, name, wrapped, forgotten, proof = row
    return trust.signed(keys.customer_text(id_, name, wrapped, forgotten), proof, public)


def master_key() -> bool:
    """Whether the master key of this data folder opens the customers' keys; one row that was not altered shows it."""
    public = trust.public_keys()
    for row in stream(f"{CUSTOMERS} WHERE wrapped IS NOT NULL"):
        if keys.opens(row[2]):
            return True
        if _proved(row, public):
            return False
    return True


def check_customers() -> Iterator[Fault]:
    """Rows of keys that were written by somebody else."""
    public = trust.public_keys()
    for row in stream(f"{CUSTOMERS} ORDER BY id"):
        if not _proved(row, public):
            yield Fault("customer_altered", values={"customer": row[0]})


def check_files(spool: Spool) -> Iterator[Fault]:
    """Every file: its row against the seal that names it, its bytes against its hash."""
    for row in stream("SELECT hash, size, media_type, have, complete, sealed FROM record_file ORDER BY hash"):
        yield from _file(row, spool)
    for part in spool.files():
        hashes = [hash_ for hash_, *_ in part]
        there = {
            hash_ for (hash_,) in rows(f"SELECT hash FROM record_file WHERE hash IN ({marks(len(hashes))})", hashes)
        }
        for hash_, _, _, seal in part:
            if hash_ not in there:
                yield Fault("file_gone", values={"hash": hash_, "seal": seal})


def check_files_of(hashes: set[str], spool: Spool) -> Iterator[Fault]:
    """The files that a case mentions, as far as they ever came."""
    for hash_ in sorted(hashes):
        found = rows("SELECT hash, size, media_type, have, complete, sealed FROM record_file WHERE hash = %s", [hash_])
        if found:
            yield from _file(found[0], spool)
        elif sealed := spool.file(hash_):
            yield Fault("file_gone", values={"hash": hash_, "seal": sealed[2]})


def _file(row: Sequence[Any], spool: Spool) -> Iterator[Fault]:
    hash_, size, media_type, have, complete, in_seal = row
    sealed = spool.file(hash_)
    said: dict[str, Any] = {"sealed": sealed is not None}
    if sealed:
        said = {**said, "size": sealed[0], "media_type": sealed[1], "complete": True, "have": sealed[0]}
    elif complete:
        said["have"] = size
    stored = {"size": size, "media_type": media_type, "complete": bool(complete), "have": have, "sealed": bool(in_seal)}
    for column, value in said.items():
        if stored[column] != value:
            yield Fault("file_row", values={"hash": hash_, "column": column, "stored": stored[column], "said": value})
    if complete or sealed:
        bytes_there = files.path(hash_).stat().st_size if files.path(hash_).exists() else None
        if bytes_there is None:
            yield Fault("file_missing", values={"hash": hash_})
        elif files.hash_of(files.path(hash_)) != hash_:
            yield Fault("file_altered", values={"hash": hash_})
        elif not sealed and bytes_there != size:
            values = {"hash": hash_, "column": "size", "stored": size, "said": bytes_there}
            yield Fault("file_row", values=values)


def check_receipts(receipts: Iterable[Receipt]) -> Iterator[Fault]:
    """Receipts that were not signed here, and those whose act the record does not hold as it was acknowledged."""
    public = trust.public_keys()
    given = iter(receipts)
    while part := list(islice(given, 500)):
        ids = [one.id for one in part]
        found = rows(f"SELECT id, seq, text FROM record_act WHERE id IN ({marks(len(ids))})", ids)
        held = {id_: (seq, text) for id_, seq, text in found}
        for one in part:
            if not trust.signed(signed_text(one), one.signature, public):
                yield Fault("receipt_forged", one.case, one.id, one.no)
            elif one.id not in held:
                yield Fault("receipt_unknown", one.case, one.id, one.no)
            else:
                yield from _held(one, *held[one.id])


def _held(one: Receipt, seq: int, text: str) -> Iterator[Fault]:
    try:
        ours: dict[str, Any] = asdict(receipt(open_envelope(text)))
    except ValueError:
        ours = {"hash": sha256(text)}
    said = asdict(one)
    for name, value in ours.items():
        if name != "signature" and value != said[name]:
            values = {"field": name, "stored": value, "said": said[name]}
            yield Fault("receipt_differs", one.case, one.id, one.no, seq, values)
            return
