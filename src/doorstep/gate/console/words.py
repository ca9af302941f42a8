"""The sentences in which the console's endpoints refuse, in both languages: ``texts/zh.json`` and ``texts/en.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from doorstep.gate.api.errors import ApiError


@cache
def _texts(lang: str) -> Mapping[str, str]:
    text = (resources.files("doorstep.gate.console") / "texts" / f"{lang}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def refused(code: str, *, status: int = 422, path: str | None = None, **values: Any) -> ApiError:
    """The error of a code of this package."""
    message = _texts("zh")[code].format(**values), _texts("en")[code].format(**values)
    return ApiError(code, status=status, path=path, message=message, **values)


def in_both(code: str) -> dict[str, str]:
    """A text of this package in both languages."""
    return {lang: _texts(lang)[code] for lang in ("zh", "en")}
