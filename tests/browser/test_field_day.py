"""The phone's day: what is asked first, what others record meanwhile, and when camera, store, browser or label fail."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.field_day import CLOSED, FINED, FULL
from tests.browser.field_fixture import HOME, HOTEL, PASSWORD
from tests.browser.phone import MAC, case_of, kept, log_in, record, record_sheet, scan, tap

WORLD = "tests.browser.field_day"
pytestmark = [pytest.mark.browser, pytest.mark.slow]
FULL_STORE = """
for (const name of ['put', 'add']) {
  IDBObjectStore.prototype[name] = () => { throw new DOMException('the disk is full', 'QuotaExceededError'); };
}
"""
SCREEN: Any = {"viewport": {"width": 360, "height": 700}, "is_mobile": True}
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.50"


@pytest.fixture
def desk(camera: Browser, server: str) -> Page:
    """The dispatcher at her desk."""
    page = camera.new_context(base_url=server).new_page()
    page.goto("/log-in")
    page.fill("input[name=username]", "fangsu")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile("^(?!.*log-in).*$"))
    return page


def post(page: Page, path: str, body: dict[str, Any]) -> Any:
    cookie = next(one["value"] for one in page.context.cookies() if one["name"] == "doorstep-csrf")
    answer = page.request.post(path, data=body, headers={"X-CSRFToken": cookie, "Referer": page.url})
    assert answer.ok, answer.text()
    return answer.json()


def note(desk: Page, case: str, key: str, text: str) -> None:
    at = desk.evaluate("new Date(Date.now() - 1000).toISOString()")
    act = {"key": key, "case": case, "act": "note.added", "at": at, "data": {"text": text}}
    [answer] = post(desk, "/api/acts", {"acts": [act]})["results"]
    assert answer["error"] is None, answer


def test_what_is_finished_asks_for_nothing(phone: BrowserContext) -> None:
    """Finished and closed jobs are folded with their count; none of them says what to do first."""
    page = log_in(phone, "lumingchuan")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".card")).to_contain_text(HOME)
    tap(page, "今天做完 2 单")
    for number in (FINED, CLOSED):
        card = page.locator(".card", has_text=number)
        expect(card).to_contain_text("都做完了")
        expect(card).not_to_contain_text("先做")
        expect(card.get_by_role("button", name="拨号")).to_have_count(0)
    page.locator(".card", has_text=FINED).locator(".line-link").click()
    expect(page.locator("main")).to_contain_text("都做完了")
    expect(page.locator(".filled")).to_have_count(0)


def test_what_is_due_first_stands_first(phone: BrowserContext) -> None:
    """The hotel whose appointment has begun stands before the one of later; a limit counts like an appointment."""
    page = log_in(phone)
    cards = page.locator(".card")
    expect(cards).to_have_count(2)
    assert FULL in cards.nth(0).inner_text()
    assert HOTEL in cards.nth(1).inner_text()


def test_what_others_record_is_told_and_moves_nothing(phone: BrowserContext, desk: Page) -> None:
    """It is told at the foot; the page itself changes at a tap, or when another page is opened."""
    page = log_in(phone)
    case = case_of(page, HOTEL)["id"]
    page.goto(f"/field/jobs/{case}/timeline")
    page.wait_for_selector("ol.days")
    before = page.locator("ol.days").inner_text()
    page.wait_for_timeout(2_500)  # the feed is followed
    note(desk, case, "live-1", "前台换人了")
    bar = page.locator(".live")
    expect(bar).to_contain_text("刚刚 方素 备注", timeout=15_000)
    assert page.locator("ol.days").inner_text() == before
    page.wait_for_timeout(800)
    tap(page, "1 条有更新，点此更新")
    expect(page.locator("ol.days")).to_contain_text("前台换人了")
    expect(bar).to_have_count(0)
    page.locator("header .back").click()
    note(desk, case, "live-2", "改走货梯")
    expect(bar).to_contain_text("方素", timeout=15_000)
    page.get_by_role("link", name=re.compile("^时间线")).click()
    expect(page.locator("ol.days")).to_contain_text("改走货梯")


def test_a_job_that_is_given_or_taken_is_told_on_the_list(phone: BrowserContext, desk: Page) -> None:
    """A new one waits for a tap, so that no card moves; one that was taken away goes the same way."""
    page = log_in(phone, "lumingchuan")
    page.wait_for_timeout(2_500)
    facts = {
        "product": "broadband",
        "same_day": False,
        "customer": "江晚",
        "phone": "13900000502",
        "address": "澜桥里 7 幢",
    }
    standards = [{"standard": "home-broadband", "kind": "installation"}]
    body = {"key": "open-z", "number": "Z-1099", "standards": standards, "place": "chengnan", "facts": facts}
    case = post(desk, "/api/cases", body)["case"]
    post(desk, f"/api/cases/{case}/assignment", {"key": "give-z", "person": "lumingchuan"})
    expect(page.locator(".live")).to_contain_text("Z-1099", timeout=15_000)
    expect(page.locator(".card", has_text="Z-1099")).to_have_count(0)
    page.wait_for_timeout(800)
    tap(page, "1 条有更新，点此重排")
    expect(page.locator(".card", has_text="Z-1099")).to_be_visible()
    post(desk, f"/api/cases/{case}/assignment", {"key": "take-z", "person": None})
    expect(page.locator(".live")).to_contain_text("改派", timeout=15_000)
    expect(page.locator(".card", has_text="Z-1099")).to_be_visible()
    page.wait_for_timeout(800)
    tap(page, "1 条有更新，点此重排")
    expect(page.locator(".card", has_text="Z-1099")).to_have_count(0)


def test_the_phone_starts_cold_without_network(camera: Browser, server: str) -> None:
    """Loaded once, closed, opened again offline at another address: today's jobs, a room, a tap that is kept."""
    context = camera.new_context(base_url=server, **SCREEN)
    page = log_in(context)
    case = case_of(page, HOTEL)["id"]
    manifest = page.evaluate("document.querySelector('link[rel=manifest]').href")
    told = page.request.get(manifest).json()
    assert (told["start_url"], told["scope"], told["display"]) == ("/field/", "/field/", "standalone")
    sizes = {icon["sizes"] for icon in told["icons"] if page.request.get(icon["src"]).ok}
    assert {"192x192", "512x512"} <= sizes
    page.close()
    context.set_offline(True)
    page = context.new_page()
    page.goto("/field/")
    expect(page.locator(".card", has_text=HOTEL)).to_be_visible()
    page.close()
    page = context.new_page()
    page.goto(f"/field/jobs/{case}/units/1004")
    record(page, "空房开工")
    page.close()
    page = context.new_page()
    page.goto("/field/outbox")
    expect(page.get_by_text("1004 空房开工")).to_be_visible()
    assert len(kept(page)) == 4
    context.close()


