"""What goes wrong in a home installation: each function spoils an order in one way and plants the clauses it breaks.

Who fails in what, order by order, is in ``home_habits``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from .home import FIVE_ONES
from .records import Order, talk

Fault = Callable[[Order], None]


def late_call(order: Order) -> None:
    """The customer is called more than half an hour after the order came in."""
    late = timedelta(minutes=27 + int(order.number[-2:]) % 40)
    for act in ("customer_called", "appointment_made"):
        order.first(act).at += late
    order.plant("home-broadband/5.1")


def late_arrival(order: Order) -> None:
    """At the door less than ten minutes before the time booked."""
    arrived = order.first("arrived")
    early = timedelta(minutes=int(order.number[-2:]) % 9)
    order.delay(arrived, order.first("appointment_made").data["window_start"] - early - arrived.at)
    order.plant("home-broadband/5.6")


def no_speed_test(order: Order) -> None:
    order.drop("speed_test_shown")
    order.plant("home-broadband/5.11")


def speed_unwatched(order: Order) -> None:
    order.first("speed_test_shown").data["customer_watched"] = False
    order.plant("home-broadband/5.11")


def speed_not_kept(order: Order) -> None:
    del order.first("speed_test_shown").data["test_result"]
    order.plant("home-broadband/5.11")


def no_badge(order: Order) -> None:
    """No badge: both standards mind, and the fine of the one is not decided yet."""
    order.first("appearance_checked").data["badge_worn"] = False
    order.plant("home-broadband/4.8", "technician-conduct/2.2")
    order.plant("technician-conduct/2.3", verdict="pending")


def bearded(order: Order) -> None:
    order.first("appearance_checked").data["no_beard"] = False
    order.plant("technician-conduct/2.1")
    order.plant("technician-conduct/2.3", verdict="pending")


def fined(amount: float, clause: str) -> Fault:
    """The supervisor decides the fine of ``clause``; a sum that is not the clause's own breaks it."""

    def decide(order: Order) -> None:
        order.do(
            order.acts[-1].at.replace(hour=17, minute=20) + timedelta(days=2),
            "sanction_decided",
            "supervisor",
            clause=f"technician-conduct/{clause}",
            effect="fine",
            amount=amount,
        )
        right = {"2.3": 5, "8.2": 10, "1.3": 40}[clause] == amount
        if right:
            del order.planted[f"technician-conduct/{clause}"]
        else:
            order.plant(f"technician-conduct/{clause}")

    return decide


def four_ones(order: Order) -> None:
    """Four of the five: broken, yet not fined."""
    order.first("five_ones_checked").data["one_service_card"] = False
    order.plant("technician-conduct/1.2")


def three_ones(order: Order) -> None:
    """Three of the five: 20 yuan for each of the two, not decided yet."""
    order.first("five_ones_checked").data.update(dict.fromkeys(FIVE_ONES[3:], False))
    order.plant("technician-conduct/1.2")
    order.plant("technician-conduct/1.3", verdict="pending")


def overdue(order: Order) -> None:
    """Three days after the order came in, a day too late; the fine is not decided yet."""
    order.delay(order.first("prepared"), timedelta(days=2))
    booked = order.first("appointment_made").data
    booked["window_start"] += timedelta(days=2)
    booked["window_end"] += timedelta(days=2)
    if order.first("customer_called").data.pop("transcript", None):
        order.first("customer_called").data["recording"] = f"录音-{order.number}.mp3"
    order.plant("technician-conduct/8.1")
    order.plant("technician-conduct/8.2", verdict="pending")


def no_rubbish_removed(order: Order) -> None:
    order.first("site_cleaned").data["rubbish_removed"] = False
    order.plant("home-broadband/5.19")


def sticker_unseen(order: Order) -> None:
    del order.first("sticker_posted").data["photo"]
    order.plant("home-broadband/5.18")


def cabled_before_consent(order: Order) -> None:
    order.first("plan_accepted").at = order.first("cabling_started").at + timedelta(minutes=9)
    order.plant("home-broadband/5.9")


def weak_and_silent(order: Order) -> None:
    order.last("wifi_checked").data["coverage"] = "weak"
    order.plant("home-broadband/5.12")


def weak_and_offered(order: Order) -> None:
    """Weak in one room, and a better network offered, as it should be."""
    weak = order.last("wifi_checked")
    weak.data["coverage"] = "weak"
    order.do(
        weak.at + timedelta(minutes=1),
        "networking_offered",
        "technician",
        options=["子母路由", "全屋光纤"],
        customer_choice="later",
    )


