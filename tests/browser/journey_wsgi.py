"""The server's own WSGI application with the clock of ``journey_fixture``: loaded in each process that answers.

Its answers bear the date of that clock too, since screens correct their own by it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from tests.browser.journey_fixture import HOME, prepared, wait_while_held

FOLDER = Path(os.environ[HOME])
prepared(FOLDER)

from doorstep.gate.site.wsgi import application as product  # noqa: E402 - the clock is set first


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The product, with the date of the fixture's clock on every answer."""
    from datetime import UTC

    from doorstep.record import clock

    def dated(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        date = format_datetime(clock.now().astimezone(UTC).replace(microsecond=0), usegmt=True)
        return start(status, [*headers, ("Date", date)], *more)

    wait_while_held(FOLDER)
    return product(environ, dated)
