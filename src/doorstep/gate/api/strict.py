"""JSON read strictly: nothing is taken that another reader would understand otherwise.

Refused are doubled keys, NaN and infinities, numbers no double holds, whole numbers past 2^53 (the phone's judge
would round them), NUL, lone surrogates, and nesting past ``DEEPEST``. All faults are found, each with its place, so
that a batch can refuse one act for them. What a value means is the schemas' business.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

DEEPEST = 32
"""How many objects and lists may lie in each other."""

EXACT = 2**53

_LONE = re.compile("[\ud800-\udfff]")

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class JsonFault:
    """Something that is not taken: why, and where in the body."""

    code: str
    place: Place


class NotJson(ValueError):
    """The bytes are no JSON at all; ``line`` and ``column`` say where that shows, from 1."""

    def __init__(self, code: str, line: int = 1, column: int = 1) -> None:
        super().__init__(code)
        self.code, self.line, self.column = code, line, column


class _Odd:
    """Stands for a token that JSON does not have, until its place is found."""

    def __init__(self, _token: str) -> None:
        pass


class _Doubled(dict[str, Any]):
    """An object that had a key twice."""

    keys_twice: list[str]


def parse(body: bytes) -> tuple[Any, list[JsonFault]]:
    """The value of a body and its faults in their order; a value with faults is not to be used where they are.

    Raises ``NotJson``.
    """
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_Odd, parse_int=_whole, parse_float=float
        )
    except UnicodeDecodeError as error:
        before = body[: error.start]
        raise NotJson("json.encoding", before.count(b"\n") + 1, error.start - before.rfind(b"\n")) from None
    except json.JSONDecodeError as error:
        raise NotJson("json.syntax", error.lineno, error.colno) from None
    except RecursionError:
        raise NotJson("json.deep") from None
    return value, list(_faults(value, ()))


def _whole(text: str) -> int | float:
    return int(text) if len(text) < 400 else math.inf


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    doubled = _Doubled(made)
    seen: set[str] = set()
    doubled.keys_twice = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
    return doubled


def _faults(value: Any, place: Place) -> Iterator[JsonFault]:
    if len(place) > DEEPEST:
        yield JsonFault("json.deep", place)
    elif isinstance(value, dict):
        if isinstance(value, _Doubled):
            yield from (JsonFault("json.doubled", (*place, key)) for key in dict.fromkeys(value.keys_twice))
        for key, inner in value.items():
            if bad := _text(key):
                yield JsonFault(bad, (*place, clean(key)))
            yield from _faults(inner, (*place, clean(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _faults(inner, (*place, number))
    elif code := _single(value):
        yield JsonFault(code, place)


def _single(value: Any) -> str | None:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, _Odd):
        return "json.constant"
    if isinstance(value, float) and not math.isfinite(value):
        return "json.number"
    if type(value) is int and abs(value) > EXACT:
        return "json.number"
    return None


def _text(text: str) -> str | None:
    if "\0" in text:
        return "json.nul"
    return "json.surrogate" if _LONE.search(text) else None


def clean(text: str) -> str:
    """A text that can be written out whatever it held: NUL and lone surrogates become U+FFFD."""
    return _LONE.sub("\ufffd", text.replace("\0", "\ufffd"))


def written(place: Place) -> str:
    """A place as a path.

    >>> written(("acts", 3, "data", "window_start"))
    'acts[3].data.window_start'
    """
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path
