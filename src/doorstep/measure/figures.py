"""The six figures of a period and a part of the organisation, each a pair: how many of how many. Definitions:
``docs/figures.md``.

Sums over what ``counting`` keeps; nothing is judged here. ``places`` are keys of places, None for all there are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum

from doorstep.measure.models import CaseCount, ClauseCount, LateSpan, SanctionCount
from doorstep.measure.periods import Period

ON_TIME, KEPT, FIRST_TIME, REWORK, OPEN_LATE, SANCTIONS = (
    "on_time", "clauses_kept", "first_time_right", "rework", "open_late", "sanctions",
)  # fmt: skip
FIGURES = (ON_TIME, KEPT, FIRST_TIME, REWORK, OPEN_LATE, SANCTIONS)
"""All of them, in the order in which they are shown."""

FEWEST = 20
"""Below so many of a pair's second number no percentage is told."""

Places = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: ``numerator`` of ``denominator``. ``amount`` is a sum of money, ``longest`` seconds, where the
    figure has one.

    ``beside`` counts what stands beside it: appealed, upheld, unjudged.
    """

    key: str
    numerator: int
    denominator: int
    amount: float | None = None
    longest: int | None = None
    beside: dict[str, int] = field(default_factory=dict)

    @property
    def percent(self) -> float | None:
        """The numerator in percent to one decimal; None where the pair is too small for one.

        >>> Figure("on_time", 231, 250).percent, Figure("on_time", 9, 19).percent
        (92.4, None)
        """
        if self.denominator < FEWEST or self.key in (OPEN_LATE, SANCTIONS):
            return None
        return round(100 * self.numerator / self.denominator, 1)


def figures(places: Places, period: Period, now: int) -> dict[str, Figure]:
    """The six figures by their keys."""
    return {key: figure(key, places, period, now) for key in FIGURES}


def figure(key: str, places: Places, period: Period, now: int) -> Figure:
    """One of the figures, by a query or two."""
    if key == OPEN_LATE:
        return _open_late(places, min(period.end, now))
    if key == SANCTIONS:
        return _sanctions(places, period)
    sums = cases_of(places, period).aggregate(**_PAIRS[key])
    beside: dict[str, int] = {}
    if key in (ON_TIME, KEPT):
        broken = clauses_of(places, period).filter(breached=True)
        beside = _appeals(broken.filter(dated=True) if key == ON_TIME else broken)
    if key == KEPT:
        without_words = cases_of(places, period).aggregate(n=Sum("unjudged"))
        beside["unjudged"] = without_words["n"] or 0
    return Figure(key, sums["n"] or 0, sums["of"] or 0, beside=beside)


def change(now: Figure, before: Figure) -> float | None:
    """What changed against the period before: percentage points, orders, or money; None where either has nothing to
    compare.
    """
    if now.key == OPEN_LATE:
        return float(now.numerator - before.numerator) if now.denominator or before.denominator else None
    if now.key == SANCTIONS:
        return round((now.amount or 0) - (before.amount or 0), 2) if before.denominator else None
    if now.percent is None or before.percent is None:
        return None
    return round(now.percent - before.percent, 1)


DATED = Q(timely__gt=0) | Q(untimely__gt=0)
"""Cases that have a decided clause with a limit."""

ENDED = Q(ended__isnull=False)
RIGHT = ENDED & Q(visits__lte=1, again=0)
"""Cases that ended after one visit at most, without an act that says that work was done again."""


def cases_of(places: Places, period: Period) -> QuerySet[CaseCount]:
    """The cases opened in a period."""
    return _placed(CaseCount.objects.filter(opened__gte=period.start, opened__lt=period.end), places)


def clauses_of(places: Places, period: Period) -> QuerySet[ClauseCount]:
    """The decided clauses of the cases opened in a period."""
    return _placed(ClauseCount.objects.filter(opened__gte=period.start, opened__lt=period.end), places)


def sanctions_of(places: Places, period: Period) -> QuerySet[SanctionCount]:
    """The sanctions decided in a period, and those not decided yet on the cases opened in it."""
    decided = Q(decided__gte=period.start, decided__lt=period.end)
    waiting = Q(decided=None, opened__gte=period.start, opened__lt=period.end)
    return _placed(SanctionCount.objects.filter(decided | waiting), places)


def spans_at(moment: int) -> QuerySet[LateSpan]:
    """What was owed, past its limit and not done at a moment."""
    return LateSpan.objects.filter(limit__lt=moment).filter(Q(until=None) | Q(until__gte=moment))


def open_at(places: Places, moment: int) -> QuerySet[CaseCount]:
    """The cases open at a moment; ``late`` says which of them had something overdue then."""
    opened = CaseCount.objects.filter(opened__lt=moment).filter(Q(ended=None) | Q(ended__gte=moment))
    late = Exists(spans_at(moment).filter(case=OuterRef("case")))
    return _placed(opened, places).annotate(late=late)


def _open_late(places: Places, moment: int) -> Figure:
    opened = open_at(places, moment)
    sums = opened.aggregate(all_open=Count("case"), overdue=Count("case", filter=Q(late=True)))
    first = spans_at(moment).filter(case__in=opened.filter(late=True).values("case")).aggregate(first=Min("limit"))
    longest = None if first["first"] is None else moment - first["first"]
    return Figure(OPEN_LATE, sums["overdue"], sums["all_open"], longest=longest)


def _sanctions(places: Places, period: Period) -> Figure:
    found = sanctions_of(places, period)
    sums = found.aggregate(done=Count("pk", filter=~Q(decided=None)), called=Count("pk"), money=Sum("amount"))
    return Figure(SANCTIONS, sums["done"], sums["called"], amount=float(sums["money"] or 0), beside=_appeals(found))


def _appeals(found: QuerySet[Any]) -> dict[str, int]:
    return found.aggregate(
        appealed=Count("pk", filter=Q(appeal="open")),
        upheld=Count("pk", filter=Q(appeal="upheld")),
    )


def _placed(found: QuerySet[Any], places: Places) -> QuerySet[Any]:
    return found if places is None else found.filter(place__in=list(places))


def by_place(key: str, places: Places, period: Period, now: int) -> dict[str, tuple[int, int, float]]:
    """The pair of a figure at each place that has one, with its sum of money, by a query or two."""
    found: QuerySet[Any, Any]
    if key == OPEN_LATE:
        found = (
            open_at(places, min(period.end, now))
            .values("place")
            .annotate(n=Count("case", filter=Q(late=True)), of=Count("case"))
        )
    elif key == SANCTIONS:
        found = (
            sanctions_of(places, period)
            .values("place")
            .annotate(n=Count("pk", filter=~Q(decided=None)), of=Count("pk"), money=Sum("amount"))
        )
    else:
        found = cases_of(places, period).values("place").annotate(**_PAIRS[key])
    return {
        row["place"]: (row["n"] or 0, row["of"] or 0, float(row.get("money") or 0))
        for row in found.order_by()
        if row["of"]
    }


_PAIRS: dict[str, dict[str, Any]] = {
    ON_TIME: {"n": Count("case", filter=Q(untimely=0, timely__gt=0)), "of": Count("case", filter=DATED)},
    KEPT: {"n": Sum("met"), "of": Sum(F("met") + F("breached"))},
    FIRST_TIME: {"n": Count("case", filter=RIGHT), "of": Count("case", filter=ENDED)},
    REWORK: {"n": Sum("again"), "of": Sum("visits")},
}
