"""The console in Chromium against the real server: orders opened and given by clicks and typing, two people on one order."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.office import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(__file__).with_name("screenshots")
BUILT = ROOT / "src/doorstep/gate/site/static/console/index.html"
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
KEY = re.compile(
    r"[a-z]+_[a-z]+|\b(?:pages|shell|desk|orders?|day|people|house|ui|form|time)\.[a-z-]+|undefined|NaN|\[object|\bnull\b"
)
REFUSED = re.compile(r"Failed to load resource: (?:the server responded with a status of (?:409|422)|net::ERR_FAILED)")
"""What Chromium itself writes when the server refuses what a person typed, or a test cuts the network."""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 768, "height": 1000}

LogIn = Callable[..., Page]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the organisation of ``office``."""
    if not BUILT.exists() or not AXE.exists():
        pytest.skip("the console is not built here: make setup")
    home = tmp_path_factory.mktemp("console")
    url = f"sqlite:///{home / 'console.sqlite3'}"
    environment = {**os.environ, "DOORSTEP_HOME": str(home), "DOORSTEP_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "tests.browser.office", str(home)], env=environment, check=True, cwd=ROOT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "doorstep", "serve", "--port", str(port)], env=environment, cwd=ROOT
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(30)


def wait_for(address: str) -> None:
    until = time.monotonic() + 180  # a busy machine starts slowly
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@pytest.fixture
def log_in(browser: Browser, server: str) -> Iterator[LogIn]:
    """Opens a browser for somebody and logs him in; a fault in its console, or a request elsewhere, fails the test."""
    wrong: list[str] = []
    contexts: list[Any] = []

    def watched(page: Page) -> None:
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text) if said.type in ("error", "warning") and not REFUSED.search(said.text) else None
            ),
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith((server, "data:")) else wrong.append(asked.url))

    def enter(username: str, to: str = "/", *, viewport: Any = None) -> Page:
        context = browser.new_context(viewport=viewport or WIDE, base_url=f"{server}/console/")
        contexts.append(context)
        page = context.new_page()
        watched(page)
        page.goto("./")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("navigation", name="菜单")).to_be_visible()
        if to != "/":
            page.goto(f".{to}")
        return page

    yield enter
    for context in contexts:
        context.close()
    assert wrong == []


def shoot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"console-{name}.png", full_page=True)


def no_serious_fault(page: Page) -> None:
    """Axe finds nothing serious on the page as it stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (one["id"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


def no_key(page: Page) -> None:
    """No key and no word in snake_case is to be seen."""
    assert KEY.findall(page.locator("body").inner_text()) == []


def order(page: Page, number: str) -> Page:
    """The order's page, by the search."""
    page.keyboard.press("/")
    page.get_by_label("搜索工单").fill(number)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile(number)).first.click()
    expect(page.get_by_role("heading", name=re.compile("^条款"))).to_be_visible()
    return page


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog", name=re.compile(name))


def test_wrong_password_then_right(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport=WIDE)
    page.goto(f"{server}/console/orders?due=today")
    expect(page).to_have_url(re.compile("log-in"))
    no_serious_fault(page)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_have_text("用户名和密码都要填。")
    page.get_by_label("用户名").fill("fangsu")
    page.get_by_label("密码").fill("nonsense")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_have_text("用户名或密码不对")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/orders\?due=today"))
    page.close()


def test_open_an_order_nonsense_first_and_give_it_in_two_clicks(log_in: LogIn) -> None:
    page = log_in("fangsu")
    page.locator("#page").click()
    page.keyboard.press("n")
    page.get_by_role("combobox", name="工单类型").select_option(label="装机单 · 家庭宽带装维与上门触点服务标准")
    number = page.get_by_label("单号", exact=True)
    expect(number).to_have_value(re.compile(r"Z-\d+"))
    number.fill("Z-1038")
    page.get_by_label(re.compile("联系电话")).fill("打给她")
    page.get_by_role("button", name="开单").click()
    expect(page.get_by_role("button", name=re.compile("还缺"))).to_contain_text("产品")
    expect(page.get_by_text("“打给她”不像电话号码")).to_be_visible()
    page.get_by_label(re.compile("联系电话")).fill("13900000502")
    page.get_by_role("button", name="宽带", exact=True).click()
    page.get_by_label(re.compile("地址")).fill("桂语里 5 幢 302")
    page.get_by_role("button", name="开单").click()
    expect(page.get_by_role("alert")).to_contain_text("Z-1038")  # the number is taken; what was typed stays
    expect(page.get_by_label(re.compile("地址"))).to_have_value("桂语里 5 幢 302")
    no_serious_fault(page)
    shoot(page, "new-order")
    number.fill("Z-1099")
    page.get_by_role("button", name="开单").click()
    expect(page.get_by_role("heading", name=re.compile("Z-1099"))).to_be_visible()

    page.get_by_role("link", name="工作台").click()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Z-1099"))
    row.get_by_role("button", name="派单").click()
    expect(row.get_by_text("不能派")).to_be_visible()  # who holds no certificate has no button
    no_serious_fault(page)
    no_key(page)
    shoot(page, "desk")
    row.get_by_role("button", name="派给他").first.click()
    expect(page.get_by_text(re.compile("Z-1099 已派给"))).to_be_visible()
    page.get_by_role("button", name=re.compile("撤销")).click()
    expect(row.get_by_role("button", name="派单")).to_be_visible()


