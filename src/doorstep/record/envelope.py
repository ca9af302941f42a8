"""The envelope of an act: canonical bytes, its hash over the one before, and the commitment to what is personal.

The hashed text is JSON with sorted keys, no spaces, characters as they are. It is stored as text and never built again from
columns, so that no database can change a number's form.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1
FIRST = "0" * 64
"""What the first act of a case chains to."""

SALT_BYTES = 16


def canonical(value: Any) -> str:
    """The canonical JSON text of a value. Raises ``ValueError`` for NaN, infinity and lone surrogates."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    text.encode()
    return text


def sha256(text: str | bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


@dataclass(frozen=True, slots=True)
class Envelope:
    """One accepted act.

    ``no`` counts from 1 within its case; ``claimed`` is the time as the device said it, ``at`` the time corrected by
    the device's
    measured skew, ``received`` when the server took it: texts, ISO 8601 with offset. ``data`` holds what is not personal;
    ``personal`` is the commitment to the rest, or None. ``text`` are the hashed bytes.
    """

    id: str
    case: str
    no: int
    prev: str
    act: str
    claimed: str
    at: str
    received: str
    by: str | None
    actor: str | None
    source: str
    device: str | None
    counter: int | None
    key: str
    data: Mapping[str, Any]
    personal: str | None
    text: str
    hash: str

    @property
    def late(self) -> bool:
        """Whether it was entered more than ten minutes after its claimed time, without a device's own counter."""
        from datetime import datetime

        delay = datetime.fromisoformat(self.received) - datetime.fromisoformat(self.claimed)
        return self.counter is None and delay.total_seconds() > 600


FIELDS = (
    "id", "case", "no", "prev", "act", "claimed", "at", "received", "by", "actor", "source", "device", "counter", "key", "data",
    "personal",
)  # fmt: skip


def seal_envelope(fields: Mapping[str, Any]) -> Envelope:
    """The envelope of ``fields`` (those of ``FIELDS``), with its text and hash."""
    text = canonical({"v": VERSION, **{name: fields[name] for name in FIELDS}})
    return Envelope(**{name: fields[name] for name in FIELDS}, text=text, hash=sha256(text))


def open_envelope(text: str) -> Envelope:
    """The envelope that a stored text says, hash computed anew. Raises ``ValueError`` if the text is none."""
    try:
        fields = json.loads(text)
        if fields.pop("v") != VERSION or set(fields) != set(FIELDS):
            raise ValueError("another version or other fields")
        return Envelope(**fields, text=text, hash=sha256(text))
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"no envelope: {error}") from None


def commit(personal: Mapping[str, Any]) -> tuple[str, bytes]:
    """The salted commitment to personal fields, and the bytes (salt and canonical text) that open it."""
    salt = secrets.token_bytes(SALT_BYTES)
    opening = salt + canonical(personal).encode()
    return sha256(opening), opening


def opened(opening: bytes, commitment: str | None) -> dict[str, Any]:
    """The personal fields in an opening. Raises ``ValueError`` when it does not match its commitment."""
    if sha256(opening) != commitment:
        raise ValueError("the personal fields are not those that were committed to")
    fields: dict[str, Any] = json.loads(opening[SALT_BYTES:])
    return fields
