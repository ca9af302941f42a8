"""Customers' keys: what is personal is encrypted under a key of its customer; erasing the key forgets the customer.

Each key is wrapped by the master key, which lies in the data folder and not in the database. The chain covers only
commitments, so that it verifies with the keys gone. Each row is signed, so that one that somebody else wrote is found.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from doorstep.record import clock, home
from doorstep.record.envelope import canonical, sha256
from doorstep.record.receipts import sign
from doorstep.record.sql import block, rows, run

NONCE = 12


class Forgotten(Exception):
    """The customer's key was erased at his request; nothing personal of him can be written or read any more."""


def digest(purpose: str, text: str) -> str:
    """A keyed digest: the same text gives the same one, and nobody without the master key can try texts."""
    return hmac.new(home.key("master"), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def customer(name: str) -> str:
    """The id of the customer of that name (any text that stands for him), made at the first call.

    Raises ``Forgotten`` when his key was erased.
    """
    named = digest("customer", name)
    found = rows(block("customer_by_name"), [named])
    if not found:
        fresh, wrapped = uuid4().hex, _wrap(AESGCM.generate_key(256))
        run(block("add_customer"), [fresh, named, wrapped, sign(customer_text(fresh, named, wrapped, None))])
        found = rows(block("customer_by_name"), [named])
    key_id, _, forgotten = found[0]
    if forgotten:
        raise Forgotten(key_id)
    return str(key_id)


def seal(customer_id: str, act: str, opening: bytes) -> bytes:
    """The bytes of an act's personal fields, encrypted and bound to the act. Raises ``Forgotten``."""
    found = rows(block("customer_by_id"), [customer_id])
    if not found or found[0][1] is None:
        raise Forgotten(customer_id)
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_unwrap(bytes(found[0][1]))).encrypt(nonce, opening, act.encode())


def unseal(wrapped: bytes | None, act: str, sealed: bytes) -> bytes | None:
    """What was encrypted; None when the key is gone. Raises ``ValueError`` when the bytes were altered."""
    if wrapped is None:
        return None
    try:
        return AESGCM(_unwrap(bytes(wrapped))).decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), act.encode())
    except InvalidTag:
        raise ValueError("personal fields were altered") from None


def forget(customer_id: str) -> bool:
    """Erases the key of a customer for good; whether there was one to erase."""
    found = rows("SELECT name FROM record_customer WHERE id = %s AND wrapped IS NOT NULL", [customer_id])
    if not found:
        return False
    at = clock.now().isoformat()
    done = run(
        "UPDATE record_customer SET wrapped = NULL, forgotten = %s, proof = %s WHERE id = %s AND wrapped IS NOT NULL",
        [at, sign(customer_text(customer_id, found[0][0], None, at)), customer_id],
    )
    _unwrap.cache_clear()
    return done > 0


def customer_text(customer_id: str, name: str, wrapped: bytes | None, forgotten: str | None) -> str:
    """What the proof of a customer's row signs."""
    key = None if wrapped is None else sha256(bytes(wrapped))
    return canonical({"customer": {"id": customer_id, "name": name, "wrapped": key, "forgotten": forgotten}})


def opens(wrapped: bytes) -> bool:
    """Whether the master key of this data folder opens a customer's key."""
    try:
        _unwrap(bytes(wrapped))
    except InvalidTag:
        return False
    return True


def _wrap(key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(home.key("master")).encrypt(nonce, key, b"customer")


@lru_cache(maxsize=4096)
def _unwrap(wrapped: bytes) -> bytes:
    return AESGCM(home.key("master")).decrypt(wrapped[:NONCE], wrapped[NONCE:], b"customer")


def forget_opened() -> None:
    """Drops the customers' keys that were opened: an import may have brought another master key."""
    _unwrap.cache_clear()
