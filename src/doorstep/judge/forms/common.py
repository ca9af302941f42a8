"""What the forms share: occurrences, conditions, proofs and terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from doorstep.calendar import Term, parse_term
from doorstep.judge.expressions import Expressions, Reading
from doorstep.judge.values import Day, Moment, Value, moment_of
from doorstep.judge.views import View

MET, BREACHED, PENDING, NOT_APPLICABLE = "met", "breached", "pending", "not_applicable"

RANK = {NOT_APPLICABLE: 0, MET: 1, PENDING: 2, BREACHED: 3}
"""How bad a verdict is: the worst one is a clause's."""


class Occurrence:
    """One occurrence of a rule: its verdict, why (``code``), the positions of the judged act (``i``) and of the act that
    answered it (``j``; -1 where there is none), the ``limit`` (a moment) and what else the sentence says (``info``)."""

    __slots__ = ("code", "form", "i", "info", "j", "limit", "place", "verdict", "view")

    def __init__(
        self,
        verdict: str,
        code: str,
        i: int = -1,
        j: int = -1,
        limit: int | None = None,
        info: Mapping[str, Any] | None = None,
    ) -> None:
        self.verdict = verdict
        self.code = code
        self.i = i
        self.j = j
        self.limit = limit
        self.info = info
        self.place = -1  # the place of the form at which it was judged
        self.form: Form | None = None
        self.view: View | None = None

    def __repr__(self) -> str:
        return f"<{self.verdict} {self.code} {self.i} {self.j} {self.limit} {self.info}>"


Judging = Callable[[View, int], Iterable[Occurrence]]


class Form:
    """A form that can be judged: ``places`` gives the positions of its judged acts, ``judge`` the occurrences at one.

    A form over many acts has one place, -1.
    """

    __slots__ = ("acts", "judge", "name", "rule", "sort")

    def __init__(self, form: Mapping[str, Any], judge: Judging, acts: Sequence[str] | None, sort: str = "") -> None:
        self.name: str = form["form"]
        self.rule = form
        self.judge = judge
        self.acts = acts
        self.sort = sort or self.name

    def places(self, view: View) -> Sequence[int]:
        """The positions at which it is judged."""
        return (-1,) if self.acts is None else view.each(self.acts)

    def occurrences(self, view: View) -> Iterator[Occurrence]:
        """Everything that occurred in a view."""
        for place in self.places(view):
            for occurrence in self.judge(view, place):
                occurrence.form, occurrence.view, occurrence.place = self, view, place
                yield occurrence


def condition(
    form: Mapping[str, Any], key: str, expressions: Expressions, judged: Sequence[str] = ()
) -> Reading | None:
    """The closure of the tree at ``key``, or None."""
    tree = form.get(key)
    return None if tree is None else expressions.build(tree, judged)


def proofs(form: Mapping[str, Any]) -> Callable[[View, int], list[str]]:
    """What is missing of the form's proofs at an act: the names of fields that are blank."""
    wanted = [(ref["acts"], ref["field"]) for ref in form["proof"]]
    if not wanted:
        return lambda view, place: []

    def missing(view: View, place: int) -> list[str]:
        names = []
        for acts, field in wanted:
            at = place if acts is None else view.latest(acts, place, view.acts[place].ref)
            if at < 0 or field not in view.acts[at].data:
                names.append(f"{acts[0]}.{field}" if acts else f"{view.acts[place].name}.{field}")
        return names

    return missing


def answer(
    view: View, acts: Sequence[str], after: int, ref: str | None, lacks: Callable[[View, int], list[str]]
) -> int:
    """The first act of ``acts`` after a position that goes with ``ref`` and has its proof; -1 if none."""
    place = view.first(acts, after, ref)
    while place >= 0 and lacks(view, place):
        place = view.first(acts, place, ref)
    return place


def term(text: Value) -> Term | None:
    """The term that a text says; None when it says none."""
    if not isinstance(text, str):
        return None
    try:
        return parse_term(text)
    except ValueError:
        return None


def as_limit(value: Value) -> int | None:
    """The moment of a planned time or limit: a date means 24:00 of it; None for what is neither."""
    return moment_of(value) if type(value) in (Moment, Day) else None


LEEWAY = {
    "day": 86_400,
    "working day": 86_400,
    "week": 604_800,
    "working hour": 3_600,
    "month": 2_592_000,
    "year": 31_536_000,
}
"""What a tolerance in units of no exact length loosens a limit by, in seconds: plain hours and days, months of 30 of them."""


def leeway(form: Mapping[str, Any]) -> int:
    """By how many seconds a form's ``tolerance`` loosens its limits."""
    tolerance = term(form["tolerance"])
    if tolerance is None:
        return 0
    return tolerance.exact if tolerance.exact is not None else tolerance.amount * LEEWAY[tolerance.unit]


def skipped_when(when: Reading | None, view: View, place: int) -> bool:
    """Whether an occurrence does not apply since its ``when`` is not true."""
    return when is not None and when(view, place, place, view.acts[place].ref) is not True
