"""`python -m bench.record`: an order through the running server, and acts a second, on both databases.

CPU is that of the server's processes and of the database's together, read from the system, so that a noisy machine's
waiting does not
count. PostgreSQL is the one that answers on this machine (DOORSTEP_TEST_POSTGRES names another).
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.soak.databases import environment, postgres_answers
from tests.soak.kills import Soak

TICK = os.sysconf("SC_CLK_TCK")
ROUNDS = 20
Act = tuple[str, str, dict[str, Any]]

REQUESTS: tuple[tuple[Act, ...], ...] = (
    (("order_received", "technician", {"order_no": "Z-1"}),),
    (
        ("customer_called", "technician", {"phone": "13900000501", "purpose": "appointment"}),
        ("appointment_made", "technician", {"window_start": "2026-11-25 14:00", "window_end": "2026-11-25 16:00"}),
    ),
    (
        ("appearance_checked", "technician", {"badge_worn": True}),
        ("tools_checked", "technician", {"tools_complete": True}),
    ),
    (
        ("arrived", "technician", {"location": "30.2,120.1"}),
        ("introduced", "technician", {}),
        ("shoe_covers_worn", "technician", {}),
        ("work_started", "technician", {}),
    ),
    (("cable_route_agreed", "customer", {}), ("cabling_done", "technician", {}), ("test_passed", "technician", {})),
    (("speed_test_shown", "technician", {}), ("demo_given", "technician", {}), ("work_finished", "technician", {})),
    (("site_cleaned", "technician", {}), ("signed_off", "customer", {}), ("rating_given", "customer", {})),
    (
        ("left_site", "technician", {}),
        ("order_replied", "technician", {}),
        ("card_left", "technician", {}),
        ("note.added", "", {}),
    ),
)


def cpu_of(pids: set[int]) -> float:
    """Seconds of processor that processes have used."""
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / TICK
    return total


def tree(pid: int) -> set[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return {pid}.union(*(tree(int(child)) for child in children))


def database_pids(url: str | None) -> set[int]:
    """The processes of PostgreSQL that work for the database of a URL; none for a file."""
    if not url:
        return set()
    name = urlsplit(url).path[1:]
    with psycopg.connect(url.rsplit("/", 1)[0] + "/postgres") as connection:
        found = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [name]).fetchall()
    return {pid for (pid,) in found}


class Running:
    """A server on a fresh installation, and how much processor it and its database use."""

    def __init__(self, own: dict[str, str], folder: Path) -> None:
        self.soak = Soak(own, folder, 0)
        self.soak.stop = threading.Event()
        prepared = self.soak.inside("prepare", "20")
        self.soak.port = _port()
        self.token, self.cases = prepared["token"], prepared["cases"]
        self.dispatcher = prepared["dispatcher"]
        self.server = self.soak.start()
        self.url = own.get("DOORSTEP_DATABASE_URL")

    def cpu(self) -> float:
        """Seconds of processor so far, server and database together."""
        return cpu_of(tree(self.server.pid) | database_pids(self.url))

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.soak.port, timeout=60)

    def ask(
        self, wire: http.client.HTTPConnection, method: str, path: str, body: Any = None, *, token: str = ""
    ) -> Any:
        """The JSON that a request gets. Raises ``AssertionError`` for an error."""
        headers = {"Authorization": f"Bearer {token or self.token}", "Content-Type": "application/json"}
        wire.request(method, path, None if body is None else json.dumps(body), headers)
        answer = wire.getresponse()
        text = answer.read()
        assert answer.status < 400, f"{method} {path}: {answer.status} {text[:500]!r}"
        return json.loads(text)


def _port() -> int:
    from tests.soak.kills import free_port

    return free_port()


def installation(running: Running, wire: http.client.HTTPConnection, number: str, known: set[str]) -> None:
    """One home installation: opened, assigned, its acts in eight requests, its page's data read twice."""
    start = datetime.now(UTC) - timedelta(hours=3)
    standards = [{"standard": "home-broadband", "kind": "installation"}]
    opened = {
        "key": f"o-{number}",
        "number": number,
        "standards": standards,
        "place": "chengnan",
        "facts": {"product": "broadband"},
    }
    case = running.ask(wire, "POST", "/api/cases", opened, token=running.dispatcher)["case"]
    given = {"key": f"g-{number}", "person": "lumingchuan"}
    running.ask(wire, "POST", f"/api/cases/{case}/assignment", given, token=running.dispatcher)
    for n, group in enumerate(REQUESTS):
        acts = [act for act in group if act[0] in known]
        batch = [
            {
                "key": f"a-{number}-{n}-{m}",
                "case": case,
                "act": name,
                "by": by,
                "at": (start + timedelta(minutes=n * 5 + m)).isoformat(timespec="seconds"),
                "data": dict(data),
            }
            for m, (name, by, data) in enumerate(acts)
        ]
        answer = running.ask(wire, "POST", "/api/acts", {"acts": batch, "device": "bench"})
        bad = [result for result in answer["results"] if not result.get("receipt")]
        assert not bad, bad
        if n in (3, 7):
            for part in ("", "/verdicts", "/duties"):
                running.ask(wire, "GET", f"/api/cases/{case}{part}")


