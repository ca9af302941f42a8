"""C16: a technician reads a sanction of his, appeals with a photo and without network, and again after it was decided."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.field_day import FINED
from tests.browser.field_fixture import PASSWORD
from tests.browser.phone import case_of, kept, log_in, send_all, tap

WORLD = "tests.browser.field_day"
pytestmark = [pytest.mark.browser, pytest.mark.slow]
CLAUSE = "technician-conduct/8.2"
CONSOLE = Path(__file__).parents[2] / "src/doorstep/gate/site/static/console/index.html"


def leader(camera: Browser, server: str) -> Page:
    """The team leader, at a desk."""
    page = camera.new_context(base_url=server, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/log-in")
    page.fill("input[name=username]", "guxing")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile("^(?!.*log-in).*$"))
    return page


def post(page: Page, path: str, body: dict[str, Any]) -> None:
    cookie = next(one["value"] for one in page.context.cookies() if one["name"] == "doorstep-csrf")
    answer = page.request.post(path, data=body, headers={"X-CSRFToken": cookie, "Referer": page.url})
    assert answer.ok, answer.text()


def shot(page: Page) -> None:
    """Takes the photo with the camera in the page."""
    tap(page, "拍照")
    page.get_by_role("button", name="拍", exact=True).click()
    expect(page.get_by_role("img", name="照片")).to_be_visible()


def test_seen_without_an_objection_is_kept_as_such(phone: BrowserContext) -> None:
    """One tap, sent like every act; it is no appeal."""
    page = log_in(phone, "lumingchuan")
    page.goto("/field/sanctions")
    tap(page, "看过了，没有意见")
    expect(page.locator("section", has_text=FINED)).to_contain_text("看过了")
    [act] = kept(page)
    assert act["data"]["about"] == {"kind": "seen", "clause": CLAUSE}
    page.get_by_role("button", name=re.compile("^撤销")).click()
    expect(page.locator(".undo")).to_have_count(0)
    assert kept(page) == []


def test_a_sanction_is_appealed_without_network_and_again_after_the_decision(
    phone: BrowserContext, camera: Browser, server: str
) -> None:
    """Deed, clause, sum and sentence are shown; chip, words and photo reach the leader with the phone's own time."""
    page = log_in(phone, "lumingchuan")
    page.goto("/field/sanctions")
    section = page.locator("section", has_text=FINED)
    expect(section).to_contain_text("建议 10 元")
    expect(section).to_contain_text("还没决定")
    expect(section).to_contain_text("8.1")
    expect(section).to_contain_text("超 ")
    case = case_of(page, FINED)["id"]
    phone.set_offline(True)
    section.get_by_role("button", name="我有话说（申诉）").click()
    tap(page, "发送申诉")
    expect(page.get_by_role("alert")).to_contain_text("请点一个原因")
    tap(page, "客户改约")
    page.get_by_role("textbox").fill("有短信截图")
    shot(page)
    page.reload()  # typed, chosen and photographed: all of it is a draft
    expect(page.get_by_role("button", name="客户改约")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("textbox")).to_have_value("有短信截图")
    expect(page.get_by_role("img", name="照片")).to_be_visible()
    tap(page, "发送申诉")
    expect(page.locator(".undo")).to_contain_text("申诉")
    appeal, photo = kept(page)
    assert appeal["data"]["about"] == {"kind": "appeal", "clause": CLAUSE, "grounds": ["customer-moved"]}
    assert (photo["act"], photo["data"]["act_key"]) == ("file.attached", appeal["key"])
    page.goto("/field/sanctions")
    expect(section).to_contain_text("申诉中，等答复")
    expect(section).to_contain_text("客户改约，有短信截图")
    expect(section).to_contain_text("照片 1 张")
    expect(section.get_by_role("button", name="我有话说（申诉）")).to_have_count(0)
    phone.set_offline(False)
    send_all(page)
    _seen_by_the_leader(camera, server, case, appeal["at"])
    page.goto("/field/sanctions")
    expect(section).to_contain_text("已决定：罚 10 元", timeout=15_000)
    expect(section).to_contain_text("顾行")
    expect(section).to_contain_text("改约在时限之后")
    expect(section).to_contain_text("申诉没成立，仍可再说")
    section.get_by_role("button", name="我有话说（申诉）").click()
    tap(page, "记录有误")
    tap(page, "发送申诉")
    expect(page.locator(".undo")).to_contain_text("申诉")  # kept: what is left before that may not be
    send_all(page)
    talk = page.request.get(f"/api/cases/{case}/appeals").json()["clauses"]
    said = [one["kind"] for clause in talk for one in clause["said"]]
    assert said == ["appeal", "appeal_decided", "reason", "appeal"]
    assert talk[0]["appeal"] == "open"


def _counted(desk: Page, case: str) -> list[dict[str, Any]]:
    """The sanctions of the case: a question counts for a second and a half at most, and says what has to wait."""
    found: list[dict[str, Any]] = []
    for _ in range(20):
        found = desk.request.get(f"/api/sanctions?case={case}").json()["sanctions"]
        if found:
            break
        desk.wait_for_timeout(500)
    return found


def _seen_by_the_leader(camera: Browser, server: str, case: str, at: str) -> None:
    """He sees words, time and photo of the appeal, rejects it and decides."""
    desk = leader(camera, server)
    [one] = _counted(desk, case)
    [said] = one["said"]
    assert (said["kind"], said["text"]) == ("appeal", "客户改约，有短信截图")
    assert said["at"] == at[:19].replace("T", " ").removesuffix(":00")
    [proof] = said["files"]
    read = desk.request.get(f"/api/cases/{case}/files/{proof['file']}")
    assert read.headers["content-type"] == "image/jpeg"
    act = next(a for a in desk.request.get(f"/api/cases/{case}").json()["timeline"] if a["id"] == said["act"])
    assert (act["late"], act["source"]) == (False, "phone")
    if CONSOLE.exists():
        desk.goto("/console/sanctions")
        picture = desk.get_by_role("img", name="照片 1")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("one => one.naturalWidth") > 0
    answer = {"key": "answer-1", "clause": CLAUSE, "reason": "改约在时限之后", "upheld": False}
    post(desk, f"/api/cases/{case}/appeals/answer", answer)
    post(desk, f"/api/cases/{case}/sanctions", {"key": "decide-1", "clause": CLAUSE, "reason": "改约在时限之后"})
    desk.context.close()
