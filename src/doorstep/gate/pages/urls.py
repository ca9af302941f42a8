"""The pages' addresses. Who may open them stands in ``gate/permits.py``."""

from __future__ import annotations

from django.urls import URLPattern, path

from doorstep.gate.pages import checking, entrance, orders, report

urlpatterns: list[URLPattern] = [
    path("", entrance.start),
    path("log-in", entrance.log_in),
    path("log-out", entrance.log_out),
    path("password", entrance.password),
    path("language", entrance.switch_language),
    path("check", checking.check),
    path("check/<code>", checking.check),
    path("report/", report.report),
    path("report/<path:name>", report.report),
    path("orders", orders.all_orders),
    path("orders/<case>", orders.one_order),
]
