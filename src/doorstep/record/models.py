"""The record's tables. Acts are appended and read by ``queries.sql``; these classes are for migrations and plain look-ups."""

from __future__ import annotations

from django.db import models


class Case(models.Model):
    """The chain of one case: its latest hash and how many acts it has. ``customer`` owns the key of its personal fields.

    ``sealed`` is the count that the latest seal of the case names, ``seal`` the number of that seal.
    """

    id = models.CharField(max_length=32, primary_key=True)
    head = models.CharField(max_length=64)
    count = models.IntegerField()
    customer = models.CharField(max_length=32)
    sealed = models.IntegerField(db_default=0)
    seal = models.IntegerField(db_default=0)

    class Meta:
        db_table = "record_case"


class Act(models.Model):
    """One accepted act. ``text`` is the hashed envelope; what stands beside it is for queries and says the same."""

    seq = models.BigAutoField(primary_key=True)
    id = models.CharField(max_length=32, unique=True)
    case = models.CharField(max_length=32)
    no = models.IntegerField()
    key = models.CharField(max_length=200, unique=True)
    content = models.CharField(max_length=64)
    act = models.CharField(max_length=100)
    at = models.BigIntegerField()
    received = models.BigIntegerField()
    xact = models.BigIntegerField(default=0)
    text = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "record_act"
        constraints = [models.UniqueConstraint(fields=["case", "no"], name="record_act_once")]
        indexes = [models.Index(fields=["xact", "seq"], name="record_act_feed")]


class Personal(models.Model):
    """The personal fields of one act, encrypted under its customer's key."""

    act = models.CharField(max_length=32, primary_key=True)
    customer = models.CharField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        db_table = "record_personal"
        indexes = [models.Index(fields=["customer"], name="record_personal_customer")]


class Customer(models.Model):
    """The key of one customer, wrapped; ``wrapped`` is empty once the customer was forgotten. ``name`` is a keyed digest.

    ``proof`` is the signature over the rest, so that a row that somebody else wrote is found.
    """

    id = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=64, unique=True)
    wrapped = models.BinaryField(null=True)
    forgotten = models.CharField(max_length=40, null=True)
    proof = models.CharField(max_length=128, db_default="")

    class Meta:
        db_table = "record_customer"


class Seal(models.Model):
    """A signature over the heads of all cases that changed since the seal before; seals are chained themselves."""

    no = models.IntegerField(primary_key=True)
    text = models.TextField()
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        db_table = "record_seal"


class File(models.Model):
    """A file by its content; ``complete`` once all its bytes are there with the right hash, ``sealed`` once a seal names it."""

    hash = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    have = models.BigIntegerField(default=0)
    complete = models.BooleanField(default=False)
    sealed = models.BooleanField(db_default=False)

    class Meta:
        db_table = "record_file"


class CaseRow(models.Model):
    """What lists show of a case; rebuilt from its acts. Times are local civil seconds."""

    case = models.CharField(max_length=32, primary_key=True)
    number = models.CharField(max_length=100, unique=True)
    standards = models.TextField()
    place = models.CharField(max_length=100, db_index=True)
    assignee = models.CharField(max_length=100, null=True, db_index=True)
    opened = models.BigIntegerField()
    changed = models.BigIntegerField()
    acts = models.IntegerField()
    finished = models.BooleanField()
    closed = models.BooleanField()
    breached = models.IntegerField()
    pending = models.IntegerField()
    met = models.IntegerField()
    next_limit = models.BigIntegerField(null=True, db_index=True)
    judged_to = models.BigIntegerField()

    class Meta:
        db_table = "record_caserow"


class DutyRow(models.Model):
    """An open duty or a breach of a case as last judged; rebuilt from its acts."""

    id = models.CharField(max_length=64, primary_key=True)
    case = models.CharField(max_length=32, db_index=True)
    clause = models.CharField(max_length=100)
    unit = models.CharField(max_length=200)
    verdict = models.CharField(max_length=20)
    act = models.CharField(max_length=32)
    limit = models.BigIntegerField(null=True)

    class Meta:
        db_table = "record_dutyrow"
        indexes = [models.Index(fields=["clause", "verdict"], name="record_duty_clause")]
