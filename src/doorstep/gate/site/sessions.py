"""Sessions of pages: who is logged in by cookie. Passwords and lock-out are ``people.accounts``'."""

from __future__ import annotations

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth import login as django_login
from django.contrib.auth import logout as django_logout
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from doorstep.people.models import Account

BACKEND = "doorstep.gate.site.sessions.Accounts"
__all__ = ["BACKEND_SESSION_KEY", "HASH_SESSION_KEY", "Accounts", "account_of", "log_in", "log_out"]


class Accounts:
    """Finds the account of a session for Django; nobody is let in here."""

    def authenticate(self, _request: HttpRequest, **_credentials: object) -> None:
        """None: log-in goes through ``people.accounts`` alone."""

    def get_user(self, pk: int) -> Account | None:
        """The account, if it is active."""
        return Account.objects.filter(pk=pk, active=True).first()


def account_of(request: HttpRequest) -> Account | None:
    """Who is logged in; None without a session, after a change of password, or for an account that is not active."""
    # Django's own get_user wants the models of django.contrib.auth, which are not installed here.
    if request.session.get(BACKEND_SESSION_KEY) != BACKEND or SESSION_KEY not in request.session:
        return None
    found = Account.objects.filter(pk=request.session[SESSION_KEY], active=True).first()
    known = request.session.get(HASH_SESSION_KEY) or ""
    return found if found is not None and constant_time_compare(known, found.get_session_auth_hash()) else None


def log_in(request: HttpRequest, account: Account) -> None:
    """Begins a session of an account, under a new key."""
    django_login(request, account, backend=BACKEND)


def log_out(request: HttpRequest) -> None:
    """Ends the session."""
    django_logout(request)
