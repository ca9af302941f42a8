"""The standards shipped with the package: YAML files with their examples, loaded once.

The files themselves and how to reach them; how they are read is ``language.reader``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from doorstep.language import reader
from doorstep.language.model import Standard

_FOLDER = Path(__file__).resolve().parent


@cache
def names() -> tuple[str, ...]:
    """The keys of all packaged standards, in alphabetical order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))


def path(name: str) -> Path:
    """The file of the packaged standard ``name``.

    Raises ``KeyError`` when there is none.
    """
    if name not in names():
        raise KeyError(name)
    return _FOLDER / f"{name}.yaml"


@cache
def load(name: str) -> Standard:
    """The packaged standard ``name``, read once in a process.

    Raises ``KeyError`` when there is none, ``StandardError`` when its file was spoilt.
    """
    return reader.load(path(name))
