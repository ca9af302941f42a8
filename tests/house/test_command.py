"""The doorstep command itself: it lists its verbs, loads one only when called, and gives up with one clear line."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
import typer

from doorstep import __version__
from doorstep.cli import main
from doorstep.cli.errors import fail
from doorstep.cli.registry import VERBS, Verb


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def brew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb of a house that makes tea, registered for one test."""
    kitchen = ModuleType("kitchen")
    kitchen.app = typer.Typer()  # type: ignore[attr-defined]

    @kitchen.app.command()  # type: ignore[untyped-decorator]
    def run(leaf: Path, weak: bool = False) -> None:
        """Brew a leaf."""
        if weak:
            fail("no tea is weak", remedy="leave --weak out")
        typer.echo(leaf.read_text(encoding="utf-8"))

    monkeypatch.setitem(sys.modules, "kitchen", kitchen)
    monkeypatch.setattr("doorstep.cli.registry.VERBS", (Verb("brew", "kitchen"),))
    monkeypatch.setattr("doorstep.cli.app.VERBS", (Verb("brew", "kitchen"),))
    monkeypatch.setattr("doorstep.cli.registry.say", lambda key: key)


def test_help_lists_every_verb_with_its_purpose(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--help") == 0
    shown = capsys.readouterr().out
    assert [verb.name for verb in VERBS if f"{verb.name} " not in shown or verb.purpose not in shown] == []


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_registered_verb_is_there(verb: Verb, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_spec(verb.module) is not None
    assert call(verb.name, "--help") == 0
    assert f"doorstep {verb.name}" in capsys.readouterr().out


def test_help_imports_nothing_heavy() -> None:
    heavy = {"yaml", "openpyxl", "rich", "doorstep.judge", "doorstep.language", "doorstep.calendar", "doorstep.gate"}
    look = (
        "import sys\nfrom doorstep.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    print('loaded:', *sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout
    loaded = set(shown.rpartition("loaded:")[2].split())
    assert "doorstep.cli.app" in loaded
    assert loaded & heavy == set()


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capsys.readouterr().out == f"doorstep {__version__}\n"


@pytest.mark.usefixtures("brew")
def test_a_called_verb_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "leaf").write_text("毛尖", encoding="utf-8")
    assert call("brew", str(tmp_path / "leaf")) == 0
    assert capsys.readouterr().out == "毛尖\n"


@pytest.mark.usefixtures("brew")
def test_what_cannot_be_done_is_one_line_and_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("brew", str(tmp_path), "--weak") == 2
    assert capsys.readouterr().err == "doorstep: no tea is weak\n  leave --weak out\n"


@pytest.mark.usefixtures("brew")
def test_a_file_that_is_not_there_is_one_line_and_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("brew", str(tmp_path / "none")) == 2
    assert capsys.readouterr().err == f"doorstep: {tmp_path / 'none'}: No such file or directory\n"


def test_a_misspelt_verb_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    verb = VERBS[0].name
    assert call(verb + "x") == 2
    assert f"Did you mean '{verb}'?" in capsys.readouterr().err
