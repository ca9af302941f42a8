"""What the demonstration says once it serves: where to go, who to log in as, what is in it, where the files are; and
for a phone, a QR code.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import segno

from .build import REPORT, WORKBOOK
from .records import AS_OF
from .texts import say
from .where import Where

HOLDS = {"hotels": 3, "homes": 60, "complaints": 40, "callbacks": 20}

PLACES = {"/": "to.start", "/console/": "to.console", "/field/": "to.field", "/report/": "to.report"}
DOCUMENTATION = {"/api/docs": "to.api"}
"""The addresses, and what is there."""

PHONE = ("technician", "account_manager")
"""Posts whose work is on the phone; the others' is on the console."""

FILES = {
    WORKBOOK: "file.workbook",
    f"{REPORT}/report.html": "file.report",
    f"{REPORT}/breaches.xlsx": "file.breaches",
    f"{REPORT}/rejected.xlsx": "file.rejected",
    f"{REPORT}/verdicts.jsonl": "file.verdicts",
    "home": "file.home",
}


def announce(where: Where, folder: Path, addresses: Sequence[str], played: str, authority: str) -> None:
    """Prints it all. ``addresses`` are this machine's in its net, the likeliest first; ``authority`` is the path of the
    certificate's authority on the server.
    """
    lines = ["", *_places(where, addresses), "", *_people(), "", *_contents(played), "", *_files(folder)]
    if where.tls:
        lines += ["", *_phone(where, addresses, authority)]
    print(*lines, "", _both("stop"), "", sep="\n", flush=True)


def _places(where: Where, addresses: Sequence[str]) -> Iterator[str]:
    yield _both("open")
    base = where.url(addresses[0] if addresses else "")
    for path, key in {**PLACES, **DOCUMENTATION}.items():
        yield f"  {_wide(base + path, len(base) + 10)}  {_both(key)}"
    if len(addresses) > 1:
        yield f"  {_both('open.also')}  " + "  ".join(where.url(one) + "/" for one in addresses[1:])


def _people() -> Iterator[str]:
    """One account of each post, those of the phone first."""
    from doorstep.gate import seeding

    yield _both("log_in", password=seeding.password())
    zh, en = ({username: rest for username, *rest in seeding.log_ins(language)} for language in ("zh", "en"))
    posts = {username: post for username, _, _, post, _ in seeding.ACCOUNTS}
    first: dict[str, str] = {}
    for username in zh:
        first.setdefault(posts[username], username)
    for post in sorted(first, key=lambda one: one not in PHONE):
        name, words, place = zh[first[post]]
        there = "/field/" if post in PHONE else "/console/"
        what = f"{words} · {en[first[post]][1]}"
        yield f"  {_wide(first[post], 12)} {_wide(name, 7)} {_wide(there, 10)} {_wide(what, 40)} {place} · {en[first[post]][2]}"


def _contents(played: str) -> Iterator[str]:
    yield _both("contents")
    for key, values in (("contents.played", {"played": played}), ("contents.month", {"as_of": AS_OF, **HOLDS})):
        for text in say(key, **values):
            yield f"  {text}"


def _files(folder: Path) -> Iterator[str]:
    yield f"{_both('files')}  {folder}"
    for path, key in FILES.items():
        if (folder / path).exists():
            yield f"  {_wide(path, 24)}  {_both(key)}"


def _phone(where: Where, addresses: Sequence[str], authority: str) -> Iterator[str]:
    base = where.url(addresses[0] if addresses else "")
    yield _both("phone", url=f"{base}/field/")
    yield ""
    yield from qr(f"{base}/field/")
    yield ""
    for text in (*say("phone.warning"), *say("phone.trust", url=f"{base}{authority}")):
        yield f"  {text}"


def qr(text: str) -> list[str]:
    """The lines of a QR code in half blocks: light ones are drawn, so that it reads on a dark terminal; the colours are
    set as well, so that it reads on a light one.
    """
    drawn = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(drawn, border=2, compact=True)
    return [f"  \x1b[97;40m{line}\x1b[0m" for line in drawn.getvalue().splitlines()]


def _both(key: str, **values: object) -> str:
    return " · ".join(say(key, **values))


def _wide(text: str, columns: int) -> str:
    """Filled up to so many columns of a terminal, on which a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
    return text + " " * (columns - taken)
