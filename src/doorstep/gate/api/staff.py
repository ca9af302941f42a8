"""Staff: the organisation tree, who holds which post where, certificates and staff files, as far as one may read people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import answers, text
from doorstep.people import certificates, places
from doorstep.people.models import Account, Certificate, Holding, Place, StaffFile
from doorstep.people.permissions import Scope, reach
from doorstep.record import clock

router = Router(tags=["staff"])


class PlaceShown(Schema):
    """A part of the organisation."""

    key: str
    zh: str
    en: str
    level: str
    parent: str | None
    path: str


class PlacesShown(Schema):
    """The tree, from the top."""

    places: list[PlaceShown]


class PostOf(Schema):
    """A post that somebody holds now."""

    post: str
    place: str


class StaffLine(Schema):
    """A member of staff."""

    username: str
    display_name: str
    staff_number: str | None
    active: bool
    posts: list[PostOf]


class StaffShown(Schema):
    """Members of staff by username."""

    staff: list[StaffLine]


class CertificateShown(Schema):
    """A certificate; ``valid_until`` is the last day that counts, ``case`` and ``act`` where it was granted."""

    username: str
    key: str
    valid_until: str | None
    case: str
    act: str


class CertificatesShown(Schema):
    """Certificates, those that end soonest first."""

    certificates: list[CertificateShown]


class StaffMember(StaffLine):
    """One member of staff with certificates and staff files (cases)."""

    certificates: list[CertificateShown]
    staff_files: list[str]


class StaffWanted(Schema):
    """Which members of staff: at a place or below it, with a part of the name."""

    place: Annotated[str, text(100)] | None = None
    q: Annotated[str, text(100)] | None = None


@router.get("/places", response=answers(PlacesShown), operation_id="places")
def all_places(request: HttpRequest) -> Any:
    """The organisation tree."""
    found = Place.objects.order_by("path").values("key", "zh", "en", "level", "parent_id", "path")
    return {"places": [{**one, "parent": one["parent_id"]} for one in found]}


@router.get("/staff", response=answers(StaffShown), operation_id="staff")
def staff(request: HttpRequest, wanted: Query[StaffWanted]) -> Any:
    """The members of staff within reach."""
    found = _within(_scope(request))
    if wanted.place is not None:
        found = found.filter(holdings__in=_current().filter(place__path__startswith=places.place(wanted.place).path))
    if wanted.q is not None:
        named = Q(username__icontains=wanted.q) | Q(display_name__icontains=wanted.q) | Q(staff_number=wanted.q)
        found = found.filter(named)
    people = list(found.order_by("username").distinct()[:2000])
    held = _held(people)
    return {"staff": [_line(one, held) for one in people]}


@router.get("/staff/{username}", response=answers(StaffMember), operation_id="staff_member")
def member(request: HttpRequest, username: str) -> Any:
    """One member of staff: posts, certificates, staff files."""
    from doorstep.people.accounts import account

    named = account(username)
    found = _within(_scope(request)).filter(pk=named.pk).first()
    if found is None:
        raise ApiError("not_allowed", permission="people.read")
    granted = Certificate.objects.filter(account=found).select_related("account").order_by("valid_until", "pk")
    files = StaffFile.objects.filter(account=found).order_by("case").values_list("case", flat=True)
    shown = [_certificate(one) for one in granted]
    return {**_line(found, _held([found])), "certificates": shown, "staff_files": list(files)}


@router.get("/certificates", response=answers(CertificatesShown), operation_id="certificates")
def running_out(request: HttpRequest, days: Annotated[int, Field(ge=0, le=3660)] = 60) -> Any:
    """The certificates within reach that end within so many days and that no other replaces."""
    people = list(_within(_scope(request)).values_list("username", flat=True))
    until: date = clock.now().date() + timedelta(days=days)
    return {"certificates": [_certificate(one) for one in certificates.running_out(people, until)]}


def _scope(request: HttpRequest) -> Scope:
    return reach(request.caller.held, "people.read")  # type: ignore[attr-defined]


def _current() -> Any:
    now = clock.civil(clock.now())
    return Holding.objects.filter(since__lte=now).filter(Q(until=None) | Q(until__gt=now))


def _within(scope: Scope) -> Any:
    """The accounts that a scope reaches: those holding a post there, and oneself."""
    if scope.everything:
        return Account.objects.all()
    wanted = Q(username=scope.own) if scope.own else Q(pk__in=[])
    for path in scope.paths:
        wanted |= Q(holdings__in=_current().filter(place__path__startswith=path))
    return Account.objects.filter(wanted).distinct()


def _held(people: list[Account]) -> dict[int, list[dict[str, str]]]:
    held: dict[int, list[dict[str, str]]] = {}
    for one in _current().filter(account__in=people).order_by("pk"):
        held.setdefault(one.account_id, []).append({"post": one.post, "place": one.place_id})
    return held


def _line(one: Account, held: dict[int, list[dict[str, str]]]) -> dict[str, Any]:
    return {
        "username": one.username,
        "display_name": one.display_name,
        "staff_number": one.staff_number,
        "active": one.active,
        "posts": held.get(one.pk, []),
    }


def _certificate(one: Certificate) -> dict[str, Any]:
    until = None if one.valid_until is None else one.valid_until.isoformat()
    return {"username": one.account.username, "key": one.key, "valid_until": until, "case": one.case, "act": one.act}
