"""Receipts: the server's answer for one accepted act, signed with the sealing key, the same however often it is asked for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from doorstep.record import home
from doorstep.record.envelope import Envelope, canonical


@dataclass(frozen=True, slots=True)
class Receipt:
    """One accepted act: where it stands in the record, its hash, and the signature over all of it."""

    key: str
    id: str
    case: str
    no: int
    act: str
    at: str
    received: str
    hash: str
    signature: str = ""


@cache
def _sealing_key(folder: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(home.key("sealing"))


def sign(text: str) -> str:
    """The signature of a text, in hexadecimal; the same text has the same signature."""
    return _sealing_key(str(home.home())).sign(text.encode()).hex()


def signed_by_us(text: str, signature: str) -> bool:
    """Whether a text was signed with the sealing key of this data folder."""
    try:
        _sealing_key(str(home.home())).public_key().verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """The public half of the sealing key, in hexadecimal: what a stranger verifies with."""
    return _sealing_key(str(home.home())).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def receipt(envelope: Envelope) -> Receipt:
    """The receipt of an accepted act."""
    plain = Receipt(
        envelope.key,
        envelope.id,
        envelope.case,
        envelope.no,
        envelope.act,
        envelope.at,
        envelope.received,
        envelope.hash,
    )
    return Receipt(**{**asdict(plain), "signature": sign(signed_text(plain))})


def signed_text(plain: Receipt) -> str:
    """The text that a receipt's signature covers."""
    fields = asdict(plain)
    del fields["signature"]
    return canonical({"receipt": fields})


def forget_key() -> None:
    """Reads the sealing key anew at the next signature: an import may have brought another."""
    _sealing_key.cache_clear()
