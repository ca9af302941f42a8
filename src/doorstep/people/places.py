"""The organisation tree: adding, renaming and moving places, and what lies below one."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import Q

from doorstep.people import audit, remembered
from doorstep.people.errors import Refused, unknown
from doorstep.people.models import LEVELS, Place
from doorstep.people.permissions import Scope

_KEY = re.compile(r"[\w][\w-]*\Z")
KIND = "place"


def place(key: str) -> Place:
    """The place of that key. Raises ``Unknown`` with the nearest one."""
    found = Place.objects.filter(key=key).first() if "\0" not in key else None
    if found is None:
        raise unknown("unknown_place", key, Place.objects.values_list("key", flat=True))
    return found


@transaction.atomic
def add_place(key: str, zh: str, en: str, level: str, *, parent: str | None = None, by: str) -> Place:
    """Adds a place under ``parent`` (a key; None for the top). Raises ``Refused`` or ``Unknown``."""
    if len(key) > 100 or not _KEY.match(key) or key != key.lower():
        raise Refused("place_key", name=key)
    if Place.objects.filter(key=key).exists():
        raise Refused("place_exists", name=key)
    above = None if parent is None else place(parent)
    _check_level(level, above)
    added = Place(key=key, zh=zh, en=en, level=level, parent=above, path=_path(above, key))
    added.save(force_insert=True)
    audit.write(by, "place.added", KIND, key, after=_shown(added))
    return added


@transaction.atomic
def rename_place(key: str, *, zh: str, en: str, by: str) -> Place:
    """Gives a place other names. Raises ``Unknown``."""
    found = place(key)
    before = _shown(found)
    found.zh, found.en = zh, en
    found.save(update_fields=["zh", "en"])
    audit.write_change(by, "place.renamed", KIND, key, before, _shown(found))
    return found


@transaction.atomic
def move_place(key: str, *, parent: str, by: str) -> Place:
    """Puts a place, with all that lies below it, under another. Raises ``Refused`` or ``Unknown``.

    A place always stands under one of a higher level, so that it can never come to lie below itself.
    """
    found, above = place(key), place(parent)
    _check_level(found.level, above)
    before, old = _shown(found), found.path
    new = _path(above, key)
    below = list(Place.objects.filter(path__startswith=old))
    for one in below:
        one.path = new + one.path.removeprefix(old)
    Place.objects.bulk_update(below, ["path"])
    found.parent, found.path = above, new
    found.save(update_fields=["parent"])
    audit.write_change(by, "place.moved", KIND, key, before, _shown(found))
    remembered.forget()
    return found


def within(scope: Scope, *, place: str = "place", assignee: str | None = "assignee") -> Q:
    """The filter for rows that a scope reaches; ``place`` and ``assignee`` name their columns (None: there is none).

    Rows keep a place by its key. A scope that reaches nothing gives no rows.
    """
    if scope.everything:
        return Q()
    parts = Q(pk__in=[])
    for path in scope.paths:
        parts |= Q(**{f"{place}__in": Place.objects.filter(path__startswith=path).values("key")})
    if scope.own is not None and assignee is not None:
        parts |= Q(**{assignee: scope.own})
    return parts


def _path(above: Place | None, key: str) -> str:
    return f"{above.path if above else '/'}{key}/"


def _check_level(level: str, above: Place | None) -> None:
    if level not in LEVELS:
        raise unknown("unknown_level", level, LEVELS)
    if above is None and level != LEVELS[0]:
        raise Refused("place_without_parent", level=level)
    if above is not None and LEVELS.index(level) <= LEVELS.index(above.level):
        raise Refused("place_level", level=level, above=above.level)


def _shown(found: Place) -> dict[str, Any]:
    return {"zh": found.zh, "en": found.en, "level": found.level, "parent": found.parent_id, "path": found.path}
