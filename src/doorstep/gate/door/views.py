"""The door's views: the page, and what it asks for. One shape for every error, that of the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import resources
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from doorstep.gate.api.errors import ApiError, answer, as_error
from doorstep.gate.door import limits, requests
from doorstep.gate.door.address import address_of
from doorstep.record.history import history
from doorstep.work import door
from doorstep.work.door.company import company
from doorstep.work.door.faults import DoorFault
from doorstep.work.door.links import Purpose
from doorstep.work.papers import NotSigned, signed_record

CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
STATUS = {
    "no_link": 404,
    "revoked": 410,
    "expired": 410,
    "other_purpose": 403,
    "not_signed": 404,
    "not_taken": 409,
    "text_changed": 409,
    "signed_already": 409,
    "rated_already": 409,
    "slot_gone": 409,
    "no_visit": 409,
    "no_appointment": 409,
    "asked_enough": 429,
}
"""The status of each fault that has one of its own; all others answer 422."""

NOT_BUILT = "The customer's pages are not built yet: cd web && npm ci && APP=door npm run build"

View = Callable[..., HttpResponse]


def _api(write: bool = False) -> Callable[[Callable[[HttpRequest, door.OpenDoor], Any]], View]:
    """Lets a view be asked with an open link, counts the use, and answers what goes wrong in the one shape."""

    def decorate(view: Callable[[HttpRequest, door.OpenDoor], Any]) -> View:
        @csrf_exempt  # no cookie lets anybody in here: the token in the address does
        @wraps(view)
        def wrapped(request: HttpRequest, token: str) -> HttpResponse:
            try:
                response = _answer(view(request, _enter(token, write, expired=view is want)))
            except DoorFault as fault:
                response = answer(request, _error(fault, token))
            except Exception as exc:
                response = answer(request, as_error(exc))
            return _strict(response)

        return wrapped

    return decorate


def _enter(token: str, write: bool, *, expired: bool) -> door.OpenDoor:
    inside = door.open_door(token, expired=expired)
    if not limits.may(inside.link, write=write):
        raise ApiError("too_many")
    return inside


def _answer(said: Any) -> HttpResponse:
    return said if isinstance(said, HttpResponse) else JsonResponse(said)


def _error(fault: DoorFault, token: str) -> ApiError:
    values = dict(fault.values)
    if fault.code == "expired":
        values["company"] = _whom_to_ring(token)
    return ApiError(
        f"door.{fault.code}",
        path=fault.path,
        status=STATUS.get(fault.code, 422),
        message=(fault.say("zh"), fault.say("en")),
        **values,
    )


def _whom_to_ring(token: str) -> dict[str, str]:
    """The company behind an expired link: its name and number are all that is said of it."""
    house = company(door.open_door(token, expired=True).found.place)
    return {"zh": house.zh, "en": house.en, "phone": house.phone}


def _strict(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = CONTENT
    response["Referrer-Policy"] = "no-referrer"  # the address is the secret
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def page(request: HttpRequest, token: str) -> HttpResponse:
    """The page, the same for every token; it asks for the rest itself."""
    built = resources.files("doorstep.gate.site") / "static" / "door" / "index.html"
    if not built.is_file():
        return _strict(HttpResponse(NOT_BUILT, content_type="text/plain; charset=utf-8", status=503))
    return _strict(HttpResponse(built.read_bytes(), content_type="text/html; charset=utf-8"))


@_api()
def show(_request: HttpRequest, inside: door.OpenDoor) -> Any:
    """What the link shows."""
    door.note_opened(inside)
    return door.view(inside)


@_api()
def statement(_request: HttpRequest, inside: door.OpenDoor) -> Any:
    """The statement, as it is read and signed."""
    return door.door_statement(inside)


@_api(write=True)
def confirm(request: HttpRequest, inside: door.OpenDoor) -> Any:
    """The appointment suits."""
    requests.read(request, requests.Nothing)
    door.confirm(inside)
    return {"confirmed": True}


@_api(write=True)
def ask_time(request: HttpRequest, inside: door.OpenDoor) -> Any:
    """Another time is asked for; whether it is booked by that already."""
    asked = requests.read(request, requests.AskedTime)
    slot = (asked.slot[0], asked.slot[1]) if asked.slot else None
    return {"booked": door.ask_time(inside, key=asked.key, slot=slot, text=asked.text, reason=asked.reason)}


@_api(write=True)
def sign(request: HttpRequest, inside: door.OpenDoor) -> Any:
    """The statement is signed."""
    inside.need(Purpose.SIGN)
    said = requests.read(request, requests.Signature)
    picture = door.keep_signature(said.picture)
    made = door.sign(
        inside.case,
        said.digest,
        key=f"door:{inside.link}:{said.key}",
        role=said.role,
        signer=said.signer,
        comments=said.comments,
        signature=picture,
        link=inside.link,
    )
    return {"code": made.code, "digest": made.digest}


@_api(write=True)
def rate(request: HttpRequest, inside: door.OpenDoor) -> Any:
    """The visit is rated."""
    said = requests.read(request, requests.Rating)
    door.rate(inside, score=said.score, satisfied=said.satisfied, reasons=said.reasons, text=said.text)
    return {"rated": True}


@_api()
def paper(request: HttpRequest, inside: door.OpenDoor) -> Any:
    """The signed record as PDF."""
    inside.need(Purpose.SIGN)
    try:
        made = signed_record(history(inside.case), address=address_of(request))
    except NotSigned:
        raise DoorFault("not_signed") from None
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="record.pdf"'
    return response


def want(request: HttpRequest, inside: door.OpenDoor) -> Any:
    """A new link is asked for; an expired one lets that much be done."""
    requests.read(request, requests.Nothing)
    door.want_new_link(inside)
    return {"asked": True}


want_new_link = _api(write=True)(want)
