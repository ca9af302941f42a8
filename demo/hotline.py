"""Forty complaints at the 800 line by the book: solved on the phone, handed on, or come in over the web.

How each unfolds is in ``hotline_story``, what goes wrong in ``hotline_faults``. All are judged by hotline-support.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from . import people
from .hotline_story import HANDLERS, REVIEWER, Story
from .records import Order, at

STANDARDS = ("hotline-support",)

FLOWS = (
    *("solved", "handed", "solved", "handed", "web", "solved", "handed", "guided", "handed", "solved"),
    *("handed", "solved", "web", "handed", "tested", "solved", "handed", "overnight", "solved", "handed"),
    *("solved", "handed", "guided", "solved", "handed", "web", "solved", "tested", "handed", "solved"),
    *("handed", "overnight", "solved", "handed", "web", "handed", "solved", "guided", "handed", "solved"),
)
"""How each of the forty goes; ``solved`` on the phone, ``guided`` after a word with a colleague."""

KINDS = ("technical", "service", "sales", "technical", "other", "service", "technical")


def orders(rng: Random) -> list[Order]:
    """The forty, as they would be if nobody ever failed."""
    days = [day for number in range(29) if (day := at("2026-09-01") + timedelta(days=number)).day not in (25, 26, 27)]
    return [complaint(number, days[(number - 1) * len(days) // 40], rng) for number in range(1, 41)]


def complaint(number: int, day: datetime, rng: Random) -> Order:
    """The ``number``-th complaint, on ``day``."""
    flow = FLOWS[number - 1]
    agent_no, agent = list(people.HOTLINE_AGENTS.items())[number % 3]
    order = Order(
        f"R-{900 + number:04d}",
        "hotline_problem",
        STANDARDS,
        people.AREAS[number % 3],
        agent,
        {"channel": "internet" if flow == "web" else "phone", "agent_no": agent_no},
        people={
            "hotline_agent": agent,
            "hotline_engineer": agent,
            "next_day_engineer": "辛折柳",
            "tech_manager": REVIEWER,
            "customer": people.customer(59 + number),
            **HANDLERS,
        },
    )
    kind = "technical" if flow in ("guided", "tested", "overnight") else KINDS[number % len(KINDS)]
    story = Story(order, kind, day + timedelta(minutes=rng.randrange(8 * 60 + 50, 15 * 60)), number, rng)
    story.tell(flow)
    order.settle()
    return order
