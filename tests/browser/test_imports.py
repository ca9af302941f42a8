"""Imports on the screen: orders tried, brought in and not doubled; what is wrong said by what can be done; a month audited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_console import AXE, KEY, LogIn, log_in, server, shoot
from tests.gate.api.test_orders import row, workbook

__all__ = ["log_in", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROWS = (row("Z-3001"), row("Z-3002", 地址="汀洲苑 4 幢"), row("Z-3003", 片区="城东"))


def choose(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def sound(page: Page, name: str) -> None:
    """No key is visible, nothing serious for axe; the picture is kept."""
    assert KEY.findall(page.locator("main").inner_text()) == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate("async () => (await axe.run(document)).violations")
    found = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
    assert found == []
    shoot(page, name)


def test_orders_tried_brought_in_and_never_doubled(log_in: LogIn) -> None:
    page = log_in("an", "/admin/imports")
    choose(page, "十月.xlsx", workbook(*ROWS))
    page.get_by_role("button", name="试导").click()
    expect(page.get_by_text("试导：可开 2 单，已有 0 单，有错 1 行。")).to_be_visible(timeout=30_000)
    wrong = page.get_by_role("row", name="Z-3003")
    expect(wrong).to_contain_text("城东")
    expect(page.get_by_role("row", name="Z-3001")).to_have_count(0)
    sound(page, "imports-tried")
    page.get_by_role("button", name="导入 2 单").click()
    expect(page.get_by_text("已导入：开了 2 单，已有 0 单，有错 1 行没导入。")).to_be_visible()
    page.get_by_label("只看有错的行").uncheck()
    page.get_by_role("link", name="Z-3001").click()
    expect(page.get_by_role("heading", name="Z-3001")).to_be_visible()

    page.goto("./admin/imports")
    choose(page, "十月.xlsx", workbook(*ROWS))
    page.get_by_role("button", name="试导").click()
    expect(page.get_by_text("试导：可开 0 单，已有 2 单，有错 1 行。")).to_be_visible()
    expect(page.get_by_role("button", name="导入 0 单")).to_have_count(0)
    page.goto("./orders?q=Z-300")
    expect(page.get_by_role("link", name="Z-3001")).to_have_count(1)


def test_what_is_wrong_with_a_file_can_be_mended_from_the_screen(log_in: LogIn) -> None:
    import io

    from openpyxl import Workbook

    book, kept = Workbook(), io.BytesIO()
    book.active.title = "别的"  # type: ignore[union-attr]
    book.save(kept)
    page = log_in("an", "/admin/imports")
    choose(page, "九月.xlsx", kept.getvalue())
    page.get_by_role("button", name="试导").click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("九月.xlsx", timeout=30_000)
    expect(said).not_to_contain_text("--")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_month_is_audited_in_the_background_and_its_report_kept(log_in: LogIn, tmp_path: Path, lang: str) -> None:
    from demo.sheets import write
    from demo.small import two_orders

    path = tmp_path / "month.xlsx"
    write(two_orders(), path)
    page = log_in("an", "/admin/imports")
    page.get_by_role("button", name="整月审计").click()
    choose(page, f"{lang}.xlsx", path.read_bytes())
    page.get_by_role("button", name="审计", exact=True).click()
    mine = page.get_by_role("listitem").filter(has_text=f"{lang}.xlsx")
    expect(mine.get_by_text("2 单，判定")).to_be_visible(timeout=60_000)
    expect(mine).to_contain_text("安然")
    if lang == "en":
        page.get_by_role("button", name="EN", exact=True).click()
        expect(mine).to_contain_text("2 orders")
    sound(page, f"imports-audit-{lang}")
    with page.context.expect_page() as opened:
        mine.get_by_role("link").first.click()
    expect(opened.value.get_by_role("heading").first).to_be_visible()
    opened.value.close()
    mine.get_by_role("button").click()
    mine.get_by_role("button").first.click()
    expect(mine).to_have_count(0)


def test_a_workbook_that_is_none_is_refused_with_its_reason(log_in: LogIn) -> None:
    page = log_in("an", "/admin/imports")
    page.get_by_role("button", name="整月审计").click()
    choose(page, "胡写.xlsx", b"nonsense")
    page.get_by_role("button", name="审计", exact=True).click()
    refused = page.get_by_role("listitem").filter(has_text="胡写.xlsx")
    expect(refused.locator(".over")).to_contain_text("胡写.xlsx", timeout=60_000)
    expect(refused.locator(".over")).not_to_contain_text("--")
