"""Which passwords are good enough: Django's own rules, with this room's sentences. They hold whatever the settings say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from doorstep.people.errors import PeopleError, WeakPassword

if TYPE_CHECKING:
    from doorstep.people.models import Account

SHORTEST, LONGEST = 10, 256
"""How many characters a password has at least and at most."""

_RULES = "django.contrib.auth.password_validation."


def check_strength(password: str, account: Account) -> None:
    """Raises ``WeakPassword`` with every rule that ``password`` breaks for ``account``."""
    if len(password) > LONGEST:
        raise WeakPassword((PeopleError("password_too_long", most=LONGEST),))
    if not _storable(password):
        raise WeakPassword((PeopleError("password_characters"),))
    try:
        password_validation.validate_password(password, account, password_validators=_validators())
    except ValidationError as error:
        faults = tuple(PeopleError(str(one.code), least=SHORTEST) for one in error.error_list)
        raise WeakPassword(faults) from None


def acceptable(password: str) -> bool:
    """Whether ``password`` could be anybody's at all; what could not is never hashed at its length."""
    return len(password) <= LONGEST and _storable(password)


def _storable(password: str) -> bool:
    return "\0" not in password and not any(0xD800 <= ord(character) <= 0xDFFF for character in password)


@cache
def _validators() -> list[password_validation.PasswordValidator]:
    return password_validation.get_password_validators(
        [
            {
                "NAME": _RULES + "UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("username", "display_name", "staff_number")},
            },
            {"NAME": _RULES + "MinimumLengthValidator", "OPTIONS": {"min_length": SHORTEST}},
            {"NAME": _RULES + "CommonPasswordValidator"},
            {"NAME": _RULES + "NumericPasswordValidator"},
        ]
    )
