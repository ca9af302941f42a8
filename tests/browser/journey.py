"""What a person does on the console and on the phone, by clicks and typing alone: the hands of the journeys' tests.

Nothing here asks the API. ``Desk`` is somebody at the console, ``Hand`` a technician with his phone at 360 px; a tap is
counted by the page itself, as the browser saw it.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, BrowserType, Locator, Page, expect

from tests.browser import barcode
from tests.browser.home_fixture import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
SERIAL = "ZTEGC8421903"
"""What stands on the label that the phone's camera sees."""

SHOTS = os.environ.get("DOORSTEP_SHOTS")
"""A folder that pictures of every stage are laid down in, if somebody wants to look at them."""
TAPS = """
window.taps = JSON.parse(sessionStorage.getItem('taps') || '[]');
addEventListener('click', (event) => {
  const target = event.target.closest('button, a, label, input, textarea, select, svg');
  if (!target || !event.isTrusted) return;
  const words = target.innerText || target.getAttribute('aria-label') || target.tagName;
  window.taps.push('shutter' in target.dataset ? '(shutter)' : words.trim().split('\\n')[0]);
  sessionStorage.setItem('taps', JSON.stringify(window.taps));
}, true);
// A number goes to the phone's own dialler; here, where there is none, the browser's question would swallow every tap.
navigation.addEventListener('navigate', (event) => {
  if (!event.destination.url.startsWith('tel:')) return;
  window.dialled = event.destination.url;
  event.preventDefault();
});
"""


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The world of ``home_fixture`` behind a server of its own: its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DOORSTEP_HOME": str(home), "DOORSTEP_DATABASE_URL": ""}
    command = [sys.executable, "-m", "tests.browser.home_fixture", str(home), str(port)]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            urlopen(f"{address}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer")


@contextmanager
def filmed(browser_type: BrowserType, arguments: dict[str, Any], folder: Path) -> Iterator[Browser]:
    """A browser whose camera sees the label of one device."""
    film = barcode.film(SERIAL, folder / "label.y4m")
    fake = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    found = browser_type.launch(**{**arguments, "args": [*arguments.get("args", []), *fake]})
    yield found
    found.close()


class Desk:
    """Somebody at the console."""

    def __init__(self, browser: Browser, server: str, username: str) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=f"{server}/console/")
        self.context.set_default_timeout(60_000)  # a server that has just begun reads all standards first
        self.page = self.context.new_page()
        self.page.goto("./")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("navigation", name="菜单")).to_be_visible()

    def open_order(self, kinds: list[str], number: str, facts: dict[str, str]) -> None:
        """Opens an order by the form: kinds as the form names them, facts by their labels (a chip's word, or typed)."""
        page = self.page
        page.get_by_role("link", name="新建工单").first.click()
        page.get_by_role("combobox", name="工单类型").select_option(label=kinds[0])
        for kind in kinds[1:]:
            page.get_by_role("button", name="再加一份规范").click()
            page.get_by_role("combobox", name="同时按").last.select_option(label=kind)
        page.get_by_label("单号", exact=True).fill(number)
        page.get_by_label("片区", exact=True).select_option(label="城南")
        for label, value in facts.items():
            row = page.locator(".field").filter(has=page.get_by_text(re.compile(f"^{label}( |$)"))).last
            row.locator("button, input, textarea").first.wait_for()
            chip = row.get_by_role("button", name=value, exact=True)
            chip.click() if chip.count() else row.locator("input, textarea").first.fill(value)
        shoot(page, f"{number}-new-order")
        page.get_by_role("button", name="开单").click()
        expect(page.get_by_role("heading", name=re.compile(number))).to_be_visible()

    def give(self, number: str, person: str) -> Locator:
        """Gives an order from the desk: the row of the person in the panel, as it was before the click."""
        page = self.page
        page.get_by_role("link", name="工作台").click()
        row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=number))
        row.get_by_role("button", name="派单").click()
        them = row.get_by_role("listitem").filter(has_text=person)
        expect(them).to_be_visible()
        shoot(page, f"{number}-whom")
        them.get_by_role("button", name=re.compile("派给他|仍派")).click()
        expect(page.get_by_text(re.compile(f"{number} 已派给"))).to_be_visible()
        return them

    def look_at(self, number: str) -> None:
        """Opens an order by the search."""
        page = self.page
        page.locator("h1").first.click()
        page.keyboard.press("/")
        page.get_by_label("搜索工单").fill(number)
        page.keyboard.press("Enter")
        page.get_by_role("link", name=re.compile(number)).first.click()
        expect(page.get_by_role("heading", name=re.compile("^条款"))).to_be_visible()


