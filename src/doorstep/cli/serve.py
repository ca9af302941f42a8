"""`doorstep serve`: the production server with its background worker, over TLS if wanted, stopped gracefully."""

from __future__ import annotations

import errno
import hashlib
import multiprocessing
import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstep import __version__
from doorstep.cli.application import start, start_or_make
from doorstep.cli.errors import fail
from doorstep.cli.wording import both, word

if TYPE_CHECKING:
    from doorstep.gate.site.tls import Certificate

HOSTS = "127.0.0.1,localhost,[::1]"
AUTHORITY = "doorstep-authority.crt"
"""Where the authority of a self-made certificate is served, below ``/static/``, for a phone to take."""

LEFT_OUT = ["*.map", "redoc.*"]
"""What comes with the API's documentation and no page asks for."""

app = typer.Typer()


@app.command()
def run(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="port to listen on")] = 8000,
    workers: Annotated[int, typer.Option(help="processes that answer")] = 1,
    threads: Annotated[int, typer.Option(help="threads of each process")] = 4,
    migrate: Annotated[bool, typer.Option("--migrate", help="bring the database up to this version first")] = False,
    tls_cert: Annotated[Path | None, typer.Option(metavar="FILE", help=both("serve.tls_cert"))] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="FILE", help=both("serve.tls_key"))] = None,
    self_signed: Annotated[bool, typer.Option("--self-signed", help=both("serve.self_signed"))] = False,
) -> None:
    """Serve the API and the pages; the database and the data folder come from DOORSTEP_DATABASE_URL and DOORSTEP_HOME."""
    certificate = certified(host, tls_cert, tls_key, self_signed=self_signed)
    check_port(host, port)
    start_or_make(migrate=migrate)
    serve_all(host, port, workers, threads, certificate)


def certified(host: str, cert: Path | None, key: Path | None, *, self_signed: bool) -> Certificate | None:
    """The certificate to serve with, one made here if wanted; None for none.

    With one, cookies are for TLS alone and the names that it is good for are answered to: call it before the
    application is started, whose settings read both. Raises ``UserError`` for options that do not go together and
    files that are no certificate.
    """
    if self_signed and (cert or key):
        fail(word("serve.tls_twice"), remedy=word("serve.tls_twice.remedy"))
    if (cert is None) != (key is None):
        fail(word("serve.tls_half"), remedy=word("serve.tls_half.remedy"))
    if not self_signed and (cert is None or key is None):
        return None
    from doorstep.gate.site import tls
    from doorstep.record import home

    if cert is not None and key is not None:
        _loadable(cert, key)
        made = tls.Certificate(cert, key, cert)
    else:
        made = tls.self_signed(home.home() / "tls", tls.own_hosts(host))
    known = os.environ.get("DOORSTEP_HOSTS", HOSTS).split(",")
    os.environ["DOORSTEP_HOSTS"] = ",".join(dict.fromkeys([*known, *tls.allowed_hosts(tls.hosts_of(made.chain))]))
    os.environ["DOORSTEP_TLS"] = "1"
    return made


def _loadable(cert: Path, key: Path) -> None:
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key)
    except (ssl.SSLError, OSError) as error:
        fail(word("serve.tls_bad", cert=cert, key=key, problem=error), remedy=word("serve.tls_bad.remedy"))


def check_port(host: str, port: int) -> None:
    """Makes sure that nobody listens on the port: the server itself would share it with another one and say nothing.

    Raises ``UserError``.
    """
    try:
        listen(host, port).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            fail(word("serve.port_refused", host=host, port=port, problem=error.strerror or error))
        fail(
            word("serve.port_taken", host=host, port=port), remedy=word("serve.port_taken.remedy", other=_another(port))
        )


def _another(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8000


def listen(host: str, port: int) -> socket.socket:
    """A socket that has the port. Raises ``OSError`` when it cannot be had."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    taken = socket.socket(family, kind, protocol)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen()
    except OSError:
        taken.close()
        raise
    return taken


def serve_all(
    host: str,
    port: int,
    workers: int = 1,
    threads: int = 4,
    certificate: Certificate | None = None,
    *,
    ready: Callable[[], None] | None = None,
    quiet: bool = False,
) -> None:
    """Runs the server and its background worker until it is told to stop; the application is started already.

    ``ready`` is called just before the processes that answer are started; ``quiet`` leaves out what the server says of
    itself but for warnings.
    """
    prepare_static(certificate)
    worker = _start_worker()
    try:
        serve(host, port, workers, threads, certificate, ready=ready, quiet=quiet)
    finally:
        worker.terminate()
        worker.join(30)


def prepare_static(certificate: Certificate | None = None) -> None:
    """Gathers the files of the screens, unless they are the same as last time; with the authority of a
    certificate.
    """
    from django.conf import settings
    from django.core.management import call_command

    from doorstep.record import home

    stamp, screens = home.home() / "static-made-from", _screens()
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != screens:
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=LEFT_OUT)
        stamp.write_text(screens, encoding="utf-8")
    served = Path(settings.STATIC_ROOT) / AUTHORITY
    served.unlink(missing_ok=True)
    if certificate is not None and certificate.authority != certificate.chain:
        shutil.copyfile(certificate.authority, served)


def _screens() -> str:
    """What the gathered files are made from: each file's name, size and time, hashed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256(f"{__version__} {Path(settings.STATIC_ROOT)} {Path(settings.STATIC_ROOT).is_dir()}".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda one: one[0]):
            there = Path(storage.path(name)).stat()
            found.update(f"{name} {there.st_size} {there.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _start_worker() -> multiprocessing.process.BaseProcess:
    """The background worker. Ctrl-C, which every process of a terminal hears, is the worker's only once it can heed it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        worker = multiprocessing.get_context("spawn").Process(target=background, name="doorstep-worker")
        worker.start()
    finally:
        signal.signal(signal.SIGINT, before)
    return worker


def serve(
    host: str,
    port: int,
    workers: int,
    threads: int,
    certificate: Certificate | None = None,
    *,
    ready: Callable[[], None] | None = None,
    quiet: bool = False,
) -> None:
    """Runs the server until it is told to stop; what it is answering is answered to the end."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # The processes that answer may be copies of this one: they open connections of their own.
    connections.close_all()
    server = Granian(
        "doorstep.gate.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning if quiet else LogLevels.info,
        ssl_cert=certificate.chain if certificate else None,
        ssl_key=certificate.key if certificate else None,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
    )
    if ready is not None:
        server.on_startup(ready)
    server.serve()


def background() -> None:
    """The worker process: background jobs until the server ends."""
    from doorstep.gate.site.jobs import run_forever
    from doorstep.gate.site.orphans import watch_parent

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid()
    start()
    watch_parent(stop.set, stop, parent=parent)
    run_forever(stop)
