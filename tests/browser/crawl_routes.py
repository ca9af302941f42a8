"""Which pages there are: as the routers of the three apps declare them, and the server's own."""

from __future__ import annotations

import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "web"
ROUTERS = {
    "console": ("console/pages/*/routes.ts", "console/router.ts"),
    "field": ("field/router.ts",),
    "door": ("door/router.ts",),
}
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


def of_server() -> set[str]:
    """The addresses of the server that give no part of its API: those of ``gate/permits.py``."""
    from doorstep.gate.permits import PERMITS

    return {one for one, methods in PERMITS.items() if "GET" in methods and not re.search(r"\bapi/", one)}
