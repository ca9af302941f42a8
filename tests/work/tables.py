"""The record's tables, looked up when a test runs: Django is set up by then, and not yet when tests are collected."""

from __future__ import annotations

from typing import Any


def table(name: str) -> Any:
    """The rows of a table of the record."""
    from django.apps import apps

    return apps.get_model("record", name)._default_manager
