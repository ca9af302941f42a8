"""The verbs token, rebuild and seed: one line out, one clear line when they cannot."""

from __future__ import annotations

import pytest

from doorstep.cli.app import run
from tests.gate.api.conftest import new_case
from tests.gate.api.people import Speaker
from tests.record.stores import Store


def test_token(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed is the secret and nothing else."""
    assert run(["token", "create", "排班系统", "--account", "fangsu", "--days", "3"]) == 0
    other = Speaker("")
    other.token = capsys.readouterr().out.removesuffix("\n")
    assert other.get("me").body["username"] == "fangsu"


@pytest.mark.parametrize(
    ("account", "days", "said"),
    [("fansu", "3", "fangsu"), ("fangsu", "0", "1 to 3660"), ("fangsu", "9999", "1 to 3660")],
)
def test_no_token(office: Store, capsys: pytest.CaptureFixture[str], account: str, days: str, said: str) -> None:
    command = ["token", "create", "x", "--account", account, "--days", days, "--lang", "en"]
    assert run(command) == 2
    shown = capsys.readouterr()
    assert (shown.out, said in shown.err) == ("", True)


def test_rebuild(fangsu: Speaker, capsys: pytest.CaptureFixture[str]) -> None:
    """The lists come out as live appends left them."""
    from doorstep.record.models import CaseRow

    assert fangsu.post("cases", new_case()).status == 201
    before = list(CaseRow.objects.values())
    CaseRow.objects.all().delete()
    assert run(["rebuild", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "1 cases rebuilt\n"
    assert list(CaseRow.objects.values()) == before


def test_seed_of_nothing(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seed", "summer", "--lang", "en"]) == 2
    assert "summer" in capsys.readouterr().err


def test_seed_among_others(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """A real organisation is not mixed with the demo's."""
    from doorstep.people.models import Account

    before = Account.objects.count()
    assert run(["seed", "demo", "--lang", "en"]) == 2
    assert "another organisation" in capsys.readouterr().err
    assert Account.objects.count() == before
