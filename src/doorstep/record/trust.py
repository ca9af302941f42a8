"""Whose signatures count: this data folder's sealing key, and the former keys that an import brought along (public halves)."""

from __future__ import annotations

from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from doorstep.record import home
from doorstep.record.receipts import public_key


def public_keys() -> list[str]:
    """The public keys that are trusted here, our own first, in hexadecimal."""
    path = home.home() / "keys" / "former.txt"
    former = path.read_text(encoding="ascii").split() if path.exists() else []
    return list(dict.fromkeys([public_key(), *former]))


def trust(key: str) -> None:
    """Trusts a former key from now on. Raises ``ValueError`` for what is no public key."""
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    if key not in public_keys():
        with (home.home() / "keys" / "former.txt").open("a", encoding="ascii") as file:
            file.write(key + "\n")


@cache
def _key(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def signed(text: str, signature: str, keys: list[str] | None = None) -> bool:
    """Whether a text was signed with one of the trusted keys (or of ``keys``)."""
    for key in keys if keys is not None else public_keys():
        try:
            _key(key).verify(bytes.fromhex(signature), text.encode())
        except (InvalidSignature, ValueError):
            continue
        return True
    return False
