"""Every address × method × post × place, from the router itself, against the printed matrix: what is not in it answers 403."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from tests.gate.api.conftest import new_case
from tests.gate.api.people import Speaker

FILLED = {
    "<act>": "departed",
    "<hash>": "a" * 64,
    "<standard>": "home-broadband",
    "<username>": "fangsu",
    "<path:name>": "breaches.xlsx",
}


def routes() -> Iterator[tuple[str, Any]]:
    """Every address of the router, with its view."""

    def walk(patterns: Any, before: str) -> Iterator[tuple[str, Any]]:
        for one in patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLPattern):
                yield here, one.callback
            else:
                yield from walk(one.url_patterns, here)

    yield from walk(get_resolver().url_patterns, "")


def operations() -> Iterator[tuple[str, str]]:
    """Every address and method that the API has operations for."""
    from doorstep.gate.api import api

    for bound in api._get_bound_routers():  # the only list of what was really registered
        for path, view in bound.path_operations.items():
            address = "api/" + path.strip("/").replace("{", "<").replace("}", ">")
            yield from ((address, method) for operation in view.operations for method in operation.methods)


def test_the_table_is_the_router(office: object) -> None:
    """No address without an entry, no entry without an address; the API's methods are the table's."""
    from doorstep.gate.permits import PERMITS
    from doorstep.people.posts import PERMISSIONS

    assert {route for route, _ in routes()} == set(PERMITS)
    listed = {(route, method) for route, methods in PERMITS.items() for method in methods}
    beside = {("api/", "GET"), ("api/docs", "GET"), ("api/openapi.json", "GET")}
    assert set(operations()) == {(r, m) for r, m in listed if r.startswith("api/")} - beside
    assert {p.permission for methods in PERMITS.values() for p in methods.values()} - {""} <= set(PERMISSIONS)


def test_not_in_the_table(an: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that somebody forgot to enter is closed to everybody."""
    from doorstep.gate import permits
    from doorstep.gate.site import door

    forgotten = {route: methods for route, methods in permits.PERMITS.items() if route not in ("api/me", "orders")}
    monkeypatch.setattr(door, "PERMITS", forgotten)
    assert an.get("me").refused == (403, "not_allowed")
    assert an.get("/orders").status == 403
    assert an.get("cases").status == 200


def test_nobody(office: object) -> None:
    from doorstep.gate.permits import PERMITS, On

    nobody = Speaker("")
    for route, methods in PERMITS.items():
        for method, permit in methods.items():
            if permit.on is not On.PUBLIC:
                status = nobody.ask(method, address(route, "nowhere")).status
                assert status == (401 if route.startswith("api/") else 302), (route, method)


def test_stranger(stranger: Speaker, case: str) -> None:
    """An account without a post reaches itself and what is public, nothing else."""
    from doorstep.gate.permits import PERMITS, On

    for route, methods in PERMITS.items():
        for method, permit in methods.items():
            refused = stranger.ask(method, address(route, case)).status == 403
            assert refused == (permit.on in (On.CASE, On.ANYWHERE, On.PART)), (route, method)


def address(route: str, case: str) -> str:
    """An address with something in its gaps."""
    for gap, value in {**FILLED, "<case>": case}.items():
        route = route.replace(gap, value)
    return "/" + re.sub(r"<(\w+:)?\w+>", lambda gap: "987654" if gap[1] == "int:" else "nothing", route)


@pytest.fixture
def cases(fangsu: Speaker, office: object) -> dict[str, str]:
    """Cases by where they lie and whose they are: here is 城南, elsewhere 城北; mine is the poster's."""
    from doorstep.people.accounts import account, create_account
    from doorstep.people.holdings import give_post

    give_post(account("fangsu"), "dispatcher", "chengbei", by="root")
    create_account("poster", "岗上人", by="root")
    made = {}
    for name, place in (
        ("here", "chengnan"),
        ("mine here", "chengnan"),
        ("elsewhere", "chengbei"),
        ("mine elsewhere", "chengbei"),
    ):
        opened = fangsu.post("cases", new_case(f"P-{name}".replace(" ", "-"), place=place))
        assert opened.status == 201, opened.body
        made[name] = opened.body["case"]
        if name.startswith("mine"):
            give = {"key": f"give-{name}".replace(" ", "-"), "person": "poster"}
            assert fangsu.post(f"cases/{made[name]}/assignment", give).status == 200
    return made


def posts() -> list[str]:
    from doorstep.people import posts as table

    return list(table.posts())


@pytest.mark.slow
@pytest.mark.parametrize("post", posts())
def test_matrix(post: str, cases: dict[str, str]) -> None:
    """Somebody holds one post in 城南: every address and method, for cases here and elsewhere, his own and others'."""
    from doorstep.gate.permits import PERMITS, On
    from doorstep.people.accounts import account
    from doorstep.people.holdings import give_post
    from doorstep.people.permissions import matrix
    from doorstep.people.posts import Reach

    give_post(account("poster"), post, "chengnan", by="root")
    poster, table = Speaker("poster"), matrix()
    reaching = {
        "here": (Reach.PLACE, Reach.ALL),
        "mine here": (Reach.OWN, Reach.PLACE, Reach.ALL),
        "elsewhere": (Reach.ALL,),
        "mine elsewhere": (Reach.OWN, Reach.PLACE, Reach.ALL),
    }
    somewhere = {On.ANYWHERE: (Reach.OWN, Reach.PLACE, Reach.ALL), On.PART: (Reach.PLACE, Reach.ALL)}
    wrong = []
    for route, methods in PERMITS.items():
        for method, permit in methods.items():
            if permit.on is On.CASE:
                for name, case in cases.items():
                    refused = poster.ask(method, address(route, case)).status == 403
                    if refused == (table[permit.permission][post] in reaching[name]):
                        wrong.append((route, method, name))
            elif permit.on in somewhere and route != "api/staff/<username>":
                refused = poster.ask(method, address(route, "")).status == 403
                if refused == (table[permit.permission][post] in somewhere[permit.on]):
                    wrong.append((route, method, "anywhere"))
    assert wrong == []
