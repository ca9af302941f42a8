"""Sixty home installations by the book: home-broadband and technician-conduct judge each of them together.

Five technicians with a dozen orders each. What they do wrong is in ``home_faults``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from . import people
from .records import Order, at, talk

STANDARDS = ("home-broadband", "technician-conduct")

SUBJECTS = (
    "broadband_work_alone",
    "access_side_devices",
    "customer_side_devices",
    "line_maintenance",
    "tools_and_instruments",
    "device_debugging",
    "fault_location",
    "business_process",
    "business_knowledge",
    "emergency_steps",
)

LOOKS = (
    *("dress_as_prescribed", "healthy_positive_look", "hygiene_good", "nails_trimmed", "breath_fresh"),
    *("hair_clean_neat", "hair_no_odour_or_dandruff", "head_not_shaven", "hair_not_dyed_or_odd"),
    *("shoes_clean", "shoes_formal", "uniform_worn_clean", "badge_worn", "badge_faces_out", "badge_clean_legible"),
    *("dress_by_norm", "clean_and_neat", "no_long_hair", "nails_short", "no_beard", "uniform_worn", "uniform_clean"),
)
"""What both standards look at before a visit."""

FIVE_ONES = (
    "one_pair_of_shoe_covers",
    "one_tool_mat",
    "one_cleaning_cloth",
    "one_rubbish_bag",
    "one_service_card",
)

WINDOWS = ("09:30", "10:30", "14:00", "15:30", "16:30")
ROUTES = ("沿踢脚线到书房", "走弱电箱到客厅", "沿门框到电视墙", "暗管到主卧")
PRODUCTS = ("bundle", "broadband", "bundle", "iptv", "broadband")
VALID_UNTIL = {"江晚": "2026-09-15"}
"""Post certificates that run out early; the others run to the end of the year."""


def orders(rng: Random) -> list[Order]:
    """The sixty, as they would be if nobody ever failed."""
    made: list[Order] = []
    days = {name: sorted(rng.sample(_days_of_receipt(), 12)) for name in people.TECHNICIANS}
    for turn in range(12):
        for name in people.TECHNICIANS:
            number = len(made) + 1
            received = days[name][turn] + timedelta(minutes=rng.randrange(8 * 60 + 40, 15 * 60))
            made.append(installation(number, name, received, rng))
    return made


def _days_of_receipt() -> list[datetime]:
    """Days of September on which orders come in and the day after is no Sunday and no holiday."""
    days = [at("2026-09-01") + timedelta(days=number) for number in range(29)]
    return [day for day in days if (day + timedelta(days=1)).weekday() != 6 and day.day not in (24, 25, 26)]


def installation(number: int, technician: str, received: datetime, rng: Random) -> Order:
    """One installation: booked on the day the order comes in, done on the next."""
    customer = people.customer(number)
    product = PRODUCTS[(number + (number - 1) // len(people.TECHNICIANS)) % len(PRODUCTS)]
    order = Order(
        f"Z-{900 + number:04d}",
        "installation",
        STANDARDS,
        people.TECHNICIANS[technician],
        technician,
        {
            "product": product,
            "same_day": False,
            "customer": customer,
            "phone": people.mobile(number),
            "address": people.address(number),
            "place": "customer_home",
        },
        people={
            "technician": technician,
            "supervisor": people.SUPERVISOR,
            "certifier": people.CERTIFIER,
        },
    )
    hour, minute = map(int, rng.choice(WINDOWS).split(":"))
    window = received.replace(hour=hour, minute=minute) + timedelta(days=1)
    _certified(order, received - timedelta(minutes=1))
    _booked(order, received, window, rng)
    arrived = _set_out(order, window, rng)
    finished = _worked(order, product, arrived, rng)
    _handed_over(order, finished, rng)
    return order


def _certified(order: Order, opened: datetime) -> None:
    """What the order system copies from the technician's file when the order is opened."""
    for subject in SUBJECTS:
        order.do(opened, "skill_assessed", "certifier", person=order.owner, subject=subject, passed=True)
    certificate(order, opened, "2026-01-16", VALID_UNTIL.get(order.owner, "2026-12-31"))


def certificate(order: Order, recorded: datetime, granted: str, until: str) -> None:
    """The technician's post certificate, valid from ``granted`` to ``until``, as ``recorded`` on the order."""
    order.do(
        recorded,
        "certificate_granted",
        "certifier",
        person=order.owner,
        certificate="post_certificate",
        granted_on=granted,
        valid_until=until,
    )


def _booked(order: Order, received: datetime, window: datetime, rng: Random) -> None:
    order.do(received, "order_received", "technician", order_no=order.number)
    called = received + timedelta(minutes=rng.randrange(4, 24))
    call = order.do(
        called, "customer_called", "technician", phone=order.facts["phone"], purpose="appointment", reached=True
    )
    if int(order.number[-1]) % 2:
        call.data["transcript"] = talk(
            f"我: 您好，我是澜江通信的装维工程师{order.owner}，想和您约一下装机。",
            "客: 好的，你说。",
            f"我: 您看{window.day}号{window.hour}点方便吗？",
            "客: 可以。",
            "我: 好的，到时见，再见。",
        )
    order.do(
        called + timedelta(minutes=3),
        "appointment_made",
        "technician",
        window_start=window,
        window_end=window + timedelta(hours=2),
        same_day_checked=True,
    )


