"""A real server: started on a free port, spoken to over HTTP, told to stop while it answers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.gate.api.conftest import act, new_case

pytestmark = pytest.mark.slow


class Server:
    """``doorstep serve`` in a process of its own, with an organisation in it."""

    def __init__(self, home: Path) -> None:
        self.environment = {**os.environ, "DOORSTEP_HOME": str(home), "DOORSTEP_DATABASE_URL": ""}
        self.environment["DOORSTEP_STANDARDS"] = "hotel-iptv"  # the calendar opens no cases meanwhile
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        command = [sys.executable, "-m", "doorstep", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.token = ""

    def wait(self, seconds: float = 60) -> None:
        """Until it answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.process.stdout and self.process.stdout.read()
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the server does not answer")

    def settle(self) -> None:
        """The organisation of these tests, made by another process as an administrator's script would."""
        script = (
            "import django; django.setup()\n"
            "from tests.gate.api.people import settle, token_of\n"
            "settle(); print(token_of('fangsu'), token_of('lumingchuan'), token_of('an'))"
        )
        settings = {"DJANGO_SETTINGS_MODULE": "doorstep.gate.site.settings"}
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
            check=True,
        )
        self.fangsu, self.lumingchuan, self.an = done.stdout.split()

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
        """Status and JSON of an answer."""
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", content, method=method)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that is stopped after the test, however it went."""
    made = Server(tmp_path / "home")
    try:
        made.wait()
        made.settle()
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
        made.process.wait(30)
        assert made.process.stdout is not None
        made.process.stdout.close()


def test_a_day_over_http(server: Server) -> None:
    status, opened = server.ask("POST", "/api/cases", new_case(), server.fangsu)
    assert status == 201, opened
    case = opened["case"]
    give = {"key": "g", "person": "lumingchuan"}
    assert server.ask("POST", f"/api/cases/{case}/assignment", give, server.fangsu)[0] == 200
    acts = [act(case, "order_received", "a-1"), act(case, "departed", "a-2")]
    status, done = server.ask("POST", "/api/acts", {"acts": acts}, server.lumingchuan)
    assert (status, [one["error"] for one in done["results"]]) == (200, [None, None])
    assert server.ask("GET", f"/api/cases/{case}/verdicts", token=server.fangsu)[0] == 200
    assert server.ask("GET", "/api/cases")[0] == 401
    assert server.ask("GET", "/api/openapi.json")[1]["openapi"].startswith("3.1")


def test_stopped_while_it_answers(server: Server) -> None:
    """What it is answering is answered to the end; then it ends by itself, with nothing lost."""
    assert server.ask("POST", "/api/cases", new_case(), server.fangsu)[0] == 201
    last = server.ask("GET", "/api/feed", token=server.an)[1]["last"]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(server.ask, "GET", f"/api/feed?after={last}&wait=4", None, server.an)
        time.sleep(1)
        assert not waiting.done()
        server.process.send_signal(signal.SIGTERM)
        status, feed = waiting.result(30)
    assert (status, feed) == (200, {"changes": [], "last": last})
    assert server.process.wait(30) in (0, -signal.SIGTERM)
