"""The database by one URL: SQLite in the data folder by default, PostgreSQL by ``DOORSTEP_DATABASE_URL``."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from doorstep.record import home

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
POSTGRES = {"server_side_binding": True, "prepare_threshold": 1}


def database(url: str | None = None) -> dict[str, Any]:
    """Django's settings for the database that ``url`` (else the environment) names.

    Raises ``ValueError`` for a URL of another kind than postgresql:// or sqlite:///.
    """
    url = url if url is not None else os.environ.get("DOORSTEP_DATABASE_URL", "")
    if not url:
        return _sqlite(str(home.home() / "doorstep.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(
            f"DOORSTEP_DATABASE_URL: {parts.scheme}:// is no database here; write postgresql://user@host/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(POSTGRES),
    }


def _sqlite(path: str) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "CONN_MAX_AGE": None, "OPTIONS": dict(SQLITE)}
