"""What seals need: which cases and files changed since the last one, found by partial indexes; proofs of customers' rows."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns with database defaults, because rows are written by hand-written SQL."""

    dependencies: ClassVar = [("record", "0001_first")]

    operations: ClassVar = [
        migrations.AddField("case", "sealed", models.IntegerField(db_default=0)),
        migrations.AddField("case", "seal", models.IntegerField(db_default=0)),
        migrations.AddField("customer", "proof", models.CharField(max_length=128, db_default="")),
        migrations.AddField("file", "sealed", models.BooleanField(db_default=False)),
        migrations.RunSQL(
            "CREATE INDEX record_case_unsealed ON record_case (id) WHERE count <> sealed",
            "DROP INDEX record_case_unsealed",
        ),
        migrations.RunSQL(
            "CREATE INDEX record_file_unsealed ON record_file (hash) WHERE complete AND NOT sealed",
            "DROP INDEX record_file_unsealed",
        ),
    ]
