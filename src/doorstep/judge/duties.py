"""Duties: what is still owed on a case, by whom and until when. They are the judgement's pending occurrences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doorstep.calendar import format_moment
from doorstep.judge.forms.common import PENDING, Occurrence
from doorstep.judge.judgement import Finding, Judgement


@dataclass(frozen=True, slots=True)
class Duty:
    """Something owed: one of ``acts`` (empty: a proof), by one of the roles ``by``.

    ``limit`` is the moment until when ("2026-10-09 24:00"), or None; ``before`` the acts before which it is due, where
    there is no moment. With neither it has no date. ``unit`` is None for a duty of the whole case.
    """

    clause: str
    acts: tuple[str, ...]
    by: tuple[str, ...]
    unit: str | None
    limit: str | None
    before: tuple[str, ...]
    finding: Finding

    @property
    def dated(self) -> bool:
        """Whether it has a limit or an act before which it is due."""
        return self.limit is not None or bool(self.before)


def duties(judgement: Judgement) -> list[Duty]:
    """The open duties: by limit, then those due before an act, then those without a date; one for a whole case once."""
    found: dict[tuple[object, ...], Duty] = {}
    for clause, occurrences in judgement.raw.items():
        for occurrence in occurrences:
            if occurrence.verdict == PENDING:
                duty = _duty(judgement, clause, occurrence)
                judged = duty.finding.act
                found.setdefault((clause, judged, duty.limit, duty.unit if judged is None else None), duty)
    return sorted(found.values(), key=lambda duty: (duty.limit is None, duty.limit or "", not duty.before))


def _duty(judgement: Judgement, clause: str, occurrence: Occurrence) -> Duty:
    form = occurrence.form
    assert form is not None
    rule = form.rule
    answering = {"span": "until", "share": "of"}.get(form.name, "acts")
    acts: Sequence[str] = () if occurrence.code == "no_proof" else rule[answering]
    finding = judgement.as_finding(clause, occurrence)
    named = occurrence.i >= 0 and occurrence.view is not None and bool(occurrence.view.acts[occurrence.i].units)
    return Duty(
        clause,
        tuple(acts),
        _roles(judgement, acts),
        finding.unit if named or occurrence.i < 0 else None,
        None if occurrence.limit is None else format_moment(occurrence.limit, end_of_day=True),
        tuple(rule.get("before") or ()) if form.name == "response" else (),
        finding,
    )


def _roles(judgement: Judgement, acts: Sequence[str]) -> tuple[str, ...]:
    standard = judgement.ready.standard
    if standard is None:
        return ()
    return tuple(dict.fromkeys(role for act in acts for role in standard.acts[act].by))
