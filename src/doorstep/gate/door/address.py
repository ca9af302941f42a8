"""Where the outside reaches this server: the address that stands in links, QR codes and on papers."""

from __future__ import annotations

from django.http import HttpRequest

from doorstep.work.door import public_address


def address_of(request: HttpRequest) -> str:
    """The address without a slash at the end: as it is set (``DOORSTEP_ADDRESS``), else as the asker reached it."""
    return public_address() or f"{request.scheme}://{request.get_host()}"
