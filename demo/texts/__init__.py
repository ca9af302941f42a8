"""What the demonstration says to a person, in both languages; the wording stands in ``zh.json`` and ``en.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def _texts(language: str) -> dict[str, str]:
    text = Path(__file__).with_name(f"{language}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def say(key: str, /, **values: object) -> tuple[str, str]:
    """The text ``key`` in Chinese and in English."""
    zh, en = (_texts(language)[key].format(**values) for language in LANGUAGES)
    return zh, en
