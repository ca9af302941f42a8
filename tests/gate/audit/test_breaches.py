"""breaches.xlsx and verdicts.jsonl: exactly the promised columns and keys, a row for each breach."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from doorstep.gate.audit import breaches, verdicts
from doorstep.gate.audit.judged import Audit
from doorstep.gate.audit.wording import duration
from tests.gate.audit import sample


@pytest.fixture(scope="module")
def audit() -> Audit:
    return sample.audit()


def read(audit: Audit, path: Path, lang: str) -> list[tuple]:
    breaches.write(audit, path, lang)
    return list(load_workbook(path).active.iter_rows(values_only=True))


def test_columns_stand_as_promised(audit: Audit, tmp_path: Path) -> None:
    zh = ["工单号", "类型", "规范", "单元", "条款", "条款内容", "判定动作", "时间", "时限", "差额", "说明"]
    assert list(read(audit, tmp_path / "zh.xlsx", "zh")[0]) == zh
    en = ["Order", "Kind", "Standard", "Unit", "Clause", "Clause text", "Act judged", "Time", "Limit", "Difference"]
    assert list(read(audit, tmp_path / "en.xlsx", "en")[0])[:10] == en


def test_a_row_for_each_breach_of_each_unit(audit: Audit, tmp_path: Path) -> None:
    found = [
        f for judged in audit.judged for case in judged.cases for ruling in case.rulings for f in ruling.found
        if ruling.verdict == "breached"
    ]  # fmt: skip
    assert len(read(audit, tmp_path / "b.xlsx", "zh")) == 1 + len(found)


def test_a_late_visit_says_act_limit_and_difference(audit: Audit, tmp_path: Path) -> None:
    row = read(audit, tmp_path / "b.xlsx", "zh")[1]
    assert row[:7] == ("H-0001", "酒店装机单", "酒店机顶盒", None, "1.2", "2个工作日之内首次上门。", "签约")
    assert row[7:10] == (datetime.fromisoformat("2026-09-28 10:20"), "2026-10-09 24:00", "9 小时 5 分")
    assert row[10].startswith("签约 09-28 10:20")


def test_an_incomplete_order_is_marked_in_each_row(audit: Audit, tmp_path: Path) -> None:
    rows = read(audit, tmp_path / "b.xlsx", "zh")[1:]
    assert {"不完整" in row[10] for row in rows if row[0] == "H-0001"} == {True}
    assert {"不完整" in row[10] for row in rows if row[0] != "H-0001"} == {False}


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    audit = sample.audit(hotels=1, homes=0)
    audit.imported.orders[0].number = "=1+1"
    breaches.write(audit, tmp_path / "b.xlsx", "zh")
    cell = load_workbook(tmp_path / "b.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_verdicts_have_the_promised_keys(audit: Audit, tmp_path: Path) -> None:
    verdicts.write(audit, tmp_path / "v.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "v.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == 63
    assert set(lines[0]) == {"order", "standard", "case", "verdicts", "incomplete"}
    assert lines[0]["incomplete"] is True
    assert set(lines[1]) == {"order", "standard", "case", "verdicts"}
    assert lines[1]["verdicts"]["hotel-iptv/1.2"] == "breached"
    assert lines[1]["verdicts"]["hotel-iptv/3.5"] == "not_applicable"


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 s"),
        (41, "41 秒", "41 s"),
        (380, "6 分 20 秒", "6 min 20 s"),
        (659, "10 分", "10 min"),
        (4800, "1 小时 20 分", "1 h 20 min"),
        (273_900, "3 天 4 小时", "3 d 4 h"),
        (172_800, "2 天", "2 d"),
    ],
)
def test_two_units_at_most_and_cut_off(seconds: int, zh: str, en: str) -> None:
    assert (duration(seconds, "zh"), duration(seconds, "en")) == (zh, en)
