"""Administration of the organisation tree: places are added, renamed and moved; they are never deleted, since acts
name them.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Status

from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import Name, Strict, answers, text
from doorstep.gate.api.staff import PlaceShown
from doorstep.people import places
from doorstep.people.models import Place
from doorstep.people.permissions import allowed

router = Router(tags=["administration"])

MANAGE = "people.manage"


class NewPlace(Strict):
    """A place under another; without a parent it is the top of a tree, which only who manages everything may add."""

    key: Annotated[str, text(100)]
    zh: Name
    en: Name
    level: Annotated[str, text(10)]
    parent: Name | None = None


class Renamed(Strict):
    """Other names of a place."""

    zh: Name
    en: Name


class Moved(Strict):
    """The place under which it stands from now on."""

    parent: Name


@router.post("/admin/places", response=answers(PlaceShown, 201), operation_id="add_place")
def add_place(request: HttpRequest, new: NewPlace) -> Any:
    """Adds a place."""
    caller = _may(request, new.parent)
    return Status(201, _shown(places.add_place(new.key, new.zh, new.en, new.level, parent=new.parent, by=caller)))


@router.post("/admin/places/{place}/name", response=answers(PlaceShown), operation_id="rename_place")
def rename_place(request: HttpRequest, place: str, new: Renamed) -> Any:
    """Gives a place other names."""
    caller = _may(request, place)
    return _shown(places.rename_place(place, zh=new.zh, en=new.en, by=caller))


@router.post("/admin/places/{place}/parent", response=answers(PlaceShown), operation_id="move_place")
def move_place(request: HttpRequest, place: str, new: Moved) -> Any:
    """Puts a place, with all that lies below it, under another."""
    caller = _may(request, place)
    _may(request, new.parent)
    places.move_place(place, parent=new.parent, by=caller)
    return _shown(places.place(place))


def _may(request: HttpRequest, place: str | None) -> str:
    """The username of who asks, if he manages the place. Raises ``ApiError`` or ``Unknown``."""
    caller = request.caller  # type: ignore[attr-defined]
    if place is not None:
        places.place(place)
    if not allowed(caller.held, MANAGE, place=place):
        raise ApiError("not_allowed", permission=MANAGE)
    return str(caller.username)


def _shown(one: Place) -> dict[str, Any]:
    return {"key": one.key, "zh": one.zh, "en": one.en, "level": one.level, "parent": one.parent_id, "path": one.path}
