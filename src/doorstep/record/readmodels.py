"""Read models: what lists show of every case, kept up in the transaction of each append and rebuilt by one command.

Each row is a function of the case's acts alone, judged as of the latest time at which one was received: live appends
and a rebuild leave
the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from doorstep.judge import Judgement
from doorstep.judge.judgement import Finding
from doorstep.record.envelope import canonical, sha256
from doorstep.record.history import History, history
from doorstep.record.sql import marks, rows, run

CASE_COLUMNS = (
    "case", "number", "standards", "place", "assignee", "opened", "changed", "acts", "finished", "closed", "breached",
    "pending", "met",
    "next_limit", "judged_to",
)  # fmt: skip
DUTY_COLUMNS = ("id", "case", "clause", "unit", "verdict", "act", "limit")
SHOWN = ("breached", "pending")


def update(cases: Sequence[str]) -> None:
    """Brings the rows of the given cases up to their acts."""
    for case in cases:
        _write(history(case))


def rebuild() -> int:
    """Makes all rows anew from the acts; how many cases there are."""
    cases = [case for (case,) in rows("SELECT id FROM record_case ORDER BY id")]
    with transaction.atomic():
        run("DELETE FROM record_dutyrow")
        run("DELETE FROM record_caserow")
        for case in cases:
            _write(history(case))
    return len(cases)


def _write(found: History) -> None:
    judgements = found.judgements(found.received)
    _write_duties(found.case, [row for judgement in judgements.values() for row in duty_rows(found, judgement)])
    _insert("record_caserow", CASE_COLUMNS, [case_row(found, judgements)], replacing="case")


def _write_duties(case: str, wanted: Sequence[Sequence[Any]]) -> None:
    """Takes away what is no longer owed or broken and adds what is new; a row's id says all of it, so equal ids are
    equal rows.
    """
    there = {row[0] for row in rows('SELECT id FROM record_dutyrow WHERE "case" = %s', [case])}
    gone = there.difference(row[0] for row in wanted)
    if gone:
        run(f"DELETE FROM record_dutyrow WHERE id IN ({marks(len(gone))})", sorted(gone))
    _insert("record_dutyrow", DUTY_COLUMNS, [row for row in wanted if row[0] not in there])


def _insert(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]], *, replacing: str = "") -> None:
    """Adds rows; with ``replacing``, one whose value in that column is there already takes its place."""
    names = ", ".join(f'"{column}"' for column in columns)
    new = ", ".join(f'"{column}" = EXCLUDED."{column}"' for column in columns if column != replacing)
    instead = f' ON CONFLICT ("{replacing}") DO UPDATE SET {new}' if replacing else ""
    step = 900 // len(columns)
    for start in range(0, len(values), step):
        part = values[start : start + step]
        one = f"({marks(len(columns))})"
        flat = [value for row in part for value in row]
        run(f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(part))}{instead}", flat)


def case_row(found: History, judgements: dict[str, Judgement]) -> list[Any]:
    """The list row of a case, in the order of ``CASE_COLUMNS``."""
    counts = Counter(verdict for judgement in judgements.values() for verdict in judgement.verdicts.values())
    limits = [o.limit for o in _open(judgements.values()) if o.limit is not None]
    finished = bool(judgements) and all(judgement.finished for judgement in judgements.values())
    return [
        found.case,
        found.number,
        canonical(found.standards),
        found.place,
        found.assignee,
        found.opened,
        found.received,
        len(found.acts),
        finished,
        found.closed,
        counts["breached"],
        counts["pending"],
        counts["met"],
        min(limits, default=None),
        found.received,
    ]


def _open(judgements: Iterable[Judgement]) -> Iterable[Any]:
    return (o for judgement in judgements for found in judgement.raw.values() for o in found if o.verdict == "pending")


def duty_rows(found: History, judgement: Judgement) -> list[list[Any]]:
    """The rows of what is broken and open, in the order of ``DUTY_COLUMNS``; one for each clause, unit and judged act."""
    events = found.events(judgement.ready.program["standard"])
    result: dict[str, list[Any]] = {}
    for clause, verdict in judgement.verdicts.items():
        if verdict not in SHOWN:
            continue
        for finding in judgement.findings(clause):
            if finding.verdict in SHOWN:
                row = _duty(found.case, finding, events)
                result.setdefault(row[0], row)
    return list(result.values())


def _duty(case: str, finding: Finding, events: list[dict[str, Any]]) -> list[Any]:
    act = events[finding.act]["id"] if finding.act is not None else ""
    limit = finding.occurrence.limit if finding.occurrence else None
    key = sha256(canonical([case, finding.clause, finding.unit, act, finding.verdict, limit]))
    return [key, case, finding.clause, finding.unit or "", finding.verdict, act, limit]
