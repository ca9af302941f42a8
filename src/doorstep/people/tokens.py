"""Bearer tokens: a secret shown once, of which only the hash is kept.

A secret has 32 random bytes, so that a fast hash suffices: there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from doorstep.calendar import DAY
from doorstep.people import audit, remembered
from doorstep.people.errors import Refused
from doorstep.people.holdings import holdings_of
from doorstep.people.models import Account, Token
from doorstep.people.remembered import Bearer
from doorstep.record import clock

START = "dst_"
SHOWN = 10
"""How many characters of a secret are kept to know it by."""

LONGEST = 3660
KIND = "token"


def create_token(account: Account, name: str, days: int, *, by: str) -> tuple[str, Token]:
    """A new token of an account that lives so many ``days``: its secret, which nobody can show again, and its row.

    Raises ``Refused`` for a number of days that is not 1 to 3660, for no name, and for an account that is not active.
    """
    if not 1 <= days <= LONGEST:
        raise Refused("token_days", days=days, most=LONGEST)
    if not name.strip() or len(name) > 100 or "\0" in name:
        raise Refused("token_name")
    if not account.active:
        raise Refused("account_inactive", name=account.username)
    secret = START + secrets.token_urlsafe(32)
    now = clock.civil(clock.now())
    row = Token(
        hash=digest(secret),
        prefix=secret[:SHOWN],
        account=account,
        name=name.strip(),
        created=now,
        expires=now + days * DAY,
    )
    with transaction.atomic():
        row.save()
        audit.write(by, "token.created", KIND, row.prefix, after=_shown(row))
    return secret, row


@transaction.atomic
def revoke_token(token: Token, *, by: str) -> Token:
    """Ends a token now. Raises ``Refused`` when it was revoked before."""
    if token.revoked is not None:
        raise Refused("token_revoked", name=token.name)
    token.revoked = clock.civil(clock.now())
    token.save(update_fields=["revoked"])
    audit.write(by, "token.revoked", KIND, token.prefix, before={"revoked": None}, after={"revoked": token.revoked})
    remembered.forget()
    return token


def find(secret: str) -> Bearer | None:
    """Whom a secret speaks for; None when it is no token, was revoked, has expired, or its account is not active.

    Costs two queries at most every 30 seconds, and once a day a third that notes that the token was used.
    """
    if not secret.startswith(START) or not secret.isascii():
        return None
    moment = clock.now()
    now, hashed = clock.civil(moment), digest(secret)
    bearer = remembered.recall(hashed, now)
    if bearer is None:
        bearer = _look_up(hashed, moment.date())
        if bearer is None:
            return None
        remembered.remember(hashed, now, bearer)
    return bearer if now < bearer.expires else None


def digest(secret: str) -> str:
    """The hash by which a secret is known, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _look_up(hashed: str, today: date) -> Bearer | None:
    token = Token.objects.select_related("account").filter(hash=hashed, revoked=None, account__active=True).first()
    if token is None:
        return None
    if token.last_used != today:
        Token.objects.filter(pk=token.pk).filter(Q(last_used=None) | Q(last_used__lt=today)).update(last_used=today)
    account = token.account
    return Bearer(
        account.pk,
        account.username,
        account.display_name,
        account.language,
        token.name,
        holdings_of(account),
        token.expires,
    )


def _shown(token: Token) -> dict[str, Any]:
    return {"account": token.account.username, "name": token.name, "expires": token.expires}
