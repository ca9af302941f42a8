"""``doorstep audit`` on a real workbook: what it writes, what it says, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from doorstep.cli.app import run

ORDERS = [
    ["工单号", "类型", "规范", "片区", "负责人", "酒店名称", "本单房号"],
    ["H-1", "装机单", "hotel-iptv", "城南", "周予安", "临汐宾馆", "0801、0802"],
    ["H-2", "装机单", "hotel-iptv", "城北", "林向北", "栎园大酒店", "0605"],
]
ACTS = [
    ["工单号", "时间", "动作", "角色", "人员", "单元", "数据"],
    ["H-1", "2026-09-28 10:20", "签约", "客户经理", "周予安", None, None],
    ["H-1", "2026-09-30 16:00", "组网方案验收", "酒店负责人", "周予安", None, None],
    ["H-1", "2026-10-10 09:05", "到达酒店", "", "周予安", None, None],
    ["H-1", "2026-10-10 09:31", "开始作业", "", "周予安", "0801", '{"房内有住客": "否"}'],
    ["H-1", "2026-10-10 09:37:20", "本间完工", "", "周予安", "0801", None],
    ["H-2", "2026-09-28 10:20", "签约", "客户经理", "林向北", None, None],
]
WRONG = ["H-1", "25:61", "到达酒店", "", "周予安", None, None]

Write = Callable[..., Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    """A function that writes a workbook of the two orders, with more rows of acts where given."""

    def write(*more: list, orders: list = ORDERS) -> Path:
        book = Workbook()
        sheets = {"工单": orders, "动作": [*ACTS, *more]}
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        del book[book.sheetnames[0]]
        book.save(tmp_path / "september.xlsx")
        return tmp_path / "september.xlsx"

    return write


def audit(*arguments: object) -> int:
    return run(["audit", *map(str, arguments)])


def verdicts(folder: Path) -> dict[str, dict]:
    lines = map(json.loads, (folder / "verdicts.jsonl").read_text("utf-8").splitlines())
    return {line["order"]: line for line in lines}


def test_a_clean_workbook_ends_with_0_and_writes_three_files(
    workbook: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "out"
    assert audit(workbook(), "--out", out, "--as-of", "2026-10-12 18:00") == 0
    assert sorted(path.name for path in out.iterdir()) == ["breaches.xlsx", "report.html", "verdicts.jsonl"]
    said = capsys.readouterr().out
    assert "2 张工单、6 个动作，截至 2026-10-12 18:00" in said
    for name in ("report.html", "breaches.xlsx", "verdicts.jsonl"):
        assert str(out / name) in said.replace("\n", "")
    told = verdicts(out)["H-1"]
    assert (told["standard"], told["case"]) == ("hotel-iptv", "installation")
    assert told["verdicts"]["hotel-iptv/1.2"] == told["verdicts"]["hotel-iptv/3.6"] == "breached"
    assert "incomplete" not in told


def test_the_breach_is_said_with_limit_difference_and_skipped_days(workbook: Write, tmp_path: Path) -> None:
    audit(workbook(), "--out", tmp_path / "out", "--as-of", "2026-10-12 18:00")
    rows = list(load_workbook(tmp_path / "out" / "breaches.xlsx").active.iter_rows(values_only=True))
    late = next(row for row in rows if row[0] == "H-1" and row[4] == "1.2")
    assert late[8:10] == ("2026-10-09 24:00", "9 小时 5 分")
    assert "国庆节" in late[10]
    room = next(row for row in rows if row[4] == "3.6")
    assert (room[3], room[9]) == ("0801", "1 分 20 秒")


def test_a_rejected_row_ends_with_1_and_marks_its_order(
    workbook: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert audit(workbook(WRONG), "--out", out, "--lang", "en") == 1
    assert verdicts(out)["H-1"]["incomplete"] is True
    assert "incomplete" not in verdicts(out)["H-2"]
    assert (out / "rejected.xlsx").exists()
    said = capsys.readouterr().out
    assert "rows rejected" in said
    assert "H-1" in said
    assert audit(workbook(), "--out", out) == 0
    assert not (out / "rejected.xlsx").exists()


def test_nothing_to_judge_ends_with_2(workbook: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [ORDERS[0], ["H-9", "新装", "hotel-iptv", None, None, None, None]]
    assert audit(workbook(orders=wrong), "--out", tmp_path / "out") == 2
    error = capsys.readouterr().err
    assert "没有一张工单可以判" in error
    assert "rejected.xlsx" in error


def test_the_latest_act_is_the_moment_of_judgement(
    workbook: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit(workbook(), "--out", tmp_path / "out", "--lang", "en")
    assert "as of 2026-10-10 09:37:20" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "OUT"], "说一个文件"),
        (["FILE"], "说写到哪个目录"),
        (["FILE", "--out", "FILE"], "--out 要一个目录"),
        (["absent.xlsx", "--out", "OUT"], "没有文件 absent.xlsx"),
        (["FILE", "--out", "OUT", "--as-of", "tomorrow"], "不是时间"),
        (["FILE", "--out", "OUT", "--standard", "hotel-ipt"], "hotel-iptv"),
        (["--template", "hotel-iptv", "--out", "OUT"], "--out 文件.xlsx"),
        (["--template", "hotel-iptv", "--case", "装机", "--out", "OUT.xlsx"], "装机单"),
    ],
)
def test_what_cannot_be_done_says_how_to_mend_it(
    workbook: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    places = {"FILE": str(workbook()), "OUT": str(tmp_path / "out"), "OUT.xlsx": str(tmp_path / "t.xlsx")}
    assert audit(*(places.get(one, one) for one in arguments)) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_a_template_comes_back_as_an_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "template.xlsx"
    assert audit("--template", "hotel-iptv", "--case", "installation", "--out", path) == 0
    assert str(path) in capsys.readouterr().out.replace("\n", "")
    book = load_workbook(path)
    book["工单"].append([])
    heads = [cell.value for cell in book["工单"][1]]
    row = {"工单号": "H-7", "类型": "装机单"}
    for place, head in enumerate(heads, 1):
        book["工单"].cell(2, place, row.get(str(head)))
    acts = [cell.value for cell in book["动作"][1]]
    for place, head in enumerate(acts, 1):
        value = {"工单号": "H-7", "时间": "2026-09-28 10:20", "动作": "签约", "角色": "客户经理"}.get(str(head))
        book["动作"].cell(2, place, value)
    book.save(path)
    assert audit(path, "--out", tmp_path / "out", "--standard", "hotel-iptv") == 0
    assert set(verdicts(tmp_path / "out")) == {"H-7"}


def test_a_suggested_mapping_is_written(workbook: Write, tmp_path: Path) -> None:
    assert audit(workbook(), "--suggest", tmp_path / "mapping.yaml") == 0
    assert "工单" in (tmp_path / "mapping.yaml").read_text("utf-8")


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("--help") == 0
    said = capsys.readouterr().out
    for option in ("--out", "--standard", "--as-of", "--mapping", "--suggest", "--lang", "--template", "--case"):
        assert option in said


def test_a_file_without_a_readable_act_is_told_so_and_its_rows_are_kept(tmp_path: Path) -> None:
    """Every act rejected and no moment given: nothing can be judged (2), and what to mend is written all the same."""
    folder = tmp_path / "rows"
    folder.mkdir()
    (folder / "工单.csv").write_text("工单号,类型\nA1,装机单\n", encoding="utf-8")
    (folder / "动作.csv").write_text("工单号,时间,动作\nA1,25:61,到达酒店\n", encoding="utf-8")
    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "doorstep",
            "audit",
            str(folder),
            "--out",
            str(tmp_path / "out"),
            "--standard",
            "hotel-iptv",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert (tmp_path / "out" / "rejected.xlsx").is_file()
