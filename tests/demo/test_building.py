"""The report is made anew when anything behind it has changed, and only then."""

from pathlib import Path

import pytest

from demo import build as building
from demo import sheets
from demo.records import Month


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook takes no time to write."""

    def write(month: Month, path: Path) -> None:
        path.write_text(f"{len(month.orders)} orders", encoding="utf-8")

    monkeypatch.setattr(sheets, "write", write)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, quick: None) -> list[Path]:
    """The workbooks that were audited; the audit itself only leaves its files."""
    workbooks: list[Path] = []

    def audit(workbook: Path, out: Path) -> None:
        workbooks.append(workbook)
        out.mkdir(exist_ok=True)
        for name in ("report.html", "breaches.xlsx", "verdicts.jsonl"):
            (out / name).write_text(name, encoding="utf-8")

    monkeypatch.setattr(building, "audit", audit)
    return workbooks


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the fingerprint says; its last item counts."""
    prints = ["first"]
    monkeypatch.setattr(building, "fingerprint", lambda: prints[-1])
    return prints


def test_a_second_build_makes_nothing(
    tmp_path: Path, made: list[Path], code: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    building.build(tmp_path)
    building.build(tmp_path)
    assert made == [tmp_path / building.WORKBOOK]
    assert "last time's report stands" in capsys.readouterr().out


@pytest.mark.parametrize("lost", [building.WORKBOOK, "report/report.html", building.STAMP])
def test_a_lost_file_or_other_code_is_made_anew(tmp_path: Path, made: list[Path], code: list[str], lost: str) -> None:
    building.build(tmp_path)
    (tmp_path / lost).unlink()
    building.build(tmp_path)
    assert len(made) == 2
    code.append("second")
    building.build(tmp_path)
    assert len(made) == 3


def test_a_build_that_failed_is_not_taken_for_a_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None, code: list[str]
) -> None:
    (tmp_path / building.STAMP).write_text("older", encoding="utf-8")

    def audit(workbook: Path, out: Path) -> None:
        raise building.AuditFailed(2)

    monkeypatch.setattr(building, "audit", audit)
    with pytest.raises(building.AuditFailed):
        building.build(tmp_path)
    assert not (tmp_path / building.STAMP).exists()


def test_the_fingerprint_knows_the_standards_the_code_and_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("demo/month.py", "src/doorstep/standards/one.yaml", "src/doorstep/judge/core.py", "requirements.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old", encoding="utf-8")
    monkeypatch.setattr(building, "ROOT", tmp_path)
    seen = {building.fingerprint()}
    for name in ("demo/month.py", "src/doorstep/standards/one.yaml", "src/doorstep/judge/core.py", "requirements.txt"):
        (tmp_path / name).write_text("new", encoding="utf-8")
        seen.add(building.fingerprint())
    assert len(seen) == 5
    cache = tmp_path / "demo" / "__pycache__"
    cache.mkdir()
    (cache / "month.pyc").write_text("compiled", encoding="utf-8")
    assert building.fingerprint() in seen


def test_wordings_and_screens_are_no_part_of_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("src/doorstep/cli/wording/en.json", "src/doorstep/gate/pages/templates/pages/start.html")
    for name in (*names, "src/doorstep/work/act.py", "requirements.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old", encoding="utf-8")
    monkeypatch.setattr(building, "ROOT", tmp_path)
    first = building.fingerprint(data=True)
    for name in names:
        (tmp_path / name).write_text("new", encoding="utf-8")
    assert building.fingerprint(data=True) == first
    (tmp_path / "src/doorstep/work/act.py").write_text("new", encoding="utf-8")
    assert building.fingerprint(data=True) != first


def test_nothing_is_made_under_another_demo(tmp_path: Path, made: list[Path], code: list[str]) -> None:
    building.build(tmp_path)
    building.build(tmp_path, alone=False)
    code.append("second")
    with pytest.raises(building.InUse):
        building.build(tmp_path, alone=False)
    assert len(made) == 1


@pytest.mark.slow
def test_the_real_audit_makes_the_report(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "old.txt").write_text("of another run", encoding="utf-8")
    building.build(tmp_path)
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == [
        "breaches.xlsx",
        "rejected.xlsx",
        "report.html",
        "verdicts.jsonl",
    ]
    lines = (tmp_path / "report" / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 123 + 60, "homes are judged by two standards"
