"""The page of the phone and its service worker, as they were built (`APP=field npm run build`).

The page is the same whoever asks, so that it can be kept on the phone and opened without network; who asks is a question
to the API.
"""

from __future__ import annotations

from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie

CONTENT = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
"""Beside what every page may: pictures just taken, and the barcode reader, which is WebAssembly of ours."""

NOT_BUILT = "The phone's screens are not built yet: cd web && npm ci && APP=field npm run build"


@ensure_csrf_cookie
def page(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The page; every address below /field/ is one of its own."""
    text = _built("index.html")
    if text is None:
        return HttpResponse(NOT_BUILT, content_type="text/plain; charset=utf-8", status=503)
    response = HttpResponse(text, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = CONTENT
    response["Cache-Control"] = "no-cache"
    return response


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, whose reach is /field/; asked for anew each time, so that a new version is seen."""
    text = _built("sw.js")
    if text is None:
        return HttpResponse(NOT_BUILT, content_type="text/plain; charset=utf-8", status=503)
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/field/"
    response["Cache-Control"] = "no-cache"
    return response


def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone needs to put the page on its home screen."""
    text = _built("manifest.webmanifest")
    return HttpResponse(text or "{}", content_type="application/manifest+json", status=200 if text else 503)


def _built(name: str) -> str | None:
    file = resources.files("doorstep.gate.site") / "static" / "field" / name
    return file.read_text(encoding="utf-8") if file.is_file() else None
