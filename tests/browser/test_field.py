"""The phone in Chromium at 360 px against a real server: taps counted, the network cut for a whole visit, both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.field_fixture import HOME, HOTEL
from tests.browser.phone import (
    KEY,
    MAC,
    case_of,
    faults,
    kept,
    log_in,
    open_units,
    record,
    record_form,
    record_sheet,
    scan,
    send_all,
    tap,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_vacant_room_takes_four_taps_a_scan_and_a_photo(phone: BrowserContext) -> None:
    """Tile, start, finish, send; the scan needs no tap, the shutter is the photo, nothing is typed."""
    page = log_in(phone)
    open_units(page)
    page.evaluate("window.taps.length = 0, window.typed = 0")
    page.locator(".tile", has_text="0806").click()
    tap(page, "空房开工")
    expect(page.locator("[role=timer]")).to_contain_text("还剩")
    tap(page, "空房完工")
    page.locator("[data-shutter]").click()
    expect(page.get_by_text(MAC)).to_be_visible()
    tap(page, "发送")
    page.wait_for_selector(".tile")
    taps = page.evaluate("window.taps")
    assert len([one for one in taps if one != "shutter"]) == 4, taps
    assert taps.count("shutter") == 1
    assert page.evaluate("window.typed") == 0
    assert [act["act"] for act in kept(page)] == [
        *("knocked", "door_opened", "room_entered", "work_started"),
        *("cabling_done", "test_passed", "unit_done", "site_cleaned", "room_left"),
    ]
    send_all(page)
    case = case_of(page, HOTEL)
    done = next(act for act in case["timeline"] if act["act"] == "unit_done")
    assert done["data"] == {"room": "0806", "macs": [MAC]}
    assert done["source"] == "phone:vacant_room_finish"
    photo = next(act for act in case["timeline"] if act["act"] == "cabling_done")["data"]["photo"]
    answer = page.request.get(f"/api/cases/{case['id']}/files/{photo}")
    assert answer.ok
    assert answer.headers["content-type"] == "image/jpeg"


def test_an_occupied_room_takes_eight_taps_at_most(phone: BrowserContext) -> None:
    """Five when all goes well, eight with a difficulty that the guest is asked about; only consent is the guest's own tap."""
    page = log_in(phone)
    open_units(page)
    page.evaluate("window.taps.length = 0, window.typed = 0")
    page.locator(".tile", has_text="0905").click()
    tap(page, "有人应门")
    tap(page, "住客同意,进房开工")
    section = page.locator("section", has=page.get_by_role("heading", name="遇到疑难"))
    section.get_by_role("button", name="网口无信号").click()
    tap(page, "已说明,已问意见")
    tap(page, "住客同意继续")
    tap(page, "有住客的房间完工")
    scan(page)
    page.locator("[data-shutter]").click()
    record_sheet(page)
    taps = [one for one in page.evaluate("window.taps") if one != "shutter" and not one.startswith("确是这台")]
    assert len(taps) == 8, taps
    assert page.evaluate("window.typed") == 0


def test_a_whole_visit_without_network_is_judged_as_the_server_judges_it(phone: BrowserContext) -> None:
    """Cut off, reloaded in the middle, closed and opened again: nothing is lost, and after the sync no verdict differs."""
    page = log_in(phone)
    open_units(page)
    phone.set_offline(True)
    page.reload()
    page.wait_for_selector(".tile")
    case_id = page.url.split("/")[-2]
    for act in ("prepared", "arrived", "order_checked_before"):
        record_form(page, case_id, act)
    page.goto(f"/field/jobs/{case_id}/units/0807")
    record(page, "空房开工")
    page.reload()
    tap(page, "空房完工")
    scan(page)
    page.reload()  # in the middle of the sheet
    scan(page)
    page.locator("[data-shutter]").click()
    record_sheet(page)
    page.goto(f"/field/jobs/{case_id}/units/0808")
    record(page, "有人应门")
    tap(page, "住客不便")
    tap(page, "明确谢绝")
    tap(page, "住客指定时间")
    page.locator("[data-field=available_from] .chip").nth(2).click()
    record_sheet(page)
    page.close()
    page = phone.new_page()
    page.goto("/field/outbox")
    before = kept(page)
    assert len(before) == 3 + 9 + 2 + 3, [act["act"] for act in before]
    expect(page.get_by_text(re.compile("起没有网络"))).to_be_visible()
    phone.set_offline(False)
    send_all(page)
    page.goto("/field/differences")
    expect(page.get_by_text("没有不同。")).to_be_visible()
    sent = {act["key"] for act in before}
    case = case_of(page, HOTEL)
    assert len([act for act in case["timeline"] if act["source"].startswith("phone")]) >= len(sent)
    assert phone_verdicts(page, case["id"]) == server_verdicts(page, case["id"])


def phone_verdicts(page: Page, case: str) -> dict[str, str]:
    """The counts of verdicts as the phone's page of clauses shows them."""
    page.goto(f"/field/jobs/{case}/clauses")
    page.wait_for_selector("main section")
    texts = page.locator("main section > .line-link").all_inner_texts()
    return {text.split()[0]: text.split()[1] for text in texts}


