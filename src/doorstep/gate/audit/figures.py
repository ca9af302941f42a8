"""A clause's figures over all orders: who broke it and by how much, how many units, and how long it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from doorstep.gate.audit.judged import VERDICTS, Audit, Found, Ruling
from doorstep.gate.audit.names import Names
from doorstep.language.durations import parse_duration
from doorstep.language.model import Clause

_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800)
_MOST_BINS = 12
_WITH_TIMES = ("deadline", "duration")


Rulings = Mapping[str, Sequence[tuple[int, Ruling]]]
"""For each clause its rulings, each with the place of its order."""


def gather(audit: Audit) -> tuple[Rulings, Mapping[str, Sequence[int]]]:
    """The rulings of each clause, and for each clause the orders without the transcript that it wants."""
    rulings: dict[str, list[tuple[int, Ruling]]] = defaultdict(list)
    unjudged: dict[str, list[int]] = defaultdict(list)
    for index, judged in enumerate(audit.judged):
        for case in judged.cases:
            for ruling in case.rulings:
                rulings[ruling.clause].append((index, ruling))
            for clause in case.unjudged:
                unjudged[clause].append(index)
    return rulings, unjudged


def clause_figures(audit: Audit, clause: Clause, rulings: Sequence[tuple[int, Ruling]], names: Names) -> dict[str, Any]:
    """The orders that broke (``b``, with the day of each, ``bd``), await (``p``) and met (``m``) the clause, units
    (``u``), its breaches worst first (``f``) and the times taken (``h``)."""
    orders: tuple[list[int], list[int], list[int]] = ([], [], [])
    days: list[str] = []
    units = [0, 0, 0]
    breaches: list[list[Any]] = []
    times: list[tuple[int, bool]] = []
    for index, ruling in rulings:
        rank = VERDICTS.index(ruling.verdict)
        orders[rank].append(index)
        times += ruling.times
        if ruling.units:
            units = [sum(both) for both in zip(units, ruling.units, strict=True)]
        if ruling.verdict == "breached":
            order = audit.imported.orders[index]
            days.append(day_of_breach(order, ruling.found[0]))
            breaches += [_breach(index, order, finding, names) for finding in ruling.found]
    breaches.sort(key=lambda row: -(row[5] or 0))
    return {
        "b": orders[0],
        "bd": days,
        "p": orders[1],
        "m": orders[2],
        "u": units if any(units) else None,
        "f": breaches,
        "h": histogram(times, limit_of(clause)) if clause.kind in _WITH_TIMES else None,
    }


def day_of_breach(order: Any, finding: Found) -> str:
    """The day of a breach: that of the late act, without one that of the limit, else of the act judged; "" if none."""
    if finding.answer is not None:
        return str(order.acts[finding.answer].at[:10])
    if finding.limit:
        return finding.limit[:10]
    if finding.act is not None:
        return str(order.acts[finding.act].at[:10])
    return str(order.acts[finding.cites[-1]].at[:10]) if finding.cites else ""


def _breach(index: int, order: Any, finding: Found, names: Names) -> list[Any]:
    place = finding.answer if finding.answer is not None else finding.act
    act = None if place is None else order.acts[place]
    person = (act.person if act else None) or order.owner
    return [
        index,
        finding.unit or "",
        act.at if act else finding.limit or "",
        names.person(person),
        finding.used,
        finding.over,
    ]


def limit_of(clause: Clause) -> int | None:
    """The limit of a deadline or duration in seconds, or None where it hangs on the calendar or a recorded time."""
    written = clause.rule.get("at_most") or clause.rule.get("within")
    try:
        return parse_duration(str(written)).seconds
    except ValueError:
        return None


def histogram(times: list[tuple[int, bool]], limit: int | None) -> dict[str, Any] | None:
    """Measured seconds, each with whether it was over, in at most a dozen bins; a bin holds its upper edge.

    With a limit its edge is the edge of a bin. ``open`` says that the last bin holds all that is longer.
    """
    if not times:
        return None
    longest = max(seconds for seconds, _ in times)
    step = _step(limit, longest)
    first = min(max(0, -(-seconds // step) - 1) for seconds, _ in times)
    last = max(0, -(-longest // step) - 1)
    # Far beyond the limit one bin holds them all.
    count = min(last - first + 1, _MOST_BINS, max(2 * limit // step - first, 1) + 1 if limit else _MOST_BINS)
    met, over = [0] * count, [0] * count
    for seconds, breach in times:
        place = min(max(0, -(-seconds // step) - 1) - first, count - 1)
        (over if breach else met)[place] += 1
    return {
        "from": first * step,
        "step": step,
        "unit": _unit(limit or longest),
        "met": met,
        "over": over,
        "open": last - first + 1 > count,
        "limit": limit,
    }


def _step(limit: int | None, longest: int) -> int:
    if limit:
        fitting = [step for step in _STEPS if limit % step == 0 and step * 3 <= limit]
        return fitting[-1] if fitting else limit
    return next((step for step in _STEPS if step * 8 >= longest), _STEPS[-1])


def _unit(seconds: int) -> str:
    if seconds < 120:
        return "seconds"
    if seconds < 7200:
        return "minutes"
    return "hours" if seconds < 172800 else "days"
