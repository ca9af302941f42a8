"""Counting: what the figures need of every case, derived from its acts and kept, so that a page over ten thousand
cases reads sums.

Pulled, not pushed: what changed since it was counted is found by its number of acts, and by a limit that has passed
since, and is
counted when a figure is asked for (and by ``rebuild``). What has to wait is told, never left out in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Manager, Model

from doorstep.calendar import DAY
from doorstep.judge import Judgement
from doorstep.judge.forms.common import BREACHED, MET, NOT_APPLICABLE, PENDING, Occurrence
from doorstep.measure.appeals import Talk, state_of, talks
from doorstep.measure.models import CaseCount, ClauseCount, LateSpan, SanctionCount
from doorstep.measure.signs import AGAIN, VISITS, signs
from doorstep.record import clock
from doorstep.record.history import CLOSED, History, history
from doorstep.record.sql import rows

BUDGET = 1.5
"""How many seconds a question spends on counting before it answers with what is there."""

LATE = frozenset({"late", "overdue"})
"""Reasons of a breach that say: owed by a limit, done after it or not yet."""

WORDS = frozenset({"script", "privacy"})
"""Kinds of clause that are judged on what was said."""

Row = TypeVar("Row", bound=Model)

STALE = """
SELECT c."case", CASE WHEN m."case" IS NULL OR m.acts <> c.acts THEN c.changed
                      WHEN m.next_limit < %s THEN m.next_limit ELSE m.judged_to END AS since
FROM record_caserow c LEFT JOIN measure_case m ON m."case" = c."case"
WHERE m."case" IS NULL OR m.acts <> c.acts OR m.next_limit < %s OR (m.ended IS NULL AND m.judged_to < %s)
ORDER BY since, c."case"
"""
"""Cases that must be counted (anew): new, with other acts, past a limit, and open ones once a day."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far the counts go: everything received before ``as_of`` is in them; so many cases ``waiting`` are not."""

    as_of: int
    waiting: int


@dataclass(slots=True)
class Counted:
    """The rows of one case."""

    case: CaseCount
    clauses: list[ClauseCount] = field(default_factory=list)
    late: list[LateSpan] = field(default_factory=list)
    sanctions: list[SanctionCount] = field(default_factory=list)


def refresh(budget: float = BUDGET) -> Freshness:
    """Counts what changed, for at most ``budget`` seconds (at least one case), oldest change first."""
    now = clock.civil(clock.now())
    stale = rows(STALE, [now, now, now - now % DAY])
    until = monotonic() + budget
    done = 0
    for case, _ in stale:
        keep(count(history(case), now))
        done += 1
        if monotonic() > until:
            break
    waiting = stale[done:]
    return Freshness(min((since for _, since in waiting), default=now), len(waiting))


def rebuild() -> int:
    """Counts all cases anew; how many there are."""
    now = clock.civil(clock.now())
    cases = [case for (case,) in rows('SELECT "case" FROM record_caserow ORDER BY "case"')]
    with transaction.atomic():
        for table in (CaseCount, ClauseCount, LateSpan, SanctionCount):
            table.objects.all().delete()
        for case in cases:
            keep(count(history(case), now))
    return len(cases)


@transaction.atomic
def keep(counted: Counted) -> None:
    """Puts the rows of a case in the place of those it had. Its own row comes first: it holds off who counts the
    same case.
    """
    names = [one.name for one in CaseCount._meta.concrete_fields if not one.primary_key]
    CaseCount.objects.bulk_create([counted.case], update_conflicts=True, unique_fields=["case"], update_fields=names)
    _replace(ClauseCount.objects, counted.case.case, counted.clauses)
    _replace(LateSpan.objects, counted.case.case, counted.late)
    _replace(SanctionCount.objects, counted.case.case, counted.sanctions)


def _replace(table: Manager[Row], case: str, new: list[Row]) -> None:
    table.filter(case=case).delete()
    table.bulk_create(new)


def count(found: History, now: int) -> Counted:
    """What is counted of a case, judged as of ``now``."""
    judgements = found.judgements(now)
    said = talks(found)
    result = Counted(_case(found, judgements, now))
    for judgement in judgements.values():
        for clause, verdict in judgement.verdicts.items():
            _add_clause(result, judgement, clause, verdict, said)
    return result


