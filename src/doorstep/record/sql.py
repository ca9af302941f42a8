"""The named blocks of ``queries.sql``, and where the two databases differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from django.db import connection


@cache
def _blocks() -> dict[str, str]:
    text = (resources.files("doorstep.record") / "queries.sql").read_text(encoding="utf-8")
    blocks = {}
    for part in text.split("-- name: ")[1:]:
        name, _, body = part.partition("\n")
        blocks[name.strip()] = re.sub(r"^--.*\n", "", body, flags=re.MULTILINE).strip()
    return blocks


def postgres() -> bool:
    """Whether the database is PostgreSQL (else SQLite)."""
    return connection.vendor == "postgresql"


def block(name: str, **parts: str) -> str:
    """The SQL of a named block with its parts put in. Raises ``KeyError`` for a name that is none."""
    sql = _blocks()[name]
    if "{" not in sql:
        return sql
    lock = "FOR UPDATE" if postgres() else ""
    settled = "AND xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint" if postgres() else ""
    return sql.format(lock=lock, settled=settled, **parts)


def marks(count: int) -> str:
    """So many placeholders."""
    return ", ".join(["%s"] * count)


def rows(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def run(sql: str, values: Sequence[Any] = ()) -> int:
    """Carries out a statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def run_rows(name: str, values: Sequence[Sequence[Any]], *, shape: str | None = None) -> None:
    """Carries out an INSERT block for many rows at once, in steps that both databases take.

    ``shape`` is one row's placeholders where they are not plain.
    """
    if not values:
        return
    one = shape or f"({marks(len(values[0]))})"
    step = max(1, 900 // len(values[0]))
    for start in range(0, len(values), step):
        part = values[start : start + step]
        run(block(name, rows=", ".join([one] * len(part))), [value for row in part for value in row])
