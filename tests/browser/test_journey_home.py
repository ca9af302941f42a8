"""A home installation from log-in to archive by clicks and typing alone: the console gives it, the phone does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, expect

from tests.browser import barcode
from tests.browser.journey import (
    Desk,
    Hand,
    accept_and_book,
    bind_and_teach,
    counted,
    filmed,
    install,
    open_job,
    photograph_two,
    send_all,
    served,
    set_out_and_enter,
    shoot,
    sign_and_leave,
    verdicts_at_desk,
    verdicts_on_phone,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUILT = Path(__file__).parents[2] / "src/doorstep/gate/site/static"
KINDS = ["装机单 · 家庭宽带装维与上门触点服务标准", "装机单 · 装维人员日常行为与扣罚标准"]
FACTS = {
    "产品": "宽带加IPTV",
    "属当日单": "否",
    "客户": "许知行",
    "联系电话": "13900000501",
    "地址": "望潮路 19 号 3 幢",
    "上门地点": "用户家",
}
DRAWN = 38
"""The taps of a home installation as the screens were drawn, from taking the order to the reply."""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A journey waits for what it is to see: three programs share one machine."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own with the world of home orders."""
    if not (BUILT / "field/index.html").exists() or not (BUILT / "console/index.html").exists():
        pytest.skip("the screens are not built: cd web && npm run build:all")
    with served(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def camera(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    with filmed(browser_type, browser_type_launch_args, tmp_path_factory.mktemp("film")) as found:
        yield found


@pytest.fixture
def desk(browser: Browser, server: str) -> Iterator[Desk]:
    """The dispatcher at the console."""
    found = Desk(browser, server, "fangsu")
    yield found
    found.context.close()


@pytest.fixture
def phone(camera: Browser, server: str) -> Iterator[Hand]:
    """The technician's phone."""
    found = Hand(camera, server, "lumingchuan", "home-")
    yield found
    found.context.close()


def give(desk: Desk, phone: Hand, number: str) -> None:
    """Opens an order and gives it to the technician, who finds it on his phone."""
    desk.open_order(KINDS, number, FACTS)
    them = desk.give(number, "陆鸣川")
    assert "不能派" not in them.all_inner_texts()
    open_job(phone, number, "接到工单")


def test_a_home_installation_by_the_book(desk: Desk, phone: Hand) -> None:
    """From log-in to archive: nobody asks twice, no clause is broken, and the taps are as few as they were drawn."""
    give(desk, phone, "Z-1101")
    before = len(phone.taps())
    accept_and_book(phone)
    assert phone.page.evaluate("window.dialled") == "tel:13900000501"
    set_out_and_enter(phone)
    install(phone)
    measure(phone)
    bind_and_teach(phone)
    phone.tap("完工，贴好收净")
    photograph_two(phone)
    phone.send("完工，贴好收净")
    sign_and_leave(phone)
    expect(phone.page.get_by_text("都做完了。").or_(phone.page.get_by_text("现在没有要做的。"))).to_be_visible()
    taps = phone.taps()[before:]
    assert len(counted(taps)) <= DRAWN, counted(taps)
    assert taps.count("(shutter)") == 4
    send_all(phone)
    closed(desk, "Z-1101")


def measure(phone: Hand) -> None:
    """The speed, measured by the phone while the customer looks on."""
    phone.tap("当面测速")
    phone.tap("现在测")
    phone.page.get_by_role("button", name="发送", exact=True).wait_for()
    phone.shoot("7-speed")
    phone.send("当面测速")


def type_speed(phone: Hand, picture: Path) -> None:
    """The speed typed in, with a picture of the meter: without network the phone cannot measure."""
    phone.tap("当面测速")
    phone.tap("现在测")
    expect(phone.page.get_by_role("alert")).to_contain_text("测不了：没有网络")
    phone.page.get_by_label("下行").fill("512.4")
    phone.page.get_by_label("上行").fill("58")
    with phone.page.expect_file_chooser() as chooser:
        phone.page.get_by_text("选文件").click()
    chooser.value.set_files(picture)
    phone.shoot("7-typed")
    phone.send("当面测速")


def closed(desk: Desk, number: str) -> None:
    """The console shows the order as finished, without a breach and without anything that is still due."""
    desk.look_at(number)
    expect(desk.page.get_by_text("这张单已完成。")).to_be_visible()
    expect(desk.page.get_by_text("没有违反，也没有到期的。")).to_be_visible()
    expect(desk.page.get_by_text(re.compile("违反 [1-9]"))).to_have_count(0)
    shoot(desk.page, f"{number}-closed")


def test_a_visit_without_network_reloaded_in_the_middle(desk: Desk, phone: Hand, tmp_path: Path) -> None:
    """Cut off from the set-out to the reply: nothing is lost by a reload, and the server judges as the phone did."""
    give(desk, phone, "Z-1102")
    accept_and_book(phone)
    send_all(phone)
    open_job(phone, "Z-1102", "备齐出发")
    phone.context.set_offline(True)
    set_out_and_enter(phone)
    phone.page.reload()
    phone.next_is("画走线，给客户看")
    phone.tap("画走线，给客户看")
    phone.shutter()
    expect(phone.page.locator(".taken img")).to_be_visible()
    phone.page.reload()  # the photo was taken, the sheet not sent
    expect(phone.page.locator(".taken img")).to_be_visible()
    phone.send("画走线，给客户看")
    phone.tap("客户同意，开始放线")
    phone.tap("设备调通，WiFi开通")
    phone.send("设备调通，WiFi开通")
    check_rooms_over_a_reload(phone)
    picture = tmp_path / "meter.png"
    picture.write_bytes(barcode.png("512"))
    type_speed(phone, picture)
    bind_and_teach(phone)
    phone.tap("完工，贴好收净")
    photograph_two(phone)
    phone.send("完工，贴好收净")
    sign_over_a_reload(phone)
    here = verdicts_on_phone(phone, "Z-1102")
    phone.page.goto("/field/outbox")
    expect(phone.page.get_by_text(re.compile("起没有网络"))).to_be_visible()
    expect(phone.page.get_by_role("heading", name=re.compile("待发 27 条"))).to_be_visible()
    phone.shoot("12-outbox")
    phone.context.set_offline(False)
    send_all(phone)
    phone.page.goto("/field/differences")
    expect(phone.page.get_by_text("没有不同。")).to_be_visible()
    closed(desk, "Z-1102")
    assert verdicts_at_desk(desk) == here == verdicts_on_phone(phone, "Z-1102")


def check_rooms_over_a_reload(phone: Hand) -> None:
    """Two rooms answered, the page loaded again, the third answered."""
    phone.tap("查三个房间的WiFi")
    phone.chip("客厅 WiFi覆盖", "良好")
    phone.chip("主卧 WiFi覆盖", "良好")
    phone.page.reload()
    phone.chip("次卧 WiFi覆盖", "良好")
    phone.send("查三个房间的WiFi")


def sign_over_a_reload(phone: Hand) -> None:
    """Strokes on the pad, the page loaded again before they are confirmed; then everything to the reply."""
    phone.tap("客户签字评价")
    phone.sign()
    phone.page.reload()
    phone.tap("确认签名")
    expect(phone.page.get_by_text("已签名。")).to_be_visible()
    phone.chip("客户评分", "10")
    phone.chip("客户满意", "是")
    phone.send("客户签字评价")
    phone.tap("离开现场")
    phone.recorded("离开现场")
    phone.tap("回单")
    phone.send("回单")


def test_what_the_phone_records_is_seen_at_the_desk_at_once(desk: Desk, phone: Hand) -> None:
    """The dispatcher has the order open: it says so without a reload, and nothing moves under his pointer."""
    give(desk, phone, "Z-1103")
    desk.look_at("Z-1103")
    line = desk.page.get_by_role("heading", name="时间线")
    line.hover()
    before = line.bounding_box()
    phone.tap("接到工单")
    phone.recorded("接到工单")
    send_all(phone)
    said = desk.page.get_by_text(re.compile("陆鸣川 记录了接到工单"))
    expect(said).to_be_visible(timeout=6000)  # two seconds on a machine of its own
    assert line.bounding_box() == before
    shoot(desk.page, "Z-1103-live")
    desk.page.get_by_role("button", name=re.compile("点此更新")).click()
    expect(desk.page.get_by_role("button", name="接到工单", exact=True)).to_be_visible()
    expect(desk.page.get_by_role("button", name="致电客户", exact=True)).to_have_count(0)


def test_a_call_that_nobody_answers_counts_and_a_late_customer_puts_off(desk: Desk, phone: Hand) -> None:
    """The frequent difficulties: nobody answers, then the customer cannot make it; both by chips, nothing typed."""
    give(desk, phone, "Z-1104")
    phone.tap("接到工单")
    phone.recorded("接到工单")
    phone.tap("拨号")
    expect(phone.page.get_by_text("接通了吗？")).to_be_visible()
    phone.page.reload()  # the dialler took the screen, and the page was dropped meanwhile
    expect(phone.page.get_by_text("接通了吗？")).to_be_visible()
    phone.tap("没接通")
    phone.recorded("致电客户")
    phone.next_is("打通电话，约好时间")
    phone.tap("打通电话，约好时间")
    phone.page.locator(".window .chip").nth(1).click()
    phone.send("打通电话，约好时间")
    phone.page.get_by_role("link", name="改约").click()
    phone.page.get_by_role("button", name="客户（代录）").click()
    for end, chip in (("window_start", "明天 09:00"), ("window_end", "明天 13:00")):
        phone.page.locator(f"[data-field={end}]").get_by_role("button", name=chip).click()
    phone.chip("改约提出方", "客户")
    phone.page.get_by_role("button", name="客户临时有事").click()
    phone.shoot("13-put-off")
    phone.page.locator(".act-form button[type=submit]").click()
    phone.recorded("改约")
    send_all(phone)
    desk.look_at("Z-1104")
    expect(desk.page.get_by_text(re.compile("违反 [1-9]"))).to_have_count(0)
