"""What the import writes: rejected.xlsx, templates, first mappings; and the two catalogues of its texts."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from doorstep import standards
from doorstep.gate.audit import workbook
from doorstep.gate.audit.workbook import ImportRefused, read, suggest_mapping, write_rejected, write_template

from .conftest import ACTS, FLAT, ORDERS, Book

NINE = "2026-09-28 09:00"
FOLDER = Path(workbook.__file__).parent


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet."""
    return list(load_workbook(path)[sheet].iter_rows(values_only=True))


def test_rejected_rows_stand_under_the_same_headings(book: Book) -> None:
    acts = [
        [*ACTS, "网速", "备注"],
        ["H-1", "25:61", "测速", "没人", "=1", "=2"],
        ["H-1", NINE, "到达", "客户", 88, "x"],
        ["H-1", NINE, "到达"],
    ]
    found = book.read(acts=acts)
    out = book.folder / "rejected.xlsx"
    assert write_rejected(found, out)
    assert load_workbook(out).sheetnames == ["动作"]
    heads, first, second = rows(out, "动作")
    assert heads == (*ACTS, "网速", "备注", "级别", "原行", "错误")
    assert first[:8] == ("H-1", "25:61", "测速", "没人", "=1", "=2", "退回", 2)
    assert first[8].count("动作 第 2 行") == 3
    assert second[:8] == ("H-1", NINE, "到达", "客户", 88, "x", "提示", 3)
    assert load_workbook(out)["动作"]["E2"].data_type == "s"


def test_rejected_rows_in_english(book: Book) -> None:
    found = book.read(acts=[["H-1", "25:61", "到达"]])
    write_rejected(found, book.folder / "rejected.xlsx", "en")
    heads, row = rows(book.folder / "rejected.xlsx", "动作")
    assert heads[-3:] == ("Level", "Row", "Error")
    assert row[-3:] == ("rejected", 2, '动作 row 2, 时间: "25:61" is no time; write 2026-09-28 09:00')


def test_nothing_rejected_writes_nothing(book: Book) -> None:
    assert not write_rejected(book.read(acts=[["H-1", NINE, "到达"]]), book.folder / "rejected.xlsx")
    assert not (book.folder / "rejected.xlsx").exists()


def test_a_mended_rejected_file_beside_the_first_doubles_nothing(book: Book) -> None:
    acts = [["H-1", "25:61", "到达"], ["H-1", NINE, "到达", "客户"]]
    found = book.read(acts=acts)
    write_rejected(found, book.folder / "rejected.xlsx")
    mended = load_workbook(book.folder / "rejected.xlsx")
    mended["动作"]["B2"] = "2026-09-28 08:00"
    mended.save(book.folder / "rejected.xlsx")
    again = read([book.folder / "book.xlsx", book.folder / "rejected.xlsx"], standards=[FLAT])
    assert [act.at for act in again.orders[0].acts] == [NINE, "2026-09-28 08:00"]


