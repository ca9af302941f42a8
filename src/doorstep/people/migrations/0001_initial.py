"""The first tables: places, accounts, holdings, tokens, audit, staff files, certificates."""

# lists, as Django writes them

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("username", models.CharField(max_length=64, unique=True)),
                ("display_name", models.CharField(max_length=100)),
                ("staff_number", models.CharField(max_length=50, null=True, unique=True)),
                ("active", models.BooleanField(default=True)),
                ("must_change_password", models.BooleanField(default=True)),
                ("language", models.CharField(default="zh", max_length=2)),
                ("locked_until", models.BigIntegerField(null=True)),
                ("created", models.BigIntegerField()),
            ],
            options={
                "db_table": "people_account",
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("failed", models.IntegerField()),
                ("last", models.BigIntegerField(db_index=True)),
            ],
            options={
                "db_table": "people_attempt",
            },
        ),
        migrations.CreateModel(
            name="AuditRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.BigIntegerField(db_index=True)),
                ("actor", models.CharField(db_index=True, max_length=64)),
                ("what", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=120)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
            ],
            options={
                "db_table": "people_auditrow",
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["kind", "subject"], name="people_audit_subject")],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("key", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("zh", models.CharField(max_length=100)),
                ("en", models.CharField(max_length=100)),
                ("level", models.CharField(max_length=10)),
                ("path", models.CharField(max_length=500, unique=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.place",
                    ),
                ),
            ],
            options={
                "db_table": "people_place",
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=40)),
                ("since", models.BigIntegerField()),
                ("until", models.BigIntegerField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="people.account"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="people.place"
                    ),
                ),
            ],
            options={
                "db_table": "people_holding",
            },
        ),
        migrations.CreateModel(
            name="StaffFile",
            fields=[
                ("case", models.CharField(max_length=32, primary_key=True, serialize=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff_files", to="people.account"
                    ),
                ),
            ],
            options={
                "db_table": "people_stafffile",
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("prefix", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=100)),
                ("created", models.BigIntegerField()),
                ("expires", models.BigIntegerField()),
                ("revoked", models.BigIntegerField(null=True)),
                ("last_used", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to="people.account"
                    ),
                ),
            ],
            options={
                "db_table": "people_token",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("valid_until", models.DateField(db_index=True, null=True)),
                ("case", models.CharField(db_index=True, max_length=32)),
                ("act", models.CharField(max_length=32)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="people.account"
                    ),
                ),
            ],
            options={
                "db_table": "people_certificate",
                "constraints": [
                    models.UniqueConstraint(fields=("account", "key", "act"), name="people_certificate_once")
                ],
            },
        ),
    ]
