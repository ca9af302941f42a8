"""One visitor's walk through pages: opens them, switches the language, presses what opens, and notes what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response

from tests.browser import crawl_routes
from tests.browser.crawl_words import Words

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
PROBE = Path(__file__).with_name("crawl_probe.js")
NAMED_OTHERWISE = frozenset({"label-content-name-mismatch"})
"""A tile says "0806 未做" and is called "0806 房间，未做": as the design wants it."""
RECORDED = re.compile(r"\.what\b")
"""Where the timeline tells what was recorded."""
SIGNED = "section.words"
"""The text that a customer signs at the door: bound by its digest, it has whole dates."""
EACH, AGAIN, MOST = 3, 1, 9
"""Of one kind of button so many are pressed where a page is met first, on its next objects, and of one page in all."""
NEW, KNOWN = 90, 40
"""So many ms of quiet tell that a page rests: what a page is opened with for the first time comes unseen, its code first."""
LISTENING = {"resultTypes": ["violations"], "elementRef": False}


@dataclass(frozen=True, slots=True)
class Screen:
    """A width and what must hold on it: ``least`` px for what is pressed."""

    width: int
    height: int
    least: int
    touch: bool = False


DESK, PHONE = Screen(1280, 900, 32), Screen(360, 740, 56, touch=True)


@dataclass
class Visitor:
    """Somebody with a browser of his own. ``faults`` says where and what."""

    page: Page
    who: str
    screen: Screen
    words: Words
    base: str
    heard: set[tuple[str, ...]]
    """What axe has listened to: pages and boxes of every visitor of this run."""
    lang: str = "zh"
    opened: set[str] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    faults: dict[str, str] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def path(self) -> str:
        """Where the page is."""
        return "/" + self.page.url.split("/", 3)[-1]

    def note(self, where: str, what: str) -> None:
        """Notes a fault; once, where it was met first."""
        self.faults.setdefault(what, f"{where} ({self.who}, {self.lang}, {self.screen.width})")

    def quiet(self, what: str) -> int:
        """How long a page must be quiet. ``what`` is opened: a page, a language."""
        new = what not in self.opened
        self.opened.add(what)
        return NEW if new else KNOWN

    def rest(self, what: str) -> None:
        """Waits until the page rests."""
        if not self.page.evaluate("(quiet) => crawl.rest(quiet)", self.quiet(what)):
            self.note(self.path(), f"never comes to rest: {self.page.evaluate('crawl.busy()')}")

    def visit(
        self,
        address: str,
        *,
        both: bool = False,
        press: bool = False,
        refused: bool = False,
        fresh: bool = False,
    ) -> None:
        """Looks at one address: in both languages if asked to, the one spoken first in turn, and pressing what opens
        in that one. ``refused``: it may be that it is not for him, which the page then says in words; else every
        request is answered.
        """
        self.refusals.clear()
        if fresh:
            self.open(address)
            seen = self.look(address)
        else:
            self.read_off(address, seen := self.go(address))
        self.refusals += seen["refused"]
        if self.refusals:
            self.note(address, f"refused: {self.refusals}") if not refused else self.said_so(address)
        if press:
            self.press_all(address)
        if both:
            self.switch(address)
            self.look(address)

    def speak(self, lang: str, where: str) -> None:
        """Goes on in a language."""
        if self.lang != lang:
            self.switch(where)

    def said_so(self, address: str) -> None:
        """A page that was refused says so in words and offers a way on."""
        said = " ".join(self.page.locator("main [role=alert], main h1").all_inner_texts()).strip()
        if self.page.locator("main .order-head").count():
            self.note(address, f"refused, and shows an order all the same: {self.refusals}")
        if not said:
            self.note(address, f"refused and says nothing: {self.refusals}")

    def read(self, address: str, langs: Sequence[str]) -> None:
        """Looks at a page of the server's own; each is a document, its language stands in a cookie."""
        for lang in langs:
            self.lang = lang
            self.page.context.add_cookies([{"name": "doorstep-language", "value": lang, "url": self.base}])
            self.open(address)
            self.look(address)

    def open(self, address: str) -> None:
        """Opens an address as a new document."""
        self.opened.clear()
        self.page.goto(address)
        self.rest(crawl_routes.route_of(address))

    def go(self, address: str) -> dict[str, Any]:
        """Goes to an address within the app: what stands there."""
        quiet = self.quiet(crawl_routes.route_of(address))
        seen: dict[str, Any] = self.page.evaluate(
            "([to, quiet, least]) => crawl.visit(to, quiet, least)", [address, quiet, self.screen.least]
        )
        return seen

    def look(self, where: str) -> dict[str, Any]:
        """Looks at the page as it stands when it rests."""
        seen: dict[str, Any] = self.page.evaluate(
            "([quiet, least]) => crawl.look(quiet, least)", [KNOWN, self.screen.least]
        )
        self.read_off(where, seen)
        return seen

    def read_off(self, where: str, seen: Mapping[str, Any]) -> None:
        """Notes what is wrong with what was seen. ``where`` begins with its address."""
        if not seen["rested"]:
            self.note(where, f"never comes to rest: {self.page.evaluate('crawl.busy()')}")
        for text, marked, path in seen["texts"]:
            for fault in self.words.faults(text, marked, self.lang, bool(RECORDED.search(path))):
                if fault.startswith("timestamp") and path.startswith(SIGNED):
                    continue
                self.note(where, f"{fault} [{path}]")
        for kind, what in seen["layout"]:
            self.note(where, f"{kind}: {what}")
        if len(seen["filled"]) > 1:
            self.note(where, f"{len(seen['filled'])} filled buttons: {'; '.join(seen['filled'])}")
        route = crawl_routes.route_of(where.split(" ")[0])
        page = (route, seen["over"], self.lang, str(self.screen.width))
        if page not in self.heard:
            self.heard.add(page)
            self.listen(where)

    def listen(self, where: str) -> None:
        """What axe finds of the serious kind in the page, or in the box that lies over it."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("(how) => axe.run(crawl.lying() ?? document, how)", LISTENING)["violations"]
        for one in found:
            if one["impact"] in ("serious", "critical") and one["id"] not in NAMED_OTHERWISE:
                first = one["nodes"][0]
                self.note(where, f"axe {one['id']}: {first['html'][:160]} at {first['target']}")

    def switch(self, where: str) -> None:
        """The other language, by the switch on the page, which keeps the place."""
        before = self.page.evaluate("location.href")  # page.url is told of it later
        self.lang = "en" if self.lang == "zh" else "zh"
        tag = {"zh": "zh-CN", "en": "en"}[self.lang]
        if not self.page.evaluate("(tag) => crawl.switch(tag)", tag):  # the phone has it on one page only
            self.page.evaluate("(lang) => localStorage.setItem('doorstep.lang', lang)", self.lang)
            self.opened.clear()
            self.page.reload()
        self.rest(self.lang)
        if (after := self.page.evaluate("location.href")) != before:
            self.note(where, f"the switch of language went to {after}")

    def press_all(self, address: str) -> None:
        """Presses what opens, one after the other, and looks at what it opened."""
        met = f"{crawl_routes.route_of(address)} {self.lang}"
        each = AGAIN if met in self.pressed else EACH
        self.pressed.add(met)
        count = self.page.evaluate("([each, most]) => crawl.openers(each, most)", [each, MOST])
        for place in range(count):
            seen = self.page.evaluate(
                "([place, quiet, least]) => crawl.press(place, quiet, least)", [place, KNOWN, self.screen.least]
            )
            if seen is None:
                continue
            where = f"{address} › {seen['name']}"
            self.read_off(where, seen)
            self._back(address, where, seen)

    def _back(self, address: str, where: str, seen: dict[str, Any]) -> None:
        """Closes what was opened, and returns if the press led elsewhere."""
        if seen["over"]:
            self.page.keyboard.press("Escape")
            seen = self.look(where)
            if seen["over"]:
                self.note(where, "Esc does not close what lies over the page")
                self.open(address)
        if seen["at"] != address:
            self.go(address)


def listen(one: Visitor) -> None:
    """Gives a visitor's fresh page the probe, and listens to its console and its answers."""
    one.page.add_init_script(PROBE.read_text(encoding="utf-8"))
    one.page.set_default_timeout(15_000)

    def said(kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource"):
            one.note(one.path(), f"console: {text[:300]}")

    def answered(answer: Response) -> None:
        if answer.status >= 400 and answer.request.resource_type != "fetch":  # those the probe hears
            one.refusals.append(f"{answer.status} {answer.request.method} {answer.url.split('/', 3)[3][:120]}")

    one.page.on("console", lambda line: said(line.type, line.text))
    one.page.on("pageerror", lambda fault: one.note(one.path(), f"error: {str(fault)[:300]}"))
    one.page.on("response", answered)
