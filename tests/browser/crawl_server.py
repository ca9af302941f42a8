"""The crawl's servers: the world is made once for a run of the tests, each worker serves its own copy of it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.crawl_world import WORLD

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Served:
    """Where a world is served, and what is in it."""

    address: str
    world: dict[str, Any]


def made(folder: Path) -> Path:
    """The world in ``folder``, made by whoever comes first."""
    home = folder / "crawl"
    with (folder / "crawl.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / WORLD).exists():
            home.mkdir(exist_ok=True)
            _run("tests.browser.crawl_world", str(home)).wait_or_fail()
    return home


@contextmanager
def served(source: Path, home: Path) -> Iterator[Served]:
    """Serves a copy of the world at ``source`` from ``home``, which is not there yet."""
    shutil.copytree(source, home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = _run("tests.browser.crawl_world", str(home), str(port))
    address = f"http://127.0.0.1:{port}"
    try:
        running.wait_for(f"{address}/healthz")
        yield Served(address, json.loads((home / WORLD).read_text(encoding="utf-8")))
    finally:
        running.process.terminate()
        running.process.wait(20)


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[bytes]

    def wait_or_fail(self) -> None:
        assert self.process.wait(300) == 0, "the crawl's world could not be made"

    def wait_for(self, address: str) -> None:
        until = time.monotonic() + 90
        while time.monotonic() < until:
            assert self.process.poll() is None, "the crawl's server ended"
            try:
                urllib.request.urlopen(address, timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the crawl's server did not answer")


def _run(module: str, *arguments: str) -> _Running:
    environment = {**os.environ, "DOORSTEP_HOSTS": "127.0.0.1"}
    return _Running(subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment))