def _case(found: History, judgements: dict[str, Judgement], now: int) -> CaseCount:
    limits = [o.limit for o in _raw(judgements) if o.verdict == PENDING and o.limit is not None and o.limit >= now]
    return CaseCount(
        case=found.case,
        place=found.place,
        acts=len(found.acts),
        judged_to=now,
        next_limit=min(limits, default=None),
        opened=found.opened,
        ended=_ended(found, judgements),
        timely=0,
        untimely=0,
        met=0,
        breached=0,
        unjudged=0,
        visits=len(_marked(found, judgements, VISITS)),
        again=len(_marked(found, judgements, AGAIN)),
    )


def _raw(judgements: dict[str, Judgement]) -> list[Occurrence]:
    return [o for judgement in judgements.values() for found in judgement.raw.values() for o in found]


def _ended(found: History, judgements: dict[str, Judgement]) -> int | None:
    """When a case came to its end: its closing, else the latest act that its ends name; None while it is open."""
    if found.closed:
        return max(act.at for act in found.acts if act.envelope.act == CLOSED)
    if not judgements or not all(judgement.finished for judgement in judgements.values()):
        return None
    moments = [
        int(act.at)
        for judgement in judgements.values()
        for act in judgement.acts
        if judgement.ready.ends is not None and act.name in judgement.ready.ends.acts
    ]
    return max(moments, default=max(act.at for act in found.acts))


def _marked(found: History, judgements: dict[str, Judgement], sort: str) -> set[str]:
    """The ids of the acts, after corrections, that some standard of the case counts as of a sort."""
    marked: set[str] = set()
    for key, judgement in judgements.items():
        wanted = signs(sort, key)
        if wanted:
            ids = [event["id"] for event in found.events(key)]
            marked |= {ids[act.index] for act in judgement.acts if act.name in wanted}
    return marked


def _add_clause(result: Counted, judgement: Judgement, clause: str, verdict: str, said: dict[str, Talk]) -> None:
    row, raw = result.case, judgement.raw[clause]
    if verdict == NOT_APPLICABLE:
        row.unjudged += int(_unjudged(judgement, clause, raw))
    elif verdict in (MET, BREACHED):
        broken = verdict == BREACHED
        dated = any(o.limit is not None for o in raw)
        row.breached += broken
        row.met += not broken
        row.untimely += broken and dated
        row.timely += dated and not broken
        result.clauses.append(
            ClauseCount(
                case=row.case,
                clause=clause,
                place=row.place,
                opened=row.opened,
                breached=broken,
                dated=dated,
                appeal=state_of(said, [clause]),
            )
        )
    result.late += [_span(row, clause, o) for o in raw if o.verdict == BREACHED and o.code in LATE and o.limit]
    result.sanctions += [_sanction(row, clause, o, said) for o in raw if o.info and "breaches" in o.info]


def _unjudged(judgement: Judgement, clause: str, raw: Sequence[Occurrence]) -> bool:
    """Whether a talk took place of which nobody knows the words."""
    standard = judgement.ready.standard
    kind = standard.clauses[clause].kind if standard else ""
    return kind in WORDS and any(o.code == "no_words" for o in raw)


def _span(row: CaseCount, clause: str, o: Occurrence) -> LateSpan:
    done = int(o.view.acts[o.j].at) if o.j >= 0 and o.view is not None else None
    return LateSpan(case=row.case, clause=clause, limit=int(o.limit or 0), until=done)


def _sanction(row: CaseCount, clause: str, o: Occurrence, said: dict[str, Talk]) -> SanctionCount:
    info: dict[str, Any] = dict(o.info or {})
    upon = list(dict.fromkeys(name for name, _ in info["breaches"]))
    decided = None
    if o.view is not None and info.get("decisions"):
        decided = max(int(o.view.acts[place].at) for place in info["decisions"])
    return SanctionCount(
        case=row.case,
        clause=clause,
        unit=(o.view.unit if o.view is not None else None) or "",
        upon=",".join(upon),
        place=row.place,
        opened=row.opened,
        decided=decided,
        wanted=None if info["wanted"] is None else float(info["wanted"]),
        amount=float(info["decided"]) if decided is not None else None,
        appeal=state_of(said, [clause, *upon]),
    )
