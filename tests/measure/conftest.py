"""The stores of these tests: SQLite, and PostgreSQL where one answers."""

from __future__ import annotations

from tests.record.conftest import databases, store

__all__ = ["databases", "store"]
