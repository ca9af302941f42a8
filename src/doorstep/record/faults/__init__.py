"""Faults of the record: what was altered, is missing or was added, where; the sentences are in ``zh.json`` and ``en.json``.

Also the sentences of what ``files`` and ``importing`` refuse. How faults are found is ``verify``'s.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One fault: its code, and as far as they apply the case, the act's id, its number in the case, its place in the feed.

    ``values`` are what the sentence names besides.
    """

    code: str
    case: str = ""
    act: str = ""
    no: int = 0
    seq: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)

    def words(self, lang: str) -> str:
        """The fault as a sentence in "zh" or "en"."""
        return words(self.code, lang, case=self.case, act=self.act, no=self.no, seq=self.seq, **self.values)


class Refused(Exception):
    """Something is not taken: ``code`` with ``values``, worded like a fault."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def words(self, lang: str) -> str:
        """Why, in "zh" or "en"."""
        return words(self.code, lang, **self.values)

    def __str__(self) -> str:
        return self.words("en")


@cache
def _texts(lang: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads((resources.files(__name__) / f"{lang}.json").read_text(encoding="utf-8"))
    return texts


def codes() -> tuple[str, ...]:
    """All codes that have a sentence."""
    return tuple(_texts("en"))


def words(code: str, lang: str, **values: Any) -> str:
    """The sentence of a code. Raises ``KeyError`` when there is none."""
    return _texts(lang)[code].format(**values)
