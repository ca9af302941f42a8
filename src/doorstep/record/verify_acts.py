"""One case's acts against each other: text, hash, chain, columns, digest of what was sent, personal fields.

``Chain`` is fed the rows of a case in the order of their numbers and yields what is wrong with each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from doorstep.record import clock, keys
from doorstep.record.append import Entry, content_digest
from doorstep.record.envelope import FIRST, Envelope, open_envelope, opened, sha256
from doorstep.record.faults import Fault

HASH = re.compile(r"[0-9a-f]{64}\Z")


class Proved(NamedTuple):
    """A row of ``prove_cases``."""

    seq: int
    id: str
    case: str
    no: int
    key: str
    content: str
    act: str
    at: int
    received: int
    text: str
    hash: str
    customer: str | None
    sealed: Any
    customer_id: str | None
    wrapped: Any


class Chain:
    """The acts of one case as they come. ``limit`` is the count that its row says, ``sealed`` the counts that seals name."""

    def __init__(self, case: str, customer: str | None, master: bool, forgotten: bool) -> None:
        self.case, self.customer, self.master, self.forgotten = case, customer, master, forgotten
        self.limit: int | None = None
        self.sealed: dict[int, int] = {}
        self.acts = self.last = 0
        self.added = False
        self.files: set[str] = set()
        self._hashes: dict[int, tuple[str, str, str]] = {}
        self._prev: set[str] = {FIRST}
        self._seq = 0
        self._doubt: Proved | None = None

    def hashes_of(self, no: int) -> set[str]:
        """The hash that act ``no`` has by its text, and the one stored beside it; empty when it is not there."""
        return set(self._hashes[no][:2]) if no in self._hashes else set()

    def hash_of(self, no: int) -> str:
        """The hash of act ``no`` by its text."""
        return self._hashes[no][0]

    def id_of(self, no: int) -> str:
        """The id of act ``no``."""
        return self._hashes[no][2]

    def take(self, row: Proved) -> Iterator[Fault]:
        """The next act; what is wrong with it, and with a gap before it."""
        self.acts += 1
        computed = sha256(row.text)
        if row.no > self.last + 1:
            values = {"first": self.last + 1, "last": row.no - 1}
            yield Fault("act_missing", self.case, no=self.last + 1, values=values)
            self._prev = set()
        try:
            envelope = open_envelope(row.text)
            columns = _columns(row, envelope)
        except (ValueError, TypeError, AttributeError):
            envelope, columns = None, []
        yield from self._settle(envelope.prev if envelope else "")
        if envelope is None:
            yield self._fault("act_text", row)
        elif computed != row.hash:
            self._doubt = row
        else:
            for column, stored, said in columns:
                code = "act_moved" if column == "no" else "act_column"
                yield self._fault(code, row, column=column, stored=stored, said=said)
            yield from self._linked(row, envelope)
            yield from self._sent(row, envelope)
        if row.seq <= self._seq:
            yield self._fault("act_order", row)
        self._seq = max(self._seq, row.seq)
        self._prev = {computed, row.hash}
        self._hashes[row.no] = computed, row.hash, row.id
        self.last = row.no

    def end(self, head: str, sealed: str) -> Iterator[Fault]:
        """No more acts; ``head`` and ``sealed`` are what the chain's row and the last seal say, and settle a last doubt."""
        yield from self._settle(
            head if self._doubt and head in (self._doubt.hash, sha256(self._doubt.text)) else sealed
        )

    def _settle(self, prev: str) -> Iterator[Fault]:
        """An act whose text and hash do not agree: the act that follows says which of the two was altered."""
        if self._doubt is not None:
            yield self._fault("act_hash" if prev == sha256(self._doubt.text) else "act_text", self._doubt)
        self._doubt = None

    def _linked(self, row: Proved, envelope: Envelope) -> Iterator[Fault]:
        if self._prev and envelope.prev not in self._prev:
            yield self._fault("act_chain", row)

    def _sent(self, row: Proved, envelope: Envelope) -> Iterator[Fault]:
        """The personal fields against their commitment, and everything against the digest of what was sent."""
        personal: Mapping[str, Any] | None = {}
        if envelope.personal is not None or row.customer is not None:
            try:
                personal = self._personal(row, envelope)
            except _Wrong as wrong:
                personal = None
                yield self._fault(wrong.code, row)
        self.files |= mentioned_files(envelope.data) | mentioned_files(personal or {})
        genuine = personal is None or not self.master or content_digest(_entry(envelope, personal)) == row.content
        beyond = self.limit is not None and row.no > self.limit and row.no > max(self.sealed, default=0)
        if not genuine:
            self.added = self.added or beyond
            yield self._fault("act_added" if beyond else "act_content", row)

    def _personal(self, row: Proved, envelope: Envelope) -> Mapping[str, Any] | None:
        """The personal fields; None when they cannot be read any more, and rightly so."""
        if envelope.personal is None:
            raise _Wrong("personal_added")
        if row.customer is None:
            if self.forgotten:
                return None
            raise _Wrong("personal_missing")
        if self.customer is not None and row.customer != self.customer:
            raise _Wrong("personal_moved")
        if row.customer_id is None or row.wrapped is None or not self.master:
            return None
        try:
            opening = keys.unseal(row.wrapped, envelope.id, bytes(row.sealed))
            return None if opening is None else opened(opening, envelope.personal)
        except ValueError:
            raise _Wrong("personal_altered") from None

    def _fault(self, code: str, row: Proved, **values: Any) -> Fault:
        return Fault(code, self.case, row.id, row.no, row.seq, values)


class _Wrong(Exception):
    def __init__(self, code: str) -> None:
        self.code = code


def _columns(row: Proved, envelope: Envelope) -> list[tuple[str, Any, Any]]:
    """The columns that say other than the text: name, what stands there, what the text says."""
    said = {
        "id": envelope.id,
        "case": envelope.case,
        "no": envelope.no,
        "key": envelope.key,
        "act": envelope.act,
        "at": clock.civil(datetime.fromisoformat(envelope.at)),
        "received": clock.civil(datetime.fromisoformat(envelope.received)),
    }
    return [(name, getattr(row, name), value) for name, value in said.items() if getattr(row, name) != value]


def _entry(envelope: Envelope, personal: Mapping[str, Any]) -> Entry:
    return Entry(
        key=envelope.key,
        case=envelope.case,
        act=envelope.act,
        claimed=datetime.fromisoformat(envelope.claimed),
        by=envelope.by,
        actor=envelope.actor,
        source=envelope.source,
        data=envelope.data,
        personal=personal,
        device=envelope.device,
        counter=envelope.counter,
        skew=timedelta(0),
    )


def mentioned_files(value: Any) -> set[str]:
    """The hashes of files that some fields mention."""
    if isinstance(value, str):
        return {value} if HASH.match(value) else set()
    if isinstance(value, Mapping):
        value = list(value.values())
    return set().union(*map(mentioned_files, value)) if isinstance(value, list) else set()