def _set_out(order: Order, window: datetime, rng: Random) -> datetime:
    """Everything up to the door; returns the arrival."""
    arrived = window - timedelta(minutes=rng.randrange(11, 24))
    start = arrived - timedelta(minutes=rng.randrange(45, 60))
    order.do(start, "prepared", "technician", shoe_covers=True, clean_cloth=True)
    order.do(
        start + timedelta(minutes=3),
        "tools_checked",
        "technician",
        tools_complete=True,
        instruments_complete=True,
        all_usable=True,
    )
    looks: dict[str, object] = dict.fromkeys(LOOKS, True)
    male = order.owner != "江晚"
    if male:
        looks["hair_above_collar"] = True
    order.do(
        start + timedelta(minutes=6),
        "appearance_checked",
        "technician",
        person=order.owner,
        gender="male" if male else "female",
        check_occasion="visit",
        **looks,
        badge_position="upper_left_chest",
        photo=f"仪容-{order.number}.jpg",
    )
    order.do(start + timedelta(minutes=8), "five_ones_checked", "technician", **dict.fromkeys(FIVE_ONES, True))
    order.do(start + timedelta(minutes=10), "departed", "technician")
    order.do(
        arrived, "arrived", "technician", location=f"30.{rng.randrange(2000, 2999)},120.{rng.randrange(1000, 1999)}"
    )
    return arrived


def _worked(order: Order, product: str, arrived: datetime, rng: Random) -> datetime:
    """From the door to the end of the work; returns the end."""
    clock = arrived + timedelta(minutes=rng.randrange(2, 5))
    introduced = order.do(clock, "introduced", "technician")
    if int(order.number[-1]) % 3 == 0:
        introduced.data["transcript"] = talk(
            f"我: 您好，我是装维工程师{order.owner}，来给您安装宽带，请问可以进门吗？", "客: 请进。"
        )
    order.do(clock + timedelta(minutes=1), "entry_granted", "customer")
    order.do(clock + timedelta(minutes=2), "work_started", "technician", technician=order.owner)
    order.do(clock + timedelta(minutes=5), "plan_proposed", "technician", route=rng.choice(ROUTES))
    order.do(clock + timedelta(minutes=8), "plan_accepted", "customer", remark="可以")
    order.do(clock + timedelta(minutes=10), "cabling_started", "technician")
    clock += timedelta(minutes=rng.randrange(30, 45))
    if product != "iptv":
        clock = _broadband_on(order, clock, rng)
    if product != "broadband":
        order.do(clock, "iptv_bound", "technician", bound_phone=order.facts["phone"], phone_holder="household_lead")
    topics = ["连WiFi", "测速"] if product == "broadband" else ["开机", "换台", "连WiFi"]
    order.do(clock + timedelta(minutes=6), "demo_given", "technician", topics=topics, customer_can_use=True)
    return clock + timedelta(minutes=10)


def _broadband_on(order: Order, clock: datetime, rng: Random) -> datetime:
    serial = f"ONT-{rng.randrange(10000, 99999)}"
    order.do(clock, "device_debugged", "technician", device_serial=serial, ok=True)
    order.do(clock + timedelta(minutes=3), "wifi_enabled", "technician", ssid=f"LJ-{serial[-4:]}")
    for turn, room in enumerate(("客厅", "主卧", "次卧")):
        order.do(clock + timedelta(minutes=5 + turn), "wifi_checked", "technician", room=room, coverage="good")
    order.do(
        clock + timedelta(minutes=10),
        "speed_test_shown",
        "technician",
        down_mbps=rng.randrange(4600, 5200) / 10,
        up_mbps=rng.randrange(900, 1010) / 10,
        customer_watched=True,
        test_result=f"测速-{order.number}.png",
    )
    return clock + timedelta(minutes=13)


def _handed_over(order: Order, finished: datetime, rng: Random) -> None:
    score = rng.choice((9, 10, 10))
    order.do(finished, "work_finished", "technician", order_no=order.number)
    order.do(finished + timedelta(minutes=1), "sticker_posted", "technician", photo=f"服务贴-{order.number}.jpg")
    order.do(
        finished + timedelta(minutes=4),
        "site_cleaned",
        "technician",
        rubbish_removed=True,
        photo=f"现场-{order.number}.jpg",
    )
    order.do(finished + timedelta(minutes=7), "signed_off", "customer", customer_signature=f"签名-{order.number}.png")
    order.do(finished + timedelta(minutes=8), "rating_given", "customer", score=score, satisfied=True)
    order.do(finished + timedelta(minutes=10), "left_site", "technician")
    order.do(
        finished + timedelta(minutes=rng.randrange(16, 40)),
        "order_replied",
        "technician",
        order_no=order.number,
        result="已开通",
        signed=True,
        score=score,
    )
