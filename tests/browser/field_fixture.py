"""A real server with the phone's world: an account manager with a hotel of forty rooms, a technician with a home.

``python -m tests.browser.field_fixture HOME PORT`` settles an empty house in HOME and serves it until it is ended. Times
are the machine's, so that a browser beside it sees today's jobs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

PASSWORD = "wang-chao-lu-19"
ROOMS = [f"{floor:02d}{room:02d}" for floor in (8, 9, 10, 11) for room in range(1, 11)]
HOTEL, HOME = "H-0921", "Z-1045"
PLACES = (
    ("lanjiang", "澜江通信", "Lanjiang", "company", None),
    ("linxi", "临汐", "Linxi", "city", "lanjiang"),
    ("chengnan", "城南", "Chengnan", "district", "linxi"),
)
STAFF = (
    ("an", "安", "1001", "administrator", "lanjiang"),
    ("fangsu", "方素", "3007", "dispatcher", "chengnan"),
    ("zhouyuan", "周予安", "4017", "account_manager", "chengnan"),
    ("lumingchuan", "陆鸣川", "4018", "technician", "chengnan"),
)


def settle() -> None:
    """Makes places, people, a hotel order that is ready to be visited today, and a home installation."""
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post
    from doorstep.people.places import add_place
    from doorstep.record import clock

    since = clock.civil(clock.now()) - 365 * 86400
    for key, zh, en, level, parent in PLACES:
        add_place(key, zh, en, level, parent=parent, by="root")
    for username, name, number, post, place in STAFF:
        made = create_account(
            username, name, staff_number=number, password=PASSWORD, must_change_password=False, by="root"
        )
        give_post(made, post, place, by="root", since=since)
    _hotel()
    _home()


def _hotel() -> None:
    from doorstep.record import clock
    from doorstep.work.recording import record_acts

    now = clock.now().astimezone(clock.SHANGHAI).replace(microsecond=0)
    booked = now - timedelta(days=1, hours=2)
    window = {"window_start": _text(now + timedelta(minutes=30)), "window_end": _text(now + timedelta(hours=8))}
    facts = {"hotel": "栎园大酒店", "upscale_hotel": True, "rooms": ROOMS, "reply_limit": "1 working day"}
    case = _open(HOTEL, "hotel-iptv", facts, booked - timedelta(hours=3), "zhouyuan")
    booking = {**window, "coordinator": "小乔", "steps": "先八楼后十一楼", "agreed_with": "吴经理"}
    before: list[tuple[str, dict[str, Any]]] = [
        ("contract_signed", {"contract_no": "HT-0921"}),
        ("plan_accepted", {"network_plan": "光猫到桌"}),
        ("order_received", {"order_no": HOTEL}),
        ("appointment_made", booking),
    ]
    for number, (act, data) in enumerate(before):
        by = "hotel_manager" if act == "plan_accepted" else "account_manager"
        said = {"key": f"h{number}", "act": act, "at": booked + timedelta(minutes=number), "by": by, "data": data}
        record_acts(case, [said], actor="zhouyuan")


def _home() -> None:
    from doorstep.record import clock

    now = clock.now().astimezone(clock.SHANGHAI).replace(microsecond=0)
    facts = {
        "product": "broadband",
        "same_day": False,
        "customer": "江晚",
        "phone": "13900000501",
        "address": "望潮路 19 号 3 幢",
    }
    _open(HOME, "home-broadband", facts, now - timedelta(minutes=10), "lumingchuan")


def _open(number: str, standard: str, facts: dict[str, Any], at: Any, person: str) -> str:
    from doorstep.work import assign, intake

    done: Any = intake.open_case(
        number, [(standard, None, "installation")], facts, key=f"open-{number}", at=at, place="chengnan", actor="fangsu"
    )
    assign.assign(done.case, person, key=f"give-{number}", actor="fangsu", at=at + timedelta(minutes=1))
    return str(done.case)


def _text(at: Any) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def main(home: Path, port: int, settling: Callable[[], None] = settle) -> None:
    """Settles an empty house and serves it."""
    os.environ["DOORSTEP_HOME"] = str(home)
    os.environ["DOORSTEP_DATABASE_URL"] = f"sqlite:///{home / 'field.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorstep.gate.site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    settling()
    connection.close()
    from doorstep.cli.serve import serve

    serve("127.0.0.1", port, 1, 4)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
