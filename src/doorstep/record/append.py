"""Append: acts come in here and nowhere else. Idempotent by key, one transaction a batch, each act answered by itself.

The same key with the same content gets the first receipt again; with other content it is refused and both are shown.
The chain of a
case is locked while it grows, so that two who write at once get one order.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from doorstep.record import clock, keys
from doorstep.record.envelope import FIRST, Envelope, canonical, commit, open_envelope, seal_envelope
from doorstep.record.receipts import Receipt, receipt
from doorstep.record.sql import block, marks, postgres, rows, run, run_rows

OPENED = "case.opened"
SKEW = timedelta(seconds=2)
"""A device's clock that is off by less is taken as right."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An act on its way in. ``claimed`` is aware; ``skew`` is how far the device's clock is behind the server's.

    ``data`` is stored in the open, ``personal`` under the key of the case's customer. ``case`` is an id that ``case.opened``
    brings along and every other act names; ``customer`` (with ``case.opened`` only) is any text that stands for him.
    """

    key: str
    case: str
    act: str
    claimed: datetime
    by: str | None
    actor: str | None
    source: str
    data: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] = field(default_factory=dict)
    device: str | None = None
    counter: int | None = None
    skew: timedelta = timedelta(0)
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that was not taken: ``code`` is other_content, no_such_case, case_exists or forgotten.

    ``first`` is what the key stands for already, and its receipt, where that is the reason.
    """

    key: str
    code: str
    first: Receipt | None = None
    first_content: Mapping[str, Any] | None = None


Outcome = Receipt | Refusal
Hook = Callable[[Sequence[str]], None]


class _Batch:
    """What one transaction gathers before it writes."""

    def __init__(self, received: datetime) -> None:
        self.received = received
        self.heads: dict[str, tuple[str, int]] = {}
        self.before: dict[str, int] = {}
        self.customers: dict[str, str] = {}
        self.known: dict[str, tuple[str, Envelope]] = {}
        self.acts: list[tuple[Envelope, str]] = []
        self.personal: list[tuple[str, str, bytes]] = []
        self.opened: list[str] = []


def append(entries: Sequence[Entry], *, then: Hook | None = None) -> list[Outcome]:
    """Takes a batch of acts: for each, in order, its receipt or why it was refused.

    Everything accepted is durable when this returns. ``then`` is called inside the transaction with the cases that changed.
    """
    try:
        return _append(entries, then)
    except IntegrityError:
        # Another process opened the case or used the key between our look and our write: what it wrote is seen now.
        return _append(entries, then)


def _append(entries: Sequence[Entry], then: Hook | None) -> list[Outcome]:
    with transaction.atomic():
        batch = _Batch(clock.now())
        _lock(batch, entries)
        outcomes = [_take(batch, entry) for entry in entries]
        _write(batch)
        changed = list(dict.fromkeys(envelope.case for envelope, _ in batch.acts))
        if then and changed:
            then(changed)
    return outcomes


def _lock(batch: _Batch, entries: Sequence[Entry]) -> None:
    _make_customers(entries)
    cases = sorted({entry.case for entry in entries})
    for case, head, count, customer in rows(block("lock_cases", ids=marks(len(cases))), cases):
        batch.heads[case], batch.before[case], batch.customers[case] = (head, count), count, customer
    used = list({entry.key for entry in entries})
    for key, content, text in rows(block("known_keys", keys=marks(len(used))), used):
        batch.known[key] = content, open_envelope(text)


def _make_customers(entries: Sequence[Entry]) -> None:
    """Makes the customers of several new cases in one order, so that two batches cannot wait for each other's."""
    names = sorted({entry.customer or entry.case for entry in entries if entry.act == OPENED})
    for name in names if len(names) > 1 else ():
        with contextlib.suppress(keys.Forgotten):
            keys.customer(name)


def _take(batch: _Batch, entry: Entry) -> Outcome:
    content = content_digest(entry)
    if entry.key in batch.known:
        first_content, first = batch.known[entry.key]
        if first_content == content:
            return receipt(first)
        return Refusal(
            entry.key, "other_content", receipt(first), {"act": first.act, "at": first.claimed, "data": first.data}
        )
    try:
        if entry.act == OPENED:
            if entry.case in batch.heads:
                return Refusal(entry.key, "case_exists")
            batch.customers[entry.case] = keys.customer(entry.customer or entry.case)
            batch.heads[entry.case] = FIRST, 0
            batch.opened.append(entry.case)
        elif entry.case not in batch.heads:
            return Refusal(entry.key, "no_such_case")
        envelope = _chained(batch, entry)
    except keys.Forgotten:
        return Refusal(entry.key, "forgotten")
    batch.known[entry.key] = content, envelope
    batch.acts.append((envelope, content))
    return receipt(envelope)


def _chained(batch: _Batch, entry: Entry) -> Envelope:
    head, count = batch.heads[entry.case]
    act_id = uuid4().hex
    commitment = None
    if entry.personal:
        commitment, opening = commit(entry.personal)
        customer = batch.customers[entry.case]
        batch.personal.append((act_id, customer, keys.seal(customer, act_id, opening)))
    claimed = entry.claimed.astimezone(clock.SHANGHAI)
    at = claimed + entry.skew if abs(entry.skew) >= SKEW else claimed
    envelope = seal_envelope(
        {
            "id": act_id,
            "case": entry.case,
            "no": count + 1,
            "prev": head,
            "act": entry.act,
            "claimed": claimed.isoformat(timespec="seconds"),
            "at": at.isoformat(timespec="seconds"),
            "received": batch.received.isoformat(timespec="milliseconds"),
            "by": entry.by,
            "actor": entry.actor,
            "source": entry.source,
            "device": entry.device,
            "counter": entry.counter,
            "key": entry.key,
            "data": dict(entry.data),
            "personal": commitment,
        }
    )
    batch.heads[entry.case] = envelope.hash, envelope.no
    return envelope


def content_digest(entry: Entry) -> str:
    """A keyed digest of what the sender says, by which the same act is known again."""
    said = {
        "key": entry.key,  # so that a digest cannot be lent to a made-up second act
        "case": entry.case,
        "act": entry.act,
        "claimed": entry.claimed.astimezone(clock.SHANGHAI).isoformat(timespec="seconds"),
        "by": entry.by,
        "device": entry.device,
        "counter": entry.counter,
        "data": dict(entry.data),
        "personal": dict(entry.personal),
    }
    return keys.digest("content", canonical(said))


def _write(batch: _Batch) -> None:
    for case in batch.opened:
        run(block("add_case"), [case, FIRST, 0, batch.customers[case]])
        batch.before[case] = 0
    shape = f"({marks(8)}, {'pg_current_xact_id()::text::bigint' if postgres() else '0'}, {marks(2)})"
    run_rows("add_acts", [_row(envelope, content) for envelope, content in batch.acts], shape=shape)
    run_rows("add_personal", batch.personal)
    for case in dict.fromkeys(envelope.case for envelope, _ in batch.acts):
        head, count = batch.heads[case]
        if run(block("move_head"), [head, count, case, batch.before[case]]) != 1:
            raise IntegrityError(f"the chain of case {case} was moved by another")


def _row(envelope: Envelope, content: str) -> list[Any]:
    return [
        envelope.id,
        envelope.case,
        envelope.no,
        envelope.key,
        content,
        envelope.act,
        clock.civil(datetime.fromisoformat(envelope.at)),
        clock.civil(datetime.fromisoformat(envelope.received)),
        envelope.text,
        envelope.hash,
    ]
