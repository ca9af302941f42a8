"""Who the company is to its customers: its name, from the top of the organisation, and the number they may ring."""

from __future__ import annotations

import os
from dataclasses import dataclass

from doorstep.people import accounts
from doorstep.people.errors import Unknown
from doorstep.people.models import Place
from doorstep.record.history import History

PHONE = "DOORSTEP_COMPANY_PHONE"
ADDRESS = "DOORSTEP_ADDRESS"


@dataclass(frozen=True, slots=True)
class Company:
    """Its names, and its number ("" where none is set)."""

    zh: str
    en: str
    phone: str


@dataclass(frozen=True, slots=True)
class Comer:
    """Who comes: name and badge number, and nothing else of him."""

    name: str
    badge: str


def public_address() -> str:
    """Where customers reach this server, without a slash at the end ("https://door.example"); "" where none is set."""
    return os.environ.get(ADDRESS, "").strip().rstrip("/")


def company(place: str) -> Company:
    """The company that a place of the organisation belongs to."""
    phone = os.environ.get(PHONE, "").strip()
    found = Place.objects.filter(key=place).first() if place and "\0" not in place else None
    if found is not None:
        found = Place.objects.filter(key=found.path.strip("/").split("/")[0]).first() or found
    else:
        found = Place.objects.filter(parent=None).order_by("path").first()
    return Company(found.zh, found.en, phone) if found else Company("", "", phone)


def comer(found: History) -> Comer | None:
    """Who comes; None while nobody is on the case."""
    if found.assignee is None:
        return None
    try:
        account = accounts.account(found.assignee)
    except Unknown:
        return None
    return Comer(account.display_name, account.staff_number or "")
