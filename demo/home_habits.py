"""Who fails in what, home installation by home installation.

One comes at the last minute, one calls late and forgets the speed test, one forgets the badge, one works on for a week
with a certificate that has run out, and one works by the book.
"""

from __future__ import annotations

from random import Random

from . import home
from . import home_faults as f
from .home_faults import Fault
from .records import Order

HABITS: dict[str, dict[int, tuple[Fault, ...]]] = {
    "何知秋": {
        0: (f.late_arrival,),
        1: (f.late_arrival,),
        2: (f.moved_by_customer,),
        3: (f.late_arrival,),
        4: (f.late_arrival,),
        5: (f.no_covers,),
        6: (f.late_arrival,),
        7: (f.late_arrival, f.question_open),
        8: (f.late_arrival,),
        9: (f.late_arrival,),
        10: (f.weak_and_offered,),
        11: (f.rectified,),
    },
    "沈一舟": {
        2: (f.rectified,),
        4: (f.reply_incomplete,),
        7: (f.weak_and_silent,),
        10: (f.late_arrival,),
    },
    "陆鸣川": {
        0: (f.late_call,),
        1: (f.no_speed_test,),
        2: (f.late_call, f.booked_bluntly),
        3: (f.late_call,),
        4: (f.no_speed_test, f.same_day_missed),
        5: (f.late_call,),
        6: (f.late_call, f.speed_unwatched),
        7: (f.dissatisfied,),
        8: (f.late_call, f.speed_not_kept),
        9: (f.overdue,),
        10: (f.late_call,),
        11: (f.overdue, f.fined(20, "8.2")),
    },
    "江晚": {
        3: (f.promise_late,),
        6: (f.weak_and_offered,),
        9: (f.bound_to_another,),
        11: (f.overdue, f.fined(10, "8.2")),
    },
    "许见山": {
        0: (f.no_badge, f.fined(5, "2.3")),
        1: (f.sticker_unseen, f.cannot_use),
        2: (f.no_badge, f.tools_short),
        3: (f.four_ones, f.promise_undated),
        4: (f.sticker_unseen, f.cabled_before_consent),
        5: (f.no_badge, f.fined(5, "2.3")),
        6: (f.no_rubbish_removed, f.bearded),
        7: (f.no_badge, f.fined(10, "2.3")),
        8: (f.three_ones,),
        9: (f.no_rubbish_removed, f.taboo_words),
        10: (f.no_badge, f.no_demo),
        11: (f.smoked, f.not_replied),
    },
}
"""By technician and turn (0 to 11): what goes wrong, in the order in which it is applied."""

RENEWED = "2026-09-22"
"""The day on which 江晚's certificate is granted anew."""


def orders(rng: Random) -> list[Order]:
    """The sixty home installations of the month, with everybody's habits."""
    made = home.orders(rng)
    turns = dict.fromkeys(HABITS, 0)
    for order in made:
        for fault in HABITS[order.owner].get(turns[order.owner], ()):
            fault(order)
            order.settle()
        turns[order.owner] += 1
        _certificate(order)
        order.settle()
    return made


def _certificate(order: Order) -> None:
    """A certificate that ran out breaks 2.2, unless the order was opened after it had been granted anew."""
    until = home.VALID_UNTIL.get(order.owner)
    if until is None or order.first("work_started").at.date().isoformat() <= until:
        return
    opened = order.first("certificate_granted").at
    if opened.date().isoformat() >= RENEWED:
        home.certificate(order, opened, RENEWED, "2027-09-21")
    else:
        order.plant("home-broadband/2.2")