def test_a_full_phone_says_so_before_work_and_keeps_acts_without_photos(camera: Browser, server: str) -> None:
    """Nearly full: the photo is left out and said so; quite full: said at once, and nothing pretends to be kept."""
    context = camera.new_context(base_url=server, **SCREEN, permissions=["camera"])
    page = log_in(context)
    case = case_of(page, HOTEL)["id"]
    context.add_init_script("navigator.storage.estimate = async () => ({usage: 992e6, quota: 1e9})")
    page.goto(f"/field/jobs/{case}/units/1005")
    expect(page.get_by_role("alert").first).to_contain_text("手机空间快满了")
    record(page, "空房开工")
    tap(page, "空房完工")
    page.get_by_role("button", name=re.compile("^确是这台")).or_(
        page.get_by_role("button", name="发送")
    ).first.wait_for()
    if page.get_by_role("button", name=re.compile("^确是这台")).count():
        page.get_by_role("button", name=re.compile("^确是这台")).click()
    expect(page.locator("main")).to_contain_text("这次不拍照，动作照记")
    record_sheet(page)
    assert "photo" not in next(act for act in kept(page) if act["act"] == "cabling_done")["data"]
    context.add_init_script(FULL_STORE)
    page.goto(f"/field/jobs/{case}/units/1006")
    expect(page.get_by_role("alert").first).to_contain_text("手机空间满了")
    before = len(kept(page))
    tap(page, "空房开工")
    expect(page.get_by_text("没存下")).to_be_visible()
    assert len(kept(page)) == before
    context.close()


