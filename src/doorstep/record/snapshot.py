"""A steady view of the database for long reads: what others append meanwhile does not show, and nobody has to wait."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, connections, transaction

from doorstep.record.sql import postgres, rows

STEP = 500


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """Within the block all reads see one moment. On SQLite no write lock is taken; inside a transaction it is that one."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    if postgres():
        with transaction.atomic():
            rows_none("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    wrapper: Any = connections[connection.alias]  # SQLite's, which has a mode
    before = wrapper.transaction_mode
    wrapper.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            wrapper.transaction_mode = before
            rows("SELECT 1 FROM record_case LIMIT 1")  # SQLite's view begins with the first read
            yield
    finally:
        wrapper.transaction_mode = before


def rows_none(sql: str) -> None:
    """Carries out a statement that gives nothing back."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


def stream(sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a few hundred at a time. Use it inside ``snapshot``."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while found := cursor.fetchmany(STEP):
            yield from found
