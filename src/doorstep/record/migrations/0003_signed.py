"""A signed statement is found by the beginning of its digest, which is what its verification code says: an index of those acts alone."""

from typing import Any, ClassVar

from django.db import migrations

INDEX = "record_act_signed"


def make(_apps: Any, editor: Any) -> None:
    """SQLite and PostgreSQL reach into JSON each in its own way; ``work.door.checking`` asks in the same words."""
    digest = (
        "(text::json -> 'data' ->> 'digest')"
        if editor.connection.vendor == "postgresql"
        else "json_extract(text, '$.data.digest')"
    )
    editor.execute(f"CREATE INDEX {INDEX} ON record_act (substr({digest}, 1, 10)) WHERE act = 'statement.signed'")


def drop(_apps: Any, editor: Any) -> None:
    """Takes the index away."""
    editor.execute(f"DROP INDEX {INDEX}")


class Migration(migrations.Migration):
    """The index."""

    dependencies: ClassVar = [("record", "0002_seals")]

    operations: ClassVar = [migrations.RunPython(make, drop)]
