"""The fixed texts of the wording, one catalogue a language, and the joining of lists and punctuation."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")

_SPACES = re.compile(r"[ \t\n]+")
_BESIDE_WIDE = re.compile(r" ?([，。；：、（）]) ?")
_OPENING = re.compile(r"(?<=[^ （(])“")


@cache
def texts(lang: str) -> dict[str, str]:
    """All texts of ``lang`` by their keys."""
    source = resources.files("doorstep.language.words") / f"{lang}.json"
    loaded: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return loaded


def say(lang: str, key: str, /, **values: object) -> str:
    """The text ``key`` in ``lang`` with ``values`` put in.

    Raises ``KeyError`` when there is no such text or a value is missing.
    """
    template = texts(lang)[key]
    return template.format(**values) if values else template


def known(lang: str, key: str) -> str | None:
    """The text ``key``, or None where the catalogue has none."""
    return texts(lang).get(key)


def listed(lang: str, parts: Sequence[str], word: str) -> str:
    """``parts`` as one list: ``word`` is "and", "or", "" for a bare list, or "items" for one whose parts
    may hold commas themselves.

    >>> listed("en", ["a", "b", "c"], "or")
    'a, b or c'
    """
    if len(parts) < 2:
        return "".join(parts)
    comma = say(lang, "list.comma")
    if word == "items" and any(comma in part for part in parts):
        return say(lang, "list.semicolon").join(parts)
    if word in ("", "items"):
        return comma.join(parts)
    return say(lang, f"list.{word}", head=comma.join(parts[:-1]), last=parts[-1])


def tidy(lang: str, text: str) -> str:
    """``text`` with single spaces, none beside Chinese punctuation and none at the ends."""
    text = _SPACES.sub(" ", text).strip()
    if lang == "zh":
        return _BESIDE_WIDE.sub(r"\1", text)
    return text


def sentence(lang: str, text: str) -> str:
    """``text`` tidied and beginning with a capital; no full stop, so that the reader's page may join as it likes."""
    text = tidy(lang, text)
    return text[:1].upper() + text[1:] if lang == "en" else text
