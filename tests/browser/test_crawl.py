"""Every page as every post, in both languages, with three objects each: nothing untranslated, nothing broken, nothing cut.

What is gone through, and how it is paired, stands in ``crawl_plan``; what a page is asked, in ``crawl_probe.js`` and
``crawl_words``. The pages themselves are those that the routers declare: one that the plan does not know fails here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from doorstep import standards
from doorstep.people.posts import posts
from tests.browser import crawl_plan, crawl_routes, crawl_server
from tests.browser.crawl import DESK, PHONE, Screen, Visitor, visitor
from tests.browser.crawl_words import Words

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.crawl]

BUILT = Path(__file__).parents[2] / "src/doorstep/gate/site/static"
PEOPLE = [post for post in posts() if post != "system"]
CSRF = "doorstep-csrf"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[crawl_server.Served]:
    """The server of one worker."""
    if not all((BUILT / app / "index.html").exists() for app in crawl_routes.ROUTERS):
        pytest.skip("the screens are not built: make setup")
    shared = tmp_path_factory.getbasetemp()
    source = crawl_server.made(shared if worker_id == "master" else shared.parent)
    with crawl_server.served(source, tmp_path_factory.mktemp("crawl") / "home") as found:
        yield found


@pytest.fixture(scope="module")
def words(served: crawl_server.Served) -> Words:
    return Words(served.world["data"], served.world["proposed"])


class Going:
    """Lets people in; at the end every fault that any of them met."""

    def __init__(self, browser: Browser, served: crawl_server.Served, words: Words) -> None:
        self.browser, self.served, self.words = browser, served, words
        self.visitors: list[Visitor] = []

    def in_as(self, post: str | None, screen: Screen) -> Visitor:
        """Somebody of a post, logged in; without a post somebody from outside."""
        context = self.browser.new_context(
            base_url=self.served.address,
            viewport={"width": screen.width, "height": screen.height},
            has_touch=screen.touch,
            is_mobile=screen.touch,
            bypass_csp=True,
            service_workers="block",
        )
        if post:
            context.request.get("/console/log-in")
            token = next(one["value"] for one in context.cookies() if one["name"] == CSRF)
            body = {"username": self.served.world["people"][post], "password": self.served.world["password"]}
            headers = {"X-CSRFToken": token, "Referer": self.served.address}
            assert context.request.post("/api/session", data=body, headers=headers).ok
        self.visitors.append(visitor(context.new_page(), post or "nobody", screen, self.words, self.served.address))
        return self.visitors[-1]

    def faults(self) -> list[str]:
        """What was found."""
        return [f"{what}  @ {where}" for one in self.visitors for what, where in one.faults.items()]


@pytest.fixture
def going(browser: Browser, served: crawl_server.Served, words: Words) -> Iterator[Going]:
    """Whoever walks; what he met fails the test."""
    found = Going(browser, served, words)
    yield found
    for one in found.visitors:
        one.page.context.close()
    assert not found.faults(), "\n".join(["", *found.faults()])


def test_the_plan_knows_every_page() -> None:
    """What the routers declare is what the crawl goes through, no more and no less."""
    jobs = {f"/jobs/:id{rest}" for rest in JOB_PAGES}
    assert crawl_routes.declared("console") == set(crawl_plan.CONSOLE)
    assert crawl_routes.declared("field") == {*crawl_plan.FIELD, *jobs}
    assert crawl_routes.declared("door") == {"/:token", "/:rest(.*)*"}
    assert crawl_routes.of_server() == {*PAGES, *SHELLS}
    pressed = {pattern for _, patterns in crawl_plan.DESKS.values() for pattern in patterns}
    assert set(crawl_plan.CONSOLE) - pressed == {"/orders/:case", "/log-in"}


@pytest.mark.parametrize("post", PEOPLE)
def test_every_page_as_every_post(going: Going, post: str) -> None:
    """A page, or in words why not; never a broken one. What his menu offers opens."""
    one, place = going.in_as(post, DESK), PEOPLE.index(post)
    if place % 2:
        one.lang = "en"
        one.page.add_init_script("localStorage.setItem('doorstep.lang', 'en')")
    one.open("/console/")
    offered = set(one.page.evaluate("[...document.querySelectorAll('nav.menu a')].map((a) => a.pathname)"))
    pages = [addresses[0] for pattern, addresses in crawl_plan.CONSOLE.items() if addresses and pattern != "/log-in"]
    own = [f"/orders/{case}" for case in crawl_plan.some_orders(going.served.world, place, len(PEOPLE))[:3]]
    for address in [f"/console{one}" for one in [*pages, *own]]:
        one.visit(address, refused=address not in offered)


@pytest.mark.parametrize("desk", crawl_plan.DESKS)
def test_everything_that_opens(going: Going, desk: str) -> None:
    """Panels, drawers, menus and what unfolds, in both languages."""
    post, patterns = crawl_plan.DESKS[desk]
    one = going.in_as(post, DESK)
    one.open("/console/")
    for address in [f"/console{one}" for pattern in patterns for one in crawl_plan.CONSOLE[pattern]]:
        one.visit(address, refused="nobody" in address or "nothing" in address, press=True, both=True)


@pytest.mark.parametrize(("post", "named"), crawl_plan.ORDERS, ids=[post for post, _ in crawl_plan.ORDERS])
def test_orders(going: Going, post: str, named: Sequence[str]) -> None:
    """Orders of several kinds and states: the forms of the next acts, grounds, corrections, units, clauses."""
    one = going.in_as(post, DESK)
    one.open("/console/")
    for name in named:
        one.visit(f"/console/orders/{crawl_plan.order(going.served.world, name)}", press=True, both=True)


def test_every_standard(going: Going) -> None:
    """All standards with all their clauses, in both languages."""
    one = going.in_as("inspector", DESK)
    one.open("/console/")
    for name in standards.names():
        one.visit(f"/console/standards/{name}", both=True)


@pytest.mark.parametrize("width", [768, 360])
def test_a_narrow_console(going: Going, width: int) -> None:
    """Nothing is cut and nothing scrolls sideways; tables scroll in themselves."""
    one = going.in_as("manager", Screen(width, 900, 32))
    one.open("/console/")
    orders = [f"/orders/{crawl_plan.order(going.served.world, name)}" for name in ("H-0921", "home-broadband")]
    pages = [one for addresses in crawl_plan.CONSOLE.values() for one in addresses[:2] if "log-in" not in one]
    for address in [f"/console{one}" for one in [*pages, *orders]]:
        one.visit(address, refused=True, both=True)


JOB_PAGES = (
    "", "/units", "/units/:unit", "/do/:gesture", "/act/:act", "/leave", "/timeline", "/correct/:act", "/clauses", "/more",
    "/links", "/sign", "/failed/:act", "/appeal/:clause(.*)",
)  # fmt: skip


@pytest.mark.parametrize("post", PEOPLE)
def test_the_phone_of_every_post(going: Going, post: str) -> None:
    """What is no job's page; a job's for whoever goes to customers, with everything pressed that opens."""
    one = going.in_as(post, PHONE)
    one.open("/field/")
    one.speak(("zh", "en")[PEOPLE.index(post) % 2], "/field/")
    for addresses in crawl_plan.FIELD.values():
        one.visit(f"/field{addresses[0]}", press=True)
    if post not in crawl_plan.JOBS:
        return
    bundle = one.page.request.get("/api/field/bundle").json()
    jobs = {job["id"]: job for job in bundle["cases"]}
    assert jobs, "somebody with jobs has none on his phone"
    for name in crawl_plan.JOBS[post]:
        job = crawl_plan.job(going.served.world, jobs, name)
        pages = list(crawl_plan.job_pages(job, bundle["rules"][job["rules"]]))
        assert {pattern for pattern, _ in pages} <= {f"/jobs/:id{rest}" for rest in JOB_PAGES}
        for lang, turn in (("zh", 0), ("en", 1)):
            one.speak(lang, "/field/")
            for place, (_, address) in list(enumerate(pages))[turn::2]:
                one.visit(f"/field{address}", press=place % 3 != 1)


def test_the_door(going: Going) -> None:
    """Every page of a link that waits, was signed, was revoked, has expired, or is none."""
    links = going.served.world["door"]
    pages = ("visit", "time", "record", "rate")
    addresses = [f"/door/{links[name]}?p={page}" for name in ("hotel", "home", "signed") for page in pages]
    addresses += [f"/door/{links[name]}" for name in ("revoked", "expired")] + ["/door/nothing"]
    one = going.in_as(None, PHONE)
    for address in addresses:
        one.visit(address, refused="?" not in address, both=True, press=True, fresh=True)


PAGES = ("", "log-in", "password", "orders", "orders/<case>", "check", "check/<code>", "report/")
"""The server's own pages."""
SHELLS = (
    "healthz", "console", "console/", "console/<path:rest>", "field/", "field/<path:rest>", "field/sw.js",
    "field/manifest.webmanifest", "door/<token>", "report/<path:name>",
)  # fmt: skip
"""Where an app begins, and what is no page."""


@pytest.mark.parametrize("post", [None, *PEOPLE])
def test_the_servers_pages(going: Going, post: str | None) -> None:
    """Start page, log-in, password, orders for reading and paper; the report is ``test_report``'s."""
    world = going.served.world
    one, place = going.in_as(post, DESK), PEOPLE.index(post) if post else 0
    orders = [f"/orders/{case}" for case in crawl_plan.some_orders(world, place, len(PEOPLE))[:3]]
    thorough = post in (None, "dispatcher")
    langs = ("zh", "en") if thorough else (("zh", "en")[place % 2],)
    for address in [
        "/",
        "/log-in",
        "/password",
        "/orders?state=all",
        *orders,
        "/check",
        "/check/0000-0000",
        "/nothing",
    ]:
        one.read(address, langs, axe=thorough)
    if post == "manager":
        one.read("/report/", ("zh",), axe=True)
