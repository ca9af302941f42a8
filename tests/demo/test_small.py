"""The README's workbook: an order too late across National Day, and one in time."""

from pathlib import Path

import pytest

from demo import sheets, small
from doorstep.gate.audit import run as running
from doorstep.gate.audit import workbook


def test_the_small_workbook_says_what_the_readme_says(tmp_path: Path) -> None:
    sheets.write(small.two_orders(), tmp_path / "orders.xlsx")
    imported = workbook.read([tmp_path / "orders.xlsx"])
    assert imported.problems == []
    late, timely = running.run(imported, processes=1).judged
    assert late.cases[0].verdicts["hotel-iptv/1.2"] == "breached"
    assert timely.cases[0].verdicts["hotel-iptv/1.2"] == "met"
    (ruling,) = (ruling for ruling in late.cases[0].rulings if ruling.clause == "hotel-iptv/1.2")
    assert ruling.found[0].limit == "2026-10-09 24:00"
    assert ruling.found[0].over == 9 * 3600 + 5 * 60


def test_written_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["small", str(tmp_path / "deep" / "x.xlsx")])
    small.main()
    assert (tmp_path / "deep" / "x.xlsx").stat().st_size > 1000