def server_verdicts(page: Page, case: str) -> dict[str, str]:
    words = {"breached": "违反", "pending": "待定", "met": "符合", "not_applicable": "不适用"}
    judged = page.request.get(f"/api/cases/{case}/verdicts").json()["standards"][0]["clauses"]
    counts: dict[str, int] = {}
    for one in judged:
        counts[words[one["verdict"]]] = counts.get(words[one["verdict"]], 0) + 1
    return {word: str(number) for word, number in counts.items()}


def test_a_tap_can_be_taken_back_for_ten_seconds(phone: BrowserContext) -> None:
    """What is undone was never sent; the next button stays free meanwhile."""
    page = log_in(phone)
    open_units(page)
    page.locator(".tile", has_text="1103").click()
    record(page, "空房开工")
    assert len(kept(page)) == 4
    page.get_by_role("button", name=re.compile("^撤销")).click()
    expect(page.get_by_role("button", name="空房开工", exact=True)).to_be_visible()
    assert kept(page) == []


def test_nobody_logs_out_while_something_waits(phone: BrowserContext) -> None:
    """Log-out and clearing are off and say why; the file that can be saved holds every act."""
    page = log_in(phone)
    open_units(page)
    phone.set_offline(True)
    page.locator(".tile", has_text="1104").click()
    record(page, "空房开工")
    page.goto("/field/mine")
    expect(page.get_by_role("button", name="退出登录")).to_be_disabled()
    expect(page.get_by_role("button", name="清空并重新下载")).to_be_disabled()
    page.goto("/field/outbox")
    with page.expect_download() as saving:
        tap(page, "导出文件")
    saved = json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))
    assert [act["act"] for act in saved["acts"]] == ["knocked", "door_opened", "room_entered", "work_started"]
    phone.set_offline(False)
    send_all(page)


def test_a_fast_clock_is_told_where_verdicts_differ(camera: Browser, server: str) -> None:
    """A call that the phone's clock puts too late and the server's in time: both verdicts, and why."""
    context = camera.new_context(base_url=server, viewport={"width": 360, "height": 700}, is_mobile=True)
    page = log_in(context, "lumingchuan")
    case = case_of(page, HOME)["id"]
    record_form(page, case, "order_received")
    send_all(page)
    context.set_offline(True)
    context.add_init_script("{ const now = Date.now; Date.now = () => now() + 45 * 60_000; }")
    page.reload()
    record_form(page, case, "customer_called")
    context.set_offline(False)
    send_all(page)
    page.goto("/field/differences")
    late = page.locator("section", has=page.get_by_role("heading", name=re.compile(r" 5\.1 ")))
    expect(late).to_contain_text("手机时钟快 45 分")
    expect(late.get_by_text("符合")).to_be_visible()
    expect(late.get_by_text("违反", exact=True)).to_be_visible()
    context.close()


def test_a_correction_takes_six_taps(phone: BrowserContext) -> None:
    """Timeline, act, field, value, reason, 更正; both stay readable."""
    page = log_in(phone)
    case = case_of(page, HOTEL)
    act = next(one for one in case["timeline"] if one["act"] == "contract_signed")
    page.goto(f"/field/jobs/{case['id']}")
    page.evaluate("window.taps.length = 0")
    page.get_by_role("link", name=re.compile("^时间线")).click()
    page.get_by_role("button", name="签约").first.click()
    page.get_by_role("button", name="时间", exact=True).click()
    page.get_by_role("button", name="早 5 分").click()
    page.get_by_role("button", name="时间错").click()
    page.get_by_role("button", name="更正", exact=True).click()
    page.wait_for_url("**/timeline")
    assert len(page.evaluate("window.taps")) == 6
    send_all(page)
    new = next(one for one in case_of(page, HOTEL)["timeline"] if one["corrects"] == act["id"])
    assert new["act"] == "act.replaced"
    assert new["data"]["reason"] == "时间错"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_key_shows_in_either_language(camera: Browser, server: str, lang: str) -> None:
    """Every page of both jobs, in both languages: no key, no console error, nothing wider than the phone."""
    for username, number in (("zhouyuan", HOTEL), ("lumingchuan", HOME)):
        phone = camera.new_context(base_url=server, viewport={"width": 360, "height": 700}, is_mobile=True)
        page = log_in(phone, username)
        errors: list[str] = []
        page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)  # noqa: B023
        page.on("pageerror", lambda one: errors.append(str(one)))  # noqa: B023
        page.evaluate(f"localStorage.setItem('doorstep.lang', '{lang}')")
        case = case_of(page, number)["id"]
        acts = ["appearance_checked", "appointment_made", "signed_off"]
        paths = ["", "outbox", "mine", "sanctions", "differences", "nothing-here", f"jobs/{case}"]
        paths += [
            f"jobs/{case}/{one}" for one in ("timeline", "clauses", "more", "leave", *(f"act/{act}" for act in acts))
        ]
        if number == HOTEL:
            paths += [f"jobs/{case}/units", f"jobs/{case}/units/1010", f"jobs/{case}/do/guest_declined?unit=1010"]
        else:
            paths += [f"jobs/{case}/do/visit_booked", f"jobs/{case}/do/signed_and_rated"]
        for path in paths:
            page.goto(f"/field/{path}")
            page.wait_for_selector("main")
            page.wait_for_timeout(250)
            text = page.inner_text("body")
            assert not KEY.search(text), (path, KEY.search(text))
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert faults(page) == [], path
        assert errors == []
        phone.close()
