"""The addresses: the API, the pages, and whether the server is well."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path

from doorstep.gate.api import api
from doorstep.gate.console.urls import urlpatterns as console
from doorstep.gate.door.urls import urlpatterns as door
from doorstep.gate.field.urls import urlpatterns as field
from doorstep.gate.pages.urls import urlpatterns as pages
from doorstep.record.sql import rows

handler400 = "doorstep.gate.site.answers.bad_request"
handler404 = "doorstep.gate.site.answers.not_found"
handler500 = "doorstep.gate.site.answers.failed"


def health(_request: HttpRequest) -> HttpResponse:
    """Says that the server runs and its database answers."""
    rows("SELECT 1")
    return JsonResponse({"status": "ok"})


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health),
    path("api/", api.urls),
    *console,
    *door,
    *field,
    *pages,
]
