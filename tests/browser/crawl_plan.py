"""Which addresses the crawl opens, as whom. Each is written under the pattern of the router that it belongs to, so that
a pattern without an address is found out.

Everything with everything (pages, posts, languages, objects) would take a good half hour. So it goes by pairs: every
page as every post in one of the languages, in turn; every page with its objects in both languages as one post that
works with it, everything pressed that opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doorstep import standards

Plan = Mapping[str, Sequence[str]]

CONSOLE: Plan = {
    "/": ("/",),
    "/log-in": ("/log-in",),
    "/orders": ("/orders", "/orders?state=all", "/orders?q=H-0922&state=all"),
    "/orders/new": ("/orders/new",),
    "/orders/:case": (),
    "/people": ("/people",),
    "/people/:username": ("/people/lumingchuan", "/people/zhouyuan", "/people/hezhiqiu", "/people/nobody"),
    "/sanctions": ("/sanctions", "/sanctions?state=decided", "/sanctions?state=upheld"),
    "/figures": ("/figures", "/figures?figure=clauses_kept", "/figures?figure=sanctions&orders=all"),
    "/standards": ("/standards",),
    "/standards/:standard": (
        "/standards/technician-conduct?clause=technician-conduct/8.2",
        "/standards/home-broadband?clause=home-broadband/5.1",
        "/standards/hotel-iptv?clause=hotel-iptv/3.6",
        "/standards/nothing",
    ),
    "/admin": ("/admin",),
    "/admin/tree": ("/admin/tree",),
    "/admin/certificates": ("/admin/certificates",),
    "/admin/tokens": ("/admin/tokens",),
    "/admin/imports": ("/admin/imports",),
    "/admin/trail": ("/admin/trail",),
    "/:rest(.*)*": ("/nothing-here",),
}

DESKS: Mapping[str, tuple[str, Sequence[str]]] = {
    "dispatching": ("dispatcher", ("/", "/orders", "/orders/new", "/people", "/people/:username", "/:rest(.*)*")),
    "leading": ("team_leader", ("/sanctions", "/figures", "/people/:username")),
    "reading": ("manager", ("/figures", "/standards", "/standards/:standard", "/admin")),
    "administering": ("administrator", tuple(one for one in CONSOLE if one.startswith("/admin"))),
    "own orders": ("technician", ("/", "/orders", "/sanctions")),
}
"""What is gone through with everything pressed, as whom."""

ORDERS: Sequence[tuple[str, Sequence[str]]] = (
    ("dispatcher", ("H-0921", "Z-1038", "Z-2001")),
    ("team_leader", ("Z-0900", "Z-0901", "callbacks")),
    ("complaint_supervisor", ("complaint-supervision", "hotline-support", "hotel-etiquette")),
    ("technician", ("Z-1038", "home-broadband", "telecom-installation")),
)
"""Orders that are gone through: by number, or the first of a standard."""

FIELD: Plan = {
    "/": ("/",),
    "/outbox": ("/outbox",),
    "/differences": ("/differences",),
    "/sanctions": ("/sanctions",),
    "/mine": ("/mine",),
    "/:rest(.*)*": ("/nothing-here",),
}
"""The pages of the phone that are no job's."""

JOBS: Mapping[str, Sequence[str]] = {
    "technician": ("Z-1038", "home-broadband", "telecom-installation"),
    "account_manager": ("H-0921", "hotel-iptv", "account-visits"),
    "courier": ("express-delivery",),
    "cashier": ("cashier",),
    "front_line": ("hotel-etiquette",),
}
"""Whose phone is gone through, with which jobs."""

JOB_PAGES = (
    "", "/units", "/units/:unit", "/do/:gesture", "/act/:act", "/leave", "/timeline", "/correct/:act", "/clauses", "/more",
    "/links", "/sign", "/failed/:act", "/appeal/:clause(.*)",
)  # fmt: skip
"""What stands below a job."""

PAGES = ("", "log-in", "password", "orders", "orders/<case>", "check", "check/<code>", "report/")
"""The server's own pages."""
SHELLS = (
    "healthz", "console", "console/", "console/<path:rest>", "field/", "field/<path:rest>", "field/sw.js",
    "field/manifest.webmanifest", "door/<token>", "report/<path:name>",
)  # fmt: skip
"""Where an app begins, and what is no page."""


def order(world: Mapping[str, Any], named: str) -> str:
    """The id of an order by its number, or of the first order of a standard."""
    found: str = world["orders"].get(named) or world["orders"][world["first"][named]]
    return found


def some_orders(world: Mapping[str, Any], place: int, of: int) -> list[str]:
    """Every order falls to somebody: those of the one at ``place`` of so many."""
    return list(world["orders"].values())[place::of]


def job(world: Mapping[str, Any], jobs: Mapping[str, Any], named: str) -> Mapping[str, Any]:
    """A job that a phone has: that one, or another of the standard, or the first that it has."""
    those = [one for one in jobs.values() if one["standards"][0]["standard"] == named]
    found: Mapping[str, Any] = jobs.get(order(world, named)) or next(iter([*those, *jobs.values()]))
    return found


def job_pages(job: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The pages of a job on the phone with three objects each: pattern and address. From what the phone has of it."""
    start, base = "/jobs/:id", f"/jobs/{job['id']}"
    yield start, base
    for page in ("units", "leave", "timeline", "clauses", "more", "links", "sign"):
        yield f"{start}/{page}", f"{base}/{page}"
    for unit in job["units"][:3]:
        yield f"{start}/units/:unit", f"{base}/units/{unit}"
    unit = job["units"][0] if job["units"] else None
    asks = [one for part in rules["parts"] for one in part["gestures"] if one["ask"]]
    for gesture in asks[:3]:
        yield f"{start}/do/:gesture", f"{base}/do/{gesture['key']}" + (f"?unit={unit}" if unit else "")
    acts = [one["act"] for one in job["next_acts"]] + list(rules["forms"])
    for act in list(dict.fromkeys(acts))[:3]:
        yield f"{start}/act/:act", f"{base}/act/{act}" + (f"?unit={unit}" if unit else "")
    for act in list(dict.fromkeys(acts))[:3]:
        yield f"{start}/failed/:act", f"{base}/failed/{act}" + (f"?unit={unit}" if unit else "")
    told = [one["id"] for one in job["timeline"] if "." not in one["act"]]
    for act in told[:3]:
        yield f"{start}/correct/:act", f"{base}/correct/{act}"
    for clause in list(standards.load(job["standards"][0]["standard"]).clauses)[:3]:
        key = f"{job['standards'][0]['standard']}/{clause}"
        yield f"{start}/appeal/:clause(.*)", f"{base}/appeal/{key}"
