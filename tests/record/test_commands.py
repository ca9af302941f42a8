"""The verbs verify, export and import, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from doorstep.cli.app import run
from doorstep.record.readmodels import update
from doorstep.record.receipts import Receipt, public_key
from doorstep.record.seal import seal_changes
from doorstep.record.sql import rows
from doorstep.record.sql import run as execute
from tests.record.acts import accepted, call, opening
from tests.record.conftest import Another
from tests.record.stores import Store

CASE = "a" * 32
Doorstep = Callable[..., tuple[int, str, str]]


@pytest.fixture
def receipts(store: Store) -> list[Receipt]:
    """One sealed case with two calls."""
    first = opening(CASE, data={**opening("x").data, "number": "GD-1"})
    taken = accepted([first, call(CASE, "k"), call(CASE, "l")], then=update)
    seal_changes()
    return taken


@pytest.fixture
def doorstep(capfd: pytest.CaptureFixture[str]) -> Doorstep:
    """Runs a command line: exit code, standard output, standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        return code, *capfd.readouterr()

    return command


def test_a_good_record_is_exit_0(receipts: list[Receipt], doorstep: Doorstep) -> None:
    assert doorstep("verify", "--lang", "en") == (0, "1 cases, 3 acts, 0 receipts checked: 0 faults\n", "")
    assert doorstep("verify", "GD-1")[0] == doorstep("verify", CASE)[0] == doorstep("verify", "--lists")[0] == 0


def test_every_fault_is_a_line_and_exit_1(receipts: list[Receipt], doorstep: Doorstep) -> None:
    execute("UPDATE record_act SET text = replace(text, 'booking', 'nothing') WHERE no = 2")
    execute("UPDATE record_act SET act = 'call_ended' WHERE no = 3")
    code, out, _ = doorstep("verify", "GD-1", "--lang", "en")
    assert (code, len(out.splitlines())) == (1, 3)
    assert f"case {CASE}, act 2: its text was altered" in out
    assert 'act 3: the column "act" says call_ended, the accepted text says customer_called' in out
    assert doorstep("verify", "GD-1")[1].startswith(f"工单 {CASE} 第 2 条动作：正文被改过")


def test_receipts_of_a_file_are_looked_up(receipts: list[Receipt], doorstep: Doorstep, tmp_path: Path) -> None:
    newer = accepted([call(CASE, "newer")])
    file = tmp_path / "receipts.jsonl"
    file.write_text("".join(json.dumps(asdict(one)) + "\n" for one in receipts + newer), encoding="utf-8")
    assert doorstep("verify", "--receipts", file)[0] == 0
    execute("DELETE FROM record_personal WHERE act = %s", [newer[0].id])
    execute("DELETE FROM record_act WHERE id = %s", [newer[0].id])
    execute("UPDATE record_case SET head = %s, count = 3", [receipts[-1].hash])
    assert doorstep("verify")[0] == 0
    code, out, _ = doorstep("verify", "--receipts", file, "--lang", "en")
    assert code == 1
    assert f"has no such act, although it was acknowledged as number {newer[0].no}" in out
    file.write_text("{}\n", encoding="utf-8")
    assert doorstep("verify", "--receipts", file)[0] == 2


def test_a_case_that_is_not_there_is_said(receipts: list[Receipt], doorstep: Doorstep) -> None:
    code, _, err = doorstep("verify", "GD-2", "--lang", "en")
    assert (code, err) == (2, 'doorstep: no case "GD-2"\n  give its number as the lists show it, or its id\n')
    assert doorstep("export", "GD-2", "x.zip")[0] == 2


def test_a_case_is_exported_and_its_file_verified(receipts: list[Receipt], doorstep: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "GD-1.zip"
    assert doorstep("export", "GD-1", path)[0] == 0
    assert doorstep("verify", path, "--key", public_key())[0] == 0
    assert doorstep("verify", path)[0] == 0
    assert doorstep("verify", path, "--key", "00" * 32)[0] == 1
    assert doorstep("export", "GD-1", path)[0] == 2  # it is there already
    assert doorstep("export", "GD-1")[0] == doorstep("export", "--all", "GD-1", path)[0] == 2
    assert doorstep("verify", __file__)[0] == 2


def test_an_export_is_verified_without_a_data_folder(
    receipts: list[Receipt], doorstep: Doorstep, tmp_path: Path
) -> None:
    doorstep("export", "GD-1", tmp_path / "a.zip")
    doorstep("export", "--all", tmp_path / "all.zip")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DOORSTEP_", "DJANGO_"))}
    where = tmp_path / "elsewhere"
    (tmp_path / "elsewhere").mkdir()
    for name in ("a.zip", "all.zip"):
        command = [sys.executable, "-m", "doorstep", "verify", str(tmp_path / name), "--key", public_key()]
        ended = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_installation_is_moved_by_two_commands(
    receipts: list[Receipt], store: Store, another: Another, doorstep: Doorstep, kind: str, tmp_path: Path
) -> None:
    other = another(kind)
    store.use()
    heads = rows("SELECT id, head, count FROM record_case")
    path = tmp_path / "all.zip"
    assert doorstep("export", "--all", path, "--with-keys", "--lang", "en")[:2] == (
        0,
        f"{path}: everything, keys included; keep it as you keep the keys\n",
    )
    other.use()
    assert doorstep("import", path, "--lang", "en") == (0, "1 cases, 3 acts and 0 files imported\n", "")
    assert rows("SELECT id, head, count FROM record_case") == heads
    assert doorstep("verify")[0] == 0
    code, _, err = doorstep("import", path, "--lang", "en")
    assert code == 2
    assert "holds data already" in err


def test_the_import_makes_the_tables_of_a_new_data_folder(
    receipts: list[Receipt], doorstep: Doorstep, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    doorstep("export", "--all", path)
    home = tmp_path / "new"
    environment = {**os.environ, "DOORSTEP_HOME": str(home), "DOORSTEP_DATABASE_URL": ""}

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "doorstep", *arguments, "--lang", "en"]
        return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)

    before = command("verify")
    assert before.returncode == 2
    assert "the database lacks" in before.stderr
    done = command("import", str(path))
    assert done.returncode == 0, done.stderr
    assert "personal fields stay closed" in done.stdout
    closed = command("verify")
    assert (closed.returncode, "keys/master.key is another one" in closed.stdout) == (1, True)
