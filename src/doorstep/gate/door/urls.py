"""The door's addresses. All are open to whoever has the link, as ``gate/permits.py`` says."""

from __future__ import annotations

from django.urls import URLPattern, path

from doorstep.gate.door import views

urlpatterns: list[URLPattern] = [
    path("door/api/<token>", views.show),
    path("door/api/<token>/statement", views.statement),
    path("door/api/<token>/paper", views.paper),
    path("door/api/<token>/confirm", views.confirm),
    path("door/api/<token>/time", views.ask_time),
    path("door/api/<token>/sign", views.sign),
    path("door/api/<token>/rate", views.rate),
    path("door/api/<token>/new-link", views.want_new_link),
    path("door/<token>", views.page),
]
