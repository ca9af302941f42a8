"""A real server with the world of home orders: a dispatcher, a team leader, three technicians, and no order at all.

``python -m tests.browser.home_fixture HOME PORT`` settles an empty house in HOME and serves it until it is ended. Two of the
technicians hold every certificate; the third's has run out. The clock is the machine's, so that a browser beside it sees
today's jobs.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from doorstep import standards

PASSWORD = "wang-chao-lu-19"
PLACES = (
    ("lanjiang", "澜江通信", "Lanjiang", "company", None),
    ("linxi", "临汐", "Linxi", "city", "lanjiang"),
    ("chengnan", "城南", "Chengnan", "district", "linxi"),
)
STAFF = (
    ("an", "安然", "1001", "administrator", "lanjiang"),
    ("fangsu", "方素", "3007", "dispatcher", "chengnan"),
    ("guxing", "顾行", "3010", "team_leader", "chengnan"),
    ("lumingchuan", "陆鸣川", "4018", "technician", "chengnan"),
    ("hezhiqiu", "何知秋", "4019", "technician", "chengnan"),
    ("linxiangbei", "林向北", "4020", "technician", "chengnan"),
)
CERTIFIED = {"lumingchuan": 700, "hezhiqiu": 700, "linxiangbei": -3}
"""The days that are left of a technician's certificate."""


def settle() -> None:
    """Makes places, people and the technicians' staff files."""
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
        if username in CERTIFIED:
            _certify(made, CERTIFIED[username])


def _certify(account: Any, days: int) -> None:
    """A staff file with everything that home-broadband wants a technician to hold."""
    from doorstep.people import certificates
    from doorstep.record import clock
    from doorstep.record.history import history
    from doorstep.work import intake
    from doorstep.work.recording import record_acts

    at = clock.now().replace(microsecond=0) - timedelta(days=30)
    name, number = account.display_name, f"S-{account.staff_number}"
    opened: Any = intake.open_case(
        number,
        [("home-broadband", None, "staff_file")],
        {"person": name, "gender": "male"},
        key=f"open-{number}",
        at=at,
        place="chengnan",
        actor="fangsu",
    )
    until = (clock.now() + timedelta(days=days)).date().isoformat()
    granted = {
        "person": name,
        "certificate": "post_certificate",
        "granted_on": at.date().isoformat(),
        "valid_until": until,
    }
    subjects = standards.load("home-broadband").acts["skill_assessed"].fields["subject"].choices
    said: list[tuple[str, dict[str, Any]]] = [("certificate_granted", granted)]
    said += [("skill_assessed", {"person": name, "subject": one, "passed": True}) for one in subjects]
    acts = [
        {
            "key": f"{number}-{place}",
            "act": act,
            "by": "certifier",
            "data": data,
            "at": at + timedelta(hours=1, seconds=place),
        }
        for place, (act, data) in enumerate(said)
    ]
    record_acts(opened.case, acts, actor="an")
    certificates.link_staff_file(account, opened.case, by="root")
    certificates.keep(account, opened.case, history(opened.case).events("home-broadband"))


def main(home: Path, port: int) -> None:
    """Settles an empty house and serves it."""
    os.environ["DOORSTEP_HOME"] = str(home)
    os.environ["DOORSTEP_DATABASE_URL"] = f"sqlite:///{home / 'home.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorstep.gate.site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    settle()
    connection.close()
    from doorstep.cli.serve import serve

    serve("127.0.0.1", port, 1, 4)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
