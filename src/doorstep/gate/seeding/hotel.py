"""The demo's hotel order: forty rooms on four floors, told room by room. One guest declines, one box fails its first test,
one room takes too long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

NUMBER = "H-0921"
MANAGER = "zhouyuan"
ROOMS = tuple(f"{floor}{room:02d}" for floor in (6, 8, 9, 12) for room in range(1, 11))
DECLINED, FAILED, SLOW, OCCUPIED = "1206", "908", "803", ("605", "905")
LEFT = (DECLINED, "1210")
"""The rooms that are not done at the end of the day."""

Told = tuple[str, str, Mapping[str, Any]]

_MANAGER = "account_manager"


def scripts(tomorrow: date) -> dict[str, tuple[Told, ...]]:
    """What happens in each room that somebody goes to, in the order of the rooms: acts, who does them, what they say."""
    found = {}
    for room in ROOMS:
        if room == DECLINED:
            found[room] = tuple(_declined(tomorrow))
        elif room not in LEFT:
            found[room] = (*_entered(room), *_installed(room))
    return found


def pace(room: str) -> int:
    """Seconds from one act to the next in a room: one is not done within five minutes."""
    return 45 if room == SLOW else 20


def _entered(room: str) -> Iterator[Told]:
    if room in OCCUPIED:
        yield "knocked", _MANAGER, {"calls": 1, "answered": True}
        yield "door_opened", "guest", {"occupied": True, "means": "from_inside"}
        yield "introduced", _MANAGER, {"identity_told": True, "purpose_told": True}
        yield "entry_granted", "guest", {}
    else:
        yield "knocked", _MANAGER, {"calls": 3, "answered": False}
        yield "door_opened", "coordinator", {"occupied": False, "means": "room_card"}
    yield "room_entered", _MANAGER, {"occupied": room in OCCUPIED}
    yield "work_started", _MANAGER, {"occupied": room in OCCUPIED}


def _installed(room: str) -> Iterator[Told]:
    mac = f"44:1E:98:00:{int(room[:-2]):02d}:{room[-2:]}"
    if room == SLOW:
        for fixture in ("床头柜", "电视柜"):
            yield "fixture_disturbed", _MANAGER, {"fixture": fixture}
            yield "fixture_restored", _MANAGER, {"fixture": fixture}
    yield (
        "cabling_done",
        _MANAGER,
        {"straight": True, "to_standard": True, "firm": True, "neat": True, "photo": "@photo"},
    )
    if room == FAILED:
        yield "test_failed", _MANAGER, {"problem": "网口无信号"}
    yield "test_passed", _MANAGER, {"mac": mac}
    yield "unit_done", _MANAGER, {"macs": [mac]}
    clean = {"packed": True, "restored": True, "nothing_left": True, "no_rubbish": True, "clean": True}
    yield "site_cleaned", _MANAGER, clean
    yield "room_left", _MANAGER, {"toolkit_packed": True, "door_closed": True}


def _declined(tomorrow: date) -> Iterator[Told]:
    yield "knocked", _MANAGER, {"calls": 1, "answered": True}
    yield "door_opened", "guest", {"occupied": True, "means": "from_inside"}
    yield "consent_refused", "guest", {"guest_reaction": "inconvenient"}
    asked = {"apology": True, "revisit_when": "guest_names_time", "available_from": f"{tomorrow.isoformat()} 10:00"}
    yield "revisit_time_asked", _MANAGER, asked
    yield "remark_recorded", _MANAGER, {"remark": "住客不便，另约时间再装"}
