"""What a condition read: the fields behind a verdict with the values that were recorded."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from doorstep.judge.values import Value
from doorstep.judge.views import View


def readings(tree: Any, view: View, i: int, own: Container[str]) -> list[tuple[str, str, Value]]:
    """For each field that ``tree`` reads at the act at position ``i``: (act, field, value or None when blank).

    ``own`` are the fields that the act's kind declares: a bare name means them even where they are blank.
    """
    return list(dict.fromkeys(_read(tree, view, i, own))) if tree else []


def _read(tree: Any, view: View, i: int, own: Container[str]) -> Iterator[tuple[str, str, Any]]:
    judged = view.acts[i]
    head = tree[0]
    if head == "name":
        yield from _bare(tree[1], view, i, own)
    elif head in ("field", "when"):
        place = view.latest(tree[1], i, judged.ref)
        name = view.acts[place].name if place >= 0 else tree[1][0]
        if head == "field":
            yield name, tree[2], _hashable(view.value(place, tree[2]) if place >= 0 else None)
    elif head == "list":
        for item in tree[1]:
            yield from _read(item, view, i, own)
    else:
        for part in tree[1:]:
            if isinstance(part, list) and part and isinstance(part[0], str) and head not in _OF_ACTS:
                yield from _read(part, view, i, own)


_OF_ACTS = (
    "count",
    "minutes",
    "latest",
    "happened",
    "in_visit",
    "units",
    "done_items",
    "breached",
    "text",
    "num",
    "bool",
)


def _bare(field: str, view: View, i: int, own: Container[str]) -> Iterator[tuple[str, str, Any]]:
    judged = view.acts[i]
    place = i if field in own else view.latest_filled(field, i, judged.ref)
    if place >= 0:
        yield view.acts[place].name, field, _hashable(view.value(place, field))
    else:
        yield judged.name, field, _hashable(view.facts.get(field))


def _hashable(value: Value) -> Any:
    return tuple(value) if isinstance(value, list) else value
