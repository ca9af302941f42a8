"""Orders that are due today and tomorrow, at whatever hour and on whatever day the demo is started: received just now,
given out, the customer called and a visit booked. The orders of the played day are ``day``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from doorstep import standards
from doorstep.calendar import DAY
from doorstep.calendar import format_moment as written
from doorstep.gate.seeding.day import bring_in, holding_place, home_order
from doorstep.gate.seeding.speaking import ask, forget_tokens
from doorstep.record import clock
from doorstep.record.models import Act, CaseRow
from doorstep.work.intake import case_id

MINUTE, HOUR = 60, 3600
AGO = 25 * MINUTE
"""How long ago the orders came in, if the day is that old."""

LAST_VISIT = 20 * HOUR
"""No visit begins later than this; an order that comes in too late for it has no appointment yet."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An order that waits for a visit: who goes, and when, counted from midnight (``tomorrow``: of the next day). A
    visit of today is put off to the next half hour that can be kept.
    """

    who: str
    tomorrow: bool
    hour: int
    kind: str = "installation"


ORDERS: Sequence[Coming] = (
    Coming("lumingchuan", False, 9 * HOUR),
    Coming("jiangwan", False, 10 * HOUR + HOUR // 2),
    Coming("shenyizhou", False, 14 * HOUR),
    Coming("hezhiqiu", False, 16 * HOUR, "repair"),
    Coming("lumingchuan", True, 9 * HOUR),
    Coming("jiangwan", True, 14 * HOUR),
    Coming("shenyizhou", True, 10 * HOUR),
)


def leave_orders(after: int) -> None:
    """Leaves the orders, if today is later than the day ``after`` (its ordinal number); those that are there already
    stay as they are.
    """
    now = clock.civil(clock.now())
    today = now // DAY
    if today <= after:
        return
    since = max(today * DAY, now - AGO)
    for n, order in enumerate(ORDERS):
        _leave(n, order, since, now)
    forget_tokens()


def number_of(n: int, now: int) -> str:
    """The number of the n-th of today's orders."""
    return f"Y-{written(now)[5:7]}{written(now)[8:10]}{n + 1:02d}"


def _leave(n: int, order: Coming, since: int, now: int) -> None:
    number = number_of(n, now)
    case = case_id(number)
    row = CaseRow.objects.filter(case=case).first()
    step = (now - since) // 6
    if row is None:
        with clock.set_to(clock.aware(since)):
            bring_in([_row(number, n, order)])
        row = CaseRow.objects.get(case=case)
    if row.assignee is None:
        with clock.set_to(clock.aware(since + step)):
            ask("fangsu", "POST", f"cases/{case}/assignment", {"key": f"demo:give:{number}", "person": order.who})
    if not Act.objects.filter(case=case, act="order_received").exists():
        _act(case, order, [since + part * step for part in (2, 3, 4, 5)], now)


def _row(number: str, n: int, order: Coming) -> dict[str, Any]:
    row = home_order(number, n + 12, holding_place(order.who), order.who, order.kind)
    same_day = standards.load("home-broadband").labels.facts["same_day"].zh
    return {**row, same_day: "否" if order.tomorrow else "是"}


def _act(case: str, order: Coming, moments: Sequence[int], now: int) -> None:
    """Records what the dispatcher and the technician have done so far, each a moment after the other."""
    dispatched, received, called, booked = moments
    number = CaseRow.objects.get(case=case).number
    if order.kind == "repair":
        _send("fangsu", case, [("dispatched", "dispatcher", dispatched, {"order_no": number})])
    acts: list[tuple[str, str, int, dict[str, Any]]] = [
        ("order_received", "technician", received, {"order_no": number}),
        ("customer_called", "technician", called, {"purpose": "appointment", "reached": True}),
    ]
    begins = _begins(order, now)
    if begins is not None:
        window = {"window_start": written(begins)[:16], "window_end": written(begins + 2 * HOUR)[:16]}
        acts.append(("appointment_made", "technician", booked, {**window, "same_day_checked": True}))
    _send(order.who, case, acts)


def _begins(order: Coming, now: int) -> int | None:
    """When the visit begins; None when it is too late for one today."""
    midnight = now // DAY * DAY
    if order.tomorrow:
        return midnight + DAY + order.hour
    soonest = -(-(now + HOUR) // (HOUR // 2)) * (HOUR // 2)
    begins = max(midnight + order.hour, soonest)
    return begins if begins <= midnight + LAST_VISIT else None


def _send(who: str, case: str, acts: Sequence[tuple[str, str, int, dict[str, Any]]]) -> None:
    moments = [clock.aware(at) for *_, at, _ in acts]
    bodies = [
        {"key": f"demo:{case}:{act}", "case": case, "act": act, "at": moment.isoformat(), "by": by, "data": data}
        for (act, by, _, data), moment in zip(acts, moments, strict=True)
    ]
    with clock.set_to(moments[-1]):
        results = ask(who, "POST", "acts", {"acts": bodies})["results"]
    wrong = [one["error"] for one in results if one["error"]]
    if wrong:
        raise RuntimeError(f"{who} on {case}: {wrong}")
