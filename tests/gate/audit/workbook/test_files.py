"""Files: workbooks, folders of CSV files, JSONL; encodings, and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from doorstep import standards
from doorstep.gate.audit.workbook import ImportRefused, read

from .conftest import ACTS, FLAT, ORDERS, OTHER, Book

NINE = "2026-09-28 09:00"


def folder(
    path: Path, orders: str, acts: str, names: tuple[str, str] = ("工单", "动作"), encoding: str = "utf-8"
) -> Path:
    """A folder of CSV files."""
    path.mkdir(exist_ok=True)
    for name, text in zip(names, (orders, acts), strict=True):
        (path / f"{name}.csv").write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("names", [("工单", "动作"), ("Orders", "Acts"), ("orders", "acts")])
def test_a_csv_folder_in_either_encoding(tmp_path: Path, encoding: str, names: tuple[str, str]) -> None:
    acts = '工单号,时间,动作,网速,数据\r\nH-1,2026/9/28 9:00,测速,"1,234.5","{""tries"": 2}"\r\n\r\nH-1,46293.375,到达,,\r\n'
    path = folder(tmp_path / "九月", "工单号,类型\nH-1,上门单\n", acts, names, encoding)
    found = read([path], standards=[FLAT])
    assert found.problems == []
    assert [(act.at, act.data) for act in found.orders[0].acts] == [(NINE, {"speed": 1234.5, "tries": 2}), (NINE, {})]


def test_in_csv_row_counts_records_and_the_heading_is_one(tmp_path: Path) -> None:
    acts = '九月动作\n工单号,时间,动作,目的\nH-1,2026-09-28 09:00,致电,"两\n行"\nH-1,25:61,致电,\n'
    found = read([folder(tmp_path / "c", "工单号,类型\nH-1,上门单\n", acts)], standards=[FLAT])
    assert [(act.row, act.data) for act in found.orders[0].acts] == [(2, {"purpose": "两\n行"})]
    assert [(problem.sheet, problem.row) for problem in found.problems] == [("动作", 3)]


def test_csv_calls_and_files_beside_them(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "c",
        "工单号,类型\nH-1,上门单\n",
        f"工单号,时间,动作,通话号\nH-1,{NINE},致电,T-1\nH-1,{NINE},致电,T-2\n",
    )
    (path / "通话.csv").write_text("通话号,说话方,时刻,内容\nT-1,我方,00:00:01,您好\n", encoding="utf-8")
    (path / "calls").mkdir()
    (path / "calls" / "T-2.json").write_text('[{"speaker": "agent", "text": "喂"}]', encoding="utf-8")
    found = read([path], standards=[FLAT])
    assert [act.data["transcript"][0]["text"] for act in found.orders[0].acts] == ["您好", "喂"]


def test_errors_of_a_spreadsheet_in_csv(tmp_path: Path) -> None:
    found = read(
        [folder(tmp_path / "c", "工单号,类型\nH-1,上门单\n", f"工单号,时间,动作,网速\nH-1,{NINE},测速,#N/A\n")],
        standards=[FLAT],
    )
    assert [problem.code for problem in found.problems] == ["error_cell"]


def test_the_1904_date_system(book: Book) -> None:
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.title = "工单"
    made.active.append(ORDERS)
    made.active.append(["H-1", "上门单"])
    sheet = made.create_sheet("动作")
    sheet.append(ACTS)
    sheet.append(["H-1", 46293.375 - 1462, "到达"])
    made.save(book.folder / "mac.xlsx")
    assert read([book.folder / "mac.xlsx"], standards=[FLAT]).latest == NINE


@pytest.mark.parametrize("name", ["old.xls", "OLD.XLS"])
def test_an_xls_file_is_refused_with_save_as_xlsx(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    with pytest.raises(ImportRefused) as refused:
        read([tmp_path / name])
    assert "save as .xlsx" in refused.value.message("en")
    assert "save as .xlsx" in refused.value.message("zh")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1"), "locked_file"),
        ("a.xlsx", b"not a zip", "broken_file"),
        ("a.xlsx", b"", "broken_file"),
        ("a.pdf", b"%PDF", "strange_file"),
        ("工单.csv", b"\xff\xff\xff", "strange_letters"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        read([tmp_path / name])
    assert refused.value.code == code
    assert name in refused.value.message("zh")


def test_missing_files_and_empty_folders_are_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.xlsx", "missing_file"), (tmp_path, "no_csv")):
        with pytest.raises(ImportRefused) as refused:
            read([path])
        assert refused.value.code == code


def test_several_files_together(book: Book) -> None:
    orders = book.write("orders.xlsx", orders=[ORDERS, ["H-1", "上门单"]])
    acts = [book.write(f"{n}.xlsx", acts=[ACTS, ["H-1", f"2026-09-2{n} 09:00", "到达"]]) for n in (8, 9)]
    found = read([orders, *acts], standards=[FLAT])
    assert [act.at for act in found.orders[0].acts] == ["2026-09-28 09:00", "2026-09-29 09:00"]


LINE: dict[str, Any] = {
    "order": "H-1",
    "standard": "flat-visits",
    "case": "visit",
    "facts": {"customer": "江畔", "rooms": ["801"], "unknown": 1},
    "events": [
        {"at": NINE, "act": "measured", "by": "technician", "data": {"speed": 88.5, "day": "2026-09-28"}, "id": "a"},
        {"at": "2026-09-28 10:00", "act": "act.voided", "by": None, "data": {"act": "a", "reason": "错"}},
    ],
    "as_of": "2026-10-12 18:00",
    "known": "2026-10-11 00:00",
}


def jsonl(path: Path, *lines: Any) -> Path:
    """A file of these lines."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    (path / "orders.jsonl").write_text(text, encoding="utf-8")
    return path / "orders.jsonl"


