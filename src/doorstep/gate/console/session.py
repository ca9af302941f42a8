"""Sessions through the API: log-in and log-out of the console. One answer for a wrong name and a wrong password."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Router
from ninja.utils import check_csrf

from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.me import MeShown, me
from doorstep.gate.api.schemas import Strict, answers, text
from doorstep.gate.console.words import refused
from doorstep.gate.site import sessions
from doorstep.gate.site.callers import caller_of
from doorstep.people import accounts

router = Router(tags=["me"])


class LogIn(Strict):
    """Who wants to be let in."""

    username: Annotated[str, text(200)]
    password: Annotated[str, text(1000)]


@router.post("/session", response=answers(MeShown), auth=None, operation_id="log_in")
def log_in(request: HttpRequest, wanted: LogIn) -> Any:
    """Begins a session: who is logged in then. Asks for the page's cookie, so that nobody is logged in from elsewhere."""
    if check_csrf(request) is not None:
        raise ApiError("csrf")
    found = accounts.authenticate(wanted.username, wanted.password)
    if isinstance(found, accounts.Reason):
        raise refused(f"login_{found}", status=429 if found is accounts.Reason.LOCKED else 403, path="password")
    sessions.log_in(request, found)
    get_token(request)
    request.caller = caller_of(request)  # type: ignore[attr-defined]
    return me(request)


@router.delete("/session", response={204: None, **answers(MeShown)}, operation_id="log_out")
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    sessions.log_out(request)
    return HttpResponse(status=204)
