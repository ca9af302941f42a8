"""An organisation at work, for the browser: people with posts and certificates, orders of several kinds, a hotel half done.

Everything is told relative to now, since the server that shows it runs by the real clock.
``python -m tests.browser.office FOLDER`` makes one in a data folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from doorstep import standards
from tests.record.stores import ready

PASSWORD = "wang-chao-lu-19"

PLACES = (
    ("lanjiang", "澜江通信", "Lanjiang", "company", None),
    ("linxi", "临汐", "Linxi", "city", "lanjiang"),
    ("chengnan", "城南", "Chengnan", "district", "linxi"),
    ("chengbei", "城北", "Chengbei", "district", "linxi"),
)
STAFF = (
    ("an", "安然", "1001", "administrator", "lanjiang"),
    ("fangsu", "方素", "3007", "dispatcher", "chengnan"),
    ("guxing", "顾行", "3010", "team_leader", "chengnan"),
    ("jiangwan", "江晚", "3021", "manager", "linxi"),
    ("zhouyuan", "周予安", "4017", "account_manager", "chengnan"),
    ("lumingchuan", "陆鸣川", "4018", "technician", "chengnan"),
    ("hezhiqiu", "何知秋", "4019", "technician", "chengnan"),
    ("linxiangbei", "林向北", "4020", "technician", "chengnan"),
    ("shenyizhou", "沈一舟", "4021", "technician", "chengbei"),
)
CERTIFIED = ("lumingchuan", "hezhiqiu")
ROOMS = [f"{floor:02d}{room:02d}" for floor in (6, 8, 9, 12) for room in range(1, 11)]


def furnish() -> dict[str, str]:
    """Fills an empty record; the ids of the cases by number."""
    from doorstep.record import clock

    now = clock.now().replace(second=0, microsecond=0)
    _people(now)
    return open_orders(now)


def open_orders(now: datetime) -> dict[str, str]:
    """The orders, where the people and places are there already; the ids of the cases by number."""
    cases = {number: open_order(number, *order, now) for number, order in ORDERS.items()}
    for number, who in GIVEN.items():
        assign_to(cases[number], who)
    _hotel(cases["H-0921"], now)
    record(cases["Z-1038"], "technician", now - timedelta(minutes=50), [("order_received", {"order_no": "Z-1038"})])
    record(cases["Z-1045"], "technician", now - timedelta(minutes=5), [("order_received", {"order_no": "Z-1045"})])
    return cases


HOME = {
    "product": "broadband",
    "same_day": False,
    "customer": "许知行",
    "phone": "13900000501",
    "address": "望潮路 19 号 3 幢",
}
HOTEL = {"hotel": "栎园大酒店", "upscale_hotel": True, "rooms": ROOMS, "reply_limit": "1 working day"}
HOME_IN = [("home-broadband", None, "installation")]
ORDERS: dict[str, tuple[Any, dict[str, Any], str, timedelta]] = {
    "H-0921": ([("hotel-iptv", None, "installation")], HOTEL, "chengnan", timedelta(days=2)),
    "Z-1038": (HOME_IN, {**HOME, "address": "望潮路 2 号"}, "chengnan", timedelta(hours=2)),
    "Z-1042": (HOME_IN, {**HOME, "same_day": True}, "chengnan", timedelta(minutes=35)),
    "Z-1043": ([("home-broadband", None, "repair")], {**HOME, "address": "澜桥里 7 幢 201"}, "chengnan", timedelta(minutes=12)),
    "Z-1045": (HOME_IN, {**HOME, "address": "汀洲苑 4 幢"}, "chengnan", timedelta(hours=1)),
    "Z-2001": (HOME_IN, {**HOME, "address": "北苑 1 幢"}, "chengbei", timedelta(hours=1)),
}  # fmt: skip
GIVEN = {"H-0921": "zhouyuan", "Z-1038": "lumingchuan", "Z-1045": "hezhiqiu"}


def _people(now: datetime) -> None:
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post
    from doorstep.people.places import add_place
    from doorstep.record import clock

    for key, zh, en, level, parent in PLACES:
        add_place(key, zh, en, level, parent=parent, by="root")
    since = clock.civil(now) - 365 * 86400
    for username, name, number, post, place in STAFF:
        made = create_account(
            username, name, staff_number=number, password=PASSWORD, must_change_password=False, by="root"
        )
        give_post(made, post, place, by="root", since=since)
        if username in CERTIFIED:
            certify(made, now - timedelta(days=30))


def certify(account: Any, at: datetime) -> str:
    """A staff file with everything that home-broadband wants a technician to hold: its id."""
    from doorstep.people import certificates
    from doorstep.record.history import history

    name = account.display_name
    case = open_order(
        f"S-{account.staff_number}",
        [("home-broadband", None, "staff_file")],
        {"person": name},
        "chengnan",
        timedelta(0),
        at,
    )
    until = (at + timedelta(days=700)).date().isoformat()
    post = {
        "person": name,
        "certificate": "post_certificate",
        "granted_on": at.date().isoformat(),
        "valid_until": until,
    }
    subjects = standards.load("home-broadband").acts["skill_assessed"].fields["subject"].choices
    said = [
        ("certificate_granted", post),
        *(("skill_assessed", {"person": name, "subject": one, "passed": True}) for one in subjects),
    ]
    record(case, "certifier", at + timedelta(hours=1), said)
    certificates.link_staff_file(account, case, by="root")
    certificates.keep(account, case, history(case).events("home-broadband"))
    return case


def open_order(number: str, governed: Any, facts: dict[str, Any], place: str, ago: timedelta, now: datetime) -> str:
    from doorstep.work import intake

    receipt: Any = intake.open_case(
        number, governed, facts, key=f"open-{number}", at=now - ago, place=place, actor="fangsu"
    )
    return str(receipt.case)


def assign_to(case: str, who: str) -> None:
    from doorstep.work import assign

    assign.assign(case, who, key=f"give-{case}-{who}", actor="fangsu")


def record(case: str, role: str, at: datetime, said: list[tuple[Any, ...]], **more: Any) -> None:
    """Acts a few seconds apart: (name, data) or (name, data, role)."""
    from doorstep.record.receipts import Receipt
    from doorstep.work.recording import record_acts

    step = more.pop("step", 20)
    acts = [
        {"key": f"{case}-{at.isoformat()}-{place}", "act": one[0], "data": one[1], "by": one[2] if len(one) > 2 else role,
         "at": at + timedelta(seconds=step * place), **({"counter": place + int(at.timestamp())} if more.get("device") else {})}
        for place, one in enumerate(said)
    ]  # fmt: skip
    for answer in record_acts(case, acts, actor=more.pop("actor", None), **more):
        assert isinstance(answer, Receipt), answer


def _hotel(case: str, now: datetime) -> None:
    """Contract, plan, appointment and a visit with 36 of 40 rooms done, all 450 acts by one phone; one room refused."""
    start = (now - timedelta(days=1)).replace(hour=9, minute=28)
    phone = {"device": "phone-4017", "actor": "zhouyuan"}
    before = start - timedelta(days=1)
    window = {
        "window_start": f"{start:%Y-%m-%d} 09:30",
        "window_end": f"{start:%Y-%m-%d} 17:30",
        "coordinator": "小乔",
        "agreed_with": "吴经理",
        "steps": "先机房后房间",
    }
    record(case, "account_manager", before, [("contract_signed", {"contract_no": "HT-0921"})], actor="zhouyuan")
    record(case, "back_office", before + timedelta(minutes=20), [("plan_accepted", {"network_plan": "机房直连"})])
    record(
        case,
        "account_manager",
        before + timedelta(hours=1),
        [
            ("customer_called", {"called": "吴经理", "phone": "0571-80000010", "purpose": "booking"}),
            ("appointment_made", window),
        ],
        actor="zhouyuan",
    )
    record(
        case,
        "account_manager",
        start - timedelta(minutes=40),
        [("prepared", {"terminals": True, "tools": True, "shoe_covers": True})],
        **phone,
    )
    looks = {
        field: True
        for field, type_ in standards.load("hotel-iptv").acts["appearance_checked"].fields.items()
        if type_.kind == "bool"
    }
    record(
        case,
        "account_manager",
        start - timedelta(minutes=35),
        [("appearance_checked", {**looks, "photo": "photo-looks"})],
        **phone,
    )
    checked = {
        "checked_with": "吴经理",
        "time_ok": True,
        "steps_ok": True,
        "coordinator_met": True,
        "rooms_ok": True,
        "room_count_ok": False,
        "mac_rooms_ok": True,
    }
    begun = [
        ("arrived", {}),
        ("order_checked_before", checked),
        ("request_recorded", {"terminal_position": "电视柜"}),
        ("work_planned", {"work_plan": "由低层到高层"}),
    ]
    record(case, "account_manager", start + timedelta(minutes=3), begun, **phone)
    _correct(case, "order_checked_before", {"room_count_ok": True})
    at = start + timedelta(minutes=10)
    for place, room in enumerate(ROOMS[:36]):
        at += timedelta(minutes=11)
        refused = place in (30, 33)
        said = list(_refused(room) if refused else _vacant(room, place))
        record(case, "account_manager", at, said, step=50 if place in (7, 21) else 22, **phone)


def _correct(case: str, act: str, changes: dict[str, Any]) -> None:
    from doorstep.record.history import history
    from doorstep.work.amending import amend

    found = next(one for one in history(case).acts if one.envelope.act == act)
    amend(case, found.envelope.id, changes, "点错", key=f"amend-{found.envelope.id}", actor="zhouyuan")


def _vacant(room: str, place: int) -> Iterator[tuple[Any, ...]]:
    mac = f"02:00:00:00:{room[:2]}:{room[2:]}"
    yield "knocked", {"room": room, "calls": 3, "answered": False}
    yield "door_opened", {"room": room, "occupied": False, "means": "room_card"}, "coordinator"
    yield "room_entered", {"room": room, "occupied": False}
    yield "work_started", {"room": room, "occupied": False}
    for fixture in ("床头柜", "电视柜"):
        yield "fixture_disturbed", {"room": room, "fixture": fixture}
        yield "fixture_restored", {"room": room, "fixture": fixture}
    yield (
        "cabling_done",
        {"room": room, "straight": True, "to_standard": True, "firm": True, "neat": True, "photo": f"photo-{room}"},
    )
    yield "test_passed", {"room": room, "mac": mac}
    yield "unit_done", {"room": room, "macs": [mac]}
    yield (
        "site_cleaned",
        {"room": room, "packed": True, "restored": True, "nothing_left": True, "no_rubbish": True, "clean": place != 3},
    )
    yield "room_left", {"room": room, "toolkit_packed": True, "door_closed": True}


def _refused(room: str) -> Iterator[tuple[Any, ...]]:
    yield "knocked", {"room": room, "calls": 1, "answered": True}
    yield "door_opened", {"room": room, "occupied": True, "means": "from_inside"}, "guest"
    yield "introduced", {"room": room, "identity_told": True, "purpose_told": True}
    yield "consent_refused", {"room": room, "guest_reaction": "said_no"}, "guest"


if __name__ == "__main__":
    import os

    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DOORSTEP_HOME"] = str(folder)
    ready(folder)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(furnish())
