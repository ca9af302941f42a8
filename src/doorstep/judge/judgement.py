"""The judgement of one case: every clause's verdict, the occurrences behind it, and the acts on which each rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from doorstep.calendar import DAY, civil, format_moment, parse_moment
from doorstep.judge.case import Act, Case, known_acts
from doorstep.judge.forms.common import BREACHED, NOT_APPLICABLE, PENDING, RANK, Occurrence
from doorstep.judge.program import Ready, Rule
from doorstep.judge.views import View, views_of
from doorstep.language.compiler import compile_case
from doorstep.language.model import Standard


@dataclass(slots=True, eq=False)
class Finding:
    """One occurrence of a clause, or its rest.

    ``act`` and ``answer`` are places among the events given; ``limit`` is a text, the end of a day as "… 24:00";
    ``seconds_over`` by how much the limit was passed (or a gap or span too long), ``seconds_used`` from the judged act to
    the one that answered it (or to the moment of judgement, while it is open). ``code`` and ``form`` name the reason.
    """

    clause: str
    verdict: str
    form: str
    code: str
    unit: str | None = None
    act: int | None = None
    answer: int | None = None
    limit: str | None = None
    seconds_over: int | None = None
    seconds_used: int | None = None
    occurrence: Occurrence | None = None
    judgement: Judgement | None = None

    @property
    def cites(self) -> list[int]:
        """The places, among the events given, of the acts on which the verdict rests, by time."""
        if self.occurrence is None or self.judgement is None:
            return []
        return [act.index for act in self.judgement.ready.trace(self.occurrence)]


class Judgement:
    """The verdicts of one case at one moment. Made by ``judge``."""

    def __init__(self, ready: Ready, whole: View) -> None:
        self.ready = ready
        self.whole = whole
        self.raw: dict[str, list[Occurrence]] = {}
        self.verdicts: dict[str, str] = {}
        for key, rule in ready.rules.items():
            self._judge(key, rule)

    def _judge(self, key: str, rule: Rule) -> None:
        verdict, found = rule.rest, []
        rank = -1
        for view in self.ready.views(rule, self.whole):
            for form in rule.forms:
                for occurrence in form.occurrences(view):
                    found.append(occurrence)
                    if RANK[occurrence.verdict] > rank:
                        rank, verdict = RANK[occurrence.verdict], occurrence.verdict
        self.verdicts[key] = verdict
        self.raw[key] = found

    @property
    def now(self) -> int:
        """The moment of judgement."""
        return self.whole.now

    @cached_property
    def year(self) -> int:
        """The year of the moment of judgement; sentences leave it out."""
        return civil(self.whole.now // DAY).year

    @property
    def acts(self) -> list[Act]:
        """The acts that were judged, by time."""
        return self.whole.acts

    def findings(self, clause: str) -> list[Finding]:
        """Everything that occurred under a clause, worst first; among equals those furthest over their limit first."""
        found = [self.as_finding(clause, occurrence) for occurrence in self.raw[clause]]
        return sorted(found, key=lambda item: (-RANK[item.verdict], -(item.seconds_over or 0)))

    def finding(self, clause: str) -> Finding:
        """What decides a clause: the first of its worst occurrences, or why there is none."""
        verdict = self.verdicts[clause]
        for occurrence in self.raw[clause]:
            if occurrence.verdict == verdict:
                return self.as_finding(clause, occurrence)
        rule = self.ready.rules[clause]
        code = "no_occurrence" if rule.governs else "other_case"
        form = next((form.sort for form in rule.forms), "rest")
        return Finding(clause, verdict, form, code, judgement=self)

    def as_finding(self, clause: str, occurrence: Occurrence) -> Finding:
        """An occurrence of a clause as a finding."""
        view, form = occurrence.view, occurrence.form
        assert view is not None
        assert form is not None
        judged = view.acts[occurrence.i] if occurrence.i >= 0 else None
        answer = view.acts[occurrence.j] if occurrence.j >= 0 else None
        end = answer.at if answer else self.now
        used = end - judged.at if judged and form.name in ("deadline", "span", "response", "rounds") else None
        return Finding(
            clause,
            occurrence.verdict,
            form.sort,
            occurrence.code,
            view.unit,
            judged.index if judged else None,
            answer.index if answer else None,
            None if occurrence.limit is None else format_moment(occurrence.limit, end_of_day=True),
            _over(occurrence, int(end), judged),
            None if used is None else int(used),
            occurrence,
            self,
        )

    @property
    def finished(self) -> bool:
        """Whether the case has come to its ``ends`` and nothing dated is pending."""
        if self.ready.ends is None or not self.ready.ends.reached(self.whole):
            return False
        return not any(o.verdict == PENDING and o.limit is not None for found in self.raw.values() for o in found)

    def sentence(self, finding: Finding, lang: str) -> str:
        """The finding's one sentence in "zh" or "en". Raises ``ValueError`` for a program without its standard."""
        from doorstep.judge.reasons import sentence

        return sentence(self, finding, lang)

    @cached_property
    def applicable(self) -> list[str]:
        """The clauses that apply, in the standard's order."""
        return [key for key, verdict in self.verdicts.items() if verdict != NOT_APPLICABLE]


