"""Certificates that run out, for who manages the people that hold them: whose, named as a standard names it, and
where it was granted.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from doorstep.gate.api.admin_people import managed
from doorstep.gate.api.console_desk import _certificate
from doorstep.gate.api.schemas import answers
from doorstep.gate.api.standards import InBoth
from doorstep.people import certificates
from doorstep.people.permissions import reach
from doorstep.record import clock

router = Router(tags=["administration"])


class EndingCertificate(Schema):
    """A certificate; ``valid_until`` is the last day that counts, ``case`` and ``act`` say where it was granted."""

    username: str
    name: str
    certificate: InBoth
    valid_until: str
    past: bool
    case: str
    act: str


class EndingCertificates(Schema):
    """Certificates, those that end soonest first."""

    certificates: list[EndingCertificate]


@router.get("/admin/certificates", response=answers(EndingCertificates), operation_id="ending_certificates")
def ending(request: HttpRequest, days: Annotated[int, Field(ge=0, le=3660)] = 60) -> Any:
    """The certificates that end within so many days, or have ended, and that no other replaces."""
    scope = reach(request.caller.held, "people.manage")  # type: ignore[attr-defined]
    people = list(managed(scope).filter(active=True).values_list("username", flat=True))
    today = clock.now().date()
    return {
        "certificates": [
            {
                "username": one.account.username,
                "name": one.account.display_name,
                "certificate": _certificate(one.key),
                "valid_until": (one.valid_until or today).isoformat(),
                "past": one.valid_until is not None and one.valid_until < today,
                "case": one.case,
                "act": one.act,
            }
            for one in certificates.running_out(people, today + timedelta(days=days))
        ]
    }
