"""What the hotel's journey is made of: a server with its own day, people at their screens, pictures of each stage.

One object for each kind of screen; elements are found by role and by what is written on them, as a person finds them.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.journey_fixture import PASSWORD, held, set_clock

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(__file__).with_name("screenshots")
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
KEY = re.compile(r"[a-z]+_[a-z]+|undefined|NaN|\[object|\bnull\b")
PATIENCE = 60_000
"""Milliseconds that a screen may take on a machine that does other things beside."""

expect.set_options(timeout=PATIENCE)


class Day:
    """The hour of the server and of every browser: one moment for all of them, that goes on by itself."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.contexts: list[BrowserContext] = []

    def set(self, text: str) -> None:
        """It is now this: "2026-10-12 08:30"."""
        moment = datetime.fromisoformat(f"{text}:00+08:00")
        with held(self.home):
            for context in self.contexts:
                context.clock.set_system_time(moment)
            set_clock(self.home, moment)

    def join(self, context: BrowserContext, text: str) -> None:
        """A browser whose own clock shows the same."""
        context.clock.install(time=datetime.fromisoformat(f"{text}:00+08:00"))
        self.contexts.append(context)


class Screen:
    """A person's page. Faults in its console fail the test at the end."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name = page, name
        self.wrong: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def press(self, name: str | re.Pattern[str], *, exact: bool = True, within: Locator | None = None) -> None:
        """Presses a button of that name."""
        (within or self.page).get_by_role("button", name=name, exact=exact).first.click()

    def go(self, name: str | re.Pattern[str], *, exact: bool = True) -> None:
        """Follows a link of that name."""
        self.page.get_by_role("link", name=name, exact=exact).first.click()

    def shoot(self, stage: str) -> None:
        """A picture of the stage, where nobody sees a key and axe finds nothing serious."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"journey-hotel-{stage}.png", full_page=True)
        text = self.page.locator("body").inner_text()
        assert not KEY.search(text), (stage, KEY.search(text))
        filled = self.page.locator("button.filled:visible, a.filled:visible")
        assert filled.count() <= 1, (stage, filled.all_inner_texts())
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
        ]
        serious = [one for one in serious if one[0] != "label-content-name-mismatch"]
        assert serious == [], stage


class Console(Screen):
    """The console of somebody."""

    @classmethod
    def enter(cls, browser: Browser, server: str, day: Day, now: str, username: str) -> Console:
        """Somebody logs in."""
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=server)
        day.join(context, now)
        page = context.new_page()
        self = cls(page, username)
        page.goto("/console/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        self.press("登录")
        expect(page.get_by_role("navigation", name="菜单")).to_be_visible(timeout=PATIENCE)
        return self

    def field(self, name: str) -> Locator:
        """A field of a form by its label."""
        return self.page.locator(".field", has_text=re.compile(f"^{name}")).first


class Phone(Screen):
    """The phone of somebody: 360 px, with touch and a camera."""

    @classmethod
    def enter(cls, browser: Browser, server: str, day: Day, now: str, username: str) -> Phone:
        """Somebody logs in; today's page is there."""
        context = browser.new_context(
            base_url=server,
            viewport={"width": 360, "height": 700},
            has_touch=True,
            is_mobile=True,
            permissions=["camera"],
        )
        day.join(context, now)
        page = context.new_page()
        self = cls(page, username)
        page.goto("/log-in?next=/field/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=PATIENCE)
        return self

    def chip(self, field: str, name: str) -> None:
        """A chip of a field."""
        self.page.locator(f".act-form .field[data-field={field}], form .field[data-field={field}]").get_by_role(
            "button", name=name, exact=True
        ).click()

    def write(self, field: str, text: str) -> None:
        """Words into a field."""
        self.page.locator(f".field[data-field={field}]").locator("textarea, input").last.fill(text)

    def record(self, *, name: str = "记录") -> None:
        """Sends the form that is open, and waits until it is gone."""
        was = self.page.url
        self.press(re.compile(f"^{name}"), exact=False)
        expect(self.page).not_to_have_url(was, timeout=PATIENCE)

    def send_all(self) -> None:
        """Sends what waits, and waits until nothing does."""
        self.page.goto("/field/outbox")
        expect(self.page.get_by_role("heading", name=re.compile("待发"))).to_be_visible()
        if self.page.get_by_role("button", name="现在发").count():
            self.press("现在发")
        expect(self.page.get_by_text("没有待发的，都已收到。")).to_be_visible(timeout=PATIENCE)


def draw(page: Page, pad: Locator) -> None:
    """A signature by mouse or finger on a pad."""
    pad.scroll_into_view_if_needed()
    box: Any = pad.bounding_box()
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(x + 25 * step, y + (12 if step % 2 else -12))
    page.mouse.up()
