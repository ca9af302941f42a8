"""Reading: the acts of a case as they were accepted, with what is personal opened where the key is still there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from doorstep.record import clock, keys
from doorstep.record.envelope import Envelope, open_envelope, opened
from doorstep.record.sql import block, rows


@dataclass(eq=False)
class Recorded:
    """An act of the record. ``personal`` is None when there is none or the customer was forgotten (``forgotten``)."""

    seq: int
    envelope: Envelope
    stored_hash: str
    personal: dict[str, Any] | None
    forgotten: bool

    @cached_property
    def data(self) -> dict[str, Any]:
        """All fields of the act, the personal ones put back in their places."""
        return merged(self.envelope.data, self.personal or {})

    @cached_property
    def at(self) -> int:
        """When it happened, corrected: local civil seconds."""
        return clock.civil(datetime.fromisoformat(self.envelope.at))

    @cached_property
    def received(self) -> int:
        """When it was received: local civil seconds."""
        return clock.civil(datetime.fromisoformat(self.envelope.received))


def read(case: str) -> list[Recorded]:
    """The acts of a case in the order of acceptance; empty for a case that is not there."""
    return [_recorded(*row) for row in rows(block("read_case"), [case])]


def _recorded(seq: int, text: str, stored: str, sealed: Any, customer: str | None, wrapped: Any) -> Recorded:
    envelope = open_envelope(text)
    if sealed is None:
        return Recorded(seq, envelope, stored, None, envelope.personal is not None)
    opening = keys.unseal(None if wrapped is None else bytes(wrapped), envelope.id, bytes(sealed))
    if opening is None:
        return Recorded(seq, envelope, stored, None, True)
    return Recorded(seq, envelope, stored, opened(opening, envelope.personal), False)


def merged(data: Mapping[str, Any], personal: Mapping[str, Any]) -> dict[str, Any]:
    """Two objects as one, deep; what is personal wins."""
    result = dict(data)
    for key, value in personal.items():
        inner = result.get(key)
        both = isinstance(inner, Mapping) and isinstance(value, Mapping)
        result[key] = merged(inner, value) if both else value  # type: ignore[arg-type]
    return result


def in_order(acts: list[Recorded]) -> list[Recorded]:
    """The acts by corrected time; at one moment by acceptance, but those of one device by its counter among themselves."""
    ordered = sorted(acts, key=lambda act: (act.at, act.envelope.no))
    return [act for _, group in groupby(ordered, key=lambda act: act.at) for act in _by_counter(list(group))]


def _by_counter(acts: list[Recorded]) -> Iterator[Recorded]:
    counted: dict[str, list[Recorded]] = {}
    for act in acts:
        if act.envelope.device and act.envelope.counter is not None:
            counted.setdefault(act.envelope.device, []).append(act)
    turns = {
        device: iter(sorted(those, key=lambda act: act.envelope.counter or 0)) for device, those in counted.items()
    }
    for act in acts:
        device = act.envelope.device
        yield next(turns[device]) if device in turns and act.envelope.counter is not None else act
