"""Faults of a standard's file: what is wrong, where, and the nearest right name.

A fault is a code with values; its wording stands in ``faults/en.json`` and ``faults/zh.json``. Which code is raised
when is the business of the checks.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

LANGUAGES = ("en", "zh")


class Owner(NamedTuple):
    """The thing that a faulty key belongs to: ``kind`` (clause, act, case, …) and its name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Fault:
    """One fault: file, line and column (from 1), code, and the values that its wording names."""

    path: str
    line: int
    column: int
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.words("en")

    def words(self, lang: str) -> str:
        """What is wrong, in ``lang`` ("zh" or "en")."""
        return _worded(catalogue(lang), self.code, self.values)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.message}"


class StandardError(Exception):
    """A file that is no good standard; ``faults`` are all that were found, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Faults:
    """Collects the faults of one file; ``beside`` opens a collector for another file that goes with it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Fault] = []
        self._others: list[Faults] = []

    def add(self, code: str, line: int, column: int, **values: Any) -> None:
        """Note the fault ``code`` at ``line`` and ``column``."""
        self.found.append(Fault(self.path, line, column, code, values))

    def beside(self, path: str) -> Faults:
        """A collector for the file ``path``, whose faults are listed after this file's."""
        other = Faults(path)
        self._others.append(other)
        return other

    def all(self) -> list[Fault]:
        """Every fault once, in the order of the file, then those of the files beside it."""
        unique = {(fault.line, fault.column, fault.message): fault for fault in reversed(self.found)}
        ordered = [unique[key] for key in sorted(unique)]
        return ordered + [fault for other in self._others for fault in other.all()]


def nearest(name: str, options: Iterable[str]) -> str | None:
    """The name of ``options`` that ``name`` was most likely meant to be, or None.

    >>> nearest("contract_singed", ["contract_signed", "plan_accepted"])
    'contract_signed'
    """
    found = difflib.get_close_matches(name, sorted(set(options)), n=1, cutoff=0.6)
    return found[0] if found and found[0] != name else None


@cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """The wording of all faults in ``lang``."""
    text = Path(__file__).with_name("faults").joinpath(f"{lang}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _worded(words: Mapping[str, Any], code: str, values: Mapping[str, Any]) -> str:
    filled = {name: _value(words, name, value) for name, value in values.items()}
    filled["place"] = _place(words, values)
    sentence: str = words["faults"][code].format_map(filled)
    if values.get("nearest"):
        sentence += words["nearest"].format_map(filled)
    return sentence


def _value(words: Mapping[str, Any], name: str, value: Any) -> str:
    """A value as it is shown: things in words, lists joined, the rest as written."""
    if name in ("wanted", "found", "left", "right"):
        return str(words["things"].get(str(value), value))
    if name == "kind":
        return str(words["kinds"][value])
    if isinstance(value, (list, tuple)) and not isinstance(value, Owner):
        return str(words["comma"]).join(str(item) for item in value)
    return str(value)


def _place(words: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """Where in the standard, as in "requires of hotel-iptv/1.1"."""
    owner, key = values.get("owner"), values.get("key")
    whose = words["owners"][owner.kind].format(name=owner.name) if isinstance(owner, Owner) else ""
    if key and whose:
        return str(words["of"]).format(key=key, owner=whose)
    return str(key or whose or words["file"])
