"""Rooms that do not go by the book, and leaving the hotel: taps counted, in the clauses' order, the exit never locked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.field_day import FULL
from tests.browser.field_fixture import HOTEL
from tests.browser.phone import case_of, kept, log_in, record, send_all, tap

WORLD = "tests.browser.field_day"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def open_job(page: Page, number: str) -> str:
    """Opens a job from today's list: its id."""
    page.goto("/field/")
    page.locator(".card", has_text=number).locator(".line-link").click()
    page.wait_for_url("**/jobs/*")
    return page.url.rsplit("/", 1)[-1]


def begin(page: Page) -> None:
    page.evaluate("window.taps.length = 0, window.typed = 0")


def taps(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.taps")
    return found


def acts(page: Page) -> list[str]:
    return [act["act"] for act in kept(page)]


def test_a_guest_who_declines_at_the_door_takes_seven_taps(phone: BrowserContext) -> None:
    """Tile, answered, inconvenient, reaction, when, from when, send: the refusal, the question with its apology, the remark."""
    page = log_in(phone)
    case = open_job(page, HOTEL)
    page.goto(f"/field/jobs/{case}/units")
    begin(page)
    page.locator(".tile", has_text="0901").click()
    tap(page, "有人应门")
    tap(page, "住客不便")
    tap(page, "表示不便")
    tap(page, "住客外出时")
    page.locator("[data-field=available_from] .chip").nth(1).click()
    tap(page, "发送")
    page.wait_for_selector(".tile")
    assert len(taps(page)) == 7, taps(page)
    assert page.evaluate("window.typed") == 0
    assert acts(page) == ["knocked", "door_opened", "consent_refused", "revisit_time_asked", "remark_recorded"]
    expect(page.locator(".tile", has_text="0901")).to_contain_text("改约")


def test_a_guest_who_declines_inside_takes_nine_taps(phone: BrowserContext) -> None:
    """Two more: his consent before, clearing up after; then the room is left."""
    page = log_in(phone)
    case = open_job(page, HOTEL)
    page.goto(f"/field/jobs/{case}/units")
    begin(page)
    page.locator(".tile", has_text="0902").click()
    tap(page, "有人应门")
    tap(page, "住客同意,进房开工")
    tap(page, "住客不便")
    tap(page, "不耐烦")
    tap(page, "住客退房后")
    page.locator("[data-field=available_from] .chip").nth(1).click()
    tap(page, "发送")
    tap(page, "清理离开")
    expect(page.get_by_role("button", name="住客不便")).to_have_count(0)
    assert len(taps(page)) == 9, taps(page)
    assert acts(page)[-2:] == ["site_cleaned", "room_left"]


def test_a_failed_test_has_its_own_page_with_three_ways_on(phone: BrowserContext) -> None:
    """What is wrong by a chip; what the clause makes of it; try again, scan another box, or leave for another day."""
    page = log_in(phone)
    case = open_job(page, HOTEL)
    page.goto(f"/field/jobs/{case}/units/1101")
    record(page, "空房开工")
    page.get_by_role("link", name="调试未通过").click()
    expect(page.get_by_text(re.compile("过了 5 分 1101 的 3.6 判违反，调试未通过也不免"))).to_be_visible()
    tap(page, "记下，再试")
    expect(page.get_by_role("alert")).to_contain_text("请点一个")
    tap(page, "墙内线断")
    page.reload()  # the chip is a draft
    expect(page.get_by_role("button", name="墙内线断")).to_have_attribute("aria-pressed", "true")
    tap(page, "记下，再试")
    expect(page.get_by_role("button", name="空房完工", exact=True)).to_be_visible()
    assert kept(page)[-1]["data"] == {"problem": "墙内线断", "room": "1101"}
    page.get_by_role("link", name="调试未通过").click()
    tap(page, "盒子坏")
    tap(page, "记下，换一台再扫")
    page.wait_for_url("**/do/vacant_room_finish?unit=1101")
    page.go_back()
    page.get_by_role("link", name="调试未通过").click()
    tap(page, "平台未开通")
    tap(page, "今天做不了：清理离开，改约")
    page.wait_for_selector(".tile")
    assert acts(page)[-4:] == ["test_failed", "test_failed", "site_cleaned", "room_left"]
    expect(page.locator(".tile", has_text="1101")).to_contain_text("未过")


def test_leaving_with_two_rooms_open_is_counted(phone: BrowserContext) -> None:
    """Checked 2, passed on 1, next time 4, to the signature 1 and at most 4 there, card 1, leave 1.

    Only the signer's name is typed.
    """
    page = log_in(phone)
    case = open_job(page, FULL)
    page.goto(f"/field/jobs/{case}/leave")
    rows = page.locator("ol .line-link")
    expect(rows).to_have_count(5)
    said = rows.all_inner_texts()
    order = ("核对工作单", "转达住客反馈", "约定下次", "签名", "名片")
    assert [word in text for word, text in zip(order, said, strict=True)] == [True] * 5, said
    assert re.search(r"38\b.*\b2\b", said[0], re.S), said[0]
    assert "1206" in said[1]
    assert "1206 1312" in said[2]
    begin(page)
    rows.nth(0).click()
    page.locator(".act-form button[type=submit]").click()
    rows.filter(has_text="转达住客反馈").click()
    rows.filter(has_text="约定下次").click()
    page.locator("[data-field=window_start] .chip").nth(2).click()
    tap(page, "住客不便")
    page.locator(".act-form button[type=submit]").click()
    rows.filter(has_text="签名").click()
    inside = len(taps(page))
    tap(page, "无意见")
    sign(page)
    page.get_by_role("textbox", name="签名人").fill("吴经理")
    page.get_by_role("group", name="签名人职务").get_by_role("button").first.click()
    tap(page, "确认签名")
    tap(page, "返回")
    rows.first.wait_for()
    inside = len(taps(page)) - inside
    rows.filter(has_text="名片").click()
    expect(page.get_by_text("都齐了，可以离开。")).to_be_visible()
    tap(page, "离开酒店")
    page.wait_for_url(f"**/jobs/{case}")
    assert len(taps(page)) - inside == 2 + 1 + 4 + 1 + 1 + 1, taps(page)
    assert inside <= 4, taps(page)
    assert page.evaluate("window.typed") == 0
    send_all(page)
    found = {act["act"]: act["data"] for act in page.request.get(f"/api/cases/{case}").json()["timeline"]}
    assert (found["order_checked_after"]["rooms_done"], found["order_checked_after"]["rooms_open"]) == (38, 2)
    assert found["feedback_passed"]["room"] == "1206"
    assert found["revisit_booked"]["rooms"] == ["1206", "1312"]
    judged = page.request.get(f"/api/cases/{case}/verdicts").json()["standards"][0]["clauses"]
    verdicts = {one["clause"].split("/")[1]: one["verdict"] for one in judged}
    assert {clause: verdicts[clause] for clause in ("5.8", "5.9", "6.1", "6.2", "6.5", "6.6")} == dict.fromkeys(
        ("5.8", "5.9", "6.1", "6.2", "6.5", "6.6"), "met"
    )


def sign(page: Page) -> None:
    """Strokes on the pad, in the manner of a finger."""
    pad = page.locator("svg.pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 30 + 12 * step, box["y"] + 40 + (20 if step % 2 else -10))
    page.mouse.up()


def test_leaving_all_the_same_names_the_clauses_first(phone: BrowserContext) -> None:
    """The exit is never locked: what leaving now breaks is said with its clauses, and the fact can be recorded."""
    page = log_in(phone)
    case = case_of(page, HOTEL)["id"]
    page.goto(f"/field/jobs/{case}/leave")
    tap(page, "离开酒店")
    notice = page.get_by_text(re.compile("6\\.1")).first
    expect(notice).to_be_visible()
    for clause in ("6.2", "6.6"):
        expect(page.locator("main")).to_contain_text(clause)
    tap(page, "仍记录离开")
    page.wait_for_url(f"**/jobs/{case}")
    assert acts(page) == ["left_site"]
    page.get_by_role("button", name=re.compile("^撤销")).click()
    expect(page.locator(".undo")).to_have_count(0)
    assert acts(page) == []
