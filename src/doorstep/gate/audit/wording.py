"""The audit's own texts in both languages, and lengths of time as they are written for a reader.

What the report's page says stands in ``report/zh.json`` and ``report/en.json``; what a verdict's sentence says is the
judge's.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")

_BELOW_TEN_MINUTES = (("minutes", 60), ("seconds", 1))
_BELOW_A_DAY = (("hours", 3600), ("minutes", 60))
_LONGER = (("days", 86400), ("hours", 3600))


@cache
def _texts(lang: str) -> dict[str, str]:
    source = resources.files("doorstep.gate.audit") / "texts" / f"{lang}.json"
    texts: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def say(lang: str, key: str, **values: object) -> str:
    """The text ``key`` in ``lang`` ("zh" or "en") with ``values`` in their places. ``KeyError``: no such text."""
    return _texts(lang)[key].format(**values)


def both(key: str) -> str:
    """The text ``key`` in both languages, Chinese first, as a command's help shows it."""
    return " · ".join(_texts(lang)[key] for lang in LANGUAGES)


def duration(seconds: int, lang: str) -> str:
    """A length of time in at most two units, cut off; seconds only below ten minutes.

    >>> duration(4800, "zh"), duration(380, "en")
    ('1 小时 20 分', '6 min 20 s')
    """
    units = _BELOW_TEN_MINUTES if seconds < 600 else _BELOW_A_DAY if seconds < 86400 else _LONGER
    said = []
    for unit, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            said.append(say(lang, unit, n=count))
    return " ".join(said) or say(lang, "seconds", n=0)
