"""The narrow screens: the phone of every post with its jobs, the door that a customer opens, the console on a phone.

How it goes is told in ``test_crawl``; it stands apart so that two workers share the crawl.
"""

from __future__ import annotations

import pytest

from tests.browser import crawl_plan
from tests.browser.crawl import PHONE, Screen
from tests.browser.crawl_fixture import PEOPLE, Going, going, house, served

__all__ = ["going", "house", "served"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("post", PEOPLE)
def test_the_phone_of_every_post(going: Going, post: str) -> None:
    """What is no job's page; a job's for whoever goes to customers, with everything pressed that opens."""
    one = going.in_as(post, PHONE, ("zh", "en")[PEOPLE.index(post) % 2])
    one.open("/field/")
    for addresses in crawl_plan.FIELD.values():
        one.visit(f"/field{addresses[0]}", press=True)
    if post not in crawl_plan.JOBS:
        return
    bundle = one.page.request.get("/api/field/bundle").json()
    jobs = {job["id"]: job for job in bundle["cases"]}
    assert jobs, "somebody with jobs has none on his phone"
    for name in crawl_plan.JOBS[post]:
        job = crawl_plan.job(going.world, jobs, name)
        pages = list(crawl_plan.job_pages(job, bundle["rules"][job["rules"]]))
        assert {pattern for pattern, _ in pages} <= {f"/jobs/:id{rest}" for rest in crawl_plan.JOB_PAGES}
        for lang, turn in (("zh", 0), ("en", 1)):
            one.speak(lang, "/field/")
            for place, (_, address) in list(enumerate(pages))[turn::2]:
                one.visit(f"/field{address}", press=place % 3 != 1)


def test_the_door(going: Going) -> None:
    """Every page of a link that waits, was signed, was revoked, has expired, or is none."""
    links = going.world["door"]
    pages = ("visit", "time", "record", "rate")
    addresses = [f"/door/{links[name]}?p={page}" for name in ("hotel", "home", "signed") for page in pages]
    addresses += [f"/door/{links[name]}" for name in ("revoked", "expired")] + ["/door/nothing"]
    one = going.in_as(None, PHONE)
    for address in addresses:
        one.visit(address, refused="?" not in address, both=True, press=True, fresh=True)


@pytest.mark.parametrize("width", [768, 360])
def test_a_narrow_console(going: Going, width: int) -> None:
    """Nothing is cut and nothing scrolls sideways; tables scroll in themselves."""
    one = going.in_as("manager", Screen(width, 900, 32))
    one.open("/console/")
    orders = [f"/orders/{crawl_plan.order(going.world, name)}" for name in ("H-0921", "home-broadband")]
    pages = [one for addresses in crawl_plan.CONSOLE.values() for one in addresses[:2] if "log-in" not in one]
    for address in [f"/console{one}" for one in [*pages, *orders]]:
        one.visit(address, refused=True, both=True)
