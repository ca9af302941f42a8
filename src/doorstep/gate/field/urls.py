"""The phone's addresses. Who may open them stands in ``gate/permits.py``."""

from __future__ import annotations

from django.urls import URLPattern, path

from doorstep.gate.field import views

urlpatterns: list[URLPattern] = [
    path("field/", views.page),
    path("field/sw.js", views.worker),
    path("field/manifest.webmanifest", views.manifest),
    path("field/<path:rest>", views.page),
]
