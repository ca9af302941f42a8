"""The month's workbook: sheets 工单, 动作 and 通话 with Chinese headings and words.

Only how a month is written down; what happened in it is in ``month``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from . import labels
from .records import Act, Extra, Month, Order, at

Cells = dict[str, Any]
"""A row: raw cells by their heading."""

TIMES_AS_TEXT = {"R": "%Y-%m-%d %H:%M:%S", "V": "%Y年%m月%d日%H时%M分"}
"""How systems that write no date cells write a time, by the first letter of their orders."""

IN_DATA = {"工单号"}
"""Names of fields that a fixed heading has taken; they stand in 数据."""

MANY = 10
"""An act with more fields than that has them all in 数据, or the sheet would be wider than anybody can read."""

CREATED = at("2026-10-12 17:40")


def rows(month: Month) -> tuple[list[Cells], list[Cells], list[Cells]]:
    """The rows of the three sheets, in the order in which they are written."""
    orders = [_order_row(order) for order in month.orders]
    acts: list[Cells] = []
    calls: list[Cells] = []
    for order in month.orders:
        for act in order.acts:
            acts.append(_act_row(order, act, calls))
    for extra in month.extras:
        _insert(extra, month, orders, acts)
    return orders, acts, calls


def write(month: Month, path: Path) -> None:
    """The month as a workbook at ``path``; its folder is made if need be."""
    orders, acts, calls = rows(month)
    book = Workbook()
    for blank in book.worksheets:
        book.remove(blank)
    _sheet(book, "工单", labels.ORDER_HEADINGS, orders)
    _sheet(book, "动作", labels.ACT_HEADINGS, acts)
    _sheet(book, "通话", labels.CALL_HEADINGS, calls)
    book.properties.creator = "澜江通信"
    book.properties.created = book.properties.modified = CREATED
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _order_row(order: Order) -> Cells:
    cells: Cells = {
        "工单号": order.number,
        "类型": labels.kind_label(order.standards, order.kind),
        "规范": "、".join(order.standards),
        "片区": order.area,
        "负责人": order.owner,
    }
    for fact, value in order.facts.items():
        heading = labels.fact_heading(order.standards, order.kind, fact)
        cells[heading] = labels.fact_cell(order.standards, order.kind, fact, value)
    return cells


def _act_row(order: Order, act: Act, calls: list[Cells]) -> Cells:
    names = order.standards
    cells: Cells = {
        "工单号": order.number,
        "时间": _time(order, act.at),
        "动作": labels.act_label(names, act.act),
        "角色": labels.role_label(names, act.act, act.by),
        "人员": act.person,
        "录入时间": act.received,
    }
    unit = labels.unit_of(names, order.kind)
    data: dict[str, Any] = {}
    for field, value in act.data.items():
        heading = labels.field_heading(names, act.act, field)
        if field == unit:
            cells["单元"] = value
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            cells["通话号"] = _call(order, value, calls)
        elif heading in IN_DATA or len(act.data) > MANY:
            data[heading] = value if isinstance(value, bool) else labels.field_cell(names, act.act, field, value)
        else:
            cells[heading] = labels.field_cell(names, act.act, field, value)
    if data:
        cells["数据"] = json.dumps(data, ensure_ascii=False)
    cells |= act.beside
    if act.broken:
        cells[act.broken.column] = act.broken.written
    return cells


def _time(order: Order, moment: datetime) -> datetime | str:
    shape = TIMES_AS_TEXT.get(order.number[0])
    return moment.strftime(shape) if shape else moment


def _call(order: Order, said: Sequence[dict[str, str]], calls: list[Cells]) -> str:
    """The number of a call whose lines are added to the sheet of calls."""
    last = int(calls[-1]["通话号"][2:]) if calls else 0
    number = f"T-{last + 1:04d}"
    calls.extend(
        {"通话号": number, "说话方": labels.SPEAKERS[line["speaker"]], "时刻": line["at"], "内容": line["text"]}
        for line in said
    )
    return number


def _insert(extra: Extra, month: Month, orders: list[Cells], acts: list[Cells]) -> None:
    """Put a row that is beside the orders where such a row would stand: below what it is like."""
    if isinstance(extra.like, Order):
        like = next(row for row in orders if row["工单号"] == extra.like.number)
        orders.append(like | extra.cells)
        return
    owner = next(order for order in month.orders if any(act is extra.like for act in order.acts))
    assert extra.like is not None
    like = _act_row(owner, extra.like, [])
    place = max(place for place, row in enumerate(acts) if row["工单号"] == owner.number)
    if not extra.cells:
        place = next(place for place, row in enumerate(acts) if row == like)
    acts.insert(place + 1, {name: cell for name, cell in like.items() if name != "通话号"} | extra.cells)


def _sheet(book: Workbook, title: str, fixed: Iterable[str], written: list[Cells]) -> None:
    headings = list(dict.fromkeys((*fixed, *(name for row in written for name in row))))
    sheet = book.create_sheet(title)
    sheet.append(headings)
    # Cell by cell: most of a row's columns belong to other acts, and an empty cell is no cell.
    places = {heading: place for place, heading in enumerate(headings, 1)}
    for number, row in enumerate(written, 2):
        for name, value in row.items():
            if value is not None:
                cell = sheet.cell(number, places[name], value)
                if isinstance(value, datetime):
                    cell.number_format = "yyyy-mm-dd hh:mm:ss"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="EDEDED")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for heading, place in places.items():
        wide = {"时间": 20, "录入时间": 20, "内容": 70, "规范": 34, "地址": 26, "本单房号": 40}.get(heading)
        sheet.column_dimensions[get_column_letter(place)].width = wide or max(10, len(heading) * 2 + 2)
