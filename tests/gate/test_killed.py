"""A server that is killed outright: its processes go too, and the port is free for the next one."""

from __future__ import annotations

import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from tests.gate.test_serve import Server

pytestmark = pytest.mark.slow


def children(pid: int) -> list[int]:
    """A process's children and theirs."""
    own = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]
    return own + [one for child in own for one in children(child)]


def there(pid: int) -> bool:
    """Whether a process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_process_outlives_a_killed_server(tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        server.wait(240)
        workers = children(server.process.pid)
        assert len(workers) >= 2, "one that answers, one for the background"
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(10)
        end = time.monotonic() + 30
        while any(map(there, workers)):
            assert time.monotonic() < end, "a worker outlives its server"
            time.sleep(0.1)
        with socket.create_server(("127.0.0.1", server.port)):
            pass
    finally:
        server.process.kill()
        server.process.communicate()


def test_what_pages_ask_for_is_gathered_compressed_and_nothing_else(tmp_path: Path) -> None:
    """Not the maps of somebody else's scripts; a script of the screens comes in the form in which it was built."""
    server = Server(tmp_path)
    try:
        server.wait(240)
        gathered = [path.name for path in (tmp_path / "static").rglob("*")]
        assert "swagger-ui-bundle.js" in gathered
        assert [name for name in gathered if ".map" in name or name.startswith("redoc")] == []
        built = sorted((tmp_path / "static/console/assets").glob("*.js.br"))
        if not built:
            pytest.skip("the screens are not built here: make setup")
        asset = built[0].relative_to(tmp_path / "static").with_suffix("")
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.port}/static/{asset}", headers={"Accept-Encoding": "br"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert answer.read() == built[0].read_bytes()
    finally:
        server.process.terminate()
        server.process.communicate(timeout=60)
