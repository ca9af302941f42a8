"""Who goes through the pages: the server of one worker, and visitors of it whose faults fail the test that sent them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from doorstep.people.posts import posts
from tests.browser import crawl_routes, crawl_server
from tests.browser.crawl import Screen, Visitor, listen
from tests.browser.crawl_words import Words

BUILT = Path(__file__).parents[2] / "src/doorstep/gate/site/static"
PEOPLE = [post for post in posts() if post != "system"]
CSRF, SPOKEN = "doorstep-csrf", "doorstep-language"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[crawl_server.Served]:
    """The server of one module's tests, which end it when they are over."""
    if not all((BUILT / app / "index.html").exists() for app in crawl_routes.ROUTERS):
        pytest.skip("the screens are not built: make setup")
    shared = tmp_path_factory.getbasetemp()
    source = crawl_server.made(shared if worker_id == "master" else shared.parent)
    with crawl_server.served(source, tmp_path_factory.mktemp("crawl") / "home") as found:
        yield found


class House:
    """Where everybody goes: one browser context for each post and screen, and what all of them together have seen."""

    def __init__(self, browser: Browser, served: crawl_server.Served) -> None:
        self.browser, self.served = browser, served
        self.words = Words(served.world["data"], served.world["proposed"])
        self.heard: set[tuple[str, ...]] = set()
        self.contexts: dict[tuple[str | None, Screen], BrowserContext] = {}

    def context(self, post: str | None, screen: Screen) -> BrowserContext:
        """The context of a post, logged in when it is first wanted; without a post somebody from outside."""
        if (post, screen) not in self.contexts:
            size = {"width": screen.width, "height": screen.height}
            self.contexts[post, screen] = self.browser.new_context(
                base_url=self.served.address, viewport=size, has_touch=screen.touch, is_mobile=screen.touch,
                bypass_csp=True, service_workers="block",
            )  # fmt: skip
            if post:
                self._log_in(self.contexts[post, screen], post)
        return self.contexts[post, screen]

    def _log_in(self, context: BrowserContext, post: str) -> None:
        context.request.get("/console/log-in")
        token = next(one["value"] for one in context.cookies() if one["name"] == CSRF)
        body = {"username": self.served.world["people"][post], "password": self.served.world["password"]}
        headers = {"X-CSRFToken": token, "Referer": self.served.address}
        assert context.request.post("/api/session", data=body, headers=headers).ok


@pytest.fixture(scope="module")
def house(browser: Browser, served: crawl_server.Served) -> Iterator[House]:
    """The house of one module's tests."""
    found = House(browser, served)
    yield found
    for one in found.contexts.values():
        one.close()


class Going:
    """Lets people in; at the end every fault that any of them met."""

    def __init__(self, house: House) -> None:
        self.house, self.world = house, house.served.world
        self.visitors: list[Visitor] = []

    def in_as(self, post: str | None, screen: Screen, lang: str = "zh") -> Visitor:
        """Somebody of a post on a fresh page that begins in ``lang``."""
        context = self.house.context(post, screen)
        page = context.new_page()
        # Whoever went before in this context may have left the other language.
        context.clear_cookies(name=SPOKEN)
        begin = f"localStorage.setItem('doorstep.lang', '{lang}'); sessionStorage.begun = 1"
        page.add_init_script(f"if (location.origin !== 'null' && !sessionStorage.begun) {{ {begin} }}")
        one = Visitor(
            page, post or "nobody", screen, self.house.words, self.house.served.address, self.house.heard, lang
        )
        listen(one)
        self.visitors.append(one)
        return one

    def faults(self) -> list[str]:
        """What was found."""
        return [f"{what}  @ {where}" for one in self.visitors for what, where in one.faults.items()]


@pytest.fixture
def going(house: House) -> Iterator[Going]:
    """Whoever walks; what he met fails the test."""
    found = Going(house)
    yield found
    for one in found.visitors:
        one.page.close()
    assert not found.faults(), "\n".join(["", *found.faults()])
