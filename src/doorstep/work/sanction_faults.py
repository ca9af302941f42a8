"""What deciding sanctions and appeals refuses, with its own wording (``texts/sanctions-zh.json``,
``texts/sanctions-en.json``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from doorstep.work.faults import Fault


@cache
def _texts(lang: str) -> dict[str, str]:
    text = (resources.files("doorstep.work") / "texts" / f"sanctions-{lang}.json").read_text(encoding="utf-8")
    texts: dict[str, str] = json.loads(text)
    return texts


@dataclass(frozen=True, slots=True)
class SanctionFault(Fault):
    """One thing that is wrong with a decision or an appeal."""

    def say(self, lang: str) -> str:
        """What is wrong and how to mend it, in ``lang`` ("zh" or "en")."""
        return _texts(lang)[self.code].format(**self.values)
