"""A hotel's installation order of any number of rooms, all vacant, eleven acts a room, in the order of the standard."""

from __future__ import annotations

from typing import Any

from doorstep.calendar import format_moment, parse_moment

Event = dict[str, Any]
MANAGER = "account_manager"


def order(rooms: int) -> tuple[dict[str, Any], list[Event], str]:
    """Facts, acts and moment of judgement of an order with so many rooms; 8 rooms make 104 acts."""
    names = [f"{8 + n // 10:02d}{n % 10 + 1:02d}" for n in range(rooms)]
    facts = {"hotel": "栎园大酒店", "upscale_hotel": False, "rooms": names, "reply_limit": "1 working day"}
    events = [_act(*entry) for entry in _before()]
    at = parse_moment("2026-09-29 09:50")
    for name in names:
        events += [_act(format_moment(at + 20 * n), *rest) for n, rest in enumerate(_room(name))]
        at += 420
    events += [_act(format_moment(at + 60 * n), *rest) for n, rest in enumerate(_after(rooms))]
    return facts, events, "2026-10-12 18:00"


def _act(at: str, act: str, by: str, data: Event) -> Event:
    return {"at": at, "act": act, "by": by, "data": data}


def _before() -> list[tuple[str, str, str, Event]]:
    window = {"window_start": "2026-09-29 09:30", "window_end": "2026-09-29 17:30"}
    checked = dict.fromkeys(
        ("time_ok", "steps_ok", "coordinator_met", "rooms_ok", "room_count_ok", "mac_rooms_ok"), True
    )
    looks = dict.fromkeys(("badge_worn", "groomed", "hair_clean", "uniform", "no_slippers", "shoes_clean"), True)
    return [
        ("2026-09-28 09:00", "contract_signed", MANAGER, {"contract_no": "HT-0928"}),
        ("2026-09-28 09:30", "plan_accepted", "hotel_manager", {"network_plan": "机房直连"}),
        ("2026-09-28 10:00", "order_received", MANAGER, {"order_no": "H-0917"}),
        ("2026-09-28 10:10", "customer_called", MANAGER, {"called": "吴经理", "purpose": "booking"}),
        (
            "2026-09-28 10:15",
            "appointment_made",
            MANAGER,
            {**window, "coordinator": "小乔", "steps": "装盒、调试、交验"},
        ),
        ("2026-09-29 08:40", "prepared", MANAGER, {"terminals": True, "tools": True, "shoe_covers": True}),
        ("2026-09-29 09:10", "appearance_checked", MANAGER, {**looks, "photo": "p1.jpg"}),
        ("2026-09-29 09:20", "arrived", MANAGER, {"location": "30.1,120.1"}),
        ("2026-09-29 09:30", "order_checked_before", MANAGER, {"checked_with": "吴经理", **checked}),
        ("2026-09-29 09:35", "request_recorded", MANAGER, {"terminal_position": "电视柜内", "cable_route": "沿墙"}),
        ("2026-09-29 09:40", "work_planned", MANAGER, {"work_plan": "自上而下"}),
    ]


def _room(name: str) -> list[tuple[str, str, Event]]:
    mac = f"02:00:00:00:{name[:2]}:{name[2:]}"
    cabled = dict.fromkeys(("straight", "to_standard", "firm", "neat"), True)
    cleaned = dict.fromkeys(("packed", "restored", "nothing_left", "no_rubbish", "clean"), True)
    return [
        ("knocked", MANAGER, {"room": name, "calls": 3, "answered": False}),
        ("door_opened", "coordinator", {"room": name, "occupied": False, "means": "room_card"}),
        ("room_entered", MANAGER, {"room": name, "occupied": False}),
        ("work_started", MANAGER, {"room": name, "occupied": False}),
        ("fixture_disturbed", MANAGER, {"room": name, "fixture": "电视"}),
        ("cabling_done", MANAGER, {"room": name, **cabled, "photo": f"{name}.jpg"}),
        ("test_passed", MANAGER, {"room": name, "mac": mac}),
        ("fixture_restored", MANAGER, {"room": name, "fixture": "电视"}),
        ("unit_done", MANAGER, {"room": name, "macs": [mac]}),
        ("site_cleaned", MANAGER, {"room": name, **cleaned}),
        ("room_left", MANAGER, {"room": name, "toolkit_packed": True, "door_closed": True}),
    ]


def _after(rooms: int) -> list[tuple[str, str, Event]]:
    return [
        ("order_checked_after", MANAGER, {"checked_with": "吴经理", "rooms_done": rooms, "rooms_open": 0}),
        ("signed_off", "front_desk", {"comments": "无意见", "customer_signature": "s1", "signer": "吴经理"}),
        (
            "card_left",
            MANAGER,
            {"shows_enquiry_phone": True, "shows_complaint_phone": True, "shows_service_promise": True},
        ),
        ("left_site", MANAGER, {}),
        ("order_replied", MANAGER, {"department": "综调"}),
    ]
