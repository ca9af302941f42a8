"""The door: who asks, and may he? Asked here for every address before its view runs; denied unless ``permits`` allows it.

Order of the answers: 404 for an address that is none, 405 for a method that it does not have, 401, then 404 for a
case that is none and 403 for one out of reach or a permission that is not held.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from ninja.utils import check_csrf

from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.reaching import check_case
from doorstep.gate.permits import PERMITS, On, Permit
from doorstep.gate.site import answers
from doorstep.gate.site.callers import Caller, caller_of
from doorstep.people.permissions import reach

SAFE = ("GET", "HEAD", "OPTIONS")
CONTENT = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'wasm-unsafe-eval'{inline}; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


class Door:
    """The middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.caller = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        # The API's documentation and the audit report, both of them ours, carry their scripts within the page.
        inline = " 'unsafe-inline'" if request.path.startswith(("/api/docs", "/report/")) else ""
        response.headers.setdefault("Content-Security-Policy", CONTENT.format(inline=inline))
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """None to go on, else the answer."""
        match = request.resolver_match
        methods = PERMITS.get(match.route if match else "")
        try:
            _no_nul(request)
            if methods is None:
                raise ApiError("not_allowed", permission="—")
            if request.method not in methods:
                raise ApiError("method", method=request.method, allow=", ".join(methods))
            return _enter(request, methods[request.method], kwargs)
        except ApiError as error:
            return answers.refused(request, error)


def _enter(request: HttpRequest, permit: Permit, kwargs: dict[str, Any]) -> HttpResponse | None:
    caller = caller_of(request) if permit.on is not On.PUBLIC or not _api(request) else None
    request.caller = caller  # type: ignore[attr-defined]
    if permit.on is On.PUBLIC or _open_in_demo(request):
        return None
    if caller is None:
        if _api(request):
            raise ApiError("not_let_in")
        return redirect(f"/log-in?next={request.path}") if request.method in SAFE else redirect("/log-in")
    if caller.source == "session" and _api(request) and request.method not in SAFE and check_csrf(request) is not None:
        raise ApiError("csrf")
    _check(caller, permit, kwargs)
    return None


def _check(caller: Caller, permit: Permit, kwargs: dict[str, Any]) -> None:
    if permit.on is On.ACCOUNT:
        return
    scope = reach(caller.held, permit.permission)
    if not scope or (permit.on is On.PART and not (scope.everything or scope.paths)):
        raise ApiError("not_allowed", permission=permit.permission)
    if permit.on is On.CASE:
        check_case(caller, permit.permission, str(kwargs["case"]))


def _no_nul(request: HttpRequest) -> None:
    """Raises ``ApiError`` for an address with a NUL, which no database takes in a text."""
    named = next((key for key, value in request.GET.items() if "\0" in key + value), None)
    if named is not None or "\0" in request.path:
        raise ApiError("json.nul", path=(named or "").replace("\0", "\ufffd") or None)


def _open_in_demo(request: HttpRequest) -> bool:
    """Whether this is the demonstration's audit of an invented month, which everybody may read."""
    match = request.resolver_match
    return settings.DEMO and request.method in SAFE and match is not None and match.route.startswith("report/")


def _api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
