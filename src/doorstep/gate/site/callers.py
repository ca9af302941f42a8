"""Who asks: a bearer token or a session, as one thing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from doorstep.gate.site import sessions
from doorstep.people import tokens
from doorstep.people.holdings import holdings_of
from doorstep.people.permissions import Held


@dataclass(frozen=True, slots=True)
class Caller:
    """An account that was let in, with the posts it holds now. ``source`` is "token" or "session"."""

    account_id: int
    username: str
    display_name: str
    language: str
    held: tuple[Held, ...]
    source: str
    must_change_password: bool = False


def caller_of(request: HttpRequest) -> Caller | None:
    """Who asks; None for nobody that is let in. A token that is sent counts alone, the session is not asked then."""
    header = request.headers.get("Authorization", "")
    if header:
        scheme, _, secret = header.partition(" ")
        bearer = tokens.find(secret.strip()) if scheme.lower() == "bearer" else None
        if bearer is None:
            return None
        return Caller(bearer.account_id, bearer.username, bearer.display_name, bearer.language, bearer.held, "token")
    account = sessions.account_of(request)
    if account is None:
        return None
    return Caller(
        account.pk,
        account.username,
        account.display_name,
        account.language,
        holdings_of(account),
        "session",
        account.must_change_password,
    )
