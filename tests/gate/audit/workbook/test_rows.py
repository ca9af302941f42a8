# ruff: noqa: DTZ001 - what stands in a cell has no zone
"""The sheets 工单 and 动作: headings, names, roles, units, and which rows are rejected or only remarked upon."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from doorstep.gate.audit.workbook import ImportRefused, read
from doorstep.language.model import Standard

from .conftest import ACTS, FLAT, ORDERS, Book

NINE = "2026-09-28 09:00"


def test_an_order_and_its_acts(book: Book) -> None:
    orders = [
        [*ORDERS, "客户名称", "rooms", "VIP"],
        ["H-1", "上门单", None, "城南", "周予安", "江畔酒店", "801、802", "是"],
    ]
    acts = [
        [*ACTS, "人员", "录入时间", "房号", "开门方式"],
        ["H-1", NINE, "开门", "客户", "何知秋", "2026/9/28 9:30", 801, "房卡"],
    ]
    found = book.read(orders, acts)
    assert found.problems == []
    order = found.orders[0]
    assert (order.number, order.kinds, order.area, order.owner) == ("H-1", {"flat-visits": "visit"}, "城南", "周予安")
    assert order.facts == {"flat-visits": {"customer": "江畔酒店", "rooms": ["801", "802"], "vip": True}}
    event = {"at": NINE, "act": "door_opened", "by": "customer", "data": {"room": "801", "means": "room_card"}}
    assert order.events("flat-visits") == ([{**event, "person": "何知秋", "received": "2026-09-28 09:30"}], [0])
    assert (order.acts[0].sheet, order.acts[0].row) == ("动作", 2)
    assert found.latest == NINE


@pytest.mark.parametrize("names", [("Orders", "Acts"), ("orders", "ACTS"), ("工单", "动作 "), ("工单　", "ａｃｔｓ")])
def test_sheets_by_any_of_their_names(book: Book, names: tuple[str, str], flat: Standard) -> None:
    path = book.write(**{names[0]: [ORDERS, ["H-1", "visit"]], names[1]: [ACTS, ["H-1", NINE, "arrived"]]})
    assert len(read([path], standards=[flat]).orders[0].acts) == 1


@pytest.mark.parametrize(
    "heads",
    [["Order", "Time", "Act", "Role"], ["ORDER ", "time", "ａｃｔ", "role"], ["工单号", "时间", "动作", "角色"]],
)
@pytest.mark.parametrize(
    ("act", "role"),
    [("到达", "装维员"), ("Arrived", "Technician"), ("arrived ", "technician"), ("ＡＲＲＩＶＥＤ", None)],
)
def test_headings_acts_and_roles_by_any_of_their_names(
    book: Book, heads: list[str], act: str, role: str | None
) -> None:
    found = book.read(acts=[heads, ["H-1", NINE, act, role]])
    assert [(one.act, one.by) for one in found.orders[0].acts] == [("arrived", "technician")]
    assert found.problems == []


def test_the_heading_row_is_the_first_of_the_top_ten_with_two_known_headings(book: Book) -> None:
    above = [["2026 年 9 月动作表"], [], [None, "动作"], [], [], [], [], [], []]
    path = book.write(
        orders=[["工单表"], [], ORDERS, ["H-1", "上门单"]],
        acts=[*above, ACTS, ["H-1", NINE, "到达"], ["H-1", "25:61", "到达"]],
    )
    found = read([path], standards=[FLAT])
    assert len(found.orders[0].acts) == 1
    assert [problem.row for problem in found.problems] == [12]


def test_a_heading_row_below_the_tenth_is_not_found(book: Book) -> None:
    path = book.write(orders=[ORDERS, ["H-1", "上门单"]], acts=[*[["-"]] * 10, ACTS, ["H-1", NINE, "到达"]])
    with pytest.raises(ImportRefused) as refused:
        read([path], standards=[FLAT])
    assert refused.value.code == "no_heading_row"
    assert "动作" in refused.value.message("zh")


def test_group_titles_above_the_headings_are_not_the_headings(book: Book) -> None:
    found = book.read(
        orders=[["客户名称", "rooms", None], [*ORDERS, "客户名称"], ["H-1", "上门单", None, None, None, "江畔"]]
    )
    assert found.orders[0].facts["flat-visits"] == {"customer": "江畔"}


def test_a_missing_column_is_named_with_the_heading_most_like_it(book: Book) -> None:
    with pytest.raises(ImportRefused) as refused:
        book.read(acts=[["工单号", "动作", "时间点"], ["H-1", "到达", NINE]])
    assert "时间点" in refused.value.message("zh")
    assert "Time" in refused.value.message("en")


def test_missing_sheets_are_named_with_those_that_are_there(book: Book) -> None:
    with pytest.raises(ImportRefused) as refused:
        read([book.write(orders=[ORDERS, ["H-1", "上门单"]], 动作表=[ACTS])], standards=[FLAT])
    assert "动作表" in refused.value.message("zh")


def test_a_date_column_and_a_time_column(book: Book) -> None:
    heads = ["工单号", "日期", "时间", "动作"]
    rows = [
        ["H-1", date(2026, 9, 28), time(9), "到达"],
        ["H-1", "2026/9/28", 0.5, "到达"],
        ["H-1", None, time(9), "到达"],
    ]
    found = book.read(acts=[heads, *rows])
    assert [act.at for act in found.orders[0].acts] == [NINE, "2026-09-28 12:00"]
    assert [(problem.code, problem.column) for problem in found.problems] == [("no_date", "时间")]


def test_a_blank_role_is_the_only_one_of_the_act_else_an_error(book: Book) -> None:
    found = book.read(acts=[["H-1", NINE, "到达"], ["H-1", NINE, "开门"]])
    assert [act.by for act in found.orders[0].acts] == ["technician"]
    assert [(problem.code, problem.column) for problem in found.problems] == [("role_blank", "角色")]
    assert "装维员、客户" in found.problems[0].said("zh")


def test_a_role_outside_by_is_remarked_and_judged_as_it_is(book: Book) -> None:
    found = book.read(acts=[["H-1", NINE, "到达", "客户"]])
    assert [act.by for act in found.orders[0].acts] == ["customer"]
    assert [(problem.level, problem.code) for problem in found.problems] == [("remark", "role_outside")]
    assert not found.orders[0].incomplete


def test_a_filled_column_that_the_act_does_not_declare_is_only_remarked(book: Book) -> None:
    found = book.read(
        acts=[[*ACTS, "网速", "照片"], ["H-1", NINE, "到达", None, 88, "a.jpg"], ["H-1", NINE, "测速", None, 88, None]]
    )
    assert [(problem.level, problem.code, problem.row) for problem in found.problems] == [
        ("remark", "undeclared_field", 2)
    ]
    assert "网速、照片" in found.problems[0].said("zh")
    assert found.orders[0].acts[1].data == {"speed": 88}
    assert not found.orders[0].incomplete


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (["H-9", NINE, "到达"], "unknown_order", "工单号"),
        (["H-1", NINE, "到大"], "unknown_act", "动作"),
        (["H-1", NINE, "到达", "装维"], "unknown_role", "角色"),
        (["H-1", "25:61", "到达"], "no_time", "时间"),
        (["H-1", date(2026, 9, 28), "到达"], "no_time_of_day", "时间"),
        (["H-1", None, "到达"], "time_blank", "时间"),
        (["H-1", NINE, None], "act_blank", "动作"),
        ([None, NINE, "到达"], "order_blank", "工单号"),
        (["H-1", "#N/A", "到达"], "error_cell", "时间"),
        (["H-1", NINE, "=A1"], "uncached", "动作"),
    ],
)
def test_acts_that_are_rejected(book: Book, row: list[Any], code: str, column: str) -> None:
    found = book.read(acts=[row])
    assert [(problem.level, problem.code, problem.column, problem.row) for problem in found.problems] == [
        ("rejected", code, column, 2)
    ]
    assert found.orders[0].acts == []
    assert found.orders[0].incomplete == (row[0] == "H-1")


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (["H-1", "上门", None], "unknown_kind", "类型"),
        (["H-1", None, None], "kind_blank", "类型"),
        (["H-1", "上门单", "上门规范"], "unknown_standard", "规范"),
        (["H-1", "班次", "flat-conduct"], "unknown_kind_in", "类型"),
        ([None, "上门单", None], "order_blank", "工单号"),
    ],
)
def test_orders_that_are_rejected(
    book: Book, row: list[Any], code: str, column: str, flat: Standard, other: Standard
) -> None:
    found = book.read(orders=[row], standards=[flat, other])
    assert found.orders == []
    assert [(problem.level, problem.code, problem.column) for problem in found.problems] == [("rejected", code, column)]


def test_the_nearest_right_name_is_given(book: Book) -> None:
    found = book.read(acts=[["H-1", NINE, "到大"], ["H-1", NINE, "到达", "装维"], ["H-2", NINE, "到达"]])
    assert [problem.said("zh").partition("最接近 ")[2] for problem in found.problems] == ["到达", "装维员", "H-1"]
    assert [problem.said("en").partition("nearest ")[2] for problem in found.problems] == [
        "arrived",
        "technician",
        "H-1",
    ]


def test_the_message_of_a_rejected_cell(book: Book) -> None:
    found = book.read(
        acts=[*[["H-1", f"2026-09-28 09:0{minute}", "到达"] for minute in range(10)], ["H-1", "25:61", "到达"]]
    )
    assert found.problems[0].message("en") == '动作 row 12, 时间: "25:61" is no time; write 2026-09-28 09:00'
    assert found.problems[0].message("zh") == "动作 第 12 行，时间：“25:61” 不是时间；写成 2026-09-28 09:00"


def test_every_broken_cell_of_a_row_is_told_at_once(book: Book) -> None:
    found = book.read(acts=[[*ACTS, "网速"], ["H-1", "25:61", "测速", "没人", "快"]])
    assert [problem.code for problem in found.problems] == ["no_time", "unknown_role", "no_decimal"]
    assert found.rows("rejected") == 1
    assert found.orders[0].lost == 1


def test_the_unit_fills_the_field_of_its_name_or_the_plural_list(book: Book) -> None:
    found = book.read(
        acts=[
            [*ACTS, "单元"],
            ["H-1", NINE, "开门", "客户", 801],
            ["H-1", NINE, "测速", None, " 802 "],
            ["H-1", NINE, "到达", None, "803"],
        ]
    )
    assert [(act.data, act.unit) for act in found.orders[0].acts] == [
        ({"room": "801"}, "801"),
        ({"rooms": ["802"]}, "802"),
        ({}, None),
    ]
    assert [(problem.level, problem.code, problem.row) for problem in found.problems] == [
        ("remark", "no_unit_field", 4)
    ]


def test_row_order_is_kept(book: Book) -> None:
    found = book.read(acts=[["H-1", NINE, "致电"], ["H-1", "2026-09-01 09:00", "到达"], ["H-1", NINE, "测速"]])
    assert [act.act for act in found.orders[0].acts] == ["called", "arrived", "measured"]


@pytest.mark.parametrize(
    ("heading", "cell", "wanted"),
    [
        ("网速", "1,234.5", {"speed": 1234.5}),
        ("次数", "３", {"tries": 3}),
        ("次数", 3.5, "no_int"),
        ("phone", 13900000501.0, {"phone": "13900000501"}),
        ("day", datetime(2026, 9, 28), {"day": "2026-09-28"}),
        ("day", 46293, {"day": "2026-09-28"}),
        ("until", 46293.375, {"until": NINE}),
        ("until", 46293, "no_time_of_day"),
        ("照片", True, {"photo": "TRUE"}),
        ("网速", True, "no_decimal"),
        ("网速", "#DIV/0!", "error_cell"),
        ("rooms", 801, {"rooms": ["801"]}),
        ("rooms", "　", {}),
    ],
)
def test_field_columns(book: Book, heading: str, cell: Any, wanted: Any) -> None:
    assert book.value(heading, cell) == wanted


def test_two_columns_of_one_field_that_differ_are_rejected(book: Book) -> None:
    found = book.read(
        acts=[
            [*ACTS, "网速", "speed"],
            ["H-1", NINE, "测速", None, 88, 88],
            ["H-1", NINE, "测速", None, 88, 89],
            ["H-1", NINE, "测速", None, None, 90],
        ]
    )
    assert [act.data for act in found.orders[0].acts] == [{"speed": 88}, {"speed": 90}]
    assert [(problem.code, problem.row) for problem in found.problems] == [("two_values", 3)]


def test_a_visible_sheet_wins_over_a_hidden_one_of_its_use(book: Book) -> None:
    made = Workbook()
    made.active.title = "工单"
    made.active.append(ORDERS)
    made.active.append(["H-1", "上门单"])
    for title, act in (("Acts", "测速"), ("动作", "到达")):
        sheet = made.create_sheet(title)
        sheet.append(ACTS)
        sheet.append(["H-1", NINE, act])
    made["Acts"].sheet_state = "hidden"
    made.save(book.folder / "hidden.xlsx")
    found = read([book.folder / "hidden.xlsx"], standards=[FLAT])
    assert [act.act for act in found.orders[0].acts] == ["arrived"]


def test_huge_blank_areas_cost_nothing_and_are_no_rows(book: Book) -> None:
    path = book.write(orders=[ORDERS, ["H-1", "上门单"]], acts=[ACTS, ["H-1", NINE, "到达"]])
    made = load_workbook(path)
    made["动作"].cell(1_000_000, 300).number_format = "0.00"
    made["动作"].cell(500_000, 3).value = "   "
    made.save(path)
    found = read([path], standards=[FLAT])
    assert found.problems == []
    assert len(found.orders[0].acts) == 1


def test_progress_is_told(book: Book) -> None:
    told: list[tuple[int, int | None]] = []
    rows = [["H-1", NINE, "到达", "装维员", place] for place in range(1200)]
    book.read(acts=[[*ACTS, "序号"], *rows], progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (1000, 1203)


def test_a_star_at_a_heading_is_no_part_of_its_name(book: Book) -> None:
    found = book.read(acts=[["工单号*", "*时间", "动作＊", "网速 *"], ["H-1", NINE, "测速", 88]])
    assert (found.problems, found.ignored_columns) == ([], [])
    assert found.orders[0].acts[0].data == {"speed": 88}


def test_filled_columns_without_a_heading_are_named_by_their_letters(book: Book) -> None:
    found = book.read(
        acts=[[*ACTS, None, "网速"], ["H-1", NINE, "测速", None, "x", 88], ["H-1", NINE, "测速", *[None] * 700, "y"]]
    )
    assert found.ignored_columns == [("动作", "E"), ("动作", "AAB")]
