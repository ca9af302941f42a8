"""The staff's side of the door: links for the customer, and the statement signed in the technician's hands with its paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from doorstep.gate.api import masks
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import Key, Moment, Name, ReceiptShown, Strict, answers, text
from doorstep.gate.door.address import address_of
from doorstep.record import clock
from doorstep.record.history import history
from doorstep.work import door, papers
from doorstep.work.qr import qr_code

router = Router(tags=["door"])

STATUS = {"signed_already": 409, "text_changed": 409, "not_signed": 404}
MOST_PICTURE, MOST_STATEMENT = 700_000, 60_000


# Two moments as JSON has them, a list: a tuple is never sent.
Slot = Annotated[list[Annotated[str, text(40)]], Field(min_length=2, max_length=2)]


class NewLink(Strict):
    """A link to be made. ``slots`` are other times the customer may choose; ``needs`` what he should see to."""

    key: Key
    purposes: list[Literal["appointment", "sign", "rate"]] = Field(min_length=1, max_length=3)
    days: int = Field(14, ge=1, le=90)
    slots: list[Slot] = Field(default_factory=list, max_length=20)
    needs: Annotated[str, text(500, 0)] = ""


class QrShown(Schema):
    """A QR code to be drawn: ``path`` is SVG path data on a square of ``size``."""

    size: int
    path: str


class LinkMade(Schema):
    """A link: its whole address, the same as a QR code, and its number, by which it is revoked."""

    link: str
    path: str
    address: str
    qr: QrShown
    purposes: list[str]
    expires: str


class LinkShown(LinkMade):
    """A link that was made, and what became of it: whether it opens now, the last day on which it was opened."""

    opens: bool
    revoked: bool
    expired: bool
    opened: str | None
    wanted: bool


class LinksShown(Schema):
    """The links of a case, the latest first."""

    links: list[LinkShown]


class Revoking(Strict):
    """Which link opens no more."""

    key: Key
    link: Name


class Line(Schema):
    """One line of a statement in both languages."""

    kind: str
    zh: str
    en: str
    items: list[str]


class StatementShown(Schema):
    """What is signed: its lines, the text that they make, and the digest that a signature binds."""

    number: str
    digest: str
    code: str
    text: str
    lines: list[Line]
    roles: dict[str, list[str]]


class Signing(Strict):
    """A signature on the statement of that digest: a PNG in base64, by whom, in which role."""

    key: Key
    digest: Annotated[str, text(64, 64)]
    role: Name
    signer: Name
    picture: Annotated[str, text(MOST_PICTURE)]
    comments: Annotated[str, text(1000, 0)] = ""
    at: Moment | None = None
    shown: Annotated[str, text(MOST_STATEMENT)] | None = Field(
        None, description="the whole text that was shown, where it was signed without network"
    )
    device: Annotated[str, text(100)] | None = None
    counter: int | None = Field(None, ge=0, lt=2**53)
    sent_at: Moment | None = None


class Signed(Schema):
    """That it was signed, the code printed on the paper, and the receipt.

    ``differs``: what was signed without network is not what the record says; ``now`` is what it says.
    """

    digest: str
    code: str
    differs: bool
    now: str | None
    receipt: ReceiptShown


@contextmanager
def _told() -> Iterator[None]:
    """Faults of the door in the API's one shape."""
    try:
        yield
    except door.DoorFault as fault:
        raise ApiError(
            f"door.{fault.code}",
            path=fault.path,
            status=STATUS.get(fault.code, 422),
            message=(fault.say("zh"), fault.say("en")),
            **fault.values,
        ) from None


@router.post("/cases/{case}/door-links", response=answers(LinkMade, 201), operation_id="make_door_link")
def make(request: HttpRequest, case: str, wanted: NewLink) -> Any:
    """Makes a link for the customer; the same key gives the same one again."""
    caller = request.caller  # type: ignore[attr-defined]
    slots = [(start, end) for start, end in wanted.slots]
    with _told():
        made = door.make_link(
            case,
            wanted.purposes,
            key=wanted.key,
            actor=caller.username,
            valid=timedelta(days=wanted.days),
            slots=slots,
            needs=wanted.needs,
        )
    return Status(201, _shown(request, made))