def test_wechat_is_told_to_open_the_browser(camera: Browser, server: str) -> None:
    """Its store does not last; everybody else is told nothing."""
    context = camera.new_context(base_url=server, **SCREEN, user_agent=WECHAT)
    page = log_in(context)
    expect(page.get_by_text("请点右上角，在浏览器打开")).to_be_visible()
    context.close()


def test_without_the_camera_the_label_is_typed(browser: Browser, server: str) -> None:
    """How to switch it on is said, typing stays; a digit too few is counted before it is taken."""
    context = browser.new_context(base_url=server, **SCREEN)
    context.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError') }"
    )
    page = log_in(context)
    page.goto(f"/field/jobs/{case_of(page, HOTEL)['id']}/units/1007")
    record(page, "空房开工")
    tap(page, "空房完工")
    expect(page.get_by_role("alert")).to_contain_text("在浏览器设置里允许本站使用相机")
    tap(page, "手输")
    for key in "0200000010A":
        page.locator(".keys").get_by_role("button", name=key, exact=True).click()
    tap(page, "就是这个")
    expect(page.get_by_role("alert")).to_contain_text("还差 1 位")
    page.locator(".keys").get_by_role("button", name="F", exact=True).click()
    tap(page, "就是这个")
    expect(page.locator(".done")).to_contain_text("02:00:00:00:10:AF")
    context.close()


def test_a_label_that_stands_in_another_room_leads_to_its_correction(phone: BrowserContext) -> None:
    """Scan again, or it is this one: then the other room's act is opened at its field once this one is sent."""
    page = log_in(phone)
    case = case_of(page, HOTEL)["id"]
    phone.set_offline(True)
    for room in ("1008", "1009"):
        page.goto(f"/field/jobs/{case}/units/{room}")
        record(page, "空房开工")
        tap(page, "空房完工")
        if room == "1009":
            tap(page, "重扫")  # the camera still sees the same label
            expect(page.get_by_text(f"{MAC} 已记在 1008。")).to_be_visible()
            expect(page.get_by_role("button", name="确是这台，去改 1008")).to_be_visible()
        scan(page)
        page.locator("[data-shutter]").click()
        record_sheet(page)
    expect(page).to_have_url(re.compile("/correct/.*field=macs"))
    expect(page.get_by_role("button", name="MAC", exact=False).first).to_be_visible()
    expect(page.locator("main")).to_contain_text(MAC)


def test_a_room_that_is_not_on_the_order_is_added_with_a_reason(phone: BrowserContext) -> None:
    """Without number or reason it says which; then a note is kept and the room is worked in as any other."""
    page = log_in(phone)
    page.goto(f"/field/jobs/{case_of(page, HOTEL)['id']}/units")
    tap(page, "加一间")
    page.locator("form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("还没写")
    page.get_by_label(re.compile("号$")).fill("1415")
    page.locator("form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("请点一个原因")
    tap(page, "单上漏写")
    page.locator("form button[type=submit]").click()
    page.wait_for_url("**/units/1415")
    record(page, "空房开工")
    first, *work = kept(page)
    assert first["data"]["text"].startswith("加 1415")
    assert "单上漏写" in first["data"]["text"]
    assert {act["data"]["room"] for act in work} == {"1415"}


def test_a_door_that_stays_shut_is_one_tap(phone: BrowserContext) -> None:
    """The remark goes on the room, the grid shows it as put off, and the room can be begun later."""
    page = log_in(phone)
    page.goto(f"/field/jobs/{case_of(page, HOTEL)['id']}/units/1010")
    tap(page, "门没开")
    page.wait_for_selector(".tile")
    expect(page.locator(".tile", has_text="1010")).to_contain_text("改约")
    [act] = kept(page)
    assert (act["act"], act["data"]) == ("remark_recorded", {"remark": "空房，门打不开", "room": "1010"})
    page.locator(".tile", has_text="1010").click()
    expect(page.get_by_role("button", name="空房开工", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="先空着")).to_be_visible()
