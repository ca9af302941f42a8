"""What the door refuses: a code, the place in what was sent, and the values of its wording, which stands in
``texts``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("zh", "en")


@cache
def texts(lang: str) -> Mapping[str, str]:
    """All texts of the door in a language by key."""
    found: dict[str, str] = json.loads(
        (resources.files("doorstep.work.door") / "texts" / f"{lang}.json").read_text(encoding="utf-8")
    )
    return found


def say(lang: str, key: str, **values: Any) -> str:
    """A text with its values; of a text with a singular (``key.one``) that one where ``n`` is 1."""
    found = texts(lang)
    one = found.get(f"{key}.one") if values.get("n") == 1 else None
    return (one or found[key]).format(**values)


class DoorFault(Exception):
    """Something that is not done at the door. ``path`` is where in what was sent, or None."""

    def __init__(self, code: str, path: str | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code, self.path, self.values = code, path, values

    def say(self, lang: str) -> str:
        """What is wrong and what to do, in ``lang`` ("zh" or "en")."""
        return say(lang, f"fault.{self.code}", **self.values)

    def __str__(self) -> str:
        return f"{self.code}: {self.say('en')}"
