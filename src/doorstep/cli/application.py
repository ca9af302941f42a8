"""Starting the application for the verbs that need the database. What a verb does with it is the verb's."""

from __future__ import annotations

import os

from doorstep.cli.errors import fail
from doorstep.cli.wording import word

SETTINGS = "doorstep.gate.site.settings"


def start(lang: str = "en", *, migrate: bool = False) -> None:
    """Readies Django and the database of ``DOORSTEP_HOME`` and ``DOORSTEP_DATABASE_URL``.

    The tables must be those of this version; ``migrate`` makes or changes them first. Raises ``UserError`` when the
    database does not answer, the URL is wrong, or the tables are not ready.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        django.setup()
        if migrate:
            call_command("migrate", verbosity=0, interactive=False)
        elif waiting := pending():
            fail(word("database.tables", lang, count=len(waiting)), remedy=word("database.tables.remedy", lang))
    except ValueError as error:
        fail(word("database.url", lang, problem=error))
    except DatabaseError as error:
        problem = " ".join(str(error).split())
        fail(word("database.silent", lang, problem=problem), remedy=word("database.silent.remedy", lang))


def start_or_make(*, migrate: bool) -> None:
    """As ``start``, but makes the tables of an empty database; those of another version are only changed with ``migrate``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    start(migrate=migrate or _empty())


def _empty() -> bool:
    """Whether the database answers and holds nothing yet; what else is wrong with it ``start`` says."""
    import django
    from django.db import DatabaseError, connection

    try:
        django.setup()
        return not connection.introspection.table_names()
    except (ValueError, DatabaseError):
        return False


def pending() -> list[str]:
    """The migrations that the database lacks, by name."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
