# ruff: noqa: DTZ001 - what stands in a cell has no zone
"""The fine print of the audit workbook, a test for each of its sentences."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from openpyxl import Workbook

from doorstep.gate.audit.workbook import ImportRefused, read
from doorstep.language.model import Standard

from .conftest import ACTS, FLAT, ORDERS, Book

NINE = "2026-09-28 09:00"
BOTH = "flat-visits、flat-conduct"


def test_a_fixed_heading_is_never_a_field_column(book: Book) -> None:
    """The column 人员 (Person) is not the field ``person``, which stands in 数据."""
    acts = [
        [*ACTS, "Person", "数据"],
        ["H-1", NINE, "开门", "客户", "何知秋", None],
        ["H-1", NINE, "开门", "客户", None, '{"person": "沈一舟"}'],
    ]
    found = book.read(acts=acts)
    assert [(act.person, act.data) for act in found.orders[0].acts] == [("何知秋", {}), (None, {"person": "沈一舟"})]


def test_a_fixed_heading_is_never_a_fact_column(book: Book) -> None:
    found = book.read(orders=[[*ORDERS, "fact.area"], ["H-1", "上门单", None, "城南", None, "城北"]])
    assert found.orders[0].area == "城南"
    assert found.orders[0].facts["flat-visits"] == {"area": "城北"}


def test_a_blank_row_is_no_row(book: Book) -> None:
    found = book.read(acts=[["H-1", NINE, "到达"], [], ["  ", "\u3000", None], ["H-1", "2026-09-28 10:00", "到达"]])
    assert found.problems == []
    assert [act.row for act in found.orders[0].acts] == [2, 5]


def test_an_unknown_column_is_named_once_and_ignored(book: Book) -> None:
    acts = [[*ACTS, "备注2"], ["H-1", NINE, "到达", None, "#N/A"], ["H-1", "2026-09-28 10:00", "到达", None, "x"]]
    found = book.read(acts=acts)
    assert found.ignored_columns == [("动作", "备注2")]
    assert found.problems == []


def test_bool_words_moments_and_list_items_are_read_after_nfkc(book: Book) -> None:
    acts = [
        [*ACTS, "有人", "days"],
        ["H-1", "２０２６－９－２８　９：００", "开门", "客户", "ＹＥＳ ", "２０２６/９/２８、、"],
    ]
    assert book.read(acts=acts).orders[0].acts[0].data == {"occupied": True, "days": ["2026-09-28"]}


def test_midnight_in_a_date_cell_is_a_time_of_day_if_its_format_shows_hours(book: Book) -> None:
    made = Workbook()
    made.active.title = "工单"
    made.active.append(ORDERS)
    made.active.append(["H-1", "上门单"])
    sheet = made.create_sheet("动作")
    sheet.append(ACTS)
    formats = [
        "yyyy-mm-dd hh:mm",
        'yyyy"年"m"月"d"日"',
        "m/d/yy h:mm",
        "mm-dd-yy",
        "[$-F800]dddd\\, mmmm dd\\, yyyy",
        "yyyy/m/d;@",
    ]
    for form in formats:
        sheet.append(["H-1", datetime(2026, 9, 28), "到达", "装维员"])
        sheet.cell(sheet.max_row, 2).number_format = form
        sheet.cell(sheet.max_row, 5).value = form
    sheet.append(["H-1", 46293, "到达", "装维员"])
    made.save(book.folder / "midnight.xlsx")
    found = read([book.folder / "midnight.xlsx"], standards=[FLAT])
    assert [act.row for act in found.orders[0].acts] == [2, 4]
    assert {problem.code for problem in found.problems} == {"no_time_of_day"}


def test_keys_in_data_may_be_labels(book: Book) -> None:
    data = json.dumps({"网速": "1,000", "Tries": 2, "照片": "a.jpg"}, ensure_ascii=False)
    assert book.value("数据", data) == {"speed": 1000, "tries": 2, "photo": "a.jpg"}


def test_a_field_column_wins_over_data_and_a_blank_one_does_not(book: Book) -> None:
    acts = [
        [*ACTS, "网速", "数据"],
        ["H-1", NINE, "测速", None, 88, '{"speed": 1}'],
        ["H-1", NINE, "测速", None, "  ", '{"speed": 2}'],
    ]
    assert [act.data for act in book.read(acts=acts).orders[0].acts] == [{"speed": 88}, {"speed": 2}]


@pytest.mark.parametrize("data", ["{", "[]", '{"speed": "快"}', '{"speed": 1, "网速": 2}'])
def test_data_that_does_not_fit_is_rejected(book: Book, data: str) -> None:
    found = book.read(acts=[[*ACTS, "数据"], ["H-1", NINE, "测速", None, data]])
    assert [problem.level for problem in found.problems] == ["rejected"]


def test_a_key_in_data_that_the_act_does_not_declare_is_remarked(book: Book) -> None:
    found = book.read(acts=[[*ACTS, "数据"], ["H-1", NINE, "到达", None, '{"speed": 1, "location": "门口"}']])
    assert [(problem.level, problem.code) for problem in found.problems] == [("remark", "undeclared_field")]
    assert found.orders[0].acts[0].data == {"location": "门口"}


def test_an_equal_row_is_compared_as_written_and_makes_no_order_incomplete(book: Book) -> None:
    found = book.read(acts=[["H-1", NINE, "到达"], ["H-1", NINE, "到达"], ["H-1", "2026/9/28 9:00", "到达"]])
    assert [(problem.row, problem.code, problem.column) for problem in found.problems] == [(3, "equal_row", None)]
    assert found.problems[0].message("zh") == "动作 第 3 行：与第 2 行完全相同，只算一次"
    assert len(found.orders[0].acts) == 2
    assert not found.orders[0].incomplete


def test_true_and_one_are_not_written_alike(book: Book) -> None:
    acts = [[*ACTS, "有人"], ["H-1", NINE, "开门", "客户", True], ["H-1", NINE, "开门", "客户", 1]]
    assert book.read(acts=acts).problems == []


def test_an_equal_order_row_is_rejected_and_the_order_is_whole(book: Book) -> None:
    found = book.read(orders=[["H-1", "上门单"], ["H-1", "上门单"]])
    assert [(problem.row, problem.code) for problem in found.problems] == [(3, "equal_row")]
    assert not found.orders[0].incomplete


def test_an_order_number_that_comes_twice_with_other_cells_is_rejected(book: Book) -> None:
    found = book.read(
        orders=[["H-1", "上门单", None, "城南"], ["H-1", "上门单", None, "城北"]], acts=[["H-1", NINE, "到达"]]
    )
    assert [(problem.row, problem.code) for problem in found.problems] == [(3, "order_twice")]
    assert (found.orders[0].area, len(found.orders[0].acts), found.orders[0].incomplete) == ("城南", 1, True)


def test_the_acts_of_a_rejected_order_are_rejected_once_each(book: Book) -> None:
    found = book.read(
        orders=[["H-1", "新装"], ["H-2", "上门单"]],
        acts=[["H-1", "25:61", "没有"], ["H-1", NINE, "到达"], ["H-2", NINE, "到达"]],
    )
    assert [(problem.sheet, problem.row, problem.code) for problem in found.problems] == [
        ("工单", 2, "unknown_kind"),
        ("动作", 2, "order_rejected"),
        ("动作", 3, "order_rejected"),
    ]
    assert [order.number for order in found.orders] == ["H-2"]


def test_standard_only_fills_a_blank_one_and_does_not_filter(book: Book, flat: Standard, other: Standard) -> None:
    orders = [["H-1", "上门单", None], ["H-2", "装机单", "hotel-iptv"], ["H-3", "上门单", "flat-conduct"]]
    found = book.read(orders=orders, standards=[other, flat])
    assert [order.kinds for order in found.orders] == [
        {"flat-conduct": "visit", "flat-visits": "visit"},
        {"hotel-iptv": "installation"},
        {"flat-conduct": "visit"},
    ]


def test_a_blank_standard_is_every_given_one_that_has_the_kind(book: Book, flat: Standard, other: Standard) -> None:
    found = book.read(orders=[["H-1", "班次"], ["H-2", "装机单"]], standards=[flat, other])
    assert [order.kinds for order in found.orders] == [{"flat-visits": "shift"}]
    assert [(problem.row, problem.code) for problem in found.problems] == [(3, "unknown_kind")]


def test_without_given_standards_those_that_the_file_names_fill_a_blank_one(book: Book) -> None:
    found = book.read(orders=[["H-1", "装机单", None], ["H-2", "维修单", "hotel-iptv"]], standards=[])
    assert [order.kinds for order in found.orders] == [{"hotel-iptv": "installation"}, {"hotel-iptv": "repair"}]
    assert found.standards == ("hotel-iptv",)


def test_without_any_standard_a_blank_one_is_an_error(book: Book) -> None:
    found = book.read(orders=[["H-1", "装机单"]], standards=[])
    assert [(problem.code, problem.column) for problem in found.problems] == [("no_standard", "规范")]


@pytest.mark.parametrize(
    "written",
    ["hotel-iptv", "HOTEL-IPTV ", "酒店互联网电视机顶盒装维规范(客户经理)", "酒店互联网电视机顶盒装维规范（客户经理）"],
)
def test_a_standard_may_be_named_by_its_title(book: Book, written: str) -> None:
    assert book.read(orders=[["H-1", "装机单", written]], standards=[]).orders[0].kinds == {
        "hotel-iptv": "installation"
    }


def test_titles_that_hold_the_separator_are_found_whole(book: Book, flat: Standard, other: Standard) -> None:
    found = book.read(
        orders=[["H-1", "上门单", "行为规范、上门、回访服务规范"], ["H-2", "visit", "Visits, and call-backs, Conduct"]],
        standards=[flat, other],
    )
    assert [sorted(order.kinds) for order in found.orders] == [["flat-conduct", "flat-visits"]] * 2


def test_an_unknown_given_standard_is_refused_with_the_nearest(book: Book) -> None:
    with pytest.raises(ImportRefused) as refused:
        book.read(standards=["hotel-iptw"])
    assert "hotel-iptw" in refused.value.message("en")


def test_a_name_that_means_two_things_under_several_standards_is_rejected(
    book: Book, flat: Standard, other: Standard
) -> None:
    orders = [["H-1", "上门单", BOTH], ["H-2", "上门单", "flat-visits"]]
    acts = [["H-1", NINE, "开门", "装维员"], ["H-2", NINE, "开门", "装维员"], ["H-1", NINE, "door_knocked"]]
    found = book.read(orders=orders, acts=acts, standards=[flat, other])
    assert [(problem.row, problem.code) for problem in found.problems] == [(2, "ambiguous_act")]
    assert "door_knocked" in found.problems[0].said("zh")
    assert [[act.act for act in order.acts] for order in found.orders] == [["door_knocked"], ["door_opened"]]


def test_each_standard_sees_only_the_fields_and_facts_that_it_declares(
    book: Book, flat: Standard, other: Standard
) -> None:
    orders = [[*ORDERS, "客户名称", "等级", "重要客户"], ["H-1", "上门单", BOTH, None, None, "江畔", 2, "是"]]
    acts = [
        [*ACTS, "定位", "佩戴工牌", "次数", "网速"],
        ["H-1", NINE, "到达", None, "门口", "是", None, None],
        ["H-1", NINE, "测速", None, None, None, 3, 88],
    ]
    order = book.read(orders=orders, acts=acts, standards=[flat, other]).orders[0]
    assert order.facts == {
        "flat-visits": {"customer": "江畔", "vip": True},
        "flat-conduct": {"customer": "江畔", "grade": 2},
    }
    assert [event["data"] for event in order.events("flat-visits")[0]] == [
        {"location": "门口"},
        {"tries": 3, "speed": 88},
    ]
    assert [event["data"] for event in order.events("flat-conduct")[0]] == [
        {"location": "门口", "badge": True},
        {"tries": "3", "speed": 88},
    ]


def test_an_act_that_one_standard_does_not_know_is_not_seen_by_it(book: Book, flat: Standard, other: Standard) -> None:
    found = book.read(
        orders=[["H-1", "上门单", BOTH]], acts=[["H-1", NINE, "致电"], ["H-1", NINE, "到达"]], standards=[flat, other]
    )
    assert found.orders[0].events("flat-conduct")[1] == [1]
    assert found.orders[0].events("flat-visits")[1] == [0, 1]


def test_a_formula_without_a_cached_value_is_rejected(book: Book) -> None:
    found = book.read(
        acts=[[*ACTS, "网速"], ["H-1", NINE, "测速", None, "=1+1"], ["H-1", "=NOW()", "测速", None, None]]
    )
    assert [(problem.code, problem.column, problem.written) for problem in found.problems] == [
        ("uncached", "网速", "=1+1"),
        ("uncached", "时间", "=NOW()"),
    ]


def test_the_latest_act_time_is_that_of_the_acts_judged(book: Book) -> None:
    acts = [["H-1", NINE, "到达"], ["H-9", "2027-01-01 09:00", "到达"], ["H-1", "2027-01-01 09:00", "没有"]]
    assert book.read(acts=acts).latest == NINE
    assert book.read(acts=[]).latest is None


@pytest.mark.parametrize(
    ("heading", "cell"), [("重要客户", "也许"), ("due", "25:61"), ("working_hours", "早九晚五"), ("重要客户", "=1")]
)
def test_a_fact_that_does_not_fit_rejects_its_orders_row(book: Book, heading: str, cell: str) -> None:
    found = book.read(orders=[[*ORDERS, heading], ["H-1", "上门单", None, None, None, cell]])
    assert found.orders == []
    assert [(problem.level, problem.column) for problem in found.problems] == [("rejected", heading)]


def test_a_fact_of_another_kind_is_remarked(book: Book) -> None:
    found = book.read(orders=[[*ORDERS, "month"], ["H-1", "上门单", None, None, None, "2026-09-01"]])
    assert [(problem.level, problem.code) for problem in found.problems] == [("remark", "undeclared_fact")]
    assert len(found.orders) == 1


def test_remarks_are_not_rejected_rows(book: Book) -> None:
    found = book.read(acts=[["H-1", NINE, "到达", "客户"], ["H-1", "25:61", "到达", "客户"]])
    assert (found.rows("rejected"), found.rows("remark")) == (1, 1)


def test_a_choice_that_one_of_several_standards_knows_is_blank_for_the_others(book: Book) -> None:
    """The standards' choices are not merged, and a name is looked up in all."""
    orders = [["H-1", "repair", "home-broadband、telecom-installation"]]
    acts = [
        [*ACTS, "purpose"],
        ["H-1", NINE, "customer_called", "technician", "site_question"],
        ["H-1", NINE, "customer_called", "technician", "appointment"],
        ["H-1", NINE, "customer_called", "technician", "nothing like it"],
    ]
    found = book.read(orders=orders, acts=acts, standards=[])
    data = [
        [event["data"] for event in found.orders[0].events(name)[0]]
        for name in ("home-broadband", "telecom-installation")
    ]
    assert data == [[{}, {"purpose": "appointment"}], [{"purpose": "site_question"}, {"purpose": "appointment"}]]
    assert [(problem.code, problem.row) for problem in found.problems] == [("unknown_choice", 4)]


def test_packaged_standards_that_name_two_acts_alike(book: Book) -> None:
    acts = [["H-1", NINE, "电话铃响", None], ["H-1", NINE, "call_rang", None]]
    orders = [["H-1", "inbound_call", "account-service、callbacks"]]
    found = book.read(orders=orders, acts=acts, standards=[])
    assert [(problem.code, problem.row) for problem in found.problems if problem.level == "rejected"][:1] == [
        ("ambiguous_act", 2)
    ]
    assert "call_rang、call_rung" in found.problems[0].said("zh")
