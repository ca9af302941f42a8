"""Visits for tests of the door: an organisation, a hotel with rooms done and open, a home installed, a drawn signature."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from typing import Any

from doorstep.record.receipts import Receipt
from doorstep.work.assign import assign
from doorstep.work.intake import open_case
from doorstep.work.recording import record_acts

HOTEL_FACTS = {"hotel": "栎园大酒店", "upscale_hotel": True, "rooms": ["0801", "0802", "1206"], "reply_limit": "1 day"}
HOME_FACTS = {
    "product": "broadband",
    "same_day": False,
    "customer": "许知行",
    "phone": "13900000502",
    "address": "平江路 18 号",
}


def settle() -> None:
    """An organisation of a company and a district, and Zhou Yu'an with badge 4017."""
    from doorstep.people.accounts import create_account
    from doorstep.people.places import add_place

    add_place("lanjiang", "澜江通信", "Lanjiang Telecom", "company", by="root")
    add_place("chengnan", "城南", "South", "district", parent="lanjiang", by="root")
    create_account("zhouyuan", "周予安", staff_number="4017", by="root")


def opened(kind: str, number: str) -> str:
    """An order of hotel-iptv or home-broadband, given to Zhou Yu'an: its id."""
    facts = HOTEL_FACTS if kind == "hotel-iptv" else HOME_FACTS
    receipt = open_case(
        number, [(kind, None, "installation")], facts, key=f"open-{number}", place="chengnan", customer=number
    )
    assert isinstance(receipt, Receipt), receipt
    assign(receipt.case, "zhouyuan", key=f"give-{number}", actor=None)
    return receipt.case


def done(case: str, by: str, *acts: tuple[str, dict[str, Any]], at: str = "2026-10-12T09:00:00+08:00") -> None:
    """Acts of a case, one second apart in order."""
    several = [
        {"key": f"{case[:6]}-{at}-{place}-{name}", "act": name, "at": at, "by": by, "data": data}
        for place, (name, data) in enumerate(acts)
    ]
    for answer in record_acts(case, several, actor=None):
        assert isinstance(answer, Receipt), answer


def hotel(number: str = "H-0921") -> str:
    """A hotel where two rooms of three are done and the third is booked for the next day."""
    case = opened("hotel-iptv", number)
    window = {"window_start": "2026-10-12 08:00", "window_end": "2026-10-12 17:30", "steps": "每间约 5 分钟"}
    done(case, "account_manager", ("appointment_made", window), at="2026-10-12T07:00:00+08:00")
    acts: list[tuple[str, dict[str, Any]]] = [("arrived", {})]
    for room in ("0801", "0802"):
        mac = f"02:00:00:00:{room[:2]}:{room[2:]}"
        acts += [("test_passed", {"room": room, "mac": mac}), ("unit_done", {"room": room, "macs": [mac]})]
    again = {
        "rooms": ["1206"],
        "window_start": "2026-10-13 13:30",
        "window_end": "2026-10-13 17:30",
        "reason": "住客不便",
    }
    done(case, "account_manager", *acts, ("revisit_booked", again), at="2026-10-12T08:30:00+08:00")
    return case


def home(number: str = "Z-1045") -> str:
    """A home where the work is done and the speed was shown."""
    case = opened("home-broadband", number)
    window = {"window_start": "2026-10-12 08:00", "window_end": "2026-10-12 10:00"}
    done(case, "technician", ("appointment_made", window), at="2026-10-12T07:00:00+08:00")
    speed = {"down_mbps": 512.3, "up_mbps": 60, "customer_watched": True}
    device = {"device_serial": "ONT-7731", "ok": True}
    acts = (("arrived", {}), ("device_debugged", device), ("speed_test_shown", speed), ("work_finished", {}))
    done(case, "technician", *acts, at="2026-10-12T08:30:00+08:00")
    return case


def png(*, blank: bool = False, width: int = 240, height: int = 80) -> bytes:
    """A picture in grey: a slanting line, or nothing."""
    rows = b""
    for y in range(height):
        row = bytearray(b"\xff" * width)
        if not blank:
            for x in range(y * 2, y * 2 + 5):
                row[x] = 0
        rows += b"\0" + bytes(row)

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def drawn(*, blank: bool = False) -> str:
    """A drawn signature as a page sends it."""
    return b64encode(png(blank=blank)).decode()