def bound_to_another(order: Order) -> None:
    order.first("iptv_bound").data["phone_holder"] = "other"
    order.plant("home-broadband/5.14")


def no_demo(order: Order) -> None:
    order.drop("demo_given")
    order.plant("home-broadband/5.16", "home-broadband/5.17")


def cannot_use(order: Order) -> None:
    order.first("demo_given").data["customer_can_use"] = False
    order.plant("home-broadband/5.17")


def dissatisfied(order: Order) -> None:
    """The customer is not satisfied, and the order is answered as if nothing had happened."""
    order.first("rating_given").data.update(score=4, satisfied=False, comment="线头没有收好")
    order.first("order_replied").data["score"] = 4
    order.plant("home-broadband/5.22", "home-broadband/5.23")


def rectified(order: Order) -> None:
    """Not satisfied at first, put right on the spot, satisfied then."""
    rating = order.first("rating_given")
    rating.data.update(score=6, satisfied=False, comment="线头没有收好")
    order.delay(order.first("left_site"), timedelta(minutes=25))
    order.do(
        rating.at + timedelta(minutes=18), "rectified", "technician", remedy="重新固定线头", talked_with_customer=True
    )
    order.do(rating.at + timedelta(minutes=22), "rating_given", "customer", score=9, satisfied=True)


def not_replied(order: Order) -> None:
    order.drop("order_replied")
    order.plant("home-broadband/5.24", verdict="pending")


def reply_incomplete(order: Order) -> None:
    del order.first("order_replied").data["result"]
    order.plant("home-broadband/5.25")


def question_open(order: Order) -> None:
    order.do(
        order.first("work_finished").at - timedelta(minutes=2),
        "question_asked",
        "customer",
        topic="use",
        question="换了路由器还能看电视吗",
    )
    order.plant("home-broadband/1.9")


def promise_late(order: Order) -> None:
    """A remote control promised for two days later comes a day after that."""
    left = order.first("left_site").at
    due = left.replace(hour=18, minute=0) + timedelta(days=2)
    order.do(left - timedelta(minutes=1), "promise_made", "technician", promise="补送一个遥控器", due=due)
    order.do(due + timedelta(hours=16, minutes=20), "promise_kept", "technician", promise="补送一个遥控器")
    order.plant("home-broadband/1.3")


def promise_undated(order: Order) -> None:
    order.do(order.first("left_site").at - timedelta(minutes=1), "promise_made", "technician", promise="过几天来理线")
    order.plant("home-broadband/1.18")


def taboo_words(order: Order) -> None:
    order.first("introduced").data["transcript"] = talk(
        f"我: 您好，我是装维工程师{order.owner}，来安装宽带，请问可以进门吗？",
        "客: 怎么这么晚才来？",
        "我: 派单的事不归我管。",
    )
    order.plant("home-broadband/3.5")


def booked_bluntly(order: Order) -> None:
    order.first("customer_called").data["transcript"] = talk("我: 明天给你装宽带，在家吧？", "客: 在。", "我: 行。")
    order.plant("home-broadband/3.3")


def smoked(order: Order) -> None:
    order.do(
        order.first("left_site").at + timedelta(minutes=20),
        "violation_reported",
        "customer",
        clause="technician-conduct/9.1",
        detail="在阳台抽烟",
    )
    order.plant("technician-conduct/9.1")


def no_covers(order: Order) -> None:
    order.first("prepared").data["shoe_covers"] = False
    order.plant("home-broadband/5.7")


def tools_short(order: Order) -> None:
    order.first("tools_checked").data["tools_complete"] = False
    order.plant("home-broadband/3.2", "technician-conduct/6.1")


def same_day_missed(order: Order) -> None:
    order.facts["same_day"] = True
    order.plant("home-broadband/5.4", "home-broadband/5.5")


def moved_by_customer(order: Order) -> None:
    """The customer asks for half an hour later, in time, and is served by the new time."""
    booked = order.first("appointment_made")
    start = booked.data["window_start"] + timedelta(minutes=30)
    order.do(
        booked.at + timedelta(hours=2),
        "appointment_changed",
        "technician",
        window_start=start,
        window_end=start + timedelta(hours=2),
        requested_by="customer",
        reason="客户临时有事",
    )
    order.delay(order.first("prepared"), timedelta(minutes=30))
