"""The acts of a case as they stand now, corrections applied: each once, whatever number of its standards knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from doorstep.judge.case import Act
from doorstep.language.model import ActKind, Standard
from doorstep.record import clock
from doorstep.record.history import History
from doorstep.work.situation import Situation


@dataclass(frozen=True, slots=True)
class Stood:
    """An act that stands. ``at`` is local civil seconds, ``data`` the filled fields as the judge reads them."""

    standard: Standard
    kind: ActKind
    act: Act

    @property
    def at(self) -> int:
        """When it happened."""
        return int(self.act.at)

    @property
    def data(self) -> dict[str, Any]:
        """Its filled fields."""
        return self.act.data


class Standing:
    """What stands on a case now."""

    def __init__(self, found: History) -> None:
        self.found = found
        self.situation = Situation(found, clock.civil(clock.now()))

    def __iter__(self) -> Iterator[Stood]:
        """Every act once, by time."""
        seen: set[str] = set()
        acts: list[Stood] = []
        for part in self.situation.parts:
            fresh = [act for act in part.acts if act.name not in seen]
            acts += [Stood(part.standard, part.standard.acts[act.name], act) for act in fresh]
            seen |= {act.name for act in fresh}
        return iter(sorted(acts, key=lambda one: one.at))

    @property
    def units(self) -> list[str]:
        """The units of the case."""
        return self.situation.units
