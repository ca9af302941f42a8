"""A hotel's installation order by clicks and typing alone, from opening to archive: dispatcher at the console, the
hotel at its link, account manager on the phone, two visits.

The server's clock is the fixture's, the browsers' is Playwright's; both are set to one moment.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserType, expect

from tests.browser import hotel_visit as visit
from tests.browser.hotel_screens import PATIENCE, ROOT, Console, Day, Phone, Screen
from tests.browser.journey_fixture import set_clock

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUILT = ROOT / "src/doorstep/gate/site/static/door/index.html"
NUMBER, HOTEL = "H-1001", "栎园大酒店"
ROOMS = ("0801", "0802", "0803", "0804", "0805")
KIND = "装机单 · 酒店互联网电视机顶盒装维规范(客户经理)"
MONDAY, TUESDAY = "2026-10-12", "2026-10-13"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder; it is Monday morning."""
    found = tmp_path_factory.mktemp("journey")
    set_clock(found, datetime.fromisoformat(f"{MONDAY}T08:30:00+08:00"))
    return found


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    """A server of its own with an office and no order; its address."""
    if not BUILT.exists():
        pytest.skip("the screens are not built here: make setup")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DOORSTEP_HOME": str(home), "DOORSTEP_COMPANY_PHONE": "0571-00000001"}
    command = [sys.executable, "-m", "tests.browser.journey_fixture", str(home), str(port)]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="module")
