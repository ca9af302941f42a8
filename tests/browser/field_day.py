"""A day further on, beside the phone's world: a hotel with two rooms left, a fined order, a closed one, and their leader.

``python -m tests.browser.field_day HOME PORT``
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.browser import field_fixture
from tests.browser.field_fixture import PASSWORD, _open, _text

LEFT_ROOMS = ("1206", "1312")
FULL, FINED, CLOSED = "H-0930", "Z-1021", "Z-0990"
ROOMS = [f"{floor:02d}{room:02d}" for floor in (8, 9, 12, 13) for room in (*range(1, 10), 10 if floor < 13 else 12)]


def settle() -> None:
    """The phone's world, and this one."""
    field_fixture.settle()
    _leader()
    _hotel()
    _fined()
    _closed()


def _now() -> datetime:
    from doorstep.record import clock

    return clock.now().astimezone(clock.SHANGHAI).replace(microsecond=0)


def _leader() -> None:
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post
    from doorstep.record import clock

    since = clock.civil(clock.now()) - 365 * 86400
    made = create_account("guxing", "顾行", password=PASSWORD, must_change_password=False, by="root")
    give_post(made, "team_leader", "chengnan", by="root", since=since)


class _Day:
    """Acts of a case, one after the other."""

    def __init__(self, case: str, actor: str, at: datetime) -> None:
        self.case, self.actor, self.at, self.acts = case, actor, at, list[dict[str, Any]]()

    def act(self, name: str, by: str, minutes: float = 0, **data: Any) -> None:
        self.at += timedelta(minutes=minutes)
        key = f"{self.case[:8]}-{len(self.acts)}"
        self.acts.append({"key": key, "act": name, "at": self.at, "by": by, "data": data})

    def record(self) -> None:
        from doorstep.record.receipts import Receipt
        from doorstep.work.recording import record_acts

        outcomes = record_acts(self.case, self.acts, actor=self.actor)
        wrong = [one for one in outcomes if not isinstance(one, Receipt)]
        assert not wrong, wrong


def _hotel() -> None:
    """Forty rooms, thirty-eight of them done; in 1206 the guest declined, in 1312 the test failed."""
    now = _now()
    begun = now - timedelta(hours=4)
    booked = begun - timedelta(days=1, hours=2)
    facts = {"hotel": "临汐宾馆", "upscale_hotel": True, "rooms": ROOMS, "reply_limit": "1 working day"}
    case = _open(FULL, "hotel-iptv", facts, booked - timedelta(hours=3), "zhouyuan")
    window = {"window_start": _text(begun + timedelta(minutes=20)), "window_end": _text(now + timedelta(hours=4))}
    day = _Day(case, "zhouyuan", booked)
    me = "account_manager"
    day.act("contract_signed", me, contract_no="HT-0930")
    day.act("plan_accepted", "hotel_manager", 1, network_plan="光猫到桌")
    day.act("order_received", me, 1, order_no=FULL)
    day.act("appointment_made", me, 1, **window, coordinator="小乔", steps="先八楼后十三楼", agreed_with="吴经理")
    day.at = begun
    day.act("prepared", me, terminals=True, tools=True, shoe_covers=True)
    day.act("arrived", me, 5)
    day.act(
        "order_checked_before",
        me,
        checked_with="小乔",
        time_ok=True,
        steps_ok=True,
        coordinator_met=True,
        rooms_ok=True,
    )
    day.act("request_recorded", me, terminal_position="电视柜下", cable_route="沿踢脚线")
    day.act("work_planned", me, work_plan="逐层")
    for number, room in enumerate(ROOMS):
        _room(day, room, f"02:00:00:00:09:{number:02X}")
    day.record()


def _room(day: _Day, room: str, mac: str) -> None:
    me = "account_manager"
    if room == LEFT_ROOMS[0]:
        day.act("knocked", me, 1, room=room, answered=True)
        day.act("door_opened", "guest", room=room, occupied=True, means="from_inside")
        day.act("consent_refused", "guest", room=room, guest_reaction="inconvenient")
        day.act("revisit_time_asked", me, room=room, apology=True, revisit_when="guest_out")
        day.act("remark_recorded", me, room=room, remark="住客不便,另约时间再装")
        return
    day.act("knocked", me, 1, room=room, calls=3, answered=False)
    day.act("door_opened", "coordinator", room=room, occupied=False, means="room_card")
    day.act("room_entered", me, room=room, occupied=False)
    day.act("work_started", me, room=room, occupied=False)
    if room == LEFT_ROOMS[1]:
        day.act("test_failed", me, 2, room=room, problem="网口无信号")
    else:
        day.act("test_passed", me, 3.5, room=room, mac=mac)
        day.act("unit_done", me, room=room, macs=[mac])
    day.act("site_cleaned", me, room=room, packed=True, restored=True, nothing_left=True, no_rubbish=True, clean=True)
    day.act("room_left", me, room=room, toolkit_packed=True, door_closed=True)


def _fined() -> None:
    """An installation of Lu Mingchuan's that took a week instead of two days: his leader is to decide."""
    received = _now() - timedelta(days=8)
    facts = {"order_no": FINED, "person": "陆鸣川", "area": "望潮路", "place": "customer_home"}
    case = _open(FINED, "technician-conduct", facts, received, "lumingchuan")
    day = _Day(case, "lumingchuan", received)
    day.act("order_received", "technician", 1)
    day.at = _now() - timedelta(seconds=2)
    day.act("work_finished", "technician")
    day.record()


def _closed() -> None:
    """A home installation that was called off today."""
    from doorstep.work.closing import close

    now = _now()
    facts = {"product": "broadband", "same_day": False, "customer": "江晚", "address": "汀洲苑 4 幢"}
    case = _open(CLOSED, "home-broadband", facts, now - timedelta(hours=1), "lumingchuan")
    close(case, "客户退单", key="close-1", actor="fangsu", at=now)


if __name__ == "__main__":
    field_fixture.main(Path(sys.argv[1]), int(sys.argv[2]), settle)
