"""What is counted of every case. Each row is a function of the case's acts and the moment at which it was judged
(``judged_to``).

Moments are local civil seconds, as in the record. ``opened`` and ``place`` stand in the rows of clauses too, so
that sums need no join.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CaseCount(models.Model):
    """A case: how much of it was kept. ``acts`` is how many acts it had when it was counted; ``next_limit`` when it
    must be counted anew.

    ``timely`` and ``untimely`` are its decided clauses with a limit; ``again`` its acts that say that work was done
    again.
    """

    case: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    place: models.CharField[str, str] = models.CharField(max_length=100)
    acts: models.IntegerField[int, int] = models.IntegerField()
    judged_to: models.BigIntegerField[int, int] = models.BigIntegerField()
    next_limit: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    opened: models.BigIntegerField[int, int] = models.BigIntegerField(db_index=True)
    ended: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    timely: models.IntegerField[int, int] = models.IntegerField()
    untimely: models.IntegerField[int, int] = models.IntegerField()
    met: models.IntegerField[int, int] = models.IntegerField()
    breached: models.IntegerField[int, int] = models.IntegerField()
    unjudged: models.IntegerField[int, int] = models.IntegerField()
    visits: models.IntegerField[int, int] = models.IntegerField()
    again: models.IntegerField[int, int] = models.IntegerField()

    class Meta:
        db_table = "measure_case"


class ClauseCount(models.Model):
    """A clause that was decided on a case. ``dated``: a limit of time belongs to it; ``appeal`` is "", "open",
    "upheld" or "rejected".
    """

    case: models.CharField[str, str] = models.CharField(max_length=32, db_index=True)
    clause: models.CharField[str, str] = models.CharField(max_length=100)
    place: models.CharField[str, str] = models.CharField(max_length=100)
    opened: models.BigIntegerField[int, int] = models.BigIntegerField(db_index=True)
    breached: models.BooleanField[bool, bool] = models.BooleanField()
    dated: models.BooleanField[bool, bool] = models.BooleanField()
    appeal: models.CharField[str, str] = models.CharField(max_length=10, default="")

    class Meta:
        db_table = "measure_clause"
        indexes: ClassVar = [models.Index(fields=["clause", "opened"], name="measure_clause_opened")]


class LateSpan(models.Model):
    """From the limit of something owed until it was done, too late; ``until`` is None while it is not done."""

    case: models.CharField[str, str] = models.CharField(max_length=32, db_index=True)
    clause: models.CharField[str, str] = models.CharField(max_length=100)
    limit: models.BigIntegerField[int, int] = models.BigIntegerField()
    until: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)

    class Meta:
        db_table = "measure_late"
        indexes: ClassVar = [models.Index(fields=["until", "limit"], name="measure_late_until")]


class SanctionCount(models.Model):
    """A sanction that a clause calls for: ``decided`` is when it was decided (None: not yet), ``amount`` what was
    decided.

    ``wanted`` is the sum that the clause comes to (None: none is fixed), ``upon`` the broken clauses and acts that call for it.
    """

    case: models.CharField[str, str] = models.CharField(max_length=32, db_index=True)
    clause: models.CharField[str, str] = models.CharField(max_length=100)
    unit: models.CharField[str, str] = models.CharField(max_length=200, default="")
    upon: models.TextField[str, str] = models.TextField()
    place: models.CharField[str, str] = models.CharField(max_length=100)
    opened: models.BigIntegerField[int, int] = models.BigIntegerField()
    decided: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True, db_index=True)
    wanted: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    amount: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    appeal: models.CharField[str, str] = models.CharField(max_length=10, default="")

    class Meta:
        db_table = "measure_sanction"
