"""Verify the lists: whether the read models of a case say what its acts say. Slow, because every case is judged anew."""

from __future__ import annotations

from typing import Any

from doorstep.record.history import history
from doorstep.record.readmodels import CASE_COLUMNS, DUTY_COLUMNS, case_row, duty_rows
from doorstep.record.sql import rows


def differs(case: str) -> bool:
    """Whether the rows of a case are other than its acts make them. Raises ``LookupError`` for a case without acts."""
    found = history(case)
    judgements = found.judgements(found.received)
    duties = sorted(tuple(row) for one in judgements.values() for row in duty_rows(found, one))
    wanted = [tuple(case_row(found, judgements))]
    return (
        _stored("record_caserow", CASE_COLUMNS, case) != wanted
        or _stored("record_dutyrow", DUTY_COLUMNS, case) != duties
    )


def _stored(table: str, columns: tuple[str, ...], case: str) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{column}"' for column in columns)
    return sorted(rows(f'SELECT {names} FROM {table} WHERE "case" = %s', [case]))
