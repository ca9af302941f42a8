"""A real server with two months of orders for the console's leaders: sanctions to be decided, figures to be read,
people to be managed.

``python -m tests.browser.console_b_fixture HOME PORT`` settles an empty house in HOME and serves it until it is
ended. Times are told
relative to the machine's clock.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.browser.office import furnish

TECHNICIANS = {"chengnan": ("lumingchuan", "hezhiqiu", "linxiangbei"), "chengbei": ("shenyizhou",)}


def settle() -> None:
    """The organisation of ``office`` with its orders, and many more orders that are over."""
    from doorstep.measure import counting
    from doorstep.people.accounts import account
    from doorstep.people.holdings import give_post
    from doorstep.record import clock

    furnish()
    since = clock.civil(clock.now()) - 300 * 86400
    give_post(account("linxiangbei"), "technician", "chengbei", by="root", since=since)
    now = clock.now().replace(second=0, microsecond=0)
    for number in range(96):
        _home(number, now)
    for number in range(24):
        _fined(number, now)
    _appealed(now)
    counting.refresh(60)


def _whose(number: int) -> tuple[str, str]:
    place = "chengbei" if number % 3 == 2 else "chengnan"
    people = TECHNICIANS[place]
    return place, people[number % len(people)]


def _home(number: int, now: datetime) -> None:
    """A home installation that was visited; every eighth was rectified on the spot, every eleventh visited twice and
    a day late.
    """
    place, who = _whose(number)
    at = now - timedelta(days=number * 50 // 96, hours=30)
    said = [
        ("order_received", 0),
        ("customer_called", 20 if number % 5 else 45),
        ("appointment_made", 47),
        ("arrived", 230),
    ]
    said += [("arrived", 1500)] if number % 11 == 3 else []
    said += [("work_finished", 1560 if number % 11 == 3 else 300)]
    said += [("rectified", 1570)] if number % 8 == 5 else []
    said += [("left_site", 1590), ("order_replied", 1600)] if number % 9 else []
    facts = {
        "product": "broadband",
        "same_day": False,
        "customer": "许知行",
        "phone": "13900000501",
        "address": f"望潮路 {number + 1} 号",
    }
    _order(f"Z-1{number + 100}", "home-broadband", facts, place, who, at, said)


def _fined(number: int, now: datetime) -> None:
    """An installation under the conduct standard; every second took longer than two days."""
    place, who = _whose(number)
    at = now - timedelta(days=6 + number * 2)
    facts = {"order_no": f"G-{number}", "person": who, "area": "望潮路", "place": "customer_home"}
    finished = 60 * 24 * (4 if number % 2 else 1)
    case = _order(
        f"Z-0{number + 900}",
        "technician-conduct",
        facts,
        place,
        who,
        at,
        [("order_received", 1), ("work_finished", finished)],
    )
    if number % 2 and number > 8:
        _decide(case, at + timedelta(minutes=finished + 60), 10 if number % 4 == 1 else 5)


def _order(
    number: str, standard: str, facts: dict[str, Any], place: str, who: str, at: datetime, said: list[tuple[str, int]]
) -> str:
    from doorstep.record.receipts import Receipt
    from doorstep.work import assign, intake
    from doorstep.work.recording import record_acts

    opened: Any = intake.open_case(
        number, [(standard, None, "installation")], facts, key=f"open-{number}", at=at, place=place, actor="fangsu"
    )
    assign.assign(opened.case, who, key=f"give-{number}", actor="fangsu", at=at)
    acts = [
        {
            "key": f"{number}-{index}",
            "act": act,
            "at": at + timedelta(minutes=minutes),
            "by": "technician",
            "data": {"order_no": number} if act == "order_received" else {},
        }
        for index, (act, minutes) in enumerate(said)
    ]
    for answer in record_acts(opened.case, acts, actor=who):
        assert isinstance(answer, Receipt), answer
    return str(opened.case)


def _decide(case: str, at: datetime, amount: float) -> None:
    from doorstep.people.accounts import account
    from doorstep.people.holdings import holdings_of
    from doorstep.work.sanctions import decide

    held = holdings_of(account("jiangwan"))
    decide(
        case,
        "technician-conduct/8.2",
        reason="超期, 客户没有改约",
        key=f"decide-{case}",
        actor="jiangwan",
        held=held,
        amount=amount,
        at=at,
    )


def _appealed(now: datetime) -> None:
    """He Zhiqiu has something to say about the newest of his."""
    from doorstep.record.models import CaseRow
    from doorstep.work import appeals

    case = (
        CaseRow.objects.filter(assignee="hezhiqiu", number__startswith="Z-09", number__in=["Z-0901", "Z-0907"])
        .order_by("number")
        .first()
    )
    assert case is not None
    appeals.appeal(
        case.case,
        "technician-conduct/8.2",
        "客户改约, 有短信截图",
        key="appeal-1",
        actor="hezhiqiu",
        grounds=["customer-moved"],
    )


def _keep_screens(home: Path) -> None:
    """Lets the server show the console as it was built when it started, even if it is built anew meanwhile."""
    from doorstep.gate.console import page

    page.BUILT = home / "static" / "console" / "index.html"


def main(home: Path, port: int) -> None:
    """Settles an empty house and serves it."""
    os.environ["DOORSTEP_HOME"] = str(home)
    os.environ["DOORSTEP_DATABASE_URL"] = f"sqlite:///{home / 'console.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorstep.gate.site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    settle()
    connection.close()
    _keep_screens(home)
    from doorstep.cli.serve import serve

    serve("127.0.0.1", port, 1, 4)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
