"""The people's tables. They are changed through the modules beside this one, which write the audit rows.

Moments are local civil seconds, as in the record; days are dates. Everywhere else (``assignee``, ``actor``) an account is its
username, which is never changed and never given again; no account is ever deleted.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, NoReturn

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

LEVELS = ("company", "city", "district", "team")
"""The levels of the organisation tree, from the top; a place stands under one of a higher level."""

LANGUAGES = ("zh", "en")


class Place(models.Model):
    """A part of the organisation. ``path`` holds the keys from the top, as in "/lanjiang/linxi/"."""

    key: models.CharField[str, str] = models.CharField(max_length=100, primary_key=True)
    zh: models.CharField[str, str] = models.CharField(max_length=100)
    en: models.CharField[str, str] = models.CharField(max_length=100)
    level: models.CharField[str, str] = models.CharField(max_length=10)
    parent: models.ForeignKey[Place | None, Place | None] = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    path: models.CharField[str, str] = models.CharField(max_length=500, unique=True)

    parent_id: str | None

    class Meta:
        db_table = "people_place"


class AccountManager(BaseUserManager["Account"]):
    """Django's look-up by username; accounts are made by ``accounts.create_account``."""


class Account(AbstractBaseUser):
    """A person or another system that may be let in. ``locked_until`` is an administrator's; failed log-ins are ``Attempt``."""

    username: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    display_name: models.CharField[str, str] = models.CharField(max_length=100)
    staff_number: models.CharField[str | None, str | None] = models.CharField(max_length=50, unique=True, null=True)
    active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    must_change_password: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    language: models.CharField[str, str] = models.CharField(max_length=2, default="zh")
    locked_until: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    created: models.BigIntegerField[int, int] = models.BigIntegerField()

    last_login = None  # a log-in changes nothing of an account

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "people_account"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's name for ``active``."""
        return self.active


class Attempt(models.Model):
    """Failed log-ins under one name, known or not. ``name`` is a keyed digest of what was typed, which may be a password."""

    name: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    failed: models.IntegerField[int, int] = models.IntegerField()
    last: models.BigIntegerField[int, int] = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "people_attempt"


class Holding(models.Model):
    """An account holds a post at a place, from ``since`` until just before ``until`` (None: no end)."""

    account: models.ForeignKey[Account, Account] = models.ForeignKey(Account, models.PROTECT, related_name="holdings")
    post: models.CharField[str, str] = models.CharField(max_length=40)
    place: models.ForeignKey[Place, Place] = models.ForeignKey(Place, models.PROTECT, related_name="holdings")
    since: models.BigIntegerField[int, int] = models.BigIntegerField()
    until: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)

    account_id: int
    place_id: str

    class Meta:
        db_table = "people_holding"


class Token(models.Model):
    """A bearer token. Only ``hash``, the SHA-256 of its secret, is kept, and ``prefix``, by which its owner knows it again."""

    hash: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    prefix: models.CharField[str, str] = models.CharField(max_length=12)
    account: models.ForeignKey[Account, Account] = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    name: models.CharField[str, str] = models.CharField(max_length=100)
    created: models.BigIntegerField[int, int] = models.BigIntegerField()
    expires: models.BigIntegerField[int, int] = models.BigIntegerField()
    revoked: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    last_used: models.DateField[date | None, date | None] = models.DateField(null=True)

    account_id: int

    class Meta:
        db_table = "people_token"


class _Added(models.QuerySet[Any]):
    """Rows that may be added and read."""

    def update(self, **values: Any) -> NoReturn:
        """Refused: rows stay as they were written."""
        raise TypeError("audit rows are never changed")

    def delete(self) -> NoReturn:
        """Refused: rows stay."""
        raise TypeError("audit rows are never deleted")


class AuditRow(models.Model):
    """Who did what, on what, when, with what was there before and after. Added by ``audit`` and never changed."""

    at: models.BigIntegerField[int, int] = models.BigIntegerField(db_index=True)
    actor: models.CharField[str, str] = models.CharField(max_length=64, db_index=True)
    what: models.CharField[str, str] = models.CharField(max_length=60)
    kind: models.CharField[str, str] = models.CharField(max_length=20)
    subject: models.CharField[str, str] = models.CharField(max_length=120)
    before: models.JSONField[Any, Any] = models.JSONField(null=True)
    after: models.JSONField[Any, Any] = models.JSONField(null=True)

    objects: ClassVar[models.Manager[AuditRow]] = models.Manager.from_queryset(_Added)()

    class Meta:
        db_table = "people_auditrow"
        base_manager_name = "objects"
        indexes: ClassVar = [models.Index(fields=["kind", "subject"], name="people_audit_subject")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row. Raises ``TypeError`` for one that is there already."""
        if not self._state.adding:
            raise TypeError("audit rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: rows stay."""
        raise TypeError("audit rows are never deleted")


class StaffFile(models.Model):
    """The case that is a staff file of an account; an account may have one a standard."""

    case: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    account: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, models.PROTECT, related_name="staff_files"
    )

    account_id: int

    class Meta:
        db_table = "people_stafffile"


class Certificate(models.Model):
    """What an act of a staff file certifies of its account; kept from the acts by ``certificates.keep``.

    ``key`` is a certificate, subject, course or ``health_fit``, as a clause's ``needs`` names it; ``valid_until`` is the last
    day that counts (None: without end); ``act`` is the id of the act that says so, ``case`` that of the staff file.
    """

    account: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, models.PROTECT, related_name="certificates"
    )
    key: models.CharField[str, str] = models.CharField(max_length=100)
    valid_until: models.DateField[date | None, date | None] = models.DateField(null=True, db_index=True)
    case: models.CharField[str, str] = models.CharField(max_length=32, db_index=True)
    act: models.CharField[str, str] = models.CharField(max_length=32)

    account_id: int

    class Meta:
        db_table = "people_certificate"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key", "act"], name="people_certificate_once")
        ]


class Shift(models.Model):
    """The hours that an account works from the day ``since`` on, until its next row; seconds of the day.

    ``days`` are the weekdays, Monday is 1 ("12345"); empty: the calendar's working days. Without ``lunch_start`` no lunch.
    """

    account: models.ForeignKey[Account, Account] = models.ForeignKey(Account, models.PROTECT, related_name="shifts")
    since: models.DateField[date, date] = models.DateField()
    start: models.IntegerField[int, int] = models.IntegerField()
    end: models.IntegerField[int, int] = models.IntegerField()
    lunch_start: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    lunch_end: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    days: models.CharField[str, str] = models.CharField(max_length=7, blank=True)

    account_id: int

    class Meta:
        db_table = "people_shift"
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "since"], name="people_shift_once")]


class Leave(models.Model):
    """An account is away from the day ``first`` up to and with the day ``last``; ``kind`` says why."""

    account: models.ForeignKey[Account, Account] = models.ForeignKey(Account, models.PROTECT, related_name="leaves")
    first: models.DateField[date, date] = models.DateField()
    last: models.DateField[date, date] = models.DateField(db_index=True)
    kind: models.CharField[str, str] = models.CharField(max_length=10)

    account_id: int

    class Meta:
        db_table = "people_leave"


class Looking(models.Model):
    """Somebody has the page of a case open; ``at`` is when his page last said so. Not a record: old rows are dropped."""

    case: models.CharField[str, str] = models.CharField(max_length=32)
    username: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.BigIntegerField[int, int] = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "people_looking"
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "username"], name="people_looking_once")]
