"""The ``store`` that every test of this folder runs on: SQLite, and PostgreSQL where one answers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.record.stores import KINDS, Databases, Store, answers, point, ready


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """What makes databases."""
    folder = tmp_path_factory.mktemp("databases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOORSTEP_HOME", str(folder / "home"))
        patch.setenv("DOORSTEP_DATABASE_URL", "")
        ready(folder / "home")
        made = Databases(folder)
        yield made
        made.drop()


@pytest.fixture(params=KINDS)
def store(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """An empty record on one of the two databases, in use."""
    if request.param == "postgresql" and not answers():
        pytest.skip("no PostgreSQL answers on 127.0.0.1:5432")
    monkeypatch.setenv("DOORSTEP_HOME", "")  # put back after the test, whatever ``use`` sets
    monkeypatch.setenv("DOORSTEP_DATABASE_URL", "")
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock() if blocker else contextlib.nullcontext():
        from django.db import connections

        before = connections.settings, getattr(connections._connections, "default", None)
        made = databases.fresh(request.param, tmp_path / request.param)
        made.use()
        yield made
        point(*before)


Another = Callable[[str], Store]


@pytest.fixture
def another(databases: Databases, tmp_path: Path) -> Another:
    """Makes a second installation of either kind, not yet in use."""

    def make(kind: str) -> Store:
        if kind == "postgresql" and not answers():
            pytest.skip("no PostgreSQL answers on 127.0.0.1:5432")
        return databases.fresh(kind, tmp_path / f"another-{kind}", "second")

    return make