def test_given_meanwhile_by_another_is_said(log_in: LogIn) -> None:
    one, other = log_in("fangsu"), log_in("guxing", "/")
    other.goto("./orders?what=orders&state=open")
    row = one.get_by_role("listitem").filter(has=one.get_by_role("link", name="Z-1043"))
    row.get_by_role("button", name="派单").click()
    expect(row.get_by_role("button", name="派给他").first).to_be_visible()
    order(other, "Z-1043").get_by_role("button", name="派单", exact=True).click()
    panel(other, "派给谁").get_by_role("button", name="派给他").first.click()
    expect(other.get_by_text(re.compile("Z-1043 已派给"))).to_be_visible()
    row.get_by_role("button", name="派给他").last.click()
    expect(row.get_by_role("alert")).to_contain_text(re.compile("已由 顾行 派给"))
    row.get_by_role("button", name="好").click()
    expect(one.get_by_role("link", name="Z-1043")).to_have_count(0)


def test_an_order_by_keyboard_its_rooms_sentences_and_grounds(log_in: LogIn) -> None:
    page = order(log_in("fangsu"), "H-0921")
    expect(page.get_by_role("button", name=re.compile("0608 房间，完工，违反"))).to_be_visible()
    expect(page.get_by_text("用时 5 分 50 秒").first).to_be_visible()
    page.get_by_role("button", name="0608 房间，完工，违反").click()
    expect(page.get_by_role("button", name="只看 0608")).to_be_visible()
    page.get_by_role("button", name=re.compile("开始作业 .*")).first.click()
    grounds = panel(page, "依据")
    expect(grounds).to_contain_text("周予安")
    expect(grounds).to_contain_text("已校验")
    no_serious_fault(page)
    no_key(page)
    shoot(page, "grounds")
    page.keyboard.press("Escape")
    expect(grounds).to_have_count(0)
    shoot(page, "order")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    no_serious_fault(page)
    shoot(page, "order-768")


def test_masked_number_whole_only_with_a_record_of_it(log_in: LogIn) -> None:
    page = order(log_in("fangsu"), "Z-1038")
    expect(page.get_by_text("****0501").first).to_be_visible()
    page.get_by_role("button", name="开单", exact=True).click()
    grounds = panel(page, "依据")
    grounds.get_by_role("definition").filter(has_text="****0501").get_by_role(
        "button", name="显示全号：会留下记录"
    ).click()
    expect(grounds).to_contain_text("13900000501")


def test_two_people_on_one_order_and_a_breach_said_before_it_is_recorded(log_in: LogIn) -> None:
    one, other = order(log_in("zhouyuan"), "H-0921"), order(log_in("fangsu"), "H-0921")
    other.get_by_role("heading", name="时间线").hover()  # what is pointed at does not move
    before = other.get_by_role("heading", name="时间线").bounding_box()
    one.get_by_label("记录动作").fill("离开酒店")
    one.get_by_role("button", name="离开酒店", exact=True).click()
    form = panel(one, "离开酒店")
    expect(form.get_by_text("照现在填的，会违反：")).to_be_visible()
    expect(form.get_by_text("6.1", exact=True)).to_be_visible()
    no_serious_fault(one)
    shoot(one, "record-breach")
    form.get_by_role("button", name="仍记录").click()
    expect(other.get_by_text(re.compile("周予安 记录了离开酒店"))).to_be_visible(timeout=3000)
    assert other.get_by_role("heading", name="时间线").bounding_box() == before
    other.get_by_role("button", name=re.compile("点此更新")).click()
    expect(other.get_by_role("button", name="离开酒店", exact=True)).to_be_visible()
    expect(one.get_by_role("button", name="离开酒店", exact=True)).to_be_visible()


def test_a_correction_needs_a_reason_and_the_old_value_stays(log_in: LogIn) -> None:
    page = order(log_in("zhouyuan"), "H-0921")
    page.get_by_role("button", name="记录酒店要求", exact=True).click()
    page.get_by_role("button", name="更正", exact=True).click()
    correct = panel(page, "更正")
    correct.get_by_label(re.compile("走线")).fill("沿踢脚线")
    correct.get_by_role("button", name="记录更正").click()
    expect(correct.get_by_role("alert")).to_have_text("写原因。")
    correct.get_by_role("button", name="数值错").click()
    no_serious_fault(page)
    shoot(page, "correct")
    correct.get_by_role("button", name="记录更正").click()
    expect(correct).to_have_count(0)
    line = page.locator(".act").filter(has=page.get_by_role("button", name="记录酒店要求", exact=True))
    expect(line).to_contain_text("电视柜 沿踢脚线")
    expect(line.locator("s")).to_contain_text("电视柜")


