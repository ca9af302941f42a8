"""A small standard with every type of field, a second one that shares its acts, and a maker of small workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from doorstep.gate.audit.workbook import Import, read
from doorstep.language.model import ActKind, CaseKind, Labels, Role, Standard, Words
from doorstep.language.types import parse_type

Rows = Sequence[Any]
ORDERS = ["工单号", "类型", "规范", "片区", "负责人"]
ACTS = ["工单号", "时间", "动作", "角色"]


def _types(**fields: str) -> dict[str, Any]:
    return {name: parse_type(text) for name, text in fields.items()}


def _standard(key: str, title: Words, cases: Iterable[CaseKind], acts: Iterable[ActKind], labels: Labels) -> Standard:
    roles = [Role("technician", Words("装维员", "technician")), Role("customer", Words("客户", "customer"), party=True)]
    return Standard(
        key,
        title,
        "",
        {},
        {role.key: role for role in roles},
        {case.key: case for case in cases},
        {act.key: act for act in acts},
        {},
        labels,
    )


_CHOICES = {"means": {"room_card": Words("房卡", "room card"), "inside": Words("从里面", "from inside")}}

FLAT = _standard(
    "flat-visits",
    Words("上门、回访服务规范", "Visits, and call-backs"),
    [
        CaseKind(
            "visit",
            Words("上门单", "visit order"),
            _types(customer="text", rooms="list[text]", vip="bool", area="text", due="datetime", working_hours="text"),
            unit="room",
        ),
        CaseKind("shift", Words("班次", "shift"), _types(month="date")),
    ],
    [
        ActKind("arrived", Words("到达", "arrived"), ("technician",), _types(location="location")),
        ActKind(
            "door_opened",
            Words("开门", "door opened"),
            ("technician", "customer"),
            _types(room="text", means="choice[room_card|inside]", occupied="bool", person="person", days="list[date]"),
        ),
        ActKind(
            "measured",
            Words("测速", "speed measured"),
            ("technician",),
            _types(
                rooms="list[text]",
                speed="decimal",
                tries="int",
                day="date",
                until="datetime",
                phone="phone",
                photo="photo",
            ),
        ),
        ActKind("called", Words("致电", "called"), ("technician",), _types(transcript="transcript", purpose="text")),
        ActKind("talked", Words("交谈", "talked"), ("technician",), _types(before="transcript", after="transcript")),
    ],
    Labels(
        units={"room": Words("房间", "room")},
        facts={
            "customer": Words("客户名称", "customer name"),
            "area": Words("片区", "area"),
            "vip": Words("重要客户", "VIP"),
        },
        fields={
            "room": Words("房号", "room"),
            "means": Words("开门方式", "means"),
            "occupied": Words("有人", "occupied"),
            "speed": Words("网速", "speed"),
            "tries": Words("次数", "tries"),
            "photo": Words("照片", "photo"),
            "purpose": Words("目的", "purpose"),
            "location": Words("定位", "location"),
        },
        choices=_CHOICES,
    ),
)
"""A standard of visits to rooms, with every type of field."""

OTHER = _standard(
    "flat-conduct",
    Words("行为规范", "Conduct"),
    [CaseKind("visit", Words("上门单", "visit order"), _types(customer="text", grade="int"))],
    [
        ActKind("arrived", Words("到达", "arrived"), ("technician",), _types(location="location", badge="bool")),
        ActKind("door_knocked", Words("开门", "door knocked"), ("technician",), {}),
        ActKind("measured", Words("测速", "speed measured"), ("technician",), _types(speed="decimal", tries="text")),
    ],
    Labels(fields={"badge": Words("佩戴工牌", "badge")}, facts={"grade": Words("等级", "grade")}),
)
"""A second standard of the same kind of order; its 开门 is another act."""


class Book:
    """Writes small workbooks into a folder, and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str = "book.xlsx", **sheets: Rows) -> Path:
        """A workbook with these sheets; ``orders``, ``acts`` and ``calls`` get their Chinese names."""
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet({"orders": "工单", "acts": "动作", "calls": "通话"}.get(title, title))
            for row in rows:
                sheet.append(list(row))
        path = self.folder / name
        book.save(path)
        return path

    def read(
        self, orders: Rows | None = None, acts: Rows | None = None, calls: Rows | None = None, **options: Any
    ) -> Import:
        """The import of a workbook with these rows, under the usual headings unless they bring their own."""
        sheets: dict[str, Rows] = {
            "orders": _headed(ORDERS, [["H-1", "上门单"]] if orders is None else orders),
            "acts": _headed(ACTS, acts or []),
        }
        if calls is not None:
            sheets["calls"] = _headed(["通话号", "说话方", "时刻", "内容"], calls)
        options.setdefault("standards", [FLAT])
        return read([self.write(**sheets)], **options)

    def value(self, heading: str, cell: Any, act: str = "测速") -> Any:
        """The data of the one act whose row holds ``cell`` under ``heading``, or the code of its problem."""
        found = self.read(acts=[[*ACTS, heading], ["H-1", "2026-09-28 09:00", act, "装维员", cell]])
        if found.problems:
            return found.problems[0].code
        return dict(found.orders[0].acts[0].data)


_HEADS = {"工单号", "order", "通话号", "call", "工单编号"}


def _headed(heads: Sequence[str], rows: Rows) -> Rows:
    named = any(str(cell).strip("* ").casefold() in _HEADS for row in rows[:2] for cell in row)
    return rows if named else [heads, *rows]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A maker of workbooks in a folder of its own."""
    return Book(tmp_path)


@pytest.fixture
def codes() -> Callable[[Import], list[tuple[str, int, str]]]:
    """A function giving sheet, row and code of every problem."""
    return lambda found: [(problem.sheet, problem.row, problem.code) for problem in found.problems]


@pytest.fixture
def flat() -> Standard:
    """The standard with every type of field."""
    return FLAT


@pytest.fixture
def other() -> Standard:
    """The standard that shares its orders."""
    return OTHER
