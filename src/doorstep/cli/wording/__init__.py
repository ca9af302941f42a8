"""The texts of the verbs judge, scenario and standard, in both languages.

``registry`` has the texts of the command line's root; here are those that a verb prints once it runs.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")


@cache
def _texts(lang: str) -> dict[str, str]:
    source = resources.files("doorstep.cli.wording") / f"{lang}.json"
    texts: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def word(key: str, lang: str = "en", /, **values: object) -> str:
    """The text ``key`` with ``values`` put in. Raises ``KeyError`` when there is none."""
    return _texts(lang)[key].format(**values)


def both(key: str) -> str:
    """The text ``key`` in both languages, Chinese before English, as the help of a command shows it."""
    return " · ".join(_texts(lang)[key] for lang in LANGUAGES)
