"""What this room refuses: a code and its values; the wording stands in ``texts``."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from doorstep.people.wording import say


class PeopleError(Exception):
    """Something about people cannot be done as asked. ``code`` says why, ``values`` what it is about."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def say(self, lang: str) -> str:
        """One sentence for the reader, in ``lang`` ("zh" or "en")."""
        near = say(lang, "nearest", **self.values) if self.values.get("nearest") else ""
        return say(lang, f"error.{self.code}", **self.values) + near

    def __str__(self) -> str:
        return self.say("en")


class NotAllowed(PeopleError):
    """Who asks does not hold a post that permits it here."""


class Refused(PeopleError):
    """A value or a change that does not fit what is there: nothing was changed."""


class Unknown(PeopleError, LookupError):
    """There is nothing of that name; ``values`` holds ``name`` and the ``nearest`` right one, or ""."""


class WeakPassword(PeopleError):
    """A password that the rules refuse; ``faults`` are the rules it breaks, each with its own code."""

    def __init__(self, faults: tuple[PeopleError, ...]) -> None:
        super().__init__("weak_password")
        self.faults = faults

    def say(self, lang: str) -> str:
        """All that is wrong with it, one sentence each."""
        return " ".join(fault.say(lang) for fault in self.faults)


def unknown(code: str, name: str, known: Iterable[str]) -> Unknown:
    """The error for a name that is none, with the nearest right one.

    >>> unknown("unknown_post", "techician", ["technician", "manager"]).values["nearest"]
    'technician'
    """
    return Unknown(code, name=name, nearest=next(iter(get_close_matches(name, list(known), n=1)), ""))
