"""What can be wrong with a file that is imported, and how it is said.

A fault is a code with values; its wording stands in ``zh.json`` and ``en.json`` beside this module, and nowhere else.
``Unfit`` is raised where one cell is read, ``ImportRefused`` when nothing of a file can be judged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from doorstep.language.model import Words

_SHOWN = 60
"""So many characters of a cell are quoted."""


class Unfit(Exception):
    """One cell that cannot be read as what it should be: ``code`` and the ``values`` that its wording names."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


class ImportRefused(Exception):
    """A file, a sheet or a mapping of which nothing can be judged. ``str`` is the message in English."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code = code
        self.values = values
        super().__init__(sentence(code, values, "en"))

    def message(self, lang: str, *, screen: bool = False) -> str:
        """What is wrong and how to mend it, in ``lang`` ("zh" or "en"); ``screen``: by what can be done on the screen."""
        return sentence(self.code, self.values, lang, screen=screen)


@cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """All texts of the import in ``lang``."""
    text = Path(__file__).with_name(f"{lang}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def sentence(code: str, values: Mapping[str, Any], lang: str, *, screen: bool = False) -> str:
    """What is wrong and how to mend it, without the place and what was written."""
    texts = catalogue(lang)
    worded = {**texts["faults"], **texts["on_screen"]} if screen else texts["faults"]
    shown = {name: _shown(value, lang) for name, value in values.items()}
    said = str(worded[code]).format_map(shown)
    if values.get("nearest"):
        said += str(texts["nearest"]).format_map(shown)
    elif values.get("options"):
        said += str(texts["options"]).format_map(shown)
    return said


def message(sheet: str, row: int, column: str | None, written: str, said: str, lang: str) -> str:
    """The whole message of a problem, as ``动作 row 12, 时间: "25:61" is no time; write 2026-09-28 09:00``."""
    texts = catalogue(lang)
    place = texts["place_row" if column is None else "place_cell"].format(sheet=sheet, row=row, column=column)
    quoted = texts["quoted"].format(written=_clipped(written)) if written else ""
    return f"{place}{quoted}{said}"


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, Words):
        return value(lang)
    if isinstance(value, (list, tuple)):
        return str(catalogue(lang)["comma"]).join(_shown(item, lang) for item in value)
    return _clipped(str(value))


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
