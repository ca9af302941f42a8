"""The one table of who may call what: every address and method with its permission. What is not in it answers 403.

How far a permission goes for a post stands in ``people/posts.json``; this is asked by ``site.door`` before any view runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class On(Enum):
    """Of what a permission must hold.

    PUBLIC: no log-in; ACCOUNT: whoever is let in; ANYWHERE: held in some part of the tree, and the view asks for each
    thing or shows only what it reaches; PART: the same, but held for more than what is one's own; CASE: held for the
    case that the address names.
    """

    PUBLIC = "public"
    ACCOUNT = "account"
    ANYWHERE = "anywhere"
    PART = "part"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Permit:
    """What one method of one address asks for."""

    on: On
    permission: str = ""


PUBLIC, ACCOUNT = Permit(On.PUBLIC), Permit(On.ACCOUNT)


def _anywhere(permission: str) -> Permit:
    return Permit(On.ANYWHERE, permission)


def _part(permission: str) -> Permit:
    return Permit(On.PART, permission)


def _case(permission: str) -> Permit:
    return Permit(On.CASE, permission)


PERMITS: Mapping[str, Mapping[str, Permit]] = {
    "healthz": {"GET": PUBLIC},
    "api/": {"GET": PUBLIC},
    "api/openapi.json": {"GET": PUBLIC},
    "api/docs": {"GET": PUBLIC},
    "api/me": {"GET": ACCOUNT},
    "api/cases": {"GET": _anywhere("case.read"), "POST": _anywhere("case.open")},
    "api/cases/<case>": {"GET": _case("case.read")},
    "api/cases/<case>/assignment": {"POST": _case("case.assign")},
    "api/cases/<case>/facts": {"POST": _case("case.open")},
    "api/cases/<case>/close": {"POST": _case("case.assign")},
    "api/cases/<case>/verdicts": {"GET": _case("verdict.read")},
    "api/cases/<case>/duties": {"GET": _case("verdict.read")},
    "api/cases/<case>/next-acts": {"GET": _case("case.read")},
    "api/cases/<case>/what-if": {"POST": _case("act.record")},
    "api/cases/<case>/forms/<act>": {"GET": _case("case.read")},
    "api/cases/<case>/export": {"GET": _case("export.case")},
    "api/cases/<case>/door-links": {"GET": _case("act.record"), "POST": _case("act.record")},
    "api/cases/<case>/door-links/revoke": {"POST": _case("act.record")},
    "api/cases/<case>/statement": {"GET": _case("case.read")},
    "api/cases/<case>/signatures": {"POST": _case("act.record")},
    "api/cases/<case>/paper": {"GET": _case("file.read")},
    "api/cases/<case>/files/<hash>": {"GET": _case("file.read")},
    "api/cases/<case>/unmask": {"POST": _case("personal.unmask")},
    "api/cases/<case>/forget": {"POST": _case("customer.forget")},
    "api/acts": {"POST": _anywhere("act.record")},
    "api/files": {"POST": _anywhere("file.write")},
    "api/files/<hash>": {"PUT": _anywhere("file.write")},
    "api/standards": {"GET": _anywhere("standard.read")},
    "api/standards/<standard>": {"GET": _anywhere("standard.read")},
    "api/places": {"GET": _anywhere("people.read")},
    "api/staff": {"GET": _anywhere("people.read")},
    "api/staff/<username>": {"GET": _anywhere("people.read")},
    "api/certificates": {"GET": _anywhere("people.read")},
    "api/tokens": {"GET": ACCOUNT, "POST": ACCOUNT},
    "api/tokens/<int:token>": {"DELETE": ACCOUNT},
    "api/feed": {"GET": _anywhere("feed.read")},
    "api/field/bundle": {"GET": _anywhere("case.read")},
    "api/field/feed": {"GET": _anywhere("case.read")},
    "api/field/speed": {"GET": _anywhere("act.record"), "PUT": _anywhere("act.record")},
    "api/orders/import": {"POST": _anywhere("import.orders")},
    "api/session": {"POST": PUBLIC, "DELETE": ACCOUNT},
    "api/console/orders": {"GET": _anywhere("case.read")},
    "api/console/feed": {"GET": _anywhere("case.read")},
    "api/console/desk": {"GET": _anywhere("case.read")},
    "api/console/waiting": {"GET": _anywhere("act.record")},
    "api/console/cases/<case>": {"GET": _case("case.read")},
    "api/console/cases/<case>/seal": {"GET": _case("case.read")},
    "api/console/cases/<case>/candidates": {"GET": _case("case.assign")},
    "api/console/cases/<case>/give": {"POST": _case("case.assign")},
    "api/console/cases/<case>/amendments": {"POST": _case("act.correct")},
    "api/console/cases/<case>/looking": {"POST": _case("case.read"), "DELETE": _case("case.read")},
    "api/console/cases/<case>/asked": {"POST": _case("act.record")},
    "api/console/people": {"GET": _anywhere("people.read")},
    "api/console/people/<username>/day": {"GET": _anywhere("people.read")},
    "api/console/people/<username>/shift": {"POST": _anywhere("case.assign")},
    "api/console/people/<username>/leave": {"POST": _anywhere("case.assign")},
    "api/console/people/<username>/leave/<int:leave>/end": {"POST": _anywhere("case.assign")},
    "api/console/people/<username>/handover": {"GET": _anywhere("case.assign"), "POST": _anywhere("case.assign")},
    "api/console/order-form": {"POST": _anywhere("case.open")},
    "console": {"GET": PUBLIC},
    "console/": {"GET": PUBLIC},
    "console/<path:rest>": {"GET": PUBLIC},
    "api/sanctions": {"GET": _anywhere("verdict.read")},
    "api/cases/<case>/sanctions": {"POST": _case("act.record")},
    "api/cases/<case>/appeals": {"GET": _case("verdict.read"), "POST": _case("act.record")},
    "api/cases/<case>/appeals/answer": {"POST": _case("act.record")},
    "api/measures": {"GET": _part("verdict.read")},
    "api/measures/<figure>": {"GET": _part("verdict.read")},
    "api/measures/<figure>/cases": {"GET": _part("verdict.read")},
    "api/standards-to-read": {"GET": _anywhere("standard.read")},
    "api/standards-to-read/<standard>": {"GET": _anywhere("standard.read")},
    "api/standards-to-read/<standard>/orders": {"GET": _anywhere("standard.read")},
    "api/admin/accounts": {"GET": _anywhere("people.manage"), "POST": _anywhere("people.manage")},
    "api/admin/accounts/<username>": {"POST": _anywhere("people.manage")},
    "api/admin/accounts/<username>/password": {"POST": _anywhere("people.manage")},
    "api/admin/accounts/<username>/lock": {"POST": _anywhere("people.manage")},
    "api/admin/accounts/<username>/holdings": {"POST": _anywhere("people.manage")},
    "api/admin/holdings/<int:holding>/end": {"POST": _anywhere("people.manage")},
    "api/admin/certificates": {"GET": _anywhere("people.manage")},
    "api/admin/posts": {"GET": _anywhere("people.manage")},
    "api/admin/places": {"POST": _anywhere("people.manage")},
    "api/admin/places/<place>/name": {"POST": _anywhere("people.manage")},
    "api/admin/places/<place>/parent": {"POST": _anywhere("people.manage")},
    "api/admin/audit": {"GET": _anywhere("audit.read")},
    "api/audits": {"GET": _anywhere("import.orders"), "POST": _anywhere("import.orders")},
    "api/audits/<audit>": {"DELETE": _anywhere("import.orders")},
    "": {"GET": PUBLIC},
    "log-in": {"GET": PUBLIC, "POST": PUBLIC},
    "log-out": {"POST": ACCOUNT},
    "password": {"GET": ACCOUNT, "POST": ACCOUNT},
    "language": {"POST": PUBLIC},
    "check": {"GET": PUBLIC},
    "check/<code>": {"GET": PUBLIC},
    "report/": {"GET": _anywhere("case.read")},
    "report/<path:name>": {"GET": _anywhere("case.read")},
    "field/": {"GET": PUBLIC},
    "field/sw.js": {"GET": PUBLIC},
    "field/manifest.webmanifest": {"GET": PUBLIC},
    "field/<path:rest>": {"GET": PUBLIC},
    "orders": {"GET": _anywhere("case.read")},
    "orders/<case>": {"GET": _case("case.read")},
    "door/api/<token>": {"GET": PUBLIC},
    "door/api/<token>/statement": {"GET": PUBLIC},
    "door/api/<token>/paper": {"GET": PUBLIC},
    "door/api/<token>/confirm": {"POST": PUBLIC},
    "door/api/<token>/time": {"POST": PUBLIC},
    "door/api/<token>/sign": {"POST": PUBLIC},
    "door/api/<token>/rate": {"POST": PUBLIC},
    "door/api/<token>/new-link": {"POST": PUBLIC},
    "door/<token>": {"GET": PUBLIC},
}
"""By the address as the router has it."""
