"""Rows that are broken as real ones are: typed by hand, copied twice, filled by a formula that found nothing.

Each names its ``sort``, the code under which an import rejects it. What a lost row does to its order is planted there.
"""

from __future__ import annotations

from .records import Broken, Extra, Month, Order

REMARKS = ("undeclared_field", "no_unit_field", "role_outside")
"""Sorts that are only remarked: the row counts all the same."""


def break_rows(month: Month) -> None:
    """Spoil about a dozen rows of the month, and add a few that should not be there."""
    for number, act, broken, effects in _SPOILT:
        order = month.order(number)
        order.first(act).broken = broken
        for clauses, verdict in effects:
            order.plant(*clauses, verdict=verdict)
    month.extras += [_unknown_kind(month), *_its_acts(month), _twice(month), _other_owner(month)]
    _remarks(month)


_NONE: tuple[tuple[tuple[str, ...], str], ...] = ()

_SPOILT: tuple[tuple[str, str, Broken, tuple[tuple[tuple[str, ...], str], ...]], ...] = (
    ("H-0917", "call_ended", Broken("no_time", "时间", "25:61"), _NONE),
    ("Z-0944", "arrived", Broken("unknown_act", "动作", "上门"), ((("home-broadband/5.6",), "breached"),)),
    (
        "Z-0927",
        "device_debugged",
        Broken("error_cell", "设备序列号", "#N/A"),
        ((("home-broadband/5.10",), "breached"),),
    ),
    ("Z-0942", "departed", Broken("unknown_order", "工单号", "Z-O942"), _NONE),
    ("R-0909", "call_answered", Broken("no_int", "铃响次数", "三声"), _NONE),
    (
        "R-0924",
        "tally_marked",
        Broken("no_time_of_day", "时间", "2026-09-15"),
        ((("hotline-support/10.3",), "pending"),),
    ),
    ("Z-0904", "departed", Broken("unknown_role", "角色", "师傅"), _NONE),
    ("Z-0902", "wifi_checked", Broken("unknown_choice", "WiFi覆盖", "一般"), _NONE),
    ("V-0913", "callback_made", Broken("call_nowhere", "通话号", "T-9913"), _NONE),
    ("Z-0914", "order_received", Broken("no_json", "数据", '{"工单号": "Z-0914"'), _NONE),
    ("Z-0924", "entry_granted", Broken("uncached", "时间", "=B2+TIME(0,5,0)"), _NONE),
    (
        "Z-0929",
        "demo_given",
        Broken("no_bool", "客户已会使用", "差不多"),
        ((("home-broadband/5.16", "home-broadband/5.17"), "breached"),),
    ),
)
"""Order, act, what is written, and what its loss does to the order."""


def _unknown_kind(month: Month) -> Extra:
    """A 61st installation whose kind is written in the old system's word."""
    cells = {"工单号": "Z-0961", "类型": "新装", "客户": "项青禾", "联系电话": "13900000599"}
    return Extra("unknown_kind_in", "工单", month.order("Z-0960"), cells, column="类型")


def _its_acts(month: Month) -> list[Extra]:
    """The first acts of that installation, lost with it."""
    order = month.order("Z-0960")
    return [
        Extra("order_rejected", "动作", order.first(act), {"工单号": "Z-0961"}, column="工单号")
        for act in ("customer_called", "appointment_made")
    ]


def _twice(month: Month) -> Extra:
    """A row that was pasted twice."""
    return Extra("equal_row", "动作", month.order("Z-0951").first("left_site"), {})


def _other_owner(month: Month) -> Extra:
    """An order that comes twice, the second time with another owner."""
    return Extra("order_twice", "工单", month.order("Z-0939"), {"负责人": "许见山"}, column="工单号")


def _remarks(month: Month) -> None:
    """What an import remarks and passes over."""
    month.order("Z-0939").first("left_site").beside["客户评分"] = 10
    month.order("H-0911").last("left_site").beside["单元"] = "全部"
    by_technician = month.order("Z-0954").first("signed_off")
    by_technician.by, by_technician.person = "technician", "江晚"
    for number in (3, 19, 40):
        _note(month.order(f"R-{900 + number:04d}"))


def _note(order: Order) -> None:
    """A word in a column that nothing knows."""
    order.first("call_ended").beside["备注2"] = "已电话告知班长"
