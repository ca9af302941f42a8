"""Every page as every post, in both languages, with three objects each: nothing untranslated, nothing broken, nothing cut.

What is gone through, and how it is paired, stands in ``crawl_plan``; what a page is asked, in ``crawl_probe.js`` and
``crawl_words``. The pages themselves are those that the routers declare: one that the plan does not know fails here.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from doorstep import standards
from tests.browser import crawl_plan, crawl_routes
from tests.browser.crawl import DESK
from tests.browser.crawl_fixture import PEOPLE, Going, going, house, served
from tests.browser.crawl_words import Words

__all__ = ["going", "house", "served"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_plan_knows_every_page() -> None:
    """What the routers declare is what the crawl goes through, no more and no less."""
    jobs = {f"/jobs/:id{rest}" for rest in crawl_plan.JOB_PAGES}
    assert crawl_routes.declared("console") == set(crawl_plan.CONSOLE)
    assert crawl_routes.declared("field") == {*crawl_plan.FIELD, *jobs}
    assert crawl_routes.declared("door") == {"/:token", "/:rest(.*)*"}
    assert crawl_routes.of_server() == {*crawl_plan.PAGES, *crawl_plan.SHELLS}
    pressed = {pattern for _, patterns in crawl_plan.DESKS.values() for pattern in patterns}
    assert set(crawl_plan.CONSOLE) - pressed == {"/orders/:case", "/log-in"}


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/console/", "/console/"),
        ("/console/orders/new", "/console/orders/new"),
        ("/console/orders/0ff1ce?clause=a/1", "/console/orders/:case"),
        ("/console/nothing-here", "/console/:rest(.*)*"),
        ("/field/jobs/0ff1ce/appeal/cashier/1.2", "/field/jobs/:id/appeal/:clause(.*)"),
        ("/door/0ff1ce?p=time", "/door/:token?p=time"),
        (f"/orders/{'0f' * 16}", "/orders/:case"),
    ],
)
def test_an_address_belongs_to_one_page(address: str, route: str) -> None:
    """Else something that is looked at once for each page would not be looked at."""
    assert crawl_routes.route_of(address) == route


def test_what_is_proposed_is_data_only_where_it_is_recorded() -> None:
    words = Words({"江晚"}, {"网络未通"})
    assert not words.faults("江晚", "", "en")
    assert words.faults("网络未通", "", "en")
    assert not words.faults("reason 网络未通", "", "en", recorded=True)
    assert words.faults("reason 原因", "", "en", recorded=True)


@pytest.mark.parametrize("post", PEOPLE)
def test_every_page_as_every_post(going: Going, post: str) -> None:
    """A page, or in words why not; never a broken one. What his menu offers opens."""
    place = PEOPLE.index(post)
    one = going.in_as(post, DESK, ("zh", "en")[place % 2])
    one.open("/console/")
    offered = set(one.page.evaluate("[...document.querySelectorAll('nav.menu a')].map((a) => a.pathname)"))
    pages = [addresses[0] for pattern, addresses in crawl_plan.CONSOLE.items() if addresses and pattern != "/log-in"]
    own = [f"/orders/{case}" for case in crawl_plan.some_orders(going.world, place, len(PEOPLE))[:3]]
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
        one.visit(f"/console/orders/{crawl_plan.order(going.world, name)}", press=True, both=True)


def test_every_standard(going: Going) -> None:
    """All standards with all their clauses, in both languages."""
    one = going.in_as("inspector", DESK)
    one.open("/console/")
    for name in standards.names():
        one.visit(f"/console/standards/{name}", both=True)


@pytest.mark.parametrize("post", [None, *PEOPLE])
def test_the_servers_pages(going: Going, post: str | None) -> None:
    """Start page, log-in, password, orders for reading and paper; the report is ``test_report``'s."""
    world = going.world
    one, place = going.in_as(post, DESK), PEOPLE.index(post) if post else 0
    orders = [f"/orders/{case}" for case in crawl_plan.some_orders(world, place, len(PEOPLE))[:3]]
    langs = ("zh", "en") if post in (None, "dispatcher") else (("zh", "en")[place % 2],)
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
        one.read(address, langs)
    if post == "manager":
        one.read("/report/", ("zh",))
