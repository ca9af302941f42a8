"""The console's page: one document for every address below /console/. What it shows it asks the API for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import ensure_csrf_cookie

BUILT = Path(__file__).parent.parent / "site" / "static" / "console" / "index.html"
MISSING = "<!doctype html><title>Doorstep</title><p>前端还没有构建: make setup · The screens are not built yet: make setup</p>"


def bare(_request: HttpRequest) -> HttpResponse:
    """The address without its slash."""
    return redirect("/console/", permanent=True)


@ensure_csrf_cookie
def shell(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The document; its cookie lets it log in, and it says whether there is a session."""
    if not BUILT.exists():
        return HttpResponse(MISSING, status=503)
    document = _document(BUILT.stat().st_mtime_ns)
    if request.caller is not None:  # type: ignore[attr-defined]
        document = document.replace(b"<html ", b"<html data-session ", 1)
    return HttpResponse(document, headers={"Cache-Control": "private, no-cache"})


@cache
def _document(_version: int) -> bytes:
    return BUILT.read_bytes()
