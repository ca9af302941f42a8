"""The way down from a figure: the clauses behind it, most broken first, and the cases behind a clause or behind the
figure itself.

``cases`` gives exactly those that a number counts: each number on the screen opens its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from doorstep.measure import figures as all_figures
from doorstep.measure.figures import (
    ENDED,
    FIRST_TIME,
    KEPT,
    ON_TIME,
    OPEN_LATE,
    REWORK,
    RIGHT,
    SANCTIONS,
    Places,
    cases_of,
    clauses_of,
    open_at,
    sanctions_of,
    spans_at,
)
from doorstep.measure.models import CaseCount, ClauseCount
from doorstep.measure.periods import Period


@dataclass(frozen=True, slots=True)
class Broken:
    """A clause behind a figure: broken ``numerator`` times of ``denominator`` (None where there is no such number),
    by place.
    """

    clause: str
    numerator: int
    denominator: int | None
    by_place: Mapping[str, int]


def clauses(key: str, places: Places, period: Period, now: int) -> list[Broken]:
    """The clauses behind a figure, those most often broken first."""
    if key == OPEN_LATE:
        return _late(places, min(period.end, now))
    if key == SANCTIONS:
        return _gathered(sanctions_of(places, period), Q(decided__isnull=False))
    found = clauses_of(places, period)
    if key == ON_TIME:
        found = found.filter(dated=True)
    elif key in (FIRST_TIME, REWORK):
        found = found.filter(case__in=against(key, places, period, now).values("case"))
    return _gathered(found, Q(breached=True))


def _gathered(found: QuerySet[Any], broken: Q) -> list[Broken]:
    sums = found.values("clause", "place").annotate(n=Count("pk", filter=broken), of=Count("pk")).order_by()
    gathered: dict[str, tuple[int, int, dict[str, int]]] = {}
    for row in sums:
        n, of, places = gathered.get(row["clause"], (0, 0, {}))
        if row["n"]:
            places[row["place"]] = row["n"]
        gathered[row["clause"]] = (n + row["n"], of + row["of"], places)
    return _sorted([Broken(clause, n, of, places) for clause, (n, of, places) in gathered.items() if n])


def _late(places: Places, moment: int) -> list[Broken]:
    late = dict(open_at(places, moment).filter(late=True).values_list("case", "place"))
    by_clause: dict[str, dict[str, int]] = {}
    for clause, case in spans_at(moment).filter(case__in=list(late)).values_list("clause", "case").distinct():
        counts = by_clause.setdefault(clause, {})
        counts[late[case]] = counts.get(late[case], 0) + 1
    return _sorted([Broken(clause, sum(counts.values()), None, counts) for clause, counts in by_clause.items()])


def _sorted(found: list[Broken]) -> list[Broken]:
    return sorted(found, key=lambda one: (-one.numerator, one.clause))


def against(key: str, places: Places, period: Period, now: int) -> QuerySet[CaseCount]:
    """The cases that count against a figure: not in time, with a broken clause, not right at once, done again, late,
    with a sanction.
    """
    found = cases_of(places, period)
    if key == ON_TIME:
        return found.filter(untimely__gt=0)
    if key == KEPT:
        return found.filter(breached__gt=0)
    if key == FIRST_TIME:
        return found.filter(ENDED).exclude(RIGHT)
    if key == REWORK:
        return found.filter(again__gt=0)
    if key == OPEN_LATE:
        return open_at(places, min(period.end, now)).filter(late=True)
    decided = sanctions_of(places, period).filter(decided__isnull=False)
    return CaseCount.objects.filter(case__in=decided.values("case"))


def counted(key: str, places: Places, period: Period, now: int) -> QuerySet[CaseCount]:
    """The cases that a figure counts at all: those of its second number."""
    found = cases_of(places, period)
    if key == ON_TIME:
        return found.filter(all_figures.DATED)
    if key == KEPT:
        return found.filter(Q(met__gt=0) | Q(breached__gt=0))
    if key == FIRST_TIME:
        return found.filter(ENDED)
    if key == REWORK:
        return found.filter(visits__gt=0)
    if key == OPEN_LATE:
        return open_at(places, min(period.end, now))
    return CaseCount.objects.filter(case__in=sanctions_of(places, period).values("case"))


def cases(
    key: str, places: Places, period: Period, now: int, *, clause: str | None = None, every: bool = False
) -> QuerySet[CaseCount]:
    """The cases behind a figure: those against it (``every``: all it counts), or those in which a ``clause`` was
    broken.
    """
    if every:
        return counted(key, places, period, now).order_by("-opened", "case")
    found = against(key, places, period, now)
    if clause is not None:
        found = found.filter(case__in=_broke(key, clause, places, period, now))
    return found.order_by("-opened", "case")


def _broke(key: str, clause: str, places: Places, period: Period, now: int) -> QuerySet[Any, Any]:
    if key == OPEN_LATE:
        return spans_at(min(period.end, now)).filter(clause=clause).values("case")
    if key == SANCTIONS:
        return sanctions_of(places, period).filter(clause=clause, decided__isnull=False).values("case")
    return clauses_of(places, period).filter(clause=clause, breached=True).values("case")


def tallies(clauses: list[str] | None, since: int) -> dict[str, tuple[int, int]]:
    """How often each clause was broken and how often it was decided, on the cases opened since a moment, everywhere."""
    found = ClauseCount.objects.filter(opened__gte=since)
    if clauses is not None:
        found = found.filter(clause__in=clauses)
    sums = found.values("clause").annotate(n=Count("pk", filter=Q(breached=True)), of=Count("pk")).order_by()
    return {row["clause"]: (row["n"], row["of"]) for row in sums}


def broke(clause: str, since: int, places: Places) -> list[str]:
    """The cases opened since a moment in which a clause was broken, the latest first."""
    found = ClauseCount.objects.filter(clause=clause, breached=True, opened__gte=since)
    if places is not None:
        found = found.filter(place__in=list(places))
    return list(found.order_by("-opened", "case").values_list("case", flat=True))
