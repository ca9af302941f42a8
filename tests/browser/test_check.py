"""Anybody with a printed record checks its code: signed on the phone, found by a stranger from the start page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.field_day import FULL
from tests.browser.hotel_screens import draw
from tests.browser.phone import faults, log_in, tap
from tests.browser.test_field_leave import open_job
from tests.browser.test_field_sign import shoot

WORLD = "tests.browser.field_day"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def sign(phone: BrowserContext) -> str:
    """A signature on the phone: its code."""
    page = log_in(phone)
    case = open_job(page, FULL)
    page.goto(f"/field/jobs/{case}/sign")
    tap(page, "吴**")
    tap(page, "酒店负责人")
    draw(page, page.locator("svg.pad"))
    tap(page, "确认签名")
    said = page.get_by_text(re.compile("已签名，核验码"))
    expect(said).to_be_visible()
    found: str = re.findall(r"\w{4}-\w{4}", said.inner_text())[0]
    return found


def look(page: Page, name: str) -> None:
    """Nothing is wider than the screen, nothing is amiss for a reader; a picture to look at."""
    shoot(page, name)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_stranger_checks_a_code_in_both_languages(phone: BrowserContext, camera: Browser, server: str) -> None:
    code = sign(phone)
    stranger = camera.new_context(base_url=server, viewport={"width": 360, "height": 700})
    page = stranger.new_page()
    page.goto("/")
    page.get_by_role("link", name="核验签名记录").click()
    look(page, "check-empty")
    page.get_by_label("核验码").fill(code.replace("-", "").lower())
    page.get_by_role("button", name="核验").click()
    page.wait_for_url(f"**/check/{code}")
    found = page.get_by_role("status")
    for said in (code, "H-**30", "装好 38，未装 2"):
        expect(found).to_contain_text(said)
    look(page, "check-found")
    page.get_by_role("button", name="English").click()
    page.wait_for_url(f"**/check/{code}")
    for said in ("is the code of a signed record", "H-**30", "38 done, 2 open"):
        expect(page.get_by_role("status")).to_contain_text(said)
    assert not re.search("临汐|吴|周予安", page.content())
    look(page, "check-found-en")
    page.get_by_label("Verification code").fill("0000-0000")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("alert")).to_contain_text("is the code of no signed record")
    look(page, "check-unknown-en")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("alert")).to_contain_text("没有这个核验码的签名记录")
    page.get_by_label("核验码").fill("123")
    page.get_by_role("button", name="核验").click()
    expect(page.get_by_role("alert")).to_contain_text("不是核验码")
    look(page, "check-no-code")
    stranger.close()