class Hand:
    """A technician with his phone, upright, 360 px wide."""

    def __init__(self, browser: Browser, server: str, username: str, name: str = "") -> None:
        self.context: BrowserContext = browser.new_context(
            base_url=server,
            viewport={"width": 360, "height": 700},
            has_touch=True,
            is_mobile=True,
            permissions=["camera", "geolocation"],
            geolocation={"latitude": 30.27415, "longitude": 120.15515},
        )
        self.context.add_init_script(TAPS)
        self.context.set_default_timeout(20_000)
        self.name = name
        self.page = self.context.new_page()
        self.page.goto("/log-in?next=/field/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.get_by_role("link", name="今天").first.wait_for()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def tap(self, name: str | re.Pattern[str]) -> None:
        """Taps the button of that name."""
        exact = isinstance(name, str)
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def recorded(self, name: str) -> None:
        """Waits until the bar at the foot says what was recorded."""
        expect(self.page.locator(".undo")).to_contain_text(name)

    def next_is(self, name: str) -> None:
        """Waits until the job's main button is this."""
        expect(self.page.locator("button.main").first).to_have_text(name)

    def shutter(self) -> None:
        """Takes the photo that is asked for."""
        self.page.locator("[data-shutter]").click()

    def send(self, name: str) -> None:
        """Sends a sheet; its acts are kept once the job is back."""
        self.page.get_by_role("button", name="发送", exact=True).click()
        self.recorded(name)

    def chip(self, field: str, value: str) -> None:
        """Taps a chip of a field."""
        row = self.page.locator(".field").filter(has=self.page.get_by_text(re.compile(f"^{field}( |$)")))
        row.get_by_role("button", name=value, exact=True).click()

    def sign(self) -> None:
        """Writes on the pad."""
        pad = self.page.locator("svg.pad")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        for start, end in (((0.2, 0.3), (0.8, 0.4)), ((0.3, 0.7), (0.7, 0.2))):
            mouse.move(box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1])
            mouse.down()
            mouse.move(box["x"] + box["width"] * end[0], box["y"] + box["height"] * end[1], steps=6)
            mouse.up()

    def taps(self) -> list[str]:
        """What was tapped so far."""
        found: list[str] = self.page.evaluate("window.taps")
        return found

    def shoot(self, name: str) -> None:
        """A picture of the screen, if somebody wants to look."""
        # A picture of a whole long page leaves an emulated phone deaf to taps.
        shoot(self.page, f"{self.name}{name}", whole=False)


def shoot(page: Page, name: str, *, whole: bool = True) -> None:
    """A picture of the page, if somebody wants to look."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=whole)


def open_job(hand: Hand, number: str, first: str) -> None:
    """From today's list into the job; its next step is ``first``."""
    hand.page.goto("/field/")
    hand.page.locator(".card", has_text=number).locator(".line-link").click()
    hand.next_is(first)


def accept_and_book(hand: Hand) -> None:
    """Takes the order, calls by the dial button, says on return that somebody answered, books the first slot."""
    hand.tap("接到工单")
    hand.recorded("接到工单")
    hand.shoot("1-accepted")
    hand.tap("拨号")
    expect(hand.page.get_by_text("接通了吗？")).to_be_visible()
    hand.tap("接通")
    hand.page.locator(".window .chip").first.click()
    hand.shoot("2-booking")
    hand.send("打通电话，约好时间")


def set_out_and_enter(hand: Hand) -> None:
    """Looks with a photo, out of the house, there, and in with the customer's consent."""
    hand.tap("备齐出发")
    hand.shutter()
    hand.page.get_by_role("button", name="发送", exact=True).wait_for()
    hand.shoot("3-set-out")
    hand.send("备齐出发")
    hand.tap("到达")
    hand.recorded("到达")
    hand.shoot("4-arrived")
    hand.tap("客户同意，进门开工")
    hand.recorded("客户同意，进门开工")


