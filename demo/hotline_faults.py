"""What goes wrong at the hotline: each function spoils a complaint in one way and plants the clauses that it breaks.

``FAULTS`` says which complaint fails in what. One agent picks up late and forgets the greeting, one hands
forms on too late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from . import hotline
from .hotline_story import DESK
from .records import Order, at, talk

Fault = Callable[[Order], None]


def rings(count: int) -> Fault:
    """Picked up after so many rings: before the second or after the third is wrong."""

    def change(order: Order) -> None:
        order.first("call_answered").data["rings"] = count
        order.plant("hotline-support/5.3" if count < 2 else "hotline-support/5.4")

    return change


def no_greeting(order: Order) -> None:
    order.first("call_answered").data["transcript"] = talk("我: 喂，澜江通信，什么事？", "客: 我要投诉。")
    order.plant("hotline-support/5.5")


def refused(order: Order) -> None:
    order.first("call_ended").data["transcript"] = talk("客: 今天能解决吗？", "我: 这个我也没办法。", "我: 再见。")
    order.plant("hotline-support/4.8")


def no_tally(order: Order) -> None:
    order.drop("tally_marked")
    order.plant("hotline-support/10.3", verdict="pending")


def two_strokes(order: Order) -> None:
    order.first("tally_marked").data["strokes"] = 2
    order.plant("hotline-support/10.4")


def hung_up_first(order: Order) -> None:
    order.first("call_ended").data["hung_up_first"] = "agent"
    order.plant("hotline-support/8.5")


def unconfirmed(order: Order) -> None:
    order.drop("info_confirmed")
    order.plant("hotline-support/8.2")


def desk_short(order: Order) -> None:
    order.first("desk_prepared").data["confirmed"] = list(DESK[:-1])
    order.plant("hotline-support/5.1")


def late_form(order: Order) -> None:
    """Handed on only after two working hours."""
    order.delay(order.first("form_forwarded"), timedelta(hours=2, minutes=20))
    order.plant("hotline-support/8.6")


def late_result(order: Order) -> None:
    """The result comes days late; the handler is asked, and the customer told with an apology."""
    returned = order.first("result_returned")
    asked = returned.at + timedelta(days=4)
    order.delay(returned, timedelta(days=6))
    order.do(asked, "handler_chased", "hotline_agent", handled_by=returned.data["handled_by"])
    order.do(asked + timedelta(minutes=12), "delay_told", "hotline_agent", apologised=True)
    order.plant("hotline-support/8.7")


def late_in_silence(order: Order) -> None:
    """The result comes days late, and nobody asks or tells."""
    order.delay(order.first("result_returned"), timedelta(days=6))
    order.plant("hotline-support/8.7")
    order.plant("hotline-support/8.8", "hotline-support/8.9", verdict="pending")


def too_late_for_customer(order: Order) -> None:
    """The time by which the customer wanted it solved has passed as well."""
    order.plant("hotline-support/9.14")


def wrong_desk(role: str, clause: str) -> Fault:
    """The form goes to somebody who does not answer for such a problem."""

    def change(order: Order) -> None:
        order.first("form_forwarded").data["to_role"] = role
        order.plant(f"hotline-support/{clause}")

    return change


def wrong_form_number(order: Order) -> None:
    form = order.first("problem_form_filled").data
    form["form_no"] = f"{form['day']}-{form['serial']}"
    order.plant("hotline-support/8.12")


def unreviewed(order: Order) -> None:
    order.drop("form_reviewed")
    order.plant("hotline-support/8.16")


def argued(order: Order) -> None:
    order.first("complaint_talked").data["transcript"] = talk(
        "我: 您好，请说说经过。", "客: 师傅一直没有来。", "我: 不可能，系统里显示来过。"
    )
    order.plant("hotline-support/9.21")


def deemed_early(order: Order) -> None:
    order.delay(order.first("problem_deemed_solved"), -timedelta(hours=3))
    order.plant("hotline-support/7.6")


def unmarked(order: Order) -> None:
    order.first("consult_logged").data["marked_unfinished"] = False
    order.plant("hotline-support/9.6")


def checked_by_agent(order: Order) -> None:
    checked = order.first("unfinished_checked")
    checked.by, checked.person = "hotline_agent", order.owner
    order.plant("hotline-support/9.27")


def no_reply(order: Order) -> None:
    """The customer is never told."""
    order.drop("reply_given")
    order.plant("hotline-support/4.2", "hotline-support/4.3", verdict="pending")


def holiday_refused(order: Order) -> None:
    """The caller had tried before, on the Mid-autumn Festival, and was told to try again later."""
    order.do(at("2026-09-25 15:12"), "call_refused", "hotline_agent", ground="holiday")
    order.plant("hotline-support/1.7")


FAULTS: dict[int, tuple[Fault, ...]] = {
    1: (no_tally,),
    2: (late_form,),
    4: (wrong_form_number,),
    7: (rings(4), unreviewed),
    10: (rings(4),),
    11: (late_form,),
    14: (late_result, too_late_for_customer),
    15: (deemed_early,),
    16: (no_greeting,),
    17: (late_form,),
    18: (checked_by_agent,),
    19: (rings(5),),
    20: (late_in_silence, too_late_for_customer),
    22: (rings(1), argued),
    25: (hung_up_first,),
    28: (desk_short,),
    29: (no_reply,),
    31: (no_greeting, unconfirmed),
    32: (unmarked,),
    34: (rings(4),),
    35: (wrong_desk("product_manager", "9.31"),),
    36: (wrong_desk("business_dept", "9.18"),),
    37: (refused,),
    38: (holiday_refused,),
    39: (late_result,),
    40: (two_strokes,),
}
"""By the complaint's number (1 to 40): what goes wrong."""


def orders(rng: Random) -> list[Order]:
    """The forty complaints of the month, with what went wrong in them."""
    made = hotline.orders(rng)
    for number, faults in FAULTS.items():
        order = made[number - 1]
        for fault in faults:
            fault(order)
            order.settle()
    return made
