"""What this room refuses: a code, the place in what was sent, and the values its wording names. The wording stands in
``texts``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any


@cache
def _texts(lang: str) -> dict[str, str]:
    text = (resources.files("doorstep.work") / "texts" / f"{lang}.json").read_text(encoding="utf-8")
    texts: dict[str, str] = json.loads(text)
    return texts


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: ``path`` says where ("data.window_start", "standards[1]"), ``values`` what; nearest
    right name in it.
    """

    code: str
    path: str
    values: dict[str, Any] = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """What is wrong and how to mend it, in ``lang`` ("zh" or "en")."""
        texts = _texts(lang)
        shown = {name: _kind(value, lang) if name == "wanted" else value for name, value in self.values.items()}
        said = texts[self.code].format(**shown)
        if self.values.get("nearest"):
            said += texts["nearest"].format(**self.values)
        return said

    def under(self, path: str) -> Fault:
        """The same fault, with its place seen from further out."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        return Fault(self.code, f"{path}{joint}{self.path}", self.values)


def _kind(wanted: str, lang: str) -> str:
    """A type of the language in words.

    >>> _kind("list[choice[a|b]]", "en")
    'a list, each one of: a, b'
    """
    texts = _texts(lang)
    if wanted.startswith("list["):
        return texts["kind.list"].format(item=_kind(wanted[5:-1], lang))
    if wanted.startswith("choice["):
        return texts["kind.choice"].format(choices=texts["comma"].join(wanted[7:-1].split("|")))
    return texts.get(f"kind.{wanted}", wanted)


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not taken, since it is not as it should be. ``key`` is the sender's."""

    key: str
    faults: list[Fault]


class NotDone(Exception):
    """A use case that cannot be carried out; ``faults`` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.say('en')}" for fault in faults))
        self.faults = faults


def unknown(code: str, path: str, name: object, known: Iterable[str], **values: Any) -> Fault:
    """The fault of a name that is none, with the nearest right one."""
    near = get_close_matches(str(name), list(known), n=1, cutoff=0.5)
    return Fault(code, path, {"name": str(name)[:60], "nearest": near[0] if near else "", **values})
