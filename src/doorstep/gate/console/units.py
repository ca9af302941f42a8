"""The units of a case as tiles: how far each is, whether a clause is broken in it, which limit runs there.

How far a unit is follows from its own acts and from what the kind of case wants of every unit at its end; it is no verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ninja import Schema

from doorstep import standards
from doorstep.judge import Judgement
from doorstep.judge.case import Act
from doorstep.record.history import History
from doorstep.work.route import ARRIVED, LEFT, acts_read

TODO, DOING, DONE, LATER, FAILED = "todo", "doing", "done", "later", "failed"
FAILING, PASSING = "test_failed", "test_passed"
DAY = 86_400
FEW = 3
"""So many units must be done before a pace is told from them."""


class UnitShown(Schema):
    """A unit. ``state``: todo, doing, done, later (put off by a party) or failed; ``limit`` runs in it (civil seconds)."""

    unit: str
    state: Literal["todo", "doing", "done", "later", "failed"]
    broken: bool
    limit: int | None


def units_of(found: History, judged: Mapping[str, Judgement], now: int) -> list[dict[str, Any]]:
    """The units of all standards (``UnitShown``), in the order in which they were named."""
    tiles: dict[str, dict[str, Any]] = {}
    for key, _, kind in found.standards:
        standard = standards.load(key)
        if standard.cases[kind].unit is None:
            continue
        judgement = judged[key]
        ending = _ending(judgement.ready.program)
        parties = {role.key for role in standard.roles.values() if role.party}
        acts = _acts_by_unit(judgement.acts)
        broken, limits = _findings(judgement, now)
        for unit in [view.unit for view in judgement.whole.units if view.unit]:
            tiles.setdefault(unit, {
                "unit": unit,
                "state": _state(acts.get(unit, []), ending, parties),
                "broken": unit in broken,
                "limit": limits.get(unit),
            })  # fmt: skip
    return list(tiles.values())


def expected_end(found: History, judged: Mapping[str, Judgement], now: int) -> int | None:
    """When the visit that goes on today will have done all units at its pace so far, in civil seconds.

    None before a few units are done, when nothing is left, when the place was left, and when it ought to be done by now.
    """
    for key, _, kind in found.standards:
        if standards.load(key).cases[kind].unit is None:
            continue
        judgement = judged[key]
        begun = max((act.at for act in judgement.acts if act.name == ARRIVED), default=None)
        if (
            begun is None
            or begun // DAY != now // DAY
            or any(act.name == LEFT and act.at >= begun for act in judgement.acts)
        ):
            continue
        done = _done_at(judgement)
        here = [at for at in done.values() if at >= begun]
        left = sum(unit not in done for unit in [view.unit for view in judgement.whole.units if view.unit])
        if len(here) >= FEW and left:
            last = max(here)
            expected = int(last + (last - begun) / len(here) * left)
            return expected if expected > now else None
    return None


def _done_at(judgement: Judgement) -> dict[str, int]:
    """When each unit that is done was."""
    ending = _ending(judgement.ready.program)
    return {unit: act.at for act in judgement.acts if act.name in ending for unit in act.units}


def _ending(program: Mapping[str, Any]) -> set[str]:
    """The acts that the end of the case counts over its units."""
    ends = program.get("ends") or {}
    return set(acts_read(ends["when"])) if ends.get("when") else set()


def _acts_by_unit(acts: list[Act]) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = {}
    for act in acts:
        for unit in act.units:
            found.setdefault(unit, []).append(act)
    return found


def _state(acts: list[Act], ending: set[str], parties: set[str]) -> str:
    names = [act.name for act in acts]
    if not acts:
        return TODO
    if ending & set(names):
        return DONE
    tested = [name for name in names if name in (FAILING, PASSING)]
    if tested and tested[-1] == FAILING:
        return FAILED
    refused = [place for place, act in enumerate(acts) if act.by in parties and "refused" in act.name]
    if refused and not any(act.name == "work_started" for act in acts[refused[-1] :]):
        return LATER
    return DOING


def _findings(judged: Judgement, now: int) -> tuple[set[str], dict[str, int]]:
    """The units in which something is broken, and the next limit that runs in each."""
    broken: set[str] = set()
    limits: dict[str, int] = {}
    for clause, occurrences in judged.raw.items():
        for occurrence in occurrences:
            view = occurrence.view
            if view is None or view.unit is None or (occurrence.i >= 0 and not view.acts[occurrence.i].units):
                continue  # a duty of the whole case, seen from every unit
            unit = view.unit
            if occurrence.verdict == "breached" and judged.verdicts[clause] == "breached":
                broken.add(unit)
            elif occurrence.verdict == "pending" and occurrence.limit is not None and occurrence.limit >= now:
                limits[unit] = min(limits.get(unit, occurrence.limit), occurrence.limit)
    return broken, limits
