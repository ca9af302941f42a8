"""Which acts tell of a visit, and which tell that work had to be done again: ``signs.json``, by standard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

VISITS, AGAIN = "visits", "again"


@cache
def signs(sort: str, standard: str) -> frozenset[str]:
    """The acts of a standard (its key) that are of a sort, ``VISITS`` or ``AGAIN``; empty for a standard that has
    none.
    """
    return frozenset(_all()[sort].get(standard, ()))


@cache
def _all() -> Mapping[str, Mapping[str, list[str]]]:
    text = (resources.files("doorstep.measure") / "signs.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = json.loads(text)
    return found
