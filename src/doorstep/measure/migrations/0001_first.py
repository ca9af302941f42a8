"""The first tables: what is counted of cases, clauses, what was late, sanctions."""

# lists, as Django writes them

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CaseCount",
            fields=[
                ("case", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=100)),
                ("acts", models.IntegerField()),
                ("judged_to", models.BigIntegerField()),
                ("next_limit", models.BigIntegerField(null=True)),
                ("opened", models.BigIntegerField(db_index=True)),
                ("ended", models.BigIntegerField(null=True)),
                ("timely", models.IntegerField()),
                ("untimely", models.IntegerField()),
                ("met", models.IntegerField()),
                ("breached", models.IntegerField()),
                ("unjudged", models.IntegerField()),
                ("visits", models.IntegerField()),
                ("again", models.IntegerField()),
            ],
            options={
                "db_table": "measure_case",
            },
        ),
        migrations.CreateModel(
            name="SanctionCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(db_index=True, max_length=32)),
                ("clause", models.CharField(max_length=100)),
                ("unit", models.CharField(default="", max_length=200)),
                ("upon", models.TextField()),
                ("place", models.CharField(max_length=100)),
                ("opened", models.BigIntegerField()),
                ("decided", models.BigIntegerField(db_index=True, null=True)),
                ("wanted", models.FloatField(null=True)),
                ("amount", models.FloatField(null=True)),
                ("appeal", models.CharField(default="", max_length=10)),
            ],
            options={
                "db_table": "measure_sanction",
            },
        ),
        migrations.CreateModel(
            name="ClauseCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(db_index=True, max_length=32)),
                ("clause", models.CharField(max_length=100)),
                ("place", models.CharField(max_length=100)),
                ("opened", models.BigIntegerField(db_index=True)),
                ("breached", models.BooleanField()),
                ("dated", models.BooleanField()),
                ("appeal", models.CharField(default="", max_length=10)),
            ],
            options={
                "db_table": "measure_clause",
                "indexes": [models.Index(fields=["clause", "opened"], name="measure_clause_opened")],
            },
        ),
        migrations.CreateModel(
            name="LateSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(db_index=True, max_length=32)),
                ("clause", models.CharField(max_length=100)),
                ("limit", models.BigIntegerField()),
                ("until", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "measure_late",
                "indexes": [models.Index(fields=["until", "limit"], name="measure_late_until")],
            },
        ),
    ]
