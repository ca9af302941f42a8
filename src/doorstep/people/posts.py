"""The posts: ``posts.json`` read and checked. What each may do, how far; what it sees masked; which roles it plays.

One data file says it all; nothing here knows accounts or a database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from doorstep.language.model import Words
from doorstep.people.errors import unknown

PERMISSIONS = (
    "case.open", "case.read", "case.assign", "act.record", "act.correct", "verdict.read", "file.read", "file.write",
    "personal.unmask", "people.read", "people.manage", "token.manage", "audit.read", "import.orders", "export.case",
    "export.all", "feed.read", "standard.read", "customer.forget",
)  # fmt: skip
"""All there is to permit, in the order in which it is printed."""

PERSONAL_TYPES = ("person", "phone", "location", "text", "transcript", "photo", "signature", "file")
"""The types of fields that may hold something personal."""

Choice = TypeVar("Choice", bound=IntEnum)

FILES = frozenset({"photo", "signature", "file"})
"""Those whose value names a file; its content is reached by ``file.read`` alone."""


class Reach(IntEnum):
    """How far a permission goes. OWN: cases assigned to oneself; PLACE: those, and what lies at or below one's place."""

    NONE = 0
    OWN = 1
    PLACE = 2
    ALL = 3


class Sight(IntEnum):
    """What a post sees of a personal value before it asks to see it unmasked."""

    HIDDEN = 0
    MASKED = 1
    SHOWN = 2


@dataclass(frozen=True, slots=True)
class Post:
    """A post. What is not in ``permissions`` is denied, what is not in ``sees`` is hidden; ``roles`` it plays, by standard."""

    key: str
    words: Words
    permissions: Mapping[str, Reach]
    sees: Mapping[str, Sight]
    roles: Mapping[str, tuple[str, ...]]

    def reach(self, permission: str) -> Reach:
        """How far the post's permission goes. Raises ``Unknown`` for a permission that there is not."""
        if permission not in PERMISSIONS:
            raise unknown("unknown_permission", permission, PERMISSIONS)
        return self.permissions.get(permission, Reach.NONE)


@cache
def posts() -> Mapping[str, Post]:
    """All posts by their keys, in the order of the file, read once in a process."""
    text = (resources.files("doorstep.people") / "posts.json").read_text(encoding="utf-8")
    return read(json.loads(text))


def post(key: str) -> Post:
    """The post of that key. Raises ``Unknown`` with the nearest one."""
    if key not in posts():
        raise unknown("unknown_post", key, posts())
    return posts()[key]


def read(content: Mapping[str, Any]) -> dict[str, Post]:
    """The posts that a file's content describes. Raises ``Unknown`` for a permission, reach, type or sight that is none."""
    return {key: _read(key, entry) for key, entry in content.items()}


def _read(key: str, entry: Mapping[str, Any]) -> Post:
    for name in entry["permissions"]:
        if name not in PERMISSIONS:
            raise unknown("unknown_permission", name, PERMISSIONS)
    for name in entry["sees"]:
        if name not in PERSONAL_TYPES:
            raise unknown("unknown_type", name, PERSONAL_TYPES)
    return Post(
        key,
        Words(entry["zh"], entry["en"]),
        {name: _one_of(Reach, value, "unknown_reach") for name, value in entry["permissions"].items()},
        {name: _one_of(Sight, value, "unknown_sight") for name, value in entry["sees"].items()},
        {standard: tuple(roles) for standard, roles in entry["roles"].items()},
    )


def _one_of(choices: type[Choice], value: str, code: str) -> Choice:
    names = {choice.name.lower(): choice for choice in choices}
    if value not in names:
        raise unknown(code, value, names)
    return names[value]
