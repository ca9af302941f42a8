"""The databases on which the soak runs: a file, and a new database of the PostgreSQL that answers on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

SERVER = os.environ.get("DOORSTEP_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


def postgres_answers() -> bool:
    """Whether a PostgreSQL server answers where the tests look for one."""
    try:
        with psycopg.connect(SERVER, connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


@contextmanager
def environment(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation on "sqlite" or "postgresql", gone afterwards."""
    own = {**os.environ, "DOORSTEP_HOME": str(folder / "home"), "DOORSTEP_STANDARDS": "home-broadband"}
    own.pop("DOORSTEP_DATABASE_URL", None)
    if database == "sqlite":
        yield own
        return
    name = f"doorstep_soak_{uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield {**own, "DOORSTEP_DATABASE_URL": f"{SERVER.rsplit('/', 1)[0]}/{name}"}
    finally:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
