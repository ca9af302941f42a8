"""Mappings: an order system's own sheets, columns, moments and words; and what is refused of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from doorstep.gate.audit.workbook import Import, ImportRefused, read

from .conftest import FLAT, Book

WHOLE = """
sheets: {orders: 派单明细, acts: 派单明细}
columns: {orders: {工单编号: order, 业务: kind, 客户: fact.customer}, acts: {工单编号: order}}
moments:
  派单时间: {act: called}
  上门时间: {act: arrived, by: technician, person: 师傅, data: {location: 位置}}
  开门时间: {act: 开门, by: 客户, unit: 房, data: {means: 方式, days: 日子}}
values:
  kind: {新装: visit, 移机: 上门单}
  means: {刷卡: room_card}
"""
HEADS = ["序号", "工单编号", "业务", "客户", "派单时间", "上门时间", "师傅", "位置", "开门时间", "房", "方式", "日子"]
ROW = [
    1,
    "P-1",
    "新装",
    "江畔",
    "2026/9/28 8:00",
    "2026/9/28 9:00",
    "何知秋",
    "门口",
    "2026/9/28 9:00",
    801,
    "刷卡",
    "2026-09-01、2026-09-02",
]


def mapped(book: Book, rows: list[list[Any]], mapping: str = WHOLE, sheet: str = "派单明细") -> Import:
    """The import of one sheet through a mapping."""
    path = book.folder / "map.yaml"
    path.write_text(mapping, encoding="utf-8")
    return read([book.write(**{sheet: [HEADS, *rows]})], standards=[FLAT], mapping=path)


def refused(book: Book, mapping: str, sheet: str = "派单明细") -> str:
    """The message with which a mapping is refused."""
    with pytest.raises(ImportRefused) as error:
        mapped(book, [ROW], mapping, sheet)
    assert error.value.message("zh")
    return error.value.message("en")


def test_one_sheet_serves_as_orders_and_acts_with_a_moment_a_column(book: Book) -> None:
    found = mapped(book, [ROW])
    assert found.problems == []
    assert found.ignored_columns == [("派单明细", "序号")]
    order = found.orders[0]
    assert (order.number, order.kinds, order.facts) == (
        "P-1",
        {"flat-visits": "visit"},
        {"flat-visits": {"customer": "江畔"}},
    )
    assert [(act.at, act.act, act.by, act.person, act.unit, act.data) for act in order.acts] == [
        ("2026-09-28 08:00", "called", "technician", None, None, {}),
        ("2026-09-28 09:00", "arrived", "technician", "何知秋", None, {"location": "门口"}),
        (
            "2026-09-28 09:00",
            "door_opened",
            "customer",
            None,
            "801",
            {"means": "room_card", "days": ["2026-09-01", "2026-09-02"], "room": "801"},
        ),
    ]


def test_moments_of_one_row_at_one_time_keep_the_mappings_order(book: Book) -> None:
    last = "  开门时间: {act: 开门, by: 客户, unit: 房, data: {means: 方式, days: 日子}}\n"
    turned = WHOLE.replace(last, "").replace("moments:\n", f"moments:\n{last}")
    assert [act.act for act in mapped(book, [ROW], turned).orders[0].acts] == ["door_opened", "called", "arrived"]


def test_a_moment_that_is_no_time_loses_that_act_only(book: Book) -> None:
    row = [*ROW[:4], "25:61", *ROW[5:]]
    found = mapped(book, [row])
    assert [(problem.code, problem.column, problem.row) for problem in found.problems] == [("no_time", "派单时间", 2)]
    assert [act.act for act in found.orders[0].acts] == ["arrived", "door_opened"]
    assert found.orders[0].incomplete


def test_a_blank_moment_is_no_act(book: Book) -> None:
    found = mapped(book, [[1, "P-1", "移机", None, None, "2026/9/28 9:00"]])
    assert [act.act for act in found.orders[0].acts] == ["arrived"]
    assert found.problems == []


def test_an_order_may_come_again_with_the_same_order_cells(book: Book) -> None:
    again = [2, *ROW[1:4], None, "2026/9/29 9:00", "沈一舟"]
    found = mapped(book, [ROW, again])
    assert found.problems == []
    assert len(found.orders[0].acts) == 4


def test_an_order_that_comes_again_with_other_order_cells_is_rejected_once(book: Book) -> None:
    again = [2, "P-1", "新装", "别家", None, "2026/9/29 9:00"]
    found = mapped(book, [ROW, again, ROW])
    assert [(problem.row, problem.code) for problem in found.problems] == [(3, "order_twice"), (4, "equal_row")]
    assert (len(found.orders), len(found.orders[0].acts), found.orders[0].lost) == (1, 3, 1)


def test_a_rejected_order_of_such_a_sheet_is_rejected_once(book: Book) -> None:
    found = mapped(book, [[1, "P-1", "拆机", *ROW[3:]]])
    assert [(problem.row, problem.code) for problem in found.problems] == [(2, "unknown_kind")]


def test_values_hold_inside_lists_and_data(book: Book) -> None:
    mapping = """
