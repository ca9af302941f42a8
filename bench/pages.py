"""`python -m bench.pages`: what the console's order page and the phone ask for, over HTTP, on both databases.

An order of 40 rooms and 450 acts; the server is the one that is installed (granian), the caller is logged in as a browser
is, every time is that of a whole answer. Beside each stands the same number of bytes served as a file by the same server in
the same run: that is the floor, and the ratio to it is what can be compared between machines. `--shown` opens the page in
Chromium as well and says when it stood there.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.record import cpu_of, database_pids, tree
from tests.browser.office import PASSWORD
from tests.soak.databases import environment, postgres_answers
from tests.soak.kills import free_port

ROOT = Path(__file__).resolve().parents[1]
RUNS, WARM = 60, 8
ORDER = "H-0921"
ROUNDS_SHOWN = 7


@dataclass
class Wire:
    """One connection of a browser that is logged in."""

    port: int
    cpu: Callable[[], float]
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method: str, path: str, body: Any = None) -> bytes:
        """The bytes of an answer. Raises ``AssertionError`` for an error."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("doorstep-csrf", ""),
            "Accept-Language": "zh",
        }
        if body is not None:
            headers["Content-Type"] = "application/json"
        self.line.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = answer.read()
        assert answer.status < 400, f"{method} {path}: {answer.status} {text[:500]!r}"
        return text


def logged_in(server: Server, username: str) -> Wire:
    """A connection of somebody who logged in as the screens do."""
    wire = Wire(server.port, server.cpu)
    wire.ask("GET", "/console/")
    wire.ask("POST", "/api/session", {"username": username, "password": PASSWORD})
    return wire


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int
    pid: int
    url: str | None

    def cpu(self) -> float:
        """Seconds of processor so far, of the server's processes and of its database's together."""
        return cpu_of(tree(self.pid) | database_pids(self.url))


@contextmanager
def served(database: str) -> Iterator[Server]:
    """A server on a fresh installation with the office of the browser tests."""
    with tempfile.TemporaryDirectory() as name, environment(database, Path(name)) as own:
        home = Path(own["DOORSTEP_HOME"])
        furnish = [sys.executable, "-m", "tests.browser.office", str(home)]
        subprocess.run(furnish, env=own, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        _files_of_size(home)
        command = [sys.executable, "-m", "doorstep", "serve", "--port", str(port)]
        with (Path(name) / "log").open("wb") as log:
            server = subprocess.Popen(command, env=own, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait(port, server, Path(name) / "log")
            yield Server(port, server.pid, own.get("DOORSTEP_DATABASE_URL"))
        finally:
            server.terminate()
            server.wait(30)


def _files_of_size(home: Path) -> None:
    """The files of the floor lie where the server looks for files when it starts: of every size that may be wanted."""
    folder = home / "static"
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        (folder / f"bench-{size}.json").write_bytes(b"x" * size)


SIZES = [2**power for power in range(10, 23)]


def floor_of(size: int) -> str:
    """The address of a file at least as long as an answer."""
    return f"/static/bench-{next(one for one in SIZES if one >= size)}.json"


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 90
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            return
        except OSError:
            told = log.read_text(encoding="utf-8")[-2000:]
            assert server.poll() is None, told
            assert time.monotonic() < until, told
            time.sleep(0.1)


def timed(wire: Wire, paths: list[str], runs: int = RUNS) -> dict[str, Any]:
    """Milliseconds of some requests one after another, of files of their size in turn with them, and of the processor."""
    sizes = [len(wire.ask("GET", path)) for path in paths]
    files = [floor_of(size) for size in sizes]
    for _ in range(WARM):
        for path in (*paths, *files):
            wire.ask("GET", path)
    pairs = []
    for _ in range(runs):
        start = time.perf_counter()
        for path in paths:
            wire.ask("GET", path)
        middle = time.perf_counter()
        for path in files:
            wire.ask("GET", path)
        pairs.append((1000 * (middle - start), 1000 * (time.perf_counter() - middle)))
    before = wire.cpu()
    for _ in range(runs):
        for path in paths:
            wire.ask("GET", path)
    cpu = 1000 * (wire.cpu() - before) / runs
    times = sorted(one for one, _ in pairs)
    return {
        "requests": len(paths),
        "kB": round(sum(sizes) / 1000),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * (len(times) - 1))], 1),
        "cpu_ms": round(cpu, 1),
        "as_files_ms": round(statistics.median(one for _, one in pairs), 1),
        "ratio": round(statistics.median(one / other for one, other in pairs), 1),
    }


def measure(database: str, shown: bool) -> dict[str, dict[str, Any]]:
    """All figures on one database."""
    with served(database) as server:
        desk = logged_in(server, "fangsu")
        found = json.loads(desk.ask("GET", "/api/console/orders?limit=200"))["orders"]
        case = next(one["id"] for one in found if one["number"] == ORDER)
        page, coming = f"/api/console/cases/{case}", f"/api/cases/{case}/next-acts"
        result = {
            "order page, all it asks for": timed(desk, [page, coming, "/api/standards/hotel-iptv"]),
            "order page, its order": timed(desk, [page]),
            "order page, its next acts": timed(desk, [coming]),
            "list of orders": timed(desk, ["/api/console/orders?limit=50"]),
        }
        phone = logged_in(server, "zhouyuan")  # only now: a line on which nobody asks is closed
        result["phone, everything for a visit"] = timed(phone, ["/api/field/bundle"])
        result["phone, again with its rules"] = timed(phone, [_again(phone)])
        if shown:
            result["order page, shown in Chromium"] = _shown(server.port, case)
        return result


def _again(phone: Wire) -> str:
    rules = json.loads(phone.ask("GET", "/api/field/bundle"))["rules"]
    return f"/api/field/bundle?have={','.join(rules)}"


def _shown(port: int, case: str) -> dict[str, Any]:
    """Milliseconds until the rooms, the timeline and the next acts of the order stand on the page, opened anew each time."""
    from playwright.sync_api import sync_playwright

    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, base_url=f"http://127.0.0.1:{port}/console/"
        )
        page = context.new_page()
        page.goto("./")
        page.get_by_label("用户名").fill("fangsu")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("navigation", name="菜单").wait_for()
        for _ in range(ROUNDS_SHOWN):
            page.goto("about:blank")
            start = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/console/orders/{case}", wait_until="commit")
            page.locator(".order-page .next li").first.wait_for()
            page.locator(".order-page").get_by_role("button", name="0801").first.wait_for()
            times.append(1000 * (time.perf_counter() - start))
        browser.close()
    return {"opened": len(times), "median_ms": round(statistics.median(times)), "most_ms": round(max(times))}


def main() -> int:
    shown = "--shown" in sys.argv[1:]
    for database in ("sqlite", "postgresql"):
        if database == "postgresql" and not postgres_answers():
            print("postgresql: nobody answers, not measured")
            continue
        print(database)
        for name, row in measure(database, shown).items():
            print(f"   {name}: " + "  ".join(f"{key} {value}" for key, value in row.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
