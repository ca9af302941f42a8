"""Measures: the six figures of a period and a part of the organisation, and the way from each down to clauses and
cases.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep import standards
from doorstep.calendar import format_moment
from doorstep.gate.api import shown
from doorstep.gate.api.console_words import refusal
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import CaseLine, answers, text
from doorstep.gate.api.standards import InBoth
from doorstep.measure import counting, drilling, figures
from doorstep.measure.periods import NoPeriod, Period, month_of, period
from doorstep.people import places as tree
from doorstep.people.accounts import staff_among
from doorstep.people.models import Place
from doorstep.people.permissions import reach
from doorstep.record import clock
from doorstep.record.models import CaseRow

router = Router(tags=["measures"])

COURSE = 6
"""How many periods a figure's course shows, the asked one the last."""

MOST = 200


class FigureAsked(Schema):
    """Of which part of the organisation (None: all within reach) and which period: "2026-10" or "2026-W41" (None:
    this month).
    """

    place: Annotated[str, text(100)] | None = None
    period: Annotated[str, text(10)] | None = None


FigureKey = Literal["on_time", "clauses_kept", "first_time_right", "rework", "open_late", "sanctions"]


class PairShown(Schema):
    """How many of how many; ``percent`` to one decimal, None below twenty or where there is none to tell."""

    numerator: int
    denominator: int
    percent: float | None
    amount: float | None
    longest: int | None = Field(description="seconds")


class FigureShown(PairShown):
    """A figure, the one of the period before, and the change: percentage points, orders, or money. ``beside``:
    appealed, upheld, unjudged.
    """

    key: FigureKey
    before: PairShown
    change: float | None
    beside: dict[str, int]


class FiguresShown(Schema):
    """The six figures; what came before ``as_of`` is in them, ``waiting`` cases are not counted yet."""

    as_of: str
    waiting: int
    place: str | None
    areas: list[str]
    period: str
    before: str
    figures: list[FigureShown]


class AreaPair(PairShown):
    """A figure of one part of the organisation."""

    area: str


class CoursePair(PairShown):
    """A figure of one period."""

    period: str


class ClauseBehind(Schema):
    """A clause behind a figure: broken so many times of so many, and how many of them in each part of the
    organisation.
    """

    clause: str
    standard: str
    number: str
    title: InBoth
    words: InBoth
    numerator: int
    denominator: int | None
    by_area: dict[str, int]


class FigureInDepth(Schema):
    """One figure: its parts by area, its course, and the clauses behind it, those most broken first."""

    key: FigureKey
    period: str
    areas: list[AreaPair]
    course: list[CoursePair]
    clauses: list[ClauseBehind]
    against: int
    counted: int


class CaseBehind(CaseLine):
    """A case behind a figure: with the name of its kind and of who has it."""

    kind: InBoth
    person: str | None


class CasesBehind(Schema):
    """The cases behind a figure or a clause, the latest first; ``total`` counts those beyond the list as well."""

    total: int
    cases: list[CaseBehind]


class Behind(FigureAsked):
    """Those against the figure, or all that it counts, or those in which a clause was broken."""

    clause: Annotated[str, text(100)] | None = None
    counted: bool = False


class _Question:
    """A question read: which places, which areas below them, which period, and the moment."""

    def __init__(self, request: HttpRequest, asked: FigureAsked) -> None:
        self.now = clock.civil(clock.now())
        self.period = _period(asked.period)
        scope = reach(request.caller.held, "verdict.read")  # type: ignore[attr-defined]
        if not (scope.everything or scope.paths):
            raise ApiError("not_allowed", permission="verdict.read")
        within = list(Place.objects.order_by("path"))
        if not scope.everything:
            within = [one for one in within if any(one.path.startswith(path) for path in scope.paths)]
        self.place = None if asked.place is None else tree.place(asked.place)
        if self.place is not None:
            if self.place not in within:
                raise ApiError("not_allowed", path="place", permission="verdict.read")
            within = [one for one in within if one.path.startswith(self.place.path)]
        everything = scope.everything and self.place is None
        self.places = None if everything else [one.key for one in within]
        self.areas, self.area_of = _areas(within, self.place)

    def by_area(self, found: dict[str, tuple[int, int, float]]) -> dict[str, tuple[int, int, float]]:
        """Pairs of places as pairs of areas."""
        sums: dict[str, tuple[int, int, float]] = {}
        for place, (n, of, money) in found.items():
            area = self.area_of.get(place, "")
            before = sums.get(area, (0, 0, 0.0))
            sums[area] = before[0] + n, before[1] + of, before[2] + money
        return sums


def _period(key: str | None) -> Period:
    if key is None:
        return month_of(clock.now().date())
    try:
        return period(key)
    except NoPeriod:
        raise refusal("no_period", path="period", name=key) from None


