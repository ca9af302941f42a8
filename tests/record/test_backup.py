"""A backup taken while acts are appended, as the documentation says, is restored elsewhere and verifies."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections

from doorstep.record.seal import seal_changes
from doorstep.record.sql import rows
from doorstep.record.verify import verify
from tests.record.acts import accepted, call, filled
from tests.record.conftest import Another
from tests.record.stores import Store, empty


class Busy:
    """Somebody who appends and seals all the while."""

    def __init__(self) -> None:
        self.taken = filled("a")
        seal_changes()
        self._stop = threading.Event()
        self._worker = threading.Thread(target=self._work)
        self._worker.start()

    def _work(self) -> None:
        place = 0
        while not self._stop.wait(0.002):
            self.taken.extend(accepted([call("a", f"meanwhile-{place}")]))
            place += 1
            if place % 100 == 20:
                seal_changes()
        connections.close_all()

    def wait_for(self, count: int) -> None:
        while len(self.taken) < count and self._worker.is_alive():
            self._stop.wait(0.005)

    def stop(self) -> None:
        self._stop.set()
        self._worker.join()


@pytest.fixture
def busy(store: Store) -> Iterator[Busy]:
    """Somebody who appends and seals while the test goes on."""
    worker = Busy()
    yield worker
    worker.stop()


def copy_folder(store: Store, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    for name in ("keys", "files"):
        if (store.home / name).exists():
            shutil.copytree(store.home / name, home / name, dirs_exist_ok=True)


def back_up(store: Store, backup: Path, how: str) -> Path:
    """The copy of the seals, the database to ``backup``, the folder, in this order; the copied folder."""
    home = backup.parent / "restored"
    home.mkdir()
    shutil.copy(store.home / "seals.jsonl", home)
    if store.kind == "postgresql":
        subprocess.run(["pg_dump", "--format=custom", f"--file={backup}", store.url], check=True, capture_output=True)
    else:
        with closing(sqlite3.connect(store.url.removeprefix("sqlite:///"))) as live:
            if how == "vacuum":
                live.execute("VACUUM INTO ?", [str(backup)])
            else:
                with closing(sqlite3.connect(backup)) as copy:
                    live.backup(copy)
    copy_folder(store, home)
    return home


def restore(store: Store, another: Another, backup: Path, home: Path) -> Store:
    """The backup as another installation, in use."""
    if store.kind == "sqlite":
        other = Store("sqlite", home, f"sqlite:///{backup}")
    else:
        target = another("postgresql")
        empty(everything=True)
        how = ["--no-owner", "--data-only", "--disable-triggers", f"--dbname={target.url}"]
        subprocess.run(["pg_restore", *how, str(backup)], check=True, capture_output=True)
        other = Store("postgresql", home, target.url)
    other.use()
    return other


@pytest.mark.parametrize("how", ["vacuum", "interface"])
def test_a_backup_under_load_is_restored_and_verifies(
    busy: Busy, store: Store, another: Another, how: str, tmp_path: Path
) -> None:
    if store.kind == "postgresql":
        if how == "interface":
            pytest.skip("PostgreSQL has one way, pg_dump")
        if shutil.which("pg_dump") is None:
            pytest.skip("no pg_dump here")
    busy.wait_for(25)
    before = list(busy.taken)
    home = back_up(store, tmp_path / "backup.db", how)
    busy.stop()
    seal_changes()
    accepted([call("a", "lost")])
    seal_changes()
    other = restore(store, another, tmp_path / "backup.db", home)
    assert verify(receipts=before) == []
    assert rows("SELECT count(*) FROM record_act")[0][0] >= len(before)
    # Under the seals of today, what was sealed after the backup is named as lost.
    shutil.copy(store.home / "seals.jsonl", other.home)
    assert {fault.code for fault in verify()} == {"seal_missing", "cut_tail"}
    store.use()


def test_a_backup_at_rest_has_no_fault(store: Store, another: Another, tmp_path: Path) -> None:
    if store.kind == "postgresql" and shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump here")
    receipts = filled("a") + filled("b")
    seal_changes()
    restore(store, another, tmp_path / "backup.db", back_up(store, tmp_path / "backup.db", "vacuum"))
    assert verify(receipts=receipts) == []
    assert accepted([call("a", "a-1", "2026-10-12 09:01")]) == [receipts[2]]
    accepted([call("a", "after")])
    assert len(seal_changes()) == 1
    assert verify(receipts=receipts) == []
    store.use()
