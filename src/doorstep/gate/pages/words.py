"""The pages' language and texts: ``texts/zh.json`` and ``texts/en.json``, put into every template as ``t``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from django.http import HttpRequest

from doorstep.calendar import DAY, parse_moment
from doorstep.judge.reasons.texts import moment
from doorstep.record import clock

LANGUAGES = ("zh", "en")
COOKIE = "doorstep-language"


def page_language(request: HttpRequest) -> Literal["zh", "en"]:
    """What the reader switched to; else his account's language; else Chinese."""
    chosen = request.COOKIES.get(COOKIE)
    if chosen not in LANGUAGES:
        caller = getattr(request, "caller", None)
        chosen = caller.language if caller else "zh"
    return "en" if chosen == "en" else "zh"


@cache
def texts(lang: str) -> Mapping[str, str]:
    """All texts of a language."""
    text = (resources.files("doorstep.gate.pages") / "texts" / f"{lang}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def say(lang: str, key: str, **values: Any) -> str:
    """A text with its values. Raises ``KeyError`` when there is none."""
    return texts(lang)[key].format(**values)


def when(lang: str, written: str | None) -> str:
    """A moment as the screens have it ("10-12 周一 18:00") from how it is written ("2026-10-12 18:00"), "" for none.

    The year stands there only if it is another than this.
    """
    if not written:
        return ""
    day, _, rest = written.partition(" ")
    end_of_day = rest.startswith("24:00")
    at = parse_moment(f"{day} 00:00") + DAY if end_of_day else parse_moment(written)
    return moment(lang, at, clock.now().year, end_of_day=end_of_day)


def context(request: HttpRequest) -> dict[str, Any]:
    """What every template has: the texts, the language and the other one, who is logged in, the page's own address."""
    lang = page_language(request)
    other = "zh" if lang == "en" else "en"
    return {
        "t": texts(lang),
        "lang": lang,
        "html_lang": "zh-CN" if lang == "zh" else "en",
        "other": other,
        "other_name": texts(other)["language.name"],
        "caller": getattr(request, "caller", None),
        "here": request.get_full_path(),
    }
