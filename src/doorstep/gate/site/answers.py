"""Answers for what no view answers: refused at the door, an address that is none, a fault of ours. JSON for the API,
a page else.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from doorstep.gate.api.errors import ApiError, answer


def refused(request: HttpRequest, error: ApiError) -> HttpResponse:
    """The answer for an error, as the asker reads it."""
    if request.path.startswith("/api/"):
        return answer(request, error)
    from doorstep.gate.pages.words import page_language

    context = {"error": error.body(page_language(request)), "status": error.status}
    response = render(request, "pages/refused.html", context, status=error.status)
    if error.status == 405:
        response["Allow"] = error.values["allow"]
    return response


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Django's handler for 404."""
    return refused(request, ApiError("not_found"))


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Django's handler for 400: a body that is too large, or a request that cannot be read."""
    from doorstep.gate.api.errors import as_error

    known = isinstance(exception, Exception) and type(exception).__name__ == "RequestDataTooBig"
    return refused(request, as_error(exception) if known else ApiError("bad_request", status=400))


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler for 500."""
    return refused(request, ApiError("internal"))


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer for a form without its token."""
    return refused(request, ApiError("csrf"))
