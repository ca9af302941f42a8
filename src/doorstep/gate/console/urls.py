"""The console's addresses: every path below /console/ is the one page, whose own router knows the rest."""

from __future__ import annotations

from django.urls import URLPattern, path

from doorstep.gate.console import page

urlpatterns: list[URLPattern] = [
    path("console", page.bare),
    path("console/", page.shell),
    path("console/<path:rest>", page.shell),
]
