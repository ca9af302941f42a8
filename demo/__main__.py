"""``python -m demo``: make the month and audit it, prepare the data, serve the product on ``HOST`` and ``PORT``, say where.

Exit codes: 0 when stopped by Ctrl-C, 2 when the port cannot be had or something could not be made.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

from doorstep.cli import serve
from doorstep.cli.errors import UserError, explain

from . import data
from .announce import announce
from .build import FOLDER, AuditFailed, InUse, build, fingerprint
from .texts import say
from .where import Unusable, Where, asked

EXIT_UNUSABLE = 2
PATIENCE = 60


def main() -> int:
    """The whole demonstration; returns the exit code."""
    # Whoever stops it, by Ctrl-C or from another process, stops it gently, the audit in the making too.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    folder = Path(os.environ.get("DEMO_FOLDER") or FOLDER)
    try:
        # The port first: nobody waits for what cannot be shown.
        where = asked(os.environ)
        with data.held(folder) as hold:
            _show(where, folder, hold)
    except Unusable as fault:
        return _refuse(fault.key, **fault.values)
    except AuditFailed as fault:
        return _refuse("audit.failed", code=fault.code)
    except InUse:
        return _refuse("data.in_use", folder=folder)
    except UserError as fault:
        print(explain(fault), file=sys.stderr, flush=True)
        return EXIT_UNUSABLE
    except KeyboardInterrupt:
        pass
    print("", *say("stopped"), sep="\n", flush=True)
    return 0


def _show(where: Where, folder: Path, hold: data.Hold) -> None:
    """Prepares everything and serves it until it is told to stop."""
    build(folder, alone=hold.alone)
    wanted = data.wanted(fingerprint(data=True))
    # All before the application is started: it reads from the environment where it lives and how it is reached.
    os.environ.update(data.environment(folder))
    found = data.make_room(folder, wanted, alone=hold.alone)
    certificate = serve.certified(where.host, None, None, self_signed=True) if where.tls else None
    data.fill(folder, wanted, found)
    hold.share()
    from doorstep.cli.application import start_or_make

    start_or_make(migrate=False)

    def ready() -> None:
        # It asks nothing until the processes that answer have been started from this one.
        waiting = threading.Timer(0.3, _announce, (where, folder, wanted["played"]))
        waiting.daemon = True
        waiting.start()

    serve.serve_all(where.host, where.port, certificate=certificate, ready=ready, quiet=True)


def _announce(where: Where, folder: Path, played: str) -> None:
    """Waits until the server answers, and says where it is."""
    end = time.monotonic() + PATIENCE
    while not _answers(where):
        if time.monotonic() > end:
            return
        time.sleep(0.05)
    announce(where, folder, _addresses(where), played, f"/static/{serve.AUTHORITY}")


def _answers(where: Where) -> bool:
    import ssl

    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(where.host, where.host)
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    asking = (
        HTTPSConnection(host, where.port, timeout=5, context=trusting)
        if where.tls
        else HTTPConnection(host, where.port, timeout=5)
    )
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


def _addresses(where: Where) -> list[str]:
    """The machine's addresses in its net, if it listens on all of them."""
    from doorstep.gate.site.tls import ANY, lan_addresses

    if where.host not in ANY:
        return [where.host]
    # 0.0.0.0 is all addresses of the old kind, and none of the new.
    return [one for one in lan_addresses() if where.host != "0.0.0.0" or ":" not in one] or ["localhost"]


def _refuse(key: str, **values: object) -> int:
    print(*say(key, **values), sep="\n", file=sys.stderr, flush=True)
    return EXIT_UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
