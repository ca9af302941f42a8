"""Accounts: making and changing them, their passwords, and log-in with its one answer for a wrong name and a wrong password."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from doorstep.people import attempts, audit, remembered
from doorstep.people.errors import Refused, unknown
from doorstep.people.models import LANGUAGES, Account
from doorstep.people.passwords import acceptable, check_strength
from doorstep.record import clock

KIND = "account"
CHANGEABLE = ("display_name", "staff_number", "language", "active")
_USERNAME = re.compile(r"[\w][\w.@-]{1,63}\Z")


class Reason(StrEnum):
    """Why somebody is not let in. WRONG does not tell whether the name is known; LOCKED comes alike for names that are not."""

    WRONG = "wrong"
    LOCKED = "locked"


def normal(username: str) -> str:
    """A username as it is kept: compatible forms made one, small letters, no space around."""
    return unicodedata.normalize("NFKC", username).strip().lower()


def account(username: str) -> Account:
    """The account of that username. Raises ``Unknown`` with the nearest one: for those who may read people, not for log-in."""
    found = _named(username)
    if found is None:
        raise unknown("unknown_account", username, Account.objects.values_list("username", flat=True))
    return found


def staff_among(names: Iterable[str]) -> dict[str, str]:
    """The display name of each of ``names`` that is a username, display name or staff number of an account; one query.

    A person field of an act names staff or a customer; staff are shown to staff by name, a customer is masked.
    """
    wanted = {name for name in names if name and "\0" not in name}
    found = Account.objects.filter(Q(username__in=wanted) | Q(display_name__in=wanted) | Q(staff_number__in=wanted))
    said = found.values_list("username", "display_name", "staff_number")
    return {name: row[1] for row in said for name in row if name in wanted}


def create_account(
    username: str,
    display_name: str,
    *,
    by: str,
    password: str | None = None,
    staff_number: str | None = None,
    language: str = "zh",
    must_change_password: bool = True,
) -> Account:
    """Makes an account. Without a password it cannot log in, only speak through tokens.

    Raises ``Refused`` for a name that is taken or none, ``WeakPassword``.
    """
    name = normal(username)
    if not _USERNAME.match(name):
        raise Refused("username", name=username)
    if _named(name) is not None:
        raise Refused("username_taken", name=name)
    made = Account(username=name, created=clock.civil(clock.now()), must_change_password=must_change_password)
    _put(made, {"display_name": display_name, "staff_number": staff_number, "language": language})
    if password is None:
        made.set_unusable_password()
        made.must_change_password = False
    else:
        check_strength(password, made)
        made.set_password(password)
    with transaction.atomic():
        made.save(force_insert=True)
        audit.write(by, "account.created", KIND, name, after=_shown(made))
    return made


@transaction.atomic
def change_account(changed: Account, *, by: str, **values: Any) -> Account:
    """Changes what is named: ``display_name``, ``staff_number``, ``language``, ``active``. Raises ``Refused``.

    The account that is switched off is never let in again, by password or token, until it is switched on.
    """
    before = _shown(changed)
    _put(changed, values)
    changed.save(update_fields=list(values))
    audit.write_change(by, "account.changed", KIND, changed.username, before, _shown(changed))
    remembered.forget()
    return changed


def authenticate(username: str, password: str) -> Account | Reason:
    """The account whose password it is, or why nobody is let in.

    After five failures a name rests for fifteen minutes, in which a right password does not help either. A password is hashed
    once whether the name is known or not, so that the time taken tells nothing.
    """
    count = attempts.begin(normal(username))
    if count == 0:
        return Reason.LOCKED
    found = _named(username)
    if _is_right(found, password) and found is not None and found.active and not _locked(found):
        attempts.clear(found.username)
        return found
    if count == attempts.MOST:
        audit.write("", "account.locked_out", KIND, found.username if found else "", after={"failed": count})
    return Reason.WRONG


def change_password(changed: Account, old: str, new: str) -> Account:
    """Lets an account choose another password, which it proves itself for with the old one.

    Raises ``Refused`` (``wrong_password``, ``locked_out``, ``same_password``) or ``WeakPassword``.
    """
    known = authenticate(changed.username, old)
    if isinstance(known, Reason):
        raise Refused("locked_out" if known is Reason.LOCKED else "wrong_password")
    if new == old:
        raise Refused("same_password")
    return _set_password(changed, new, by=changed.username, must_change=False)


def set_password(changed: Account, new: str, *, by: str) -> Account:
    """Gives an account a first or forgotten password, which it must change at its next log-in. Raises ``WeakPassword``."""
    return _set_password(changed, new, by=by, must_change=True)


@transaction.atomic
def lock(changed: Account, until: int, *, by: str) -> Account:
    """Lets nobody in as this account until a moment (local civil seconds), as if the password were wrong; tokens go on."""
    before = _shown(changed)
    changed.locked_until = until
    changed.save(update_fields=["locked_until"])
    audit.write_change(by, "account.locked", KIND, changed.username, before, _shown(changed))
    return changed


@transaction.atomic
def unlock(changed: Account, *, by: str) -> Account:
    """Lifts a lock and a lock-out."""
    before = _shown(changed) | {"locked_out": attempts.locked_out(changed.username)}
    changed.locked_until = None
    changed.save(update_fields=["locked_until"])
    attempts.clear(changed.username)
    audit.write_change(by, "account.unlocked", KIND, changed.username, before, _shown(changed) | {"locked_out": False})
    return changed


def _named(username: str) -> Account | None:
    name = normal(username)
    return Account.objects.filter(username=name).first() if _USERNAME.match(name) else None


def _is_right(found: Account | None, password: str) -> bool:
    said = password if acceptable(password) else ""
    if found is None:
        make_password(said)
        return False
    return found.check_password(said) and acceptable(password)


def _locked(found: Account) -> bool:
    return found.locked_until is not None and clock.civil(clock.now()) < found.locked_until


def _put(target: Account, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name not in CHANGEABLE:
            raise unknown("unknown_field", name, CHANGEABLE)
        if isinstance(value, str) and ("\0" in value or len(value) > 100):
            raise Refused("account_value", field=name)
        setattr(target, name, value.strip() if isinstance(value, str) else value)
    if not target.display_name:
        raise Refused("account_value", field="display_name")
    if target.language not in LANGUAGES:
        raise unknown("unknown_language", target.language, LANGUAGES)
    target.staff_number = target.staff_number or None
    if target.staff_number and Account.objects.exclude(pk=target.pk).filter(staff_number=target.staff_number).exists():
        raise Refused("staff_number_taken", number=target.staff_number)


@transaction.atomic
def _set_password(changed: Account, new: str, *, by: str, must_change: bool) -> Account:
    check_strength(new, changed)
    changed.set_password(new)
    changed.must_change_password = must_change
    changed.save(update_fields=["password", "must_change_password"])
    audit.write(by, "account.password_set", KIND, changed.username, after={"must_change_password": must_change})
    return changed


def _shown(shown: Account) -> dict[str, Any]:
    fields = ("display_name", "staff_number", "language", "active", "must_change_password", "locked_until")
    return {name: getattr(shown, name) for name in fields}