def install(hand: Hand) -> None:
    """Wiring drawn and agreed, the device scanned, WiFi in three rooms, IPTV, and the customer taught; speed apart."""
    hand.tap("画走线，给客户看")
    hand.shutter()
    hand.send("画走线，给客户看")
    hand.tap("客户同意，开始放线")
    hand.recorded("客户同意，开始放线")
    hand.tap("设备调通，WiFi开通")
    expect(hand.page.get_by_text(SERIAL)).to_be_visible()
    hand.shoot("5-scanned")
    hand.send("设备调通，WiFi开通")
    hand.tap("查三个房间的WiFi")
    for room in ("客厅", "主卧", "次卧"):
        hand.chip(f"{room} WiFi覆盖", "良好")
    hand.shoot("6-rooms")
    hand.send("查三个房间的WiFi")


def bind_and_teach(hand: Hand) -> None:
    """The IPTV account on the phone that the order names, and use explained until the customer can."""
    hand.tap("绑定IPTV账号")
    hand.chip("号码机主", "主家管事人")
    hand.shoot("8-iptv")
    hand.send("绑定IPTV账号")
    hand.tap("讲解，看客户会不会用")
    hand.chip("客户已会使用", "是")
    hand.send("讲解，看客户会不会用")


def photograph_two(hand: Hand) -> None:
    """The sticker, then the place as it was left."""
    hand.shutter()
    expect(hand.page.locator(".capture .done")).to_be_visible()
    hand.shutter()
    hand.page.get_by_role("button", name=re.compile("^发送")).wait_for()


def sign_and_leave(hand: Hand) -> None:
    """The customer's signature, mark and satisfaction; out of the door; the reply as it was filled in."""
    hand.tap("客户签字评价")
    hand.sign()
    hand.tap("确认签名")
    hand.chip("客户评分", "10")
    hand.chip("客户满意", "是")
    hand.shoot("9-signed")
    hand.send("客户签字评价")
    hand.tap("离开现场")
    hand.recorded("离开现场")
    hand.tap("回单")
    hand.page.get_by_role("button", name="发送", exact=True).wait_for()
    hand.shoot("10-reply")
    hand.send("回单")
    hand.shoot("11-done")


def send_all(hand: Hand) -> None:
    """Sends what waits, and waits until nothing does."""
    page = hand.page
    page.get_by_role("link", name=re.compile("待发")).or_(page.get_by_role("link", name="返回")).first.wait_for()
    page.goto("/field/outbox")
    if page.get_by_role("button", name="现在发").count():
        hand.tap("现在发")
    expect(page.get_by_text("没有待发的，都已收到。")).to_be_visible(timeout=60_000)


def counted(taps: list[str]) -> list[str]:
    """The taps as the drawing counts them: the shutter is the photo, strokes are the signature."""
    return [one for one in taps if one not in ("(shutter)", "客户签名")]


def verdicts_on_phone(hand: Hand, number: str) -> dict[str, int]:
    """The counts of verdicts as the job's page of clauses shows them."""
    hand.page.goto("/field/")
    card = hand.page.locator(".card", has_text=number)
    done = hand.page.locator("section > .line-link").first
    card.or_(done).first.wait_for()
    if not card.count():  # what is finished is folded away
        done.click()
    card.locator(".line-link").click()
    hand.page.get_by_role("link", name="条款").click()
    hand.page.locator("main section").first.wait_for()
    texts = hand.page.locator("main section > .line-link").all_inner_texts()
    return {text.split()[0]: int(text.split()[1]) for text in texts}


def verdicts_at_desk(desk: Desk) -> dict[str, int]:
    """The counts of verdicts at the head of the order's clauses; those of none are left out."""
    text = desk.page.get_by_role("heading", name=re.compile("^条款")).locator("xpath=..").inner_text()
    found = {word: int(count) for word, count in re.findall(r"(违反|待定|符合|不适用)\s*(\d+)", text)}
    return {word: count for word, count in found.items() if count}
