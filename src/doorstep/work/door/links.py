"""The token of a link: one case, a set of purposes, an end, signed with a key that is not in the database. Pure.

44 bytes or so in base64url: version, purposes, end, the link's own number, the case, and half an HMAC-SHA-256 over all of it.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from enum import IntFlag
from hashlib import sha256

VERSION = 1
MAC_BYTES = 16
LINK_BYTES = 6
CASE_BYTES = 16
CONTEXT = b"doorstep door link\0"
HEAD = 1 + 1 + 5 + LINK_BYTES


class Purpose(IntFlag):
    """What a link is for."""

    APPOINTMENT = 1
    SIGN = 2
    RATE = 4

    @property
    def names(self) -> list[str]:
        """The purposes by name: appointment, sign, rate."""
        return [one.name.lower() for one in Purpose if one in self and one.name]


class NoLink(ValueError):
    """A token that this house did not make."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says. ``link`` is its own number in hexadecimal, ``expires`` local civil seconds."""

    case: str
    purposes: Purpose
    expires: int
    link: str


def new_link() -> str:
    """The number of a new link."""
    return secrets.token_bytes(LINK_BYTES).hex()


def purposes_of(names: list[str] | tuple[str, ...]) -> Purpose:
    """The purposes of those names. Raises ``KeyError`` for one that is none."""
    result = Purpose(0)
    for name in names:
        result |= Purpose[name.upper()]
    return result


def write_token(token: Token, key: bytes) -> str:
    """The token as text. Raises ``ValueError`` for a case whose id is not 32 hexadecimal digits."""
    case = bytes.fromhex(token.case)
    if len(case) != CASE_BYTES:
        raise ValueError(f"the id of case {token.case} is not 32 hexadecimal digits")
    body = bytes([VERSION, token.purposes]) + token.expires.to_bytes(5, "big") + bytes.fromhex(token.link) + case
    return urlsafe_b64encode(body + _mac(body, key)).rstrip(b"=").decode()


def read_token(text: str, key: bytes) -> Token:
    """What a token says, once its signature was found right. Raises ``NoLink``."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        raise NoLink("no token") from None
    body, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    if len(body) != HEAD + CASE_BYTES or body[0] != VERSION or not hmac.compare_digest(mac, _mac(body, key)):
        raise NoLink("no token of this house")
    if urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise NoLink("another spelling of a token")
    return Token(
        case=body[HEAD:].hex(),
        purposes=Purpose(body[1]),
        expires=int.from_bytes(body[2:7], "big"),
        link=body[7:HEAD].hex(),
    )


def _mac(body: bytes, key: bytes) -> bytes:
    return hmac.new(key, CONTEXT + body, sha256).digest()[:MAC_BYTES]
