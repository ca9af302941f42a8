"""The wording of what the console's own routes refuse: ``texts/console-zh.json`` and ``texts/console-en.json``."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from doorstep.gate.api.errors import ApiError


@cache
def _texts(lang: str) -> dict[str, str]:
    text = (resources.files("doorstep.gate.api") / "texts" / f"console-{lang}.json").read_text(encoding="utf-8")
    texts: dict[str, str] = json.loads(text)
    return texts


def refusal(code: str, *, path: str | None = None, status: int | None = None, **values: Any) -> ApiError:
    """The error of a code of the console's routes. Raises ``KeyError`` for a code that has no wording."""
    message = (_texts("zh")[code].format(**values), _texts("en")[code].format(**values))
    return ApiError(code, path=path, status=status, message=message, **values)
