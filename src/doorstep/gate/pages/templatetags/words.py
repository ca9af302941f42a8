"""``t|get:"orders.title"``: a text by its key, which holds a dot that a template would take for an attribute."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def get(texts: Mapping[str, str], key: str) -> str:
    """The text of a key. Raises ``KeyError`` when there is none."""
    return texts[key]