def test_orders_filters_search_and_live_changes(log_in: LogIn) -> None:
    page = log_in("fangsu", "/orders?due=nonsense")
    expect(page.get_by_role("alert")).to_contain_text("期限")
    expect(page.get_by_role("link", name=re.compile("H-0921"))).to_be_visible()
    page.get_by_label("搜索工单").fill("Z-10388")
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有“Z-10388”。")).to_be_visible()
    page.get_by_role("button", name="Z-1038", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("Z-1038"))).to_be_visible()
    page.get_by_role("button", name=re.compile("搜索：")).click()
    expect(page).to_have_url(re.compile(r"/orders(\?state=all)?$"))
    no_serious_fault(page)
    no_key(page)
    shoot(page, "orders")

    technician = order(log_in("hezhiqiu"), "Z-1045")
    technician.get_by_role("button", name="备注").click()
    panel(technician, "备注").get_by_label("备注").fill("客户要傍晚来")
    panel(technician, "备注").get_by_role("button", name="记录备注").click()
    expect(page.get_by_role("button", name="1 条有更新，点此重排")).to_be_visible(timeout=3000)
    page.get_by_role("button", name="1 条有更新，点此重排").click()
    expect(page.get_by_role("button", name="1 条有更新，点此重排")).to_have_count(0)


def test_a_persons_day_and_taking_an_order_back(log_in: LogIn) -> None:
    page = log_in("fangsu", "/people")
    page.get_by_role("link", name="何知秋").click()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Z-1045"))
    expect(row).to_contain_text("汀洲苑 4 幢")
    no_serious_fault(page)
    shoot(page, "day")
    row.get_by_role("button", name="收回").click()
    page.get_by_role("dialog").get_by_role("button", name="收回").click()
    expect(page.get_by_role("link", name="Z-1045")).to_have_count(0)
    page.get_by_role("link", name="工作台").click()
    expect(page.get_by_role("link", name="Z-1045").first).to_be_visible()


@pytest.mark.parametrize("where", ["/", "/orders", "/orders/new", "/people", "/people/zhouyuan", "H-0921"])
def test_english_keeps_the_place(log_in: LogIn, where: str) -> None:
    page = log_in("fangsu", where if where.startswith("/") else "/")
    if where == "H-0921":
        order(page, where)
    here = page.url
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    assert page.url == here
    page.wait_for_timeout(500)  # the content comes anew in the other language
    no_serious_fault(page)
    no_key(page)
    shoot(page, f"en-{where.strip('/').replace('/', '-') or 'desk'}")


@pytest.mark.parametrize("width", [640, 320])
def test_twice_as_large_and_on_a_narrow_screen_nothing_scrolls_sideways(log_in: LogIn, width: int) -> None:
    page = log_in("fangsu")
    order(page, "H-0921")
    places = [
        page.url,
        *(page.url.split("/orders/")[0] + path for path in ("/", "/orders", "/orders/new", "/people/zhouyuan")),
    ]
    page.set_viewport_size({"width": width, "height": 800})
    for place in places:
        page.goto(place)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_timeout(300)
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert beyond <= 0, (place, beyond)


def test_rows_by_keys(log_in: LogIn) -> None:
    page = log_in("fangsu", "/orders")
    expect(page.get_by_role("link", name=re.compile("H-0921"))).to_be_visible()
    page.locator("#page").click(position={"x": 2, "y": 2})
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == first
    page.keyboard.press("f")
    expect(page.get_by_label("状态")).to_be_focused()
    page.keyboard.press("j")  # a choice is being made: the key is its own
    expect(page.get_by_label("状态")).to_be_focused()
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^条款"))).to_be_visible()


def test_without_network_the_content_stays(log_in: LogIn) -> None:
    page = order(log_in("fangsu"), "Z-1042")
    page.get_by_role("button", name="备注").click()
    note = panel(page, "备注")
    note.get_by_label("备注").fill("客户要今天")
    page.route("**/api/**", lambda route: route.abort())
    note.get_by_role("button", name="记录备注").click()
    expect(note.get_by_role("alert")).to_contain_text("没有网络")
    expect(note.get_by_label("备注")).to_have_value("客户要今天")
    page.unroute("**/api/**")
    note.get_by_role("button", name="记录备注").click()
    expect(page.get_by_text("客户要今天")).to_be_visible()