def camera(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser with a camera that sees no label: MACs are typed by hand here."""
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    arguments = [*browser_type_launch_args.get("args", []), *fake]
    found = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    yield found
    found.close()


def test_a_hotel_order_is_opened_booked_confirmed_by_the_hotel_and_worked_by_the_book(
    camera: Browser, server: str, home: Path
) -> None:
    """Every stage by what stands on the screens; no API is asked by the test."""
    day = Day(home)
    play(camera, server, day)


def play(browser: Browser, server: str, day: Day) -> None:
    console = Console.enter(browser, server, day, f"{MONDAY} 08:30", "fangsu")
    opened_and_given(console)
    day.set(f"{MONDAY} 08:40")
    phone = Phone.enter(browser, server, day, f"{MONDAY} 08:40", "zhouyuan")
    booked(phone, console)
    link = link_by_the_console(console)
    hotel = confirmed(browser, server, day, link)
    visit.at_the_hotel(phone, day)
    rooms(phone, day)
    code = visit.left(phone, console, day, "0803")
    read_at_the_door(hotel, link, code, "装好 4，未装 1")
    code = visit.second_visit(phone, day, "0803")
    read_at_the_door(hotel, link, code, "装好 5，未装 0")
    rated(hotel)
    visit.replied_and_entered(phone, day)
    archived(console)
    assert [*console.wrong, *phone.wrong, *hotel.wrong] == []


def rooms(phone: Phone, day: Day) -> None:
    """Vacant; a guest who agrees; one who declines; a box that fails first; vacant again."""
    visit.vacant(phone, day, "0801", "09:35", "09:38")
    visit.consented(phone, day, "0802")
    visit.declined(phone, day, "0803")
    visit.vacant(phone, day, "0804", "10:05", "10:09", fails="10:07")
    visit.vacant(phone, day, "0805", "10:15", "10:18")


def confirmed(browser: Browser, server: str, day: Day, link: str) -> Screen:
    """The hotel opens its link, with no log-in, and says that the time suits."""
    day.set(f"{MONDAY} 09:00")
    context = browser.new_context(
        base_url=server, viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    day.join(context, f"{MONDAY} 09:00")
    hotel = Screen(context.new_page(), "hotel")
    hotel.page.goto(link)
    expect(hotel.page.locator(".when")).to_contain_text("09:30-17:30")
    expect(hotel.page.locator(".needs")).to_have_text("请安排一位服务员带路、刷卡开门")
    hotel.press("可以，就这个时间")
    expect(hotel.page.get_by_text("已确认这个时间")).to_be_visible(timeout=PATIENCE)
    hotel.shoot("08-door-confirmed")
    return hotel


def read_at_the_door(hotel: Screen, link: str, code: str, words: str) -> None:
    """The hotel reads at its link what its front desk signed: the same words, by their code."""
    hotel.page.goto(link)
    hotel.press("看记录，签名")
    expect(hotel.page.locator("main")).to_contain_text(words)
    expect(hotel.page.locator("main")).to_contain_text(code)
    hotel.shoot("09-door-record")


def rated(hotel: Screen) -> None:
    """The hotel rates the visit at its link, once."""
    hotel.press("评价")
    hotel.press("提交")
    expect(hotel.page.get_by_text("请打分")).to_be_visible()
    hotel.press("9")
    hotel.press("满意")
    expect(hotel.page.get_by_text("请打分")).to_have_count(0)
    hotel.shoot("11-door-rate")
    hotel.press("提交")
    expect(hotel.page.get_by_text("谢谢，这次上门已评价")).to_be_visible()


def archived(console: Console) -> None:
    """The desk's open page says that the order is done, and that no clause was broken."""
    page = console.page
    expect(page.get_by_text("已完成").first).to_be_visible()
    clauses = page.locator("section.clauses")
    expect(clauses).to_contain_text("没有违反，也没有到期的。")
    expect(clauses).to_contain_text("符合 69")
    console.shoot("14-archived")


def opened_and_given(console: Console) -> None:
    """The dispatcher opens the order with its rooms and gives it to the account manager."""
    page = console.page
    page.locator("#page").click()
    page.keyboard.press("n")
    page.get_by_role("combobox", name="工单类型").select_option(label=KIND)
    page.get_by_label("单号", exact=True).fill(NUMBER)
    console.field("酒店名称").get_by_role("textbox").fill(HOTEL)
    console.press("是", within=console.field("属高级酒店"))
    rooms = console.field("本单房号")
    rooms.get_by_role("textbox").fill(" ".join(ROOMS))
    console.field("回单时限").get_by_role("textbox").fill("1")
    expect(rooms.get_by_role("textbox")).to_have_count(len(ROOMS))
    console.shoot("01-new-order")
    console.press("开单")
    expect(page.get_by_role("heading", name=re.compile(NUMBER))).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^条款"))).to_be_visible()
    console.press("派单")
    console.press("派给他", within=page.get_by_role("dialog"))
    expect(page.locator(".holder")).to_contain_text("周予安")
    console.shoot("02-given")


def to_job(phone: Phone) -> None:
    """The job's page, from wherever one is."""
    phone.page.goto("/field/")
    phone.page.locator(".card", has_text=NUMBER).locator(".line-link").click()
    expect(phone.page.get_by_role("heading", name=re.compile(NUMBER))).to_be_visible()


def step(phone: Phone, name: str) -> None:
    """The next step of the job, which the page offers first."""
    button = phone.page.locator("main .button.filled")
    expect(button).to_have_text(name)
    button.click()
    expect(phone.page.get_by_role("heading", name=name)).to_be_visible()


def booked(phone: Phone, console: Console) -> None:
    """Contract and plan are there, the hotel has an appointment for the next morning; the console sees it as it happens."""
    to_job(phone)
    phone.shoot("03-job")
    step(phone, "签约")
    phone.write("contract_no", "HT-1001")
    phone.record()
    step(phone, "组网方案验收")
    phone.write("network_plan", "光猫到桌，每层一台交换机")
    phone.record()
    step(phone, "预约")
    moment(phone, "window_start", f"{TUESDAY} 09:30")
    moment(phone, "window_end", f"{TUESDAY} 17:30")
    phone.write("coordinator", "小乔")
    phone.write("steps", "先机房，后八楼各间")
    phone.write("agreed_with", "吴经理")
    phone.shoot("04-appointment")
    phone.record()
    expect(console.page.get_by_role("button", name="预约", exact=True).first).to_be_visible(timeout=30_000)


def moment(phone: Phone, field: str, at: str) -> None:
    """A moment typed into its field."""
    row = phone.page.locator(f".field[data-field={field}]")
    if not row.locator("input[type=datetime-local]").count():
        phone.press("另选", within=row)
    row.locator("input[type=datetime-local]").fill(at.replace(" ", "T"))


def link_by_the_console(console: Console) -> str:
    """The dispatcher makes a link by a button; its path, as it stands on the screen."""
    page = console.page
    console.press("给客户的链接")
    panel = page.get_by_role("dialog")
    panel.get_by_label("请客户准备（可不填）").fill("请安排一位服务员带路、刷卡开门")
    console.press("生成链接", within=panel)
    expect(panel.get_by_role("img", name="链接的二维码")).to_be_visible()
    console.shoot("05-link")
    address = panel.get_by_role("textbox", name="链接").input_value()
    console.press("关闭", within=panel)
    return "/door/" + address.partition("/door/")[2]
