"""What an audit knows of its orders once they are judged: plain data that the outputs are written from.

Lives here: shapes only. How they come about is ``run``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from doorstep.language.model import Standard, Words

VERDICTS = ("breached", "pending", "met")
"""The verdicts that say something, worst first."""


class Found(NamedTuple):
    """One finding of a clause. ``act``, ``answer`` and ``cites`` are places in the order's acts; times are local text."""

    verdict: str
    unit: str | None
    act: int | None
    answer: int | None
    limit: str | None
    over: int | None
    used: int | None
    cites: tuple[int, ...]
    sentence: Words


class Ruling(NamedTuple):
    """A clause on an order: its verdict, and the findings that have that verdict, worst first (for met: the first).

    ``times`` are the measured seconds of all findings, each with whether it was a breach; ``units`` counts the units
    that are breached, pending and met, or is None where the findings name none.
    """

    clause: str
    verdict: str
    found: tuple[Found, ...]
    times: tuple[tuple[int, bool], ...] = ()
    units: tuple[int, int, int] | None = None


class JudgedCase(NamedTuple):
    """An order under one standard. ``unjudged`` are the clauses that want a transcript nobody handed in."""

    standard: str
    kind: str
    verdicts: dict[str, str]
    rulings: tuple[Ruling, ...]
    unjudged: tuple[str, ...]


class JudgedOrder(NamedTuple):
    """An order under its standards. ``fault`` says why one of them could not be judged, or is None."""

    as_of: str
    cases: tuple[JudgedCase, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """An import with its judgements: ``judged[i]`` belongs to ``imported.orders[i]``."""

    imported: Any
    as_of: str
    standards: dict[str, Standard]
    judged: list[JudgedOrder]
