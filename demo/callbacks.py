"""Twenty call-backs with their transcripts, judged by callbacks: first and further ones, unusual bills, no bill.

The words are in ``callback_words``; which are left out on purpose, and what else goes wrong, says ``FAULTS``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from . import people
from .callback_words import WORDS
from .records import Order, at, talk

STANDARDS = ("callbacks",)

KINDS = ("first", "second", "first", "unusual_bill", "zero_bill")
HOTLINE = "0571-80000019"


def orders(rng: Random) -> list[Order]:
    """The twenty call-backs of the month, with what went wrong in them."""
    made = []
    for number in range(1, 21):
        order = callback(number, at("2026-09-05") + timedelta(days=number + number // 5), rng)
        for fault in FAULTS.get(number, ()):
            fault(order)
            order.settle()
        made.append(order)
    return made


def callback(number: int, day: datetime, rng: Random) -> Order:
    """The ``number``-th call-back, on ``day``: file, call, record."""
    manager = list(people.CALLBACK_MANAGERS)[number % 2]
    customer = people.customer(99 + number)
    kind = KINDS[number % len(KINDS)]
    facts: dict[str, Any] = {
        "customer": customer,
        "surname": customer[0],
        "phone": people.mobile(99 + number),
        "manager": manager,
        "hotline": HOTLINE,
        "kind": kind,
    }
    if kind == "unusual_bill":
        facts |= {"last_month_bill": rng.randrange(120, 240), "this_month_bill": rng.randrange(80, 200) / 2}
    order = Order(
        f"V-{900 + number:04d}",
        "callback",
        STANDARDS,
        people.CALLBACK_MANAGERS[manager],
        manager,
        facts,
        people={"account_manager": manager, "system": "系统"},
    )
    order.do(
        day + timedelta(hours=8, minutes=30),
        "certificate_granted",
        "system",
        certificate="level_3_service_representative",
        valid_until="2027-03-01",
    )
    called = day + timedelta(minutes=rng.randrange(9 * 60, 17 * 60))
    bill = f"{facts['last_month_bill']}元" if kind == "unusual_bill" else "0元" if kind == "zero_bill" else "月均88元"
    order.do(
        called - timedelta(minutes=6),
        "customer_data_pulled",
        "account_manager",
        customer_file="在网三年",
        bill=bill,
        handler="严师傅",
    )
    _call(order, called)
    order.settle()
    return order


def _call(order: Order, moment: datetime) -> None:
    """A completed call and its record."""
    order.do(
        moment,
        "callback_made",
        "account_manager",
        kind=order.facts["kind"],
        outcome="completed",
        speaks_with="owner",
        spoken="mandarin",
        transcript=talk(*WORDS[order.facts["kind"]](order)),
    )
    order.do(moment + timedelta(minutes=9), "record_entered", "account_manager", entry="已回访，客户无异议")


def _without(word: str, *clauses: str) -> Callable[[Order], None]:
    """Leave ``word`` unsaid wherever we said it."""

    def change(order: Order) -> None:
        for line in order.first("callback_made").data["transcript"]:
            if line["speaker"] == "agent":
                line["text"] = line["text"].replace(word, "")
        order.plant(*(f"callbacks/{clause}" for clause in clauses))

    return change


def wrong_amount(order: Order) -> None:
    """The sum said is not the one in the system."""
    now = order.facts["this_month_bill"]
    for line in order.first("callback_made").data["transcript"]:
        line["text"] = line["text"].replace(f"{now:g}元", f"{now + 10:g}元")
    order.plant("callbacks/4.8")


def in_dialect(order: Order) -> None:
    order.first("callback_made").data["spoken"] = "dialect"
    order.plant("callbacks/3.6")


def file_not_pulled(order: Order) -> None:
    order.drop("customer_data_pulled")
    order.plant("callbacks/4.5")


def not_recorded(order: Order) -> None:
    order.drop("record_entered")
    order.plant("callbacks/4.4", verdict="pending")


def certificate_over(order: Order) -> None:
    order.first("certificate_granted").data["valid_until"] = "2026-08-31"
    order.plant("callbacks/1.3")


def put_off(late: int) -> Callable[[Order], None]:
    """The customer has no time at first; he is called ``late`` minutes after the time agreed."""

    def change(order: Order) -> None:
        call = order.first("callback_made")
        again = call.at.replace(minute=0) + timedelta(days=1)
        order.delay(call, again + timedelta(minutes=late) - call.at)
        tried = again - timedelta(days=1, minutes=-5)
        order.do(tried, "callback_made", "account_manager", kind=order.facts["kind"], outcome="busy", spoken="mandarin")
        order.do(tried + timedelta(minutes=1), "callback_declined", "customer", reason="busy")
        order.do(
            tried + timedelta(minutes=1),
            "appointment_made",
            "account_manager",
            callback_at=again,
            transcript=talk(
                "我: 您看什么时间方便，我再联系您？", f"客: 明天{again.hour}点。", "我: 好的，打扰您了，再见。"
            ),
        )
        order.do(tried + timedelta(minutes=4), "record_entered", "account_manager", entry="客户没空，已另约")
        order.first("customer_data_pulled").at = tried - timedelta(minutes=5)
        if late > 15:
            order.plant("callbacks/4.33")

    return change


def complaint_heard(*, answered: bool) -> Callable[[Order], None]:
    """In the call the customer complains of something that the manager could answer at once."""

    def change(order: Order) -> None:
        call = order.first("callback_made").at
        order.do(call + timedelta(minutes=2), "feedback_heard", "customer", feedback="想退掉彩铃", answerable=True)
        if answered:
            order.do(call + timedelta(minutes=3), "question_answered", "account_manager", answer="已退订")
        else:
            order.plant("callbacks/3.2")
        order.do(call + timedelta(minutes=5), "call_ended", "customer")

    return change


def passed_on(*, level: int, replied: bool) -> Callable[[Order], None]:
    """A complaint that another department must settle, reported to ``level``."""

    def change(order: Order) -> None:
        call = order.first("callback_made").at
        order.do(call + timedelta(minutes=2), "feedback_heard", "customer", feedback="地下车库没信号", answerable=False)
        order.do(call + timedelta(minutes=5), "call_ended", "customer")
        order.do(call + timedelta(hours=2), "escalated", "account_manager", level=level, to="网络部主管")
        if level > 1:
            order.plant("callbacks/3.9")
        if replied:
            order.do(call + timedelta(days=3), "department_replied", "department", reply="已列入补盲计划")
        else:
            order.plant("callbacks/3.4", verdict="pending")

    return change


FAULTS: dict[int, tuple[Callable[[Order], None], ...]] = {
    2: (_without("这个电话不收费，", "4.1"),),
    3: (wrong_amount,),
    5: (passed_on(level=1, replied=True),),
    6: (_without("上个月和您通过电话", "4.7"),),
    7: (put_off(4),),
    8: (_without("对我们的服务有没有不满意的地方？", "4.10"),),
    9: (_without("您放心，", "4.14"), not_recorded),
    10: (_without("嗯，", "4.3"), _without("您还有什么意见和建议？", "4.2")),
    11: (complaint_heard(answered=True),),
    12: (_without("这个电话不收费，", "4.1"), in_dialect),
    14: (_without("定期为您再次回访", "4.15"),),
    15: (passed_on(level=2, replied=False),),
    16: (certificate_over,),
    17: (put_off(45),),
    18: (complaint_heard(answered=False), wrong_amount),
    20: (file_not_pulled, _without("这个电话不收费，", "4.1")),
}
"""By the call-back's number (1 to 20): what goes wrong."""
