"""The values of fields and facts: one cell, or one value of 数据, read as a type of the language.

Results are plain JSON values as in a line of ``doorstep judge``; None is blank. Dates and times are read by
``moments``, transcripts by ``transcripts``; which column is which field is the business of ``lexicon`` and ``acts``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from doorstep.gate.audit.workbook import moments, transcripts
from doorstep.gate.audit.workbook.cells import ERROR_TEXTS, ErrorCell, Uncached, blank, rounded, text_of
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.names import Names, cleaned, norm
from doorstep.language.types import FieldType

_TRUE = frozenset({"是", "yes", "true", "1", "√"})
_FALSE = frozenset({"否", "no", "false", "0", "×"})
_SEPARATORS = re.compile(r"[、,;\n\r]")
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|[+-]?\.\d+")


class Translation:
    """The words of one field that a mapping's ``values`` puts in place of others; empty without a mapping."""

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        self._words = {norm(written): meant for written, meant in (words or {}).items()}

    def __call__(self, raw: Any) -> Any:
        """``raw``, or the word that stands for it."""
        if not self._words or isinstance(raw, (list, dict)):
            return raw
        return self._words.get(norm(text_of(raw)), raw)

    def words(self) -> Iterable[tuple[str, str]]:
        """What is written, as compared, and what it means."""
        return self._words.items()


NOTHING = Translation()


def read(
    raw: Any, kind: FieldType, names: Names | None = None, *, say: Translation = NOTHING, date1904: bool = False
) -> Any:
    """The value of ``raw`` (a raw cell, or a JSON value) as ``kind``; None if it is blank.

    ``names`` are the choices of a choice, or of a list's items. Raises ``Unfit``, whose code says what it should be.
    """
    refuse_broken(raw)
    raw = say(raw)
    if isinstance(raw, list):
        if kind.kind == "transcript":
            return transcripts.checked(raw)
        if kind.kind != "list":
            raise Unfit(f"no_{kind.kind}")
        return _items(raw, kind, names, say, date1904)
    if isinstance(raw, dict):
        raise Unfit(f"no_{kind.kind}")
    if blank(raw):
        return None
    if kind.kind == "list":
        parts: list[Any] = _SEPARATORS.split(cleaned(raw)) if isinstance(raw, str) else [raw]
        return _items(parts, kind, names, say, date1904)
    return _single(raw, kind, names, date1904)


def refuse_broken(raw: Any) -> None:
    """Raise ``Unfit`` for ``#N/A`` and its like, and for a formula of which the file holds no value."""
    if isinstance(raw, Uncached):
        raise Unfit("uncached")
    if isinstance(raw, ErrorCell) or (isinstance(raw, str) and raw.startswith("#") and raw.strip() in ERROR_TEXTS):
        raise Unfit("error_cell")


def data_object(raw: Any) -> dict[str, Any]:
    """The object in a 数据 cell. Raises ``Unfit("no_json")`` if it is none, or says a key twice."""
    refuse_broken(raw)
    if blank(raw):
        return {}
    try:
        found = json.loads(text_of(raw), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Unfit("no_json") from None
    if not isinstance(found, dict):
        raise Unfit("no_json")
    return found


def _single(raw: Any, kind: FieldType, names: Names | None, date1904: bool) -> Any:
    match kind.kind:
        case "bool":
            return _bool(raw)
        case "int" | "decimal":
            return _number(raw, kind.kind)
        case "date":
            return moments.day(raw, date1904=date1904).isoformat()
        case "datetime":
            return moments.written(moments.moment(raw, date1904=date1904))
        case "choice":
            return (names or Names("choice")).find(text_of(raw))
        case "transcript":
            return transcripts.from_text(text_of(raw)) or None
    text = text_of(raw)
    known = names.keys(text) if names else ()
    return next(iter(known)) if len(known) == 1 else text


def _items(
    parts: list[Any], kind: FieldType, names: Names | None, say: Translation, date1904: bool
) -> list[Any] | None:
    assert kind.item is not None, "a list type names the type of its items"
    found = []
    for part in parts:
        if isinstance(part, str):
            part = cleaned(part)
        value = read(part, kind.item, names, say=say, date1904=date1904)
        if value is not None:
            found.append(value)
    return found or None


def _bool(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = norm(text_of(raw))
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Unfit("no_bool")


def _number(raw: Any, kind: str) -> int | float:
    code = f"no_{kind}"
    if isinstance(raw, str):
        text = cleaned(raw)
        if not _NUMBER.fullmatch(text):
            raise Unfit(code)
        text = text.replace(",", "")
        number: int | float = float(text) if "." in text else int(text)
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
        number = rounded(raw) if isinstance(raw, float) else raw
    else:
        raise Unfit(code)
    if not math.isfinite(number) or abs(number) >= 1e15:
        raise Unfit(code)
    if number == int(number) and (kind == "int" or isinstance(raw, str)):
        return int(number)
    if kind == "int":
        raise Unfit(code)
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
