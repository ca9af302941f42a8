"""Where the demonstration is served: address and port as asked for by ``HOST`` and ``PORT``, and whether they can be had."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from doorstep.cli.serve import listen

DEFAULT_PORT = 8000


class Unusable(Exception):
    """The address or the port cannot be had: ``key`` of the text that says so, with its ``values``."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Where:
    """An address and a port that were free a moment ago. Over TLS, unless only this machine can reach it."""

    host: str
    port: int

    @property
    def tls(self) -> bool:
        """Whether it is served over TLS."""
        return not _loopback(self.host)

    def url(self, host: str = "") -> str:
        """The address without a path; of ``host``, one of this machine's, if it listens on all of them."""
        name = host or self.host
        return f"http{'s' if self.tls else ''}://{f'[{name}]' if ':' in name else name}:{self.port}"


def asked(environment: Mapping[str, str]) -> Where:
    """What ``HOST`` and ``PORT`` ask for (port 0: a free one). Raises ``Unusable``."""
    host = environment.get("HOST") or "127.0.0.1"
    text = environment.get("PORT") or str(DEFAULT_PORT)
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise Unusable("port.bad", port=text)
    port = int(text)
    try:
        with listen(host, port) as taken:
            return Where(host, int(taken.getsockname()[1]))
    except (socket.gaierror, UnicodeError):
        raise Unusable("host.bad", host=host) from None
    except OSError as fault:
        other = port + 1 if 1024 <= port < 65535 else DEFAULT_PORT
        if fault.errno == errno.EADDRINUSE:
            raise Unusable("port.taken", port=port, other=other) from None
        if fault.errno == errno.EADDRNOTAVAIL:
            raise Unusable("host.bad", host=host) from None
        raise Unusable("port.refused", port=port, other=other, why=fault.strerror) from None


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