def _areas(within: list[Place], place: Place | None) -> tuple[list[str], dict[str, str]]:
    """The parts that a page compares: the first level below which the tree parts; and for every place the part it
    lies in.
    """
    tops = [one for one in within if not any(one.path != two.path and one.path.startswith(two.path) for two in within)]
    while len(tops) == 1:
        below = [one for one in within if one.parent_id == tops[0].key]
        if not below:
            break
        tops = below
    area_of = {}
    for one in within:
        area_of[one.key] = next((top.key for top in tops if one.path.startswith(top.path)), one.key)
    return [top.key for top in tops], area_of


@router.get("/measures", response=answers(FiguresShown), operation_id="measures")
def six_figures(request: HttpRequest, asked: Query[FigureAsked]) -> Any:
    """The six figures, each with its pair and the change against the period before."""
    question = _Question(request, asked)
    fresh = counting.refresh()
    now = figures.figures(question.places, question.period, question.now)
    before = figures.figures(question.places, question.period.before, question.now)
    return {
        "as_of": format_moment(fresh.as_of),
        "waiting": fresh.waiting,
        "place": question.place.key if question.place else None,
        "areas": question.areas,
        "period": question.period.key,
        "before": question.period.before.key,
        "figures": [
            {
                **_pair(now[key]),
                "key": key,
                "before": _pair(before[key]),
                "change": figures.change(now[key], before[key]),
                "beside": now[key].beside,
            }
            for key in figures.FIGURES
        ],
    }


def _pair(one: figures.Figure) -> dict[str, Any]:
    return {
        "numerator": one.numerator,
        "denominator": one.denominator,
        "percent": one.percent,
        "amount": one.amount,
        "longest": one.longest,
    }


@router.get("/measures/{figure}", response=answers(FigureInDepth), operation_id="measure")
def in_depth(request: HttpRequest, figure: str, asked: Query[FigureAsked]) -> Any:
    """One figure by area and over the last periods, and the clauses behind it."""
    _check(figure)
    question = _Question(request, asked)
    counting.refresh()
    now = question.now
    by_area = question.by_area(figures.by_place(figure, question.places, question.period, now))
    periods = [question.period]
    while len(periods) < COURSE:
        periods.insert(0, periods[0].before)
    sums = [figures.figure(figure, question.places, one, now) for one in periods]
    behind = drilling.clauses(figure, question.places, question.period, now)
    against = drilling.against(figure, question.places, question.period, now)
    counted = drilling.counted(figure, question.places, question.period, now)
    return {
        "key": figure,
        "period": question.period.key,
        "areas": [
            {"area": area, **_pair(figures.Figure(figure, *by_area[area]))}
            for area in [*question.areas, *(area for area in by_area if area not in question.areas)]
            if area in by_area
        ],
        "course": [{"period": one.key, **_pair(sum_)} for one, sum_ in zip(periods, sums, strict=True)],
        "clauses": [_behind(one, question) for one in behind if _loaded(one.clause)],
        "against": against.count(),
        "counted": counted.count(),
    }


def _check(figure: str) -> None:
    if figure not in figures.FIGURES:
        raise refusal("no_figure", status=404, name=figure[:40])


def _loaded(clause: str) -> bool:
    standard = clause.partition("/")[0]
    return standard in standards.names() and clause in standards.load(standard).clauses


def _behind(one: drilling.Broken, question: _Question) -> dict[str, Any]:
    standard = standards.load(one.clause.partition("/")[0])
    clause = standard.clauses[one.clause]
    by_area = question.by_area({place: (n, 0, 0.0) for place, n in one.by_place.items()})
    return {
        "clause": one.clause,
        "standard": standard.key,
        "number": clause.number,
        "title": {"zh": standard.title.zh, "en": standard.title.en},
        "words": {"zh": clause.words.zh, "en": clause.words.en},
        "numerator": one.numerator,
        "denominator": one.denominator,
        "by_area": {area: n for area, (n, _, _) in by_area.items()},
    }


@router.get("/measures/{figure}/cases", response=answers(CasesBehind), operation_id="measure_cases")
def behind(request: HttpRequest, figure: str, asked: Query[Behind]) -> Any:
    """The cases behind a figure or behind one of its clauses: exactly those that the number counts."""
    _check(figure)
    question = _Question(request, asked)
    counting.refresh()
    found = drilling.cases(
        figure, question.places, question.period, question.now, clause=asked.clause, every=asked.counted
    )
    keys = list(found.values_list("case", flat=True)[:MOST])
    return {"total": found.count(), "cases": lines(keys, question.now)}


def lines(keys: list[str], now: int) -> list[dict[str, Any]]:
    """The list lines of cases (``CaseBehind``), in the order of their ids; two queries."""
    rows = CaseRow.objects.in_bulk(keys)
    names = staff_among([row.assignee for row in rows.values() if row.assignee])
    return [_line(rows[key], names, now) for key in keys if key in rows]


def _line(row: CaseRow, names: dict[str, str], now: int) -> dict[str, Any]:
    line = shown.line(row, now)
    first = line["standards"][0]
    kind = standards.load(first["standard"]).cases[first["kind"]].words
    return {**line, "kind": {"zh": kind.zh, "en": kind.en}, "person": names.get(row.assignee or "", row.assignee)}
