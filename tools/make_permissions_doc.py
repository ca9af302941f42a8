"""Writes `docs/permissions.md` from the posts: who may do what, how far, sees what masked, plays which roles; what is public.

Run by hand when `posts.json` changes: `python tools/make_permissions_doc.py`. A test fails when the page is stale.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from doorstep import standards
from doorstep.gate.permits import PERMITS, On
from doorstep.people.permissions import matrix
from doorstep.people.posts import PERSONAL_TYPES, Sight, posts
from doorstep.people.wording import say

TARGET = Path(__file__).parents[1] / "docs/permissions.md"
LANGUAGES = ("zh", "en")


def both(key: str) -> str:
    """A text in both languages, once where they are the same."""
    return " · ".join(dict.fromkeys(say(lang, key) for lang in LANGUAGES))


def table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    """The lines of a table."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def permissions() -> list[str]:
    """The whole matrix: a row a permission, a column a post."""
    head = [both("page.permission"), *(f"{one.words.zh}<br>{one.words.en}" for one in posts().values())]
    rows = [
        [f"`{permission}` {both(f'permission.{permission}')}", *(_far(far.name.lower()) for far in row.values())]
        for permission, row in matrix().items()
    ]
    return table(head, rows)


def _far(name: str) -> str:
    return "" if name == "none" else both(f"reach.{name}")


def sees() -> list[str]:
    """What each post sees of each type of personal value."""
    head = [both("page.post"), *(both(f"type.{type_}") for type_ in PERSONAL_TYPES)]
    rows = [
        [
            f"{one.words.zh} · {one.words.en}",
            *(both(f"sight.{one.sees.get(type_, Sight.HIDDEN).name.lower()}") for type_ in PERSONAL_TYPES),
        ]
        for one in posts().values()
    ]
    return table(head, rows)


def roles() -> list[str]:
    """For each role of each packaged standard that is no party: the posts that play it."""
    rows = []
    for name in standards.names():
        standard = standards.load(name)
        for role in standard.roles.values():
            played = [one for one in posts().values() if role.key in one.roles.get(name, ())]
            if not role.party:
                by = "、".join(one.words.zh for one in played) + " · " + ", ".join(one.words.en for one in played)
                rows.append([standard.title.zh, f"{role.words.zh} · {role.words.en}", by])
    return table([both("page.standard"), both("page.role"), both("page.played_by")], rows)


def public() -> list[str]:
    """Every address that is open without an account, with its methods."""
    rows = []
    for address, methods in PERMITS.items():
        found = [method for method, permit in methods.items() if permit.on is On.PUBLIC]
        if found:
            rows.append([f"`/{address}`", ", ".join(found)])
    return table([both("page.address"), both("page.method")], rows)


def document() -> str:
    """The text of the page."""
    parts: list[str] = [f"# {both('page.title')}", ""]
    for key in ("page.made", "page.about"):
        parts += [*(line for lang in LANGUAGES for line in (say(lang, key), ""))]
    parts += [f"## {both('page.permissions')}", "", *permissions(), ""]
    parts += [f"## {both('page.sees')}", "", *sees(), ""]
    parts += [f"## {both('page.public')}", ""]
    parts += [*(line for lang in LANGUAGES for line in (say(lang, "page.public_about"), "")), *public(), ""]
    parts += [f"## {both('page.roles')}", ""]
    parts += [*(line for lang in LANGUAGES for line in (say(lang, "page.roles_about"), ""))]
    return "\n".join([*parts, *roles(), ""])


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