def test_a_bad_line_of_jsonl_in_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n", encoding="utf-8")
    write_rejected(read([tmp_path / "a.jsonl"]), tmp_path / "rejected.xlsx")
    assert rows(tmp_path / "rejected.xlsx", "a.jsonl")[1][:3] == ("{", "退回", 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", standards.names())
def test_a_template_of_every_standard_comes_back_without_unknown_columns(tmp_path: Path, name: str, lang: str) -> None:
    standard = standards.load(name)
    write_template(name, None, tmp_path / "t.xlsx", lang)
    made = load_workbook(tmp_path / "t.xlsx")
    orders, acts = made[made.sheetnames[0]], made[made.sheetnames[1]]
    kind = next(iter(standard.cases.values()))
    orders.append(["X-1", kind.words(lang), standard.title(lang)])
    act = next(iter(standard.acts.values()))
    acts["A2"], acts["C2"], acts["D2"] = "X-1", NINE, act.words(lang)
    acts["E2"] = standard.roles[act.by[0]].words(lang)
    made.save(tmp_path / "t.xlsx")
    found = read([tmp_path / "t.xlsx"])
    assert (found.problems, found.ignored_columns) == ([], [])
    assert [act.act for act in found.orders[0].acts] == [act.key]


def test_a_template_has_these_sheets_drop_downs_and_a_guide(tmp_path: Path) -> None:
    write_template(FLAT, "上门单", tmp_path / "t.xlsx")
    made = load_workbook(tmp_path / "t.xlsx")
    assert made.sheetnames[:4] == ["工单", "动作", "通话", "说明"]
    assert [cell.value for cell in made["工单"][1]][:7] == [*ORDERS, "客户名称", "rooms"]
    assert "month" not in [cell.value for cell in made["工单"][1]]
    assert len(made["动作"].data_validations.dataValidation) >= 4
    guide = [" ".join(str(cell) for cell in row if cell) for row in rows(tmp_path / "t.xlsx", "说明")]
    assert any("开门" in line and "房卡、从里面" in line for line in guide)
    for act in FLAT.acts.values():
        assert any(line.startswith(act.words.zh) for line in guide)


def test_a_template_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        write_template(FLAT, "上门", tmp_path / "t.xlsx")
    assert "上门单" in refused.value.message("zh")


def test_a_first_mapping_can_be_used(book: Book) -> None:
    heads = ["序号", "工单编号", "业务类型", "客户名称", "到达时间", "致电时间", "装维员"]
    data = [[n, f"P-{n}", "上门", "江畔", f"2026/9/28 9:0{n}", "2026/9/28 8:00", "何知秋"] for n in range(3)]
    path = book.write(派单明细=[heads, *data])
    text = suggest_mapping([path], book.folder / "map.yaml", standards=[FLAT])
    assert "序号" in text
    found = read([path], standards=[FLAT], mapping=book.folder / "map.yaml")
    assert found.problems == []
    assert [(act.act, act.person) for act in found.orders[0].acts] == [("arrived", "何知秋"), ("called", "何知秋")]


def test_a_first_mapping_of_a_workbook_in_order_says_no_more_than_its_sheets(book: Book) -> None:
    path = book.write(orders=[ORDERS, ["H-1", "上门单"]], acts=[ACTS, ["H-1", NINE, "到达"]])
    suggest_mapping([path], book.folder / "map.yaml", standards=[FLAT])
    found = read([path], standards=[FLAT], mapping=book.folder / "map.yaml")
    assert (found.problems, len(found.orders[0].acts)) == ([], 1)


def test_both_catalogues_say_the_same_codes_with_the_same_values() -> None:
    zh, en = (json.loads((FOLDER / f"{lang}.json").read_text(encoding="utf-8")) for lang in ("zh", "en"))
    assert zh.keys() == en.keys()
    assert zh["faults"].keys() == en["faults"].keys()
    for code in zh["faults"]:
        wanted = [
            {name for _, name, _, _ in string.Formatter().parse(texts["faults"][code]) if name} for texts in (zh, en)
        ]
        assert wanted[0] == wanted[1], code


def test_every_code_that_is_raised_has_its_words_and_no_other() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    quoted = set(re.findall(r'"([a-z_]+)"', code))
    composed = {
        f"no_{kind}"
        for kind in (
            "bool",
            "int",
            "decimal",
            "text",
            "person",
            "phone",
            "photo",
            "file",
            "signature",
            "location",
            "datetime",
            "choice",
            "list",
            "transcript",
        )
    }
    composed |= {
        f"{what}_{kind}"
        for what in ("unknown", "ambiguous")
        for kind in ("act", "role", "kind", "kind_in", "choice", "standard", "speaker", "fact", "field")
    }
    said = set(json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))["faults"])
    assert said <= quoted | composed
    raised = set(re.findall(r'(?:Unfit|ImportRefused|refuse)\(\s*"([a-z_]+)"', code)) | set(
        re.findall(r'add\(\s*"(?:rejected|remark)", "([a-z_]+)"', code)
    )
    assert raised <= said


def test_a_first_mapping_finds_its_standard_by_the_words_of_the_file(book: Book) -> None:
    heads = ["工单编号", "业务", "到达酒店时间", "接单时间", "客户经理"]
    path = book.write(明细=[heads, ["P-1", "装机", "2026/9/28 9:00", "2026/9/28 8:00", "周予安"]])
    text = suggest_mapping([path], book.folder / "map.yaml")
    assert "到达酒店时间: {act: arrived, by: account_manager" in text
    assert "装机: installation" in text
