"""A case at work for every other standard, so that whoever logs in finds something of his own: begun a little while ago,
gone a few steps by the book, and left to be gone on with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from doorstep.calendar import DAY, format_moment
from doorstep.gate.seeding.robot import Plan, Robot
from doorstep.gate.seeding.speaking import ask, forget_tokens
from doorstep.record import clock
from doorstep.record.models import CaseRow
from doorstep.work.intake import case_id

AGO = 20 * 60
"""How long ago they were begun, if the day is that old."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A case: the letter of its number, what governs it, who opened it and goes on with it, how many ``steps`` were taken."""

    letter: str
    standard: str
    kind: str
    who: str
    steps: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    place: str = "chengnan"


_PICKUP = {
    "in_own_area": True,
    "address_exact": True,
    "weather": "dry",
    "payment_mode": "cash",
    "has_handheld": True,
}
_ROOM = {"room": "208", "vip": False, "payment_mode": "postpaid", "guests": 6, "opening_mode": "minimum_spend"}
_STAY = {"guest": "叶女士", "surname": "叶", "room_number": "0612", "disability": "none", "resident": False}
_LANGUAGE = {"customer": "季青禾", "account_manager": "周予安", "language_wanted": "mandarin"}
_SERVICE = {
    "work": "installation",
    "customer": "方知遥",
    "phone": "13900000561",
    "address": "清浦路 66 号",
    "area_has_resources": True,
}
_TELECOM = {
    "service": "broadband",
    "premises": "home",
    "customer": "谢临风",
    "phone": "13900000562",
    "address": "南塘街 8 号",
}
_CALL = {"customer": "望江茶楼", "surname": "苏", "kind": "first"}
_COMPLAINT = {"channel": "phone", "responsible_department": "城北"}
_DEVICES = {"customer": "澜桥里小学", "devices": ["打印机 1", "交换机 2"]}

CASES = (
    Begun("R", "hotline-support", "hotline_problem", "qinyue", 1, {"channel": "phone", "agent_no": "2003"}, "chengqu"),
    Begun("V", "callbacks", "callback", "heying", 2, _CALL, "chengqu"),
    Begun("T", "complaint-supervision", "complaint", "tangyan", 2, _COMPLAINT, "chengqu"),
    Begun("N", "network-operations", "fault", "qinyue", 2, {"line": "LX-0417"}, "chengqu"),
    Begun("E", "enterprise-it", "onsite_maintenance", "hezhiqiu", 3, _DEVICES, "chengxi"),
    Begun("X", "express-delivery", "pickup", "xuzhou", 2, _PICKUP),
    Begun("K", "ktv-service", "room_visit", "mengran", 3, _ROOM),
    Begun("B", "business-hall", "hall_visit", "wenxi", 0, {"surname": "许", "weather": "fine"}),
    Begun("S", "hotel-etiquette", "stay", "mengran", 2, _STAY),
    Begun("A", "key-accounts", "visit", "zhouyuan", 1, {"customer": "栎园集团", "manager": "周予安"}, "chengqu"),
    Begun(
        "P", "account-visits", "on_site_visit", "zhouyuan", 2, {"customer": "栎园集团", "manager": "周予安"}, "chengqu"
    ),
    Begun("C", "account-service", "callback", "zhouyuan", 2, _LANGUAGE, "chengqu"),
    Begun("M", "service-management", "service_order", "shenyizhou", 3, _SERVICE, "chengbei"),
    Begun("F", "telecom-installation", "installation", "jiangwan", 3, _TELECOM),
)


def begin(cast: tuple[str, ...], after: int) -> None:
    """Begins the cases of today, if today is later than the day ``after`` (its ordinal number); what is there stays."""
    now = clock.civil(clock.now())
    if now // DAY <= after:
        return
    since = max(now // DAY * DAY, now - AGO)
    robot = Robot(cast)
    for one in CASES:
        _begin(one, robot, since, now)
    forget_tokens()


def _begin(one: Begun, robot: Robot, since: int, now: int) -> None:
    number = f"{one.letter}-{format_moment(now)[5:10].replace('-', '')}01"
    if CaseRow.objects.filter(number=number).exists():
        return
    body = {
        "key": f"demo:open:{number}",
        "number": number,
        "standards": [{"standard": one.standard, "kind": one.kind}],
        "place": one.place,
        "facts": dict(one.facts),
    }
    with clock.set_to(clock.aware(since)):
        ask(one.who, "POST", "cases", body)
    step = max(1, (now - since) // (one.steps + 2))
    robot.play(Plan(case_id(number), since + step, now, one.who, step, times=1, most=one.steps))
