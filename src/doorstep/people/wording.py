"""The room's own texts in both languages: refusals, names of permissions and reaches, the page of permissions.

Names of posts stand beside their permissions in ``posts.json``; names of roles in each standard.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources


@cache
def _texts(lang: str) -> dict[str, str]:
    source = resources.files("doorstep.people") / "texts" / f"{lang}.json"
    texts: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def permission_words(lang: str, key: str) -> str:
    """What a permission permits, in words; a key that is none as it is."""
    return _texts(lang).get(f"permission.{key}", key)


def say(lang: str, key: str, **values: object) -> str:
    """The text ``key`` in ``lang`` ("zh" or "en") with ``values`` in their places. ``KeyError``: no such text."""
    return _texts(lang)[key].format(**values)
