"""Three hotels: rooms by the dozen, installed by account managers and judged by hotel-iptv.

One keeps the rules but for a photo, and a guest declines; in one a test fails and the answer comes late; one is visited
too late, across National Day.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from . import people
from .records import Act, Order, at, talk
from .rooms import Rooms

STANDARDS = ("hotel-iptv",)

LOOKS = (
    *("badge_worn", "groomed", "hair_clean", "hair_ordinary", "beard_shaved", "uniform", "buttons_done", "zips_closed"),
    *(
        "clothes_clean",
        "bag_as_prescribed",
        "badge_front_out",
        "badge_clean",
        "badge_in_place",
        "no_slippers",
        "shoes_clean",
    ),
)


def orders(rng: Random) -> list[Order]:
    """The three hotels of the month."""
    return [_ting_zhou(rng), _li_yuan(rng), _lin_xi(rng)]


def _numbers(floors: range, doors: range) -> list[str]:
    return [f"{floor:02d}{door:02d}" for floor in floors for door in doors]


def _order(number: str, hotel: str, owner: str, rooms: list[str], *, upscale: bool = False) -> Order:
    manager, desk, coordinator = {
        "H-0905": ("柏经理", "前台小喻", "小简"),
        "H-0911": ("阮经理", "前台小游", "小栗"),
        "H-0917": ("岑经理", "前台小项", "小乔"),
    }[number]
    return Order(
        number,
        "installation",
        STANDARDS,
        people.ACCOUNT_MANAGERS[owner],
        owner,
        {"hotel": hotel, "upscale_hotel": upscale, "rooms": rooms, "reply_limit": "1 working day"},
        people={
            "account_manager": owner,
            "hotel_manager": manager,
            "front_desk": desk,
            "coordinator": coordinator,
        },
    )


def _contract(order: Order, signed: str, accepted: str) -> None:
    order.do(at(signed), "contract_signed", "account_manager", contract_no=f"合同-{order.number[2:]}")
    order.do(at(accepted), "plan_accepted", "hotel_manager", network_plan="每层一台交换机，网线到房")


def _book(order: Order, called: datetime, window: datetime, *, hour: bool = True) -> None:
    """The booking call and the appointment; without ``hour`` the time repeated is only a forenoon."""
    hotel, manager = order.facts["hotel"], order.people["hotel_manager"]
    when = f"{window.month}月{window.day}日上午" + (f"{window.hour}点半" if hour else "")
    order.do(
        called,
        "customer_called",
        "account_manager",
        called=manager,
        phone=f"0571-8000001{order.number[-1]}",
        purpose="booking",
        transcript=talk(
            f"我: 您好，我是澜江通信公司的客户经理{order.owner}。",
            "客: 你好。",
            f"我: 请问您是{hotel}的{manager}吗？我们要上门安装电视机顶盒，您看哪天方便？",
            f"客: {window.month}月{window.day}日上午吧。",
            f"我: 好的，{when}我们来安装。",
            "我: 感谢您的支持，再见。",
        ),
    )
    order.do(called + timedelta(minutes=4), "call_ended", "hotel_manager", hung_up_first="customer")
    order.do(
        called + timedelta(minutes=6),
        "appointment_made",
        "account_manager",
        window_start=window,
        window_end=window.replace(hour=17, minute=30),
        coordinator=order.people["coordinator"],
        steps="逐层安装，先空房后住客房",
        agreed_with=manager,
    )


def _arrive(order: Order, moment: datetime, *, first: bool = True) -> Act:
    """From the tool kit to the front desk; the rooms can begin 20 minutes after ``moment``. Returns the arrival."""
    start = moment - timedelta(minutes=50)
    order.do(start, "prepared", "account_manager", terminals=True, tools=True, shoe_covers=True)
    order.do(
        start + timedelta(minutes=6),
        "appearance_checked",
        "account_manager",
        **dict.fromkeys(LOOKS, True),
        photo=f"仪容-{order.number}-{moment:%m%d}.jpg",
    )
    arrived = order.do(moment, "arrived", "account_manager", location="30.2741,120.1551")
    order.do(
        moment + timedelta(minutes=6),
        "order_checked_before",
        "account_manager",
        checked_with=order.people["front_desk"],
        **dict.fromkeys(("time_ok", "steps_ok", "coordinator_met", "rooms_ok", "room_count_ok", "mac_rooms_ok"), True),
    )
    if first:
        order.do(
            moment + timedelta(minutes=11),
            "request_recorded",
            "account_manager",
            terminal_position="电视柜左侧",
            cable_route="沿床头踢脚线",
        )
        order.do(moment + timedelta(minutes=14), "work_planned", "account_manager", work_plan="从高层往下做")
    return arrived


def _leave(order: Order, moment: datetime, done: int, left: int, *, comments: str, complaint_phone: bool = True) -> Act:
    """From the check with the front desk to the street; returns the leaving."""
    desk = order.people["front_desk"]
    order.do(moment, "order_checked_after", "account_manager", checked_with=desk, rooms_done=done, rooms_open=left)
    order.do(
        moment + timedelta(minutes=9),
        "signed_off",
        "front_desk",
        comments=comments,
        customer_signature=f"签名-{order.number}-{moment:%m%d}.png",
        signer=desk,
    )
    order.do(
        moment + timedelta(minutes=10),
        "card_left",
        "account_manager",
        shows_enquiry_phone=True,
        shows_complaint_phone=complaint_phone,
        shows_service_promise=True,
    )
    return order.do(moment + timedelta(minutes=13), "left_site", "account_manager")


def _book_again(order: Order, moment: datetime, room: str, window: datetime, reason: str) -> None:
    order.do(
        moment,
        "revisit_booked",
        "account_manager",
        rooms=[room],
        window_start=window,
        window_end=window + timedelta(hours=1),
        agreed_with=order.people["front_desk"],
        reason=reason,
    )


def _remind(order: Order, moment: datetime) -> None:
    order.do(
        moment,
        "customer_called",
        "account_manager",
        called=order.people["front_desk"],
        phone=f"0571-8000001{order.number[-1]}",
        purpose="reminder",
    )


def _answer(order: Order, replied: str, entered: str, rooms: int) -> Act:
    """The answer to the order and the back-office record; returns the record."""
    order.do(at(replied), "order_replied", "account_manager", department="装维支撑中心")
    data: dict[str, Any] = {"hotel": order.facts["hotel"], "room_count": rooms, "mac_count": rooms}
    return order.do(at(entered), "record_entered", "account_manager", **data)


def _ting_zhou(rng: Random) -> Order:
    """Twelve rooms, nearly by the book; a guest declines and is served on Monday."""
    rooms = _numbers(range(2, 4), range(1, 7))
    order = _order("H-0905", "汀洲商务酒店", "周予安", rooms)
    _contract(order, "2026-09-02 10:10", "2026-09-03 15:20")
    _book(order, at("2026-09-03 15:50"), at("2026-09-04 09:30"))
    walk = Rooms(order, rng, _arrive(order, at("2026-09-04 09:16")).at + timedelta(minutes=18))
    for room in rooms:
        if room == "0306":
            walk.declining(room, at("2026-09-07 14:00"))
        elif room in ("0202", "0304"):
            walk.occupied(room)
        else:
            walk.vacant(room, photo=room != "0205")
    order.plant("hotel-iptv/7.5")
    end = walk.clock
    order.do(
        end + timedelta(minutes=2),
        "feedback_passed",
        "account_manager",
        room="0306",
        passed_to="front_desk",
        feedback="住客周一下午两点以后方便",
    )
    _book_again(order, end + timedelta(minutes=5), "0306", at("2026-09-07 14:30"), "住客不便")
    _leave(order, end + timedelta(minutes=6), 11, 1, comments="师傅很有礼貌")
    _answer(order, "2026-09-04 16:30", "2026-09-04 16:45", 11)
    _remind(order, at("2026-09-07 10:20"))
    walk = Rooms(order, rng, _arrive(order, at("2026-09-07 14:12"), first=False).at + timedelta(minutes=12))
    walk.occupied("0306")
    _leave(order, walk.clock + timedelta(minutes=4), 12, 0, comments="无")
    _answer(order, "2026-09-08 09:05", "2026-09-08 09:20", 12)
    order.settle()
    return order


def _li_yuan(rng: Random) -> Order:
    """36 rooms of an upscale hotel: a test fails, two rooms take too long, the answer is a day late."""
    rooms = _numbers(range(6, 12), range(1, 7))
    order = _order("H-0911", "栎园大酒店", "林向北", rooms, upscale=True)
    _contract(order, "2026-09-10 09:40", "2026-09-11 16:10")
    _book(order, at("2026-09-14 09:25"), at("2026-09-15 09:30"), hour=False)
    order.plant("hotel-iptv/10.4")
    walk = Rooms(order, rng, _arrive(order, at("2026-09-15 09:20")).at + timedelta(minutes=18))
    for room in rooms:
        if room == "0901":
            walk.clock += timedelta(minutes=55)  # lunch
        if room == "1103":
            walk.failing(room)
        elif room == "0804":
            walk.long(room, asked_after=17)
        elif room in ("0702", "1001", "1006"):
            walk.occupied(room)
        else:
            walk.vacant(room, calls=2 if room == "0703" else 3, seconds={"0605": 341, "0806": 394}.get(room))
    order.plant("hotel-iptv/5.10", "hotel-iptv/3.3", "hotel-iptv/3.6", "hotel-iptv/9.14")
    end = walk.clock
    _book_again(order, end + timedelta(minutes=5), "1103", at("2026-09-17 10:30"), "楼层交换机无信号")
    _leave(order, end + timedelta(minutes=8), 35, 1, comments="请尽快装好1103")
    record = _answer(order, "2026-09-17 08:50", "2026-09-16 10:15", 35)
    record.received = at("2026-09-16 14:40")
    order.plant("hotel-iptv/6.9")
    _remind(order, at("2026-09-17 09:00"))
    walk = Rooms(order, rng, _arrive(order, at("2026-09-17 10:18"), first=False).at + timedelta(minutes=12))
    walk.occupied("1103")
    _leave(order, walk.clock + timedelta(minutes=4), 36, 0, comments="已全部装好")
    _answer(order, "2026-09-17 16:00", "2026-09-18 09:10", 36)
    order.settle()
    return order


def _lin_xi(rng: Random) -> Order:
    """40 rooms; the first visit comes on the third working day, with National Day between."""
    rooms = _numbers(range(8, 13), range(1, 9))
    order = _order("H-0917", "临汐宾馆", "周予安", rooms)
    _contract(order, "2026-09-28 10:20", "2026-09-30 16:00")
    _book(order, at("2026-10-08 09:30"), at("2026-10-10 09:30"))
    walk = Rooms(order, rng, _arrive(order, at("2026-10-10 09:05")).at + timedelta(minutes=20))
    order.plant("hotel-iptv/1.2")
    for room in rooms:
        if room == "1001":
            walk.clock += timedelta(minutes=50)  # lunch
        if room in ("0807", "1105", "1206"):
            walk.occupied(room)
        else:
            walk.vacant(room, seconds={"0801": 380, "1103": 322}.get(room))
    order.plant("hotel-iptv/3.6", "hotel-iptv/9.14")
    _guest_wishes(order, walk)
    _leave(order, walk.clock + timedelta(minutes=12), 40, 0, comments="无", complaint_phone=False)
    order.plant("hotel-iptv/6.7")
    record = _answer(order, "2026-10-12 09:10", "2026-10-12 09:25", 40)
    record.received = at("2026-10-12 11:30")
    order.settle()
    return order


def _guest_wishes(order: Order, walk: Rooms) -> None:
    """What a guest wanted from the hotel, and the front desk from us."""
    clock = walk.clock
    order.do(clock + timedelta(minutes=1), "guest_request_heard", "guest", room="1206", request="加两瓶水")
    order.do(
        clock + timedelta(minutes=4),
        "guest_request_passed_on",
        "account_manager",
        room="1206",
        passed_to="attendant",
        request="加两瓶水",
    )
    order.do(clock + timedelta(minutes=6), "demo_asked", "front_desk", question="怎么切回有线电视")
    order.do(clock + timedelta(minutes=9), "demo_given", "account_manager", topics=["开机", "切换信号源"])