AFTER_LIMIT = frozenset({"late", "overdue", "too_long", "over", "gap", "missed", "not_done"})
"""Reasons that say by how much a limit was passed."""


def _over(occurrence: Occurrence, end: int, judged: Act | None) -> int | None:
    """By how many seconds a breached occurrence missed its limit."""
    if occurrence.verdict != BREACHED:
        return None
    limit = occurrence.limit
    if occurrence.code in ("too_early", "too_short"):
        return int((occurrence.info or {})["first"]) - end
    if limit is not None and occurrence.code == "removed" and judged:
        return int(limit - judged.at)
    return int(end - limit) if limit is not None and occurrence.code in AFTER_LIMIT else None


def judge(
    program: Ready | Mapping[str, Any],
    case: Case,
    as_of: str | int,
    *,
    known: str | int | None = None,
    units: Iterable[str] = (),
) -> Judgement:
    """The judgement of a case as of a moment, as it was known at ``known`` (None: as it is known now).

    ``units`` names units beside those that facts and acts name. Raises ``ValueError`` for a moment that is none.
    """
    ready = program if isinstance(program, Ready) else Ready(program)
    now = as_of if isinstance(as_of, int) else parse_moment(as_of)
    until = known if known is None or isinstance(known, int) else parse_moment(known)
    return Judgement(ready, view(ready, case, known_acts(case, now, until), now, units))


def view(ready: Ready, case: Case, acts: list[Act], now: int, units: Iterable[str] = ()) -> View:
    """The view of a whole case with the acts that are judged, and of its units where its kind has units."""
    kind = ready.program["case"]
    if ready.program["unit"] is None:
        return View(acts, case, kind, now, None, None)
    return views_of(case, acts, kind, now, (*case.units, *units))


def program(standard: Standard, kind: str) -> Ready:
    """The program of a kind of case made ready, kept for as long as the standard lives.

    Raises ``KeyError`` when the standard has no such kind of case.
    """
    kept = _KEPT.setdefault(standard, {})
    if kind not in kept:
        kept[kind] = Ready(compile_case(standard, kind), standard)
    return kept[kind]


class _ByIdentity(MutableMapping[Standard, dict[str, Ready]]):
    """Programs by standard; a standard is compared as an object, since its content does not hash."""

    def __init__(self) -> None:
        self.kept: dict[int, tuple[Standard, dict[str, Ready]]] = {}

    def __getitem__(self, standard: Standard) -> dict[str, Ready]:
        return self.kept[id(standard)][1]

    def __setitem__(self, standard: Standard, ready: dict[str, Ready]) -> None:
        self.kept[id(standard)] = (standard, ready)

    def __delitem__(self, standard: Standard) -> None:
        del self.kept[id(standard)]

    def __iter__(self) -> Iterator[Standard]:
        return (standard for standard, _ in self.kept.values())

    def __len__(self) -> int:
        return len(self.kept)


_KEPT = _ByIdentity()
