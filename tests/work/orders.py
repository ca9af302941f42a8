"""Orders for tests: facts of each kind of case that an order opens, and a technician's certificates."""

from __future__ import annotations

from itertools import product
from typing import Any

from doorstep import standards

CUSTOMER = {"customer": "许知行", "phone": "13900000502", "address": "平江路18号"}
HOTEL = {"hotel": "湖滨酒店", "upscale_hotel": True, "rooms": ["801", "802", "803"], "reply_limit": "1 day"}
HOME = {"product": "bundle", "same_day": False, **CUSTOMER}
LINE = {"service": "broadband", "premises": "home", **CUSTOMER}
CONDUCT = {"order_no": "A1", "person": "李明", "area": "平江", "place": "customer_home"}


def certificates(at: str) -> list[dict[str, Any]]:
    """Everything that home-broadband wants a technician to hold, recorded at ``at``."""
    about = {"person": "李明"}
    post = {**about, "certificate": "post_certificate", "granted_on": "2026-01-01", "valid_until": "2028-01-01"}
    subjects = standards.load("home-broadband").acts["skill_assessed"].fields["subject"].choices
    certified = [{"at": at, "act": "certificate_granted", "by": "certifier", "data": post}]
    for subject in subjects:
        data = {**about, "subject": subject, "passed": True}
        certified.append({"at": at, "act": "skill_assessed", "by": "certifier", "data": data})
    return certified


def orders() -> list[tuple[str, str, dict[str, Any]]]:
    """Every kind of case of the four standards of doors that an order opens, with all its facts: (standard, kind,
    facts).
    """
    found: list[tuple[str, str, dict[str, Any]]] = []
    for kind in ("installation", "repair"):
        for upscale, limit in product((True, False), ("1 day", "2 hours", "4 working hours")):
            found.append(("hotel-iptv", kind, {**HOTEL, "upscale_hotel": upscale, "reply_limit": limit}))
        for goods, same_day in product(("broadband", "iptv", "bundle"), (True, False)):
            found.append(("home-broadband", kind, {**HOME, "product": goods, "same_day": same_day}))
        for service, premises in product(("phone", "broadband", "iptv"), ("home", "organisation", "equipment_room")):
            found.append(("telecom-installation", kind, {**LINE, "service": service, "premises": premises}))
        found.append(("technician-conduct", kind, CONDUCT))
    return found