values:
  means: {刷卡: 房卡}
  days: {首日: 2026-09-01}
  act: {上门签到: arrived, 开: 开门}
  role: {师傅: technician}
"""
    path = book.folder / "map.yaml"
    path.write_text(mapping, encoding="utf-8")
    acts = [
        ["工单号", "时间", "动作", "角色", "days", "数据"],
        ["H-1", "2026-09-28 09:00", "上门签到", "师傅", None, None],
        ["H-1", "2026-09-28 09:00", "开", "师傅", "首日、2026-09-02", '{"means": "刷卡"}'],
    ]
    found = book.read(acts=acts, mapping=path)
    assert found.problems == []
    assert [act.data for act in found.orders[0].acts] == [
        {},
        {"days": ["2026-09-01", "2026-09-02"], "means": "room_card"},
    ]


def test_a_mapping_adds_to_the_labels(book: Book) -> None:
    path = book.folder / "map.yaml"
    path.write_text("columns: {acts: {快慢: field.speed, 干啥: act}}", encoding="utf-8")
    acts = [
        ["工单号", "时间", "干啥", "动作", "快慢", "网速"],
        ["H-1", "2026-09-28 09:00", "测速", None, 88, None],
        ["H-1", "2026-09-28 09:01", None, "测速", None, 89],
    ]
    found = book.read(acts=acts, mapping=path)
    assert [act.data for act in found.orders[0].acts] == [{"speed": 88}, {"speed": 89}]


@pytest.mark.parametrize(
    ("mapping", "wanted"),
    [
        ("sheets: {orders: 明细, acts: 派单明细}", "明细"),
        (WHOLE.replace("业务: kind", "业务种类: kind"), "业务种类"),
        (WHOLE.replace("派单时间:", "派工时间:"), "派工时间"),
        (WHOLE.replace("person: 师傅", "person: 装维员"), "装维员"),
        (WHOLE.replace("location: 位置", "location: 定位"), "定位"),
        (WHOLE.replace("act: called", "act: caled"), 'caled"; nearest called'),
        (WHOLE.replace("by: technician", "by: techncian"), "techncian"),
        (WHOLE.replace("location: 位置", "locaton: 位置"), "locaton"),
        (WHOLE.replace("fact.customer", "fact.custmer"), "custmer"),
        (WHOLE.replace("工单编号: order}", "工单编号: odrer}", 1), "odrer"),
        (WHOLE.replace("  means: {", "  meens: {"), "meens"),
        (WHOLE.replace("sheets:", "sheet:"), 'map.yaml:2 there is no key "sheet"; nearest sheets'),
        (WHOLE.replace("{act: called}", "{by: technician}"), "map.yaml:5"),
        (WHOLE + "values: {}\n", "values"),
        (WHOLE.replace("act: called", "act: [called]"), "map.yaml:5"),
        ("sheets: [a]", "map.yaml:1"),
        ("sheets: {orders: [", "map.yaml:1"),
    ],
)
def test_a_mapping_that_names_what_is_not_there_is_refused(book: Book, mapping: str, wanted: str) -> None:
    assert wanted in refused(book, mapping)


def test_a_missing_mapping_file_is_refused(book: Book) -> None:
    with pytest.raises(ImportRefused):
        book.read(mapping=Path(book.folder / "none.yaml"))


def test_a_mapped_heading_counts_for_the_heading_row(book: Book) -> None:
    path = book.folder / "map.yaml"
    path.write_text("columns: {orders: {单: order, 类: kind}}", encoding="utf-8")
    made = book.write(orders=[["工单明细"], ["单", "类"], ["H-1", "上门单"]], acts=[["工单号", "时间", "动作"]])
    assert [order.number for order in read([made], standards=[FLAT], mapping=path).orders] == ["H-1"]


def test_a_broken_cell_beside_a_moment_loses_that_act_only(book: Book) -> None:
    found = mapped(book, [[*ROW[:6], "#N/A", *ROW[7:]]])
    assert [(problem.code, problem.column) for problem in found.problems] == [("error_cell", "师傅")]
    assert [act.act for act in found.orders[0].acts] == ["called", "door_opened"]