@router.get("/cases/{case}/door-links", response=answers(LinksShown), operation_id="door_links")
def all_links(request: HttpRequest, case: str) -> Any:
    """The links of a case with their addresses, the latest first: to be shown to the customer again, or revoked."""
    with _told():
        found = door.links_of(case)
    return {
        "links": [
            {
                **_shown(request, one.made),
                "opens": one.opens,
                "revoked": one.revoked,
                "expired": one.expired,
                "opened": one.opened,
                "wanted": one.wanted,
            }
            for one in found
        ]
    }


def _shown(request: HttpRequest, made: door.Link) -> dict[str, Any]:
    path = f"/door/{made.token}"
    address = address_of(request) + path
    return {
        "link": made.link,
        "path": path,
        "address": address,
        "qr": asdict(qr_code(address)),
        "purposes": made.purposes,
        "expires": made.expires.isoformat(),
    }


@router.post("/cases/{case}/door-links/revoke", response=answers(ReceiptShown), operation_id="revoke_door_link")
def revoke(request: HttpRequest, case: str, wanted: Revoking) -> Any:
    """Lets a link open no more."""
    caller = request.caller  # type: ignore[attr-defined]
    with _told():
        return asdict(door.revoke_link(case, wanted.link, key=wanted.key, actor=caller.username))


@router.get("/cases/{case}/statement", response=answers(StatementShown), operation_id="statement")
def statement(request: HttpRequest, case: str) -> Any:
    """The text that is signed, made from the record as it stands; ``roles`` are those who may sign, with their names."""
    with _told():
        shown = door.statement_shown(door.statement(case))
        roles = door.sign_roles(history(case))
    return {**shown, "roles": {key: list(words) for key, words in roles.items()}}


@router.post("/cases/{case}/signatures", response=answers(Signed, 201), operation_id="sign")
def sign(request: HttpRequest, case: str, wanted: Signing) -> Any:
    """Signs the statement in the staff member's hands; a text that changed meanwhile is refused, so that it is read again.

    A name that is masked for who asks stands for the person of the case behind it. Signed without network (``shown``),
    it is kept as it was shown, and the answer says where the record differs.
    """
    caller = request.caller  # type: ignore[attr-defined]
    if wanted.counter is not None and wanted.device is None:
        raise ApiError("device_needed", path="counter")
    skew = timedelta(0) if wanted.sent_at is None else clock.now() - wanted.sent_at
    with _told():
        made = door.sign(
            case,
            wanted.digest,
            key=wanted.key,
            role=wanted.role,
            signer=masks.whole_name(history(case), wanted.signer, caller.held, "signer"),
            signature=door.keep_signature(wanted.picture),
            comments=wanted.comments,
            actor=caller.username,
            source="phone",
            at=wanted.at,
            away=None if wanted.shown is None else door.Away(wanted.shown, wanted.device, wanted.counter, skew),
        )
        now = door.statement(case).text if made.changed else None
    shown = {"digest": made.digest, "code": made.code, "differs": made.changed, "now": now}
    return Status(201, {**shown, "receipt": asdict(door.signature_receipt(case, wanted.key))})


@router.get(
    "/cases/{case}/paper",
    response=answers(None),
    operation_id="paper",
    openapi_extra={"responses": {200: {"description": "the signed record", "content": {"application/pdf": {}}}}},
)
def paper(request: HttpRequest, case: str) -> HttpResponse:
    """The signed record as PDF, in both languages, with its verification code."""
    found = history(case)
    if not door.signatures(found):
        with _told():
            raise door.DoorFault("not_signed")
    return HttpResponse(papers.signed_record(found, address=address_of(request)), content_type="application/pdf")
