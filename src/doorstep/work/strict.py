"""What may stand in JSON that comes in: no NUL, no half characters, no NaN, not too deep, not too large. Each fault
with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

from doorstep.work.faults import Fault

MOST_BYTES = 64 * 1024
MOST_LEVELS = 12


def faults_of(value: Any, path: str = "") -> list[Fault]:
    """Everything that may not stand in ``value``; each with its place seen from ``path``."""
    return list(_walk(value, path, 0))


def text_faults(value: str, path: str) -> list[Fault]:
    """What may not stand in a text."""
    if "\0" in value:
        return [Fault("nul", path)]
    if any("\ud800" <= char <= "\udfff" for char in value):
        return [Fault("surrogate", path)]
    return []


def _walk(value: Any, path: str, depth: int) -> Iterator[Fault]:
    if depth > MOST_LEVELS:
        yield Fault("too_deep", path, {"most": MOST_LEVELS})
    elif isinstance(value, str):
        yield from text_faults(value, path)
    elif isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                yield Fault("bad_key", path)
            elif bad := text_faults(key, path):
                yield from bad
            else:
                yield from _walk(part, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value):
            yield from _walk(part, f"{path}[{place}]", depth + 1)
    elif isinstance(value, float) and not isfinite(value):
        yield Fault("not_finite", path)
    elif value is not None and not isinstance(value, bool | int | float):
        yield Fault("not_json", path)
