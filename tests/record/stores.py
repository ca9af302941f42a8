"""Databases for tests: one of each kind a process, emptied for every test, with a data folder of its own.

The connection of Django is re-pointed, so that both kinds are tried in one process; subprocesses find the same one in
the environment.
"""

from __future__ import annotations

import os
import shutil
import uuid
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("sqlite", "postgresql")
SERVER = "postgresql://postgres@127.0.0.1:5432"


def ready(folder: Path) -> None:
    """Django, once in a process; its first data folder is never the checkout's."""
    os.environ.setdefault("DOORSTEP_HOME", str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")
    import django

    django.setup()


@cache
def answers() -> bool:
    """Whether a PostgreSQL answers here."""
    import psycopg

    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def administer(sql: str) -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(sql)  # type: ignore[call-overload]


@dataclass
class Store:
    """A database and a data folder. ``use`` makes them the ones that everything works on."""

    kind: str
    home: Path
    url: str

    def use(self) -> None:
        from django.db import connections

        from doorstep.gate.site.database import database
        from doorstep.record import keys, receipts

        os.environ["DOORSTEP_HOME"], os.environ["DOORSTEP_DATABASE_URL"] = str(self.home), self.url
        point(connections.configure_settings({"default": database(self.url)}), None)
        receipts.forget_key()
        keys.forget_opened()

    @property
    def environment(self) -> dict[str, str]:
        """For a subprocess."""
        return {**os.environ, "DOORSTEP_HOME": str(self.home), "DOORSTEP_DATABASE_URL": self.url}


def point(settings: Any, connection: Any) -> Any:
    """Gives Django other databases and this thread another connection (None: a new one when needed); what it had before."""
    from django.db import connections

    before = connections.settings, getattr(connections._connections, "default", None)
    connections.settings = settings
    if before[1] is not None:
        del connections["default"]
    if connection is not None:
        connections["default"] = connection
    if before[1] is not None and before[1].settings_dict["NAME"] in _ours:
        before[1].close()
    if connection is None:
        _ours.add(settings["default"]["NAME"])
    return before


_ours: set[str] = set()
"""Names of databases that were made here: their connections are closed when they are left, others are only laid aside."""


@dataclass
class Databases:
    """Makes databases, and drops those of the server in the end."""

    folder: Path
    template: Path | None = None
    made: dict[str, str] = field(default_factory=dict)

    def fresh(self, kind: str, folder: Path, name: str = "first") -> Store:
        """An empty, migrated database. One ``name`` of a kind is the same database, emptied."""
        folder.mkdir(parents=True, exist_ok=True)
        return self._file(folder) if kind == "sqlite" else self._server(folder, name)

    def _file(self, folder: Path) -> Store:
        path = folder / "doorstep.sqlite3"
        if self.template is None:
            self.template = self.folder / "template.sqlite3"
            self._migrate(Store("sqlite", self.folder / "home", f"sqlite:///{self.template}"))
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        shutil.copy(self.template, path)
        return Store("sqlite", folder / "home", f"sqlite:///{path}")

    def _server(self, folder: Path, name: str) -> Store:
        if name not in self.made:
            worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
            self.made[name] = f"doorstep_{worker}_{os.getpid()}_{uuid.uuid4().hex[:6]}"
            administer(f'CREATE DATABASE "{self.made[name]}"')
            # No test pulls the server's plug, and waiting for its disk is most of the time.
            administer(f'ALTER DATABASE "{self.made[name]}" SET synchronous_commit TO off')
            self._migrate(Store("postgresql", self.folder / "home", f"{SERVER}/{self.made[name]}"))
        store = Store("postgresql", folder / "home", f"{SERVER}/{self.made[name]}")
        store.use()
        empty()
        return store

    def _migrate(self, store: Store) -> None:
        from django.core.management import call_command

        store.use()
        call_command("migrate", verbosity=0)

    def drop(self) -> None:
        for database in self.made.values():
            administer(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def empty(*, everything: bool = False) -> None:
    """Removes all rows of the database in use (``everything``: of Django's own tables as well)."""
    from django.db import connection, transaction

    kept = set() if everything else {"django_migrations", "django_content_type", "auth_permission"}
    tables = [name for name in connection.introspection.table_names() if name not in kept]
    with transaction.atomic(), connection.cursor() as cursor:  # references are checked at the end
        for table in tables:
            cursor.execute(f'DELETE FROM "{table}"')
