"""A helper of the calendar's tests. (No package: its name would hide the standard library's calendar from pytest.)"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def refuses(read: Callable[[Any], Any], value: object) -> bool:
    """Whether reading a value ends in ``ValueError``."""
    try:
        read(value)
    except ValueError:
        return True
    return False
