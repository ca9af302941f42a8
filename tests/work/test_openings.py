"""Cases that the calendar and files of orders open: once each, whoever asks how often."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest

from doorstep import standards
from doorstep.record import clock
from doorstep.record.history import history
from doorstep.record.receipts import Receipt
from doorstep.work.calendar_cases import Person, due_openings, open_due, period_of
from doorstep.work.orders_in import EXISTS, OPEN, WRONG, OrderRow, dry_run, run
from tests.record.stores import Store
from tests.work.conftest import NINE
from tests.work.orders import HOTEL
from tests.work.tables import table

LI = Person("liming", "李明", "chengnan", {"gender": "male"})


def technicians(standard: str, role: str) -> list[Person]:
    return [LI] if (standard, role) == ("technician-conduct", "technician") else []


def number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("every", "day", "wanted"),
    [
        ("day", "2026-10-12", "2026-10-12"),
        ("working day", "2026-10-10", "2026-10-10"),
        ("working day", "2026-10-11", None),
        ("working day", "2026-10-01", None),
        ("week", "2026-12-31", "2026-W53"),
        ("week", "2027-01-03", "2026-W53"),
        ("month", "2026-12-31", "2026-12"),
    ],
)
def test_the_period_of_a_day(every: str, day: str, wanted: str | None) -> None:
    found = period_of(number(day), every)
    assert (found.text if found else None) == wanted


def test_what_the_calendar_opens_on_a_day() -> None:
    orders = due_openings(number("2026-10-12"), technicians)
    assert [order.number for order in orders] == [
        "当班检查 liming 2026-10-12",
        "手机开机情况（一人一月） liming 2026-10",
    ]
    assert orders[0].facts == {"person": "李明", "gender": "male"}
    assert orders[1].facts == {"person": "李明", "month": "2026-10"}


def test_every_kind_that_the_calendar_opens_can_be_opened(house: Store) -> None:
    known = {"phone_allowance": 100, "period_type": "month", "vehicle": "car", "staff_role": "runner"}

    def everybody(standard: str, role: str) -> list[Person]:
        return [Person("liming", "李明", "chengnan", {**known, "gender": "male"})]

    answers = open_due(number("2026-10-12"), everybody)
    wanted = sum(isinstance(k.opened_by, dict) for n in standards.names() for k in standards.load(n).cases.values())
    assert [answer for answer in answers if not isinstance(answer, Receipt)] == []
    assert len(answers) == wanted > 10


def test_what_was_opened_is_not_opened_again(house: Store) -> None:
    day = number("2026-10-12")
    assert len(open_due(day, technicians)) == 2
    assert open_due(day, technicians) == []
    assert [history(case.id).number for case in table("Case").all()].count("当班检查 liming 2026-10-12") == 1
    assert len(open_due(day + 1, technicians)) == 1


def test_two_workers_open_each_case_once(store: Store) -> None:
    many = [Person(f"p{n}", f"员工{n}") for n in range(8)]
    failed: list[BaseException] = []
    begin = threading.Barrier(2)

    def work() -> None:
        from django.db import connection

        try:
            begin.wait()
            open_due(number("2026-10-12"), lambda s, r: many if s == "technician-conduct" else [])
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    with clock.set_to(NINE):
        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert failed == []
    assert table("Case").count() == 16
    assert table("Act").count() == 16


# --- orders in


def row(number: str, place: int, **more: Any) -> OrderRow:
    return OrderRow(
        **{"number": number, "kind": "installation", "standards": ["hotel-iptv"], "row": place, "facts": HOTEL, **more}
    )


def test_a_dry_run_says_what_would_come_of_each_row_and_opens_nothing(house: Store) -> None:
    rows = [
        row("W1", 2),
        row("W2", 3, facts={**HOTEL, "rooms": "801"}),
        row("W1", 4),
        row("", 5),
        row("W3", 6, kind="instalation"),
    ]
    verdicts = dry_run(rows)
    assert [verdict.what for verdict in verdicts] == [OPEN, WRONG, WRONG, WRONG, WRONG]
    assert [fault.code for verdict in verdicts for fault in verdict.faults] == [
        "wrong_type",
        "twice_in_file",
        "blank",
        "unknown_kind",
    ]
    assert table("Case").count() == 0


def test_a_second_import_opens_nothing_twice(house: Store) -> None:
    rows = [row("W1", 2), row("W2", 3)]
    assert [verdict.what for verdict in run(rows)] == [OPEN, OPEN]
    with clock.set_to(NINE.replace(hour=15)):
        assert [verdict.what for verdict in run(rows)] == [EXISTS, EXISTS]
    assert table("Act").count() == 2


def test_an_order_that_is_there_with_other_content_is_an_error(house: Store) -> None:
    run([row("W1", 2)])
    again = run([row("W1", 2, facts={**HOTEL, "rooms": ["900"]})])
    assert [(verdict.what, verdict.faults[0].code) for verdict in again] == [(WRONG, "exists_differs")]
    assert history(table("Case").get().id).facts["rooms"] == HOTEL["rooms"]


def test_a_fault_names_the_heading_of_its_cell(house: Store) -> None:
    columns = {"facts.rooms": "房间"}
    verdict = dry_run([row("W1", 2, facts={**HOTEL, "rooms": 801}, columns=columns)])[0]
    assert [verdict.column(fault) for fault in verdict.faults] == ["房间"]
