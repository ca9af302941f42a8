"""The demo's data: an organisation, its orders brought in by the real import, a working day played through the API, and
orders that are due today and tomorrow, a case at work for every other standard.

``seed`` may be called again at any time: what is there already stays, what a stopped run left out is added. Nothing
here is for real use.
"""

from __future__ import annotations

from collections.abc import Callable

from doorstep.gate.seeding import desks, sanctions
from doorstep.gate.seeding.coming import leave_orders
from doorstep.gate.seeding.day import CAST, Day, orders_of_today, play_day
from doorstep.gate.seeding.doors import door_examples, make_links
from doorstep.gate.seeding.organisation import ACCOUNTS, log_ins, others_are_here, password, settle
from doorstep.gate.seeding.speaking import forget

Tell = Callable[[str, int, int], None]

__all__ = ["ACCOUNTS", "Day", "door_examples", "log_ins", "others_are_here", "password", "seed"]


def seed(tell: Tell = lambda what, done, total: None) -> Day:
    """Makes the demo's data, or completes it: the day that was played. ``tell`` hears which case is being played, of
    how many.
    """
    forget()
    settle()
    day = play_day(tell)
    orders_of_today(day)
    leave_orders(day.number)
    make_links()
    sanctions.decide(day)
    desks.begin(CAST, day.number)
    return day
