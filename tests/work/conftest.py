"""An empty house for each test on SQLite (``house``) or on both databases (``store``), on a Monday morning of October
2026.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.record.conftest import databases, store
from tests.record.stores import Databases, Store, point

__all__ = ["databases", "store"]

NINE = datetime.fromisoformat("2026-10-12T09:00:00+08:00")


@pytest.fixture
def house(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: Any) -> Iterator[Store]:
    """An empty record on SQLite, in use, with the clock at nine."""
    monkeypatch.setenv("DOORSTEP_HOME", "")
    monkeypatch.setenv("DOORSTEP_DATABASE_URL", "")
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock() if blocker else contextlib.nullcontext():
        from django.db import connections

        from doorstep.record import clock

        before = connections.settings, getattr(connections._connections, "default", None)
        made = databases.fresh("sqlite", tmp_path / "house")
        made.use()
        with clock.set_to(NINE):
            yield made
        point(*before)
