"""Which pages there are: as the routers of the three apps declare them, and the server's own."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "web"
ROUTERS = {
    "console": ("console/pages/*/routes.ts", "console/router.ts"),
    "field": ("field/router.ts",),
    "door": ("door/router.ts",),
}
PARAMETER = re.compile(r":\w+(\([^)]*\)\*?)?")
PATH = re.compile(r"\bpath: \"([^\"]*)\"")


def declared(app: str) -> set[str]:
    """The patterns of an app's pages as its routers have them, without the frame that only holds others."""
    found: set[str] = set()
    for pattern in ROUTERS[app]:
        for file in sorted(WEB.glob(pattern)):
            found |= _of(file.read_text(encoding="utf-8"))
    return found


def _of(source: str) -> set[str]:
    """The patterns of one file: a child's stands below that of its frame."""
    found, frame = set(), ""
    for place in PATH.finditer(source):
        path = place[1]
        if path.startswith("/"):
            frame = path
            if "children:" not in source[place.end() : _next(source, place.end())]:
                found.add(path)
        else:
            found.add(f"{frame}/{path}".rstrip("/"))
    return found


def _next(source: str, start: int) -> int:
    """Where the next path of a source begins."""
    place = PATH.search(source, start)
    return place.start() if place else len(source)


def route_of(address: str) -> str:
    """Which page an address shows, whatever object it names: what is checked once for a page is remembered by it."""
    path, _, query = address.partition("?")
    _, app, *rest = path.split("/", 2)
    part = f"?{query}" if app == "door" else ""  # the door's pages are steps of one address
    if app not in ROUTERS or (app == "door" and not rest):
        return re.sub(r"[0-9a-f]{32}", ":case", path)
    found = next(pattern for pattern, form in _forms(app) if form.fullmatch("/" + "".join(rest)))
    return f"/{app}{found}{part}"


@lru_cache
def _forms(app: str) -> list[tuple[str, re.Pattern[str]]]:
    """An app's patterns as regular expressions, what is named before what is asked for, the catch-all last."""
    form = {one: PARAMETER.sub(lambda found: ".*" if found[1] else "[^/]+", one) for one in declared(app)}
    return [(one, re.compile(form[one])) for one in sorted(form, key=lambda one: (form[one] == "/.*", one.count(":")))]


def of_server() -> set[str]:
    """The addresses of the server that give no part of its API: those of ``gate/permits.py``."""
    from doorstep.gate.permits import PERMITS

    return {one for one, methods in PERMITS.items() if "GET" in methods and not re.search(r"\bapi/", one)}