def test_jsonl_is_lines_of_judge_with_an_order(tmp_path: Path) -> None:
    found = read([jsonl(tmp_path, LINE, "")], standards=[FLAT])
    assert found.problems == []
    order = found.orders[0]
    assert (order.as_of, order.as_ofs, order.knowns) == (
        LINE["as_of"],
        {"flat-visits": LINE["as_of"]},
        {"flat-visits": LINE["known"]},
    )
    assert order.facts == {"flat-visits": {"customer": "江畔", "rooms": ["801"]}}
    assert order.events("flat-visits") == (LINE["events"], [0, 1])
    assert found.latest == NINE


def test_lines_of_two_standards_are_one_order_and_shared_events_one_act(tmp_path: Path) -> None:
    event = {"at": NINE, "act": "arrived", "by": "technician", "data": {}}
    own = {"at": NINE, "act": "door_knocked", "by": "technician", "data": {}}
    first = {
        "order": "H-1",
        "standard": "flat-visits",
        "case": "visit",
        "events": [event, event],
        "as_of": "2026-10-01 00:00",
    }
    second = {
        "order": "H-1",
        "standard": "flat-conduct",
        "case": "visit",
        "events": [own, event],
        "as_of": "2026-10-02 00:00",
    }
    order = read([jsonl(tmp_path, first, second)], standards=[FLAT, OTHER]).orders[0]
    assert order.kinds == {"flat-visits": "visit", "flat-conduct": "visit"}
    assert len(order.acts) == 3
    assert [event["act"] for event in order.events("flat-conduct")[0]] == ["door_knocked", "arrived"]
    assert order.events("flat-visits")[1] == [0, 1]
    assert order.as_ofs["flat-conduct"] == "2026-10-02 00:00"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"order": None}, "order"),
        ({"standard": "nothing-here"}, None),
        ({"case": "nothing"}, None),
        ({"events": {}}, "events"),
        ({"facts": {"vip": "也许"}}, "facts.vip"),
        ({"events": [{"at": "25:61", "act": "arrived", "by": "technician"}]}, "events[0].at"),
        ({"events": [{"at": NINE, "act": "arived", "by": "technician"}]}, "events[0].act"),
        ({"events": [{"at": NINE, "act": "arrived", "by": "nobody"}]}, "events[0].by"),
        ({"events": [{"at": NINE, "act": "door_opened"}]}, "events[0].by"),
        (
            {"events": [{"at": NINE, "act": "measured", "by": "technician", "data": {"speed": "快"}}]},
            "events[0].data.speed",
        ),
        ({"events": [{"at": NINE, "act": "act.voided", "by": None, "data": {"act": "z"}}]}, "events[0].data.act"),
        ({"events": [LINE["events"][0]] * 2}, "events[1].id"),
        ({"events": [7]}, "events[0]"),
        ({"as_of": "today"}, "as_of"),
    ],
)
def test_a_bad_line_is_rejected_by_its_number(tmp_path: Path, change: dict[str, Any], column: str | None) -> None:
    found = read(
        [jsonl(tmp_path, {**LINE, "order": "H-0"}, {**LINE, **change}, {**LINE, "order": "H-2"})], standards=[FLAT]
    )
    assert [(problem.level, problem.row, problem.column) for problem in found.problems] == [("rejected", 2, column)]
    assert [order.number for order in found.orders] == ["H-0", "H-2"]
    assert found.problems[0].message("zh").startswith("orders.jsonl 第 2 行")


def test_lines_that_are_no_json_equal_or_twice(tmp_path: Path) -> None:
    found = read([jsonl(tmp_path, LINE, "{", LINE, {**LINE, "facts": {}})], standards=[FLAT])
    assert [(problem.row, problem.code) for problem in found.problems] == [
        (2, "no_json_line"),
        (3, "equal_row"),
        (4, "order_twice"),
    ]
    assert found.orders[0].lost == 1


def test_an_order_of_which_one_line_is_bad_is_incomplete(tmp_path: Path) -> None:
    bad = {**LINE, "standard": "flat-conduct", "case": "nothing"}
    found = read([jsonl(tmp_path, bad, LINE)], standards=[FLAT, OTHER])
    assert [(order.number, order.incomplete) for order in found.orders] == [("H-1", True)]


def whole_minutes(value: Any) -> Any:
    """A moment without seconds that are none, everything else as it is."""
    return value[:-3] if isinstance(value, str) and len(value) == 19 and value.endswith(":00") else value


@pytest.mark.parametrize("name", standards.names())
def test_histories_come_through_as_they_are(tmp_path: Path, name: str, repository: Path) -> None:
    """What the judge would read from a line is what it gets through the import."""
    with gzip.open(repository / "tests" / "vectors" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        histories = [json.loads(line) for line, _ in zip(file, range(25), strict=False)]
    found = read([jsonl(tmp_path, *({**history, "order": f"O-{n}"} for n, history in enumerate(histories)))])
    assert [problem for problem in found.problems if problem.level == "rejected"] == []
    for order, history in zip(found.orders, histories, strict=True):
        wanted = [
            {
                "at": whole_minutes(event["at"]),
                "act": event["act"],
                "by": event["by"],
                "data": {k: whole_minutes(v) for k, v in event.get("data", {}).items() if v not in (None, "", [])},
            }
            for event in history["events"]
        ]
        assert order.events(name)[0] == wanted
