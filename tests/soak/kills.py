"""The soak itself: a server that is killed again and again, and four clients that never give up."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CLIENTS = 4
ACTS = ("customer_called", "arrived", "introduced")
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Soak:
    """One run on one database; ``environment`` says which."""

    environment: dict[str, str]
    folder: Path
    kills: int
    seed: int = 1
    receipts: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    sent: int = 0
    again: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> dict[str, Any]:
        """Kills the server so often while the clients write; what the record says afterwards."""
        prepared = self.inside("prepare", "6")
        self.token, self.cases, self.port = prepared["token"], prepared["cases"], free_port()
        self.stop = threading.Event()
        clients = [threading.Thread(target=self.client, args=(n,)) for n in range(CLIENTS)]
        server = self.start()
        for client in clients:
            client.start()
        chance = random.Random(self.seed)
        try:
            for _ in range(self.kills):
                self.stop.wait(chance.uniform(0.1, 1.2))
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
                server = self.start()
        finally:
            self.stop.set()
            for client in clients:
                client.join(60)
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)
        path = self.folder / "receipts.json"
        path.write_text(json.dumps(self.receipts), encoding="utf-8")
        return {
            **self.inside("check", str(path)),
            "receipts": len(self.receipts),
            "sent": self.sent,
            "again": self.again,
        }

    def inside(self, *arguments: str) -> dict[str, Any]:
        """What the helper with Django answers."""
        answer = subprocess.run(
            [sys.executable, "-m", "tests.soak.inside", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr[-2000:]
        result: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
        return result

    def start(self) -> subprocess.Popen[bytes]:
        """A server of its own process group that answers; a port that a killed one still holds is waited for."""
        command = [sys.executable, "-m", "doorstep", "serve", "--port", str(self.port)]
        deadline = time.monotonic() + 90
        while True:
            with (self.folder / "server.log").open("ab") as log:
                server = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
                )
            while server.poll() is None:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1):
                        return server
                except OSError:
                    assert time.monotonic() < deadline, (self.folder / "server.log").read_text(encoding="utf-8")[-3000:]
                    self.stop.wait(0.05)
            assert time.monotonic() < deadline, (self.folder / "server.log").read_text(encoding="utf-8")[-3000:]

    def client(self, number: int) -> None:
        """Writes batches until told to stop; a batch without an answer is sent again, word for word, until it has one."""
        chance = random.Random(self.seed * 100 + number)
        turn = 0
        while not self.stop.is_set():
            turn += 1
            batch = [self.act(chance, f"c{number}-{turn}-{n}") for n in range(chance.randint(1, 5))]
            while not self.stop.is_set():
                self.sent += len(batch)
                if self.send(batch):
                    break
                self.again += 1
            if turn % 5 == 0 and not self.stop.is_set():
                self.send(batch)  # once more, as a phone does that did not hear the answer

    def act(self, chance: random.Random, key: str) -> dict[str, Any]:
        moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        act = chance.choice(ACTS)
        data = {"phone": "13900000501"} if act == "customer_called" else {}
        return {
            "key": key,
            "case": chance.choice(self.cases),
            "act": act,
            "at": moment,
            "by": "technician",
            "data": data,
        }

    def send(self, batch: list[dict[str, Any]]) -> bool:
        """Whether the server answered; every receipt in its answer is kept."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/acts",
            data=json.dumps({"acts": batch, "device": "soak"}).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                results = json.loads(answer.read())["results"]
        except urllib.error.HTTPError as error:
            with self.lock:
                self.troubles.append(f"{error.code}: {error.read()[:300]!r}")
            return error.code < 500
        except (OSError, ValueError, http.client.HTTPException):  # killed in the middle of an answer
            self.stop.wait(0.02)
            return False
        with self.lock:
            for result in results:
                self.keep(result)
        return True

    def keep(self, result: dict[str, Any]) -> None:
        if not result.get("receipt"):
            self.troubles.append(json.dumps(result, ensure_ascii=False))
            return
        key, hash_ = result["receipt"]["key"], result["receipt"]["hash"]
        if self.receipts.setdefault(key, hash_) != hash_:
            self.troubles.append(f"{key} has two receipts")


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
