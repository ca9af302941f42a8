"""Orders in: from .xlsx and .csv, tried first; errors by row; no duplicate on a second import."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tests.gate.api.people import Answer, Speaker

HEADS = ("工单号", "类型", "规范", "片区", "负责人", "产品", "属当日单", "客户", "联系电话", "地址")


def row(number: str, **more: Any) -> list[Any]:
    """An order as a company's list has it."""
    cells = {
        "工单号": number,
        "类型": "装机单",
        "规范": "home-broadband",
        "片区": "城南",
        "负责人": "陆鸣川",
        "产品": "宽带",
        "属当日单": "否",
        "客户": "周予安",
        "联系电话": "13900000501",
        "地址": "望潮路 19 号",
    }
    return [{**cells, **more}[head] for head in HEADS]


def workbook(*rows: list[Any]) -> bytes:
    """A workbook with these orders."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "工单"
    for cells in (HEADS, *rows):
        sheet.append(list(cells))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv(*rows: list[Any], encoding: str = "utf-8") -> bytes:
    """A CSV file with these orders."""
    return "\n".join(",".join(map(str, cells)) for cells in (HEADS, *rows)).encode(encoding)


def bring_in(speaker: Speaker, content: bytes, name: str = "orders.xlsx", **more: str) -> Answer:
    """Sends a file of orders."""
    form = {"file": SimpleUploadedFile(name, content), **more}
    headers = {"Authorization": f"Bearer {speaker.token}", "Accept-Language": "zh"}
    response = Client().post("/api/orders/import", form, headers=headers)
    return Answer(response.status_code, response.headers, response.json(), response.content)


def test_dry_run_changes_nothing(fangsu: Speaker) -> None:
    done = bring_in(fangsu, workbook(row("Z-1"), row("Z-2"))).body
    assert (done["dry_run"], done["open"], done["wrong"]) == (True, 2, 0)
    assert fangsu.get("cases?state=all").body["cases"] == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (workbook(row("Z-1"), row("Z-2")), "十月.xlsx"),
        (csv(row("Z-1"), row("Z-2")), "十月.csv"),
        (csv(row("Z-1"), row("Z-2"), encoding="gb18030"), "orders.CSV"),
    ],
    ids=["xlsx", "csv", "gb18030"],
)
def test_brought_in_once(fangsu: Speaker, content: bytes, name: str) -> None:
    first = bring_in(fangsu, content, name, dry_run="false").body
    assert (first["open"], first["assigned"]) == (2, 2), first
    again = bring_in(fangsu, content, name, dry_run="false").body
    assert (again["open"], again["exists"], again["assigned"]) == (0, 2, 0)
    cases = fangsu.get("cases?state=all").body["cases"]
    assert sorted((one["number"], one["assignee"]) for one in cases) == [("Z-1", "lumingchuan"), ("Z-2", "lumingchuan")]


def test_each_row_by_itself(fangsu: Speaker) -> None:
    rows = [
        row("Z-1"),
        row("Z-2", 产品="电报"),
        row("Z-3", 片区="城东"),
        row("Z-4", 片区="城北"),
        row("Z-5", 负责人="陆鸣穿"),
        row("Z-6", 类型="拆机单"),
        row("Z-1", 客户="何知秋"),
        row(""),
        row("Z-7"),
    ]
    done = bring_in(fangsu, workbook(*rows), dry_run="false").body
    assert (done["open"], done["wrong"]) == (2, 7), done
    wrong = {
        one["row"]: (one["faults"][0]["column"], one["faults"][0]["message"]) for one in done["rows"] if one["faults"]
    }
    assert [wrong[n][0] for n in (3, 4, 5, 6, 7)] == ["产品", "片区", "片区", "负责人", "类型"]
    assert "城南" in wrong[4][1] or "城北" in wrong[4][1]
    assert "没有权限" in wrong[5][1]
    assert "陆鸣川" in wrong[6][1]
    assert [one["row"] for one in done["rows"] if one["what"] == "open"] == [2, 10]


def test_changed_content(fangsu: Speaker) -> None:
    bring_in(fangsu, workbook(row("Z-1")), dry_run="false")
    done = bring_in(fangsu, workbook(row("Z-1", 地址="栎园街 2 号")), dry_run="false").body
    assert done["rows"][0]["faults"][0]["code"] == "exists_differs"


def test_files_that_are_none(fangsu: Speaker) -> None:
    assert bring_in(fangsu, b"x", "orders.pdf").refused == (422, "nothing_attached")
    assert bring_in(fangsu, b"PK no workbook", "orders.xlsx").refused == (422, "import_refused")
    assert bring_in(fangsu, b"a,b\n1,2\n", "orders.csv").refused == (422, "import_refused")
    assert fangsu.post("orders/import", {}).status == 422


def test_technician_may_not(lumingchuan: Speaker) -> None:
    assert bring_in(lumingchuan, workbook(row("Z-1"))).refused == (403, "not_allowed")