def known_acts() -> set[str]:
    """The acts of the standard that the bench may send."""
    from doorstep import standards

    return set(standards.load("home-broadband").acts)


def order_cost(running: Running) -> dict[str, Any]:
    """Milliseconds of processor for one home installation, after a warm-up."""
    wire, known = running.connection(), known_acts()
    for n in range(5):
        installation(running, wire, f"W-{n}", known)
    before, begun = running.cpu(), time.perf_counter()
    for n in range(ROUNDS):
        installation(running, wire, f"B-{n}", known)
    wall = time.perf_counter() - begun
    acts = sum(act[0] in known for group in REQUESTS for act in group)
    cost = 1000 * (running.cpu() - before) / ROUNDS
    return {"acts": acts, "requests": 8, "cpu_ms": round(cost, 1), "wall_ms": round(1000 * wall / ROUNDS, 1)}


def throughput(running: Running, clients: int, seconds: float = 4.0) -> dict[str, Any]:
    """Acts a second, one act a request, each client writing to cases of its own."""
    stop, counts = time.monotonic() + seconds, [0] * clients

    def write(client: int) -> None:
        wire = running.connection()
        while time.monotonic() < stop:
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            case = running.cases[client % len(running.cases)]
            key = f"t-{clients}-{client}-{counts[client]}"
            act = {"key": key, "case": case, "act": "arrived", "by": "technician", "at": moment, "data": {}}
            running.ask(wire, "POST", "/api/acts", {"acts": [act], "device": f"d{client}"})
            counts[client] += 1

    before = running.cpu()
    threads = [threading.Thread(target=write, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = sum(counts)
    cost = 1000 * (running.cpu() - before) / max(total, 1)
    return {"clients": clients, "acts_a_second": round(total / seconds), "cpu_ms_an_act": round(cost, 2)}


def measure(database: str) -> dict[str, Any]:
    """All figures on one database."""
    with tempfile.TemporaryDirectory() as folder, environment(database, Path(folder)) as own:
        running = Running(own, Path(folder))
        try:
            return {
                "home installation": order_cost(running),
                **{f"{n} clients": throughput(running, n) for n in (1, 4, 16)},
            }
        finally:
            running.server.terminate()
            try:
                running.server.wait(30)
            except subprocess.TimeoutExpired:
                running.server.kill()


def main() -> int:
    for database in ("sqlite", "postgresql"):
        if database == "postgresql" and not postgres_answers():
            print("postgresql: nobody answers, not measured")
            continue
        print(database)
        for name, row in measure(database).items():
            print(f"   {name}: " + "  ".join(f"{key} {value}" for key, value in row.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
