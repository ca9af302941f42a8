"""The month holds what it promises, and comes out the same every time."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from demo import people, sheets
from demo.announce import HOLDS
from demo.month import september
from demo.records import Month

PREFIXES = {"hotels": "H", "homes": "Z", "complaints": "R", "callbacks": "V"}

UNASSIGNED = re.compile(r"1390000\d{4}|0571-8000001\d")


def test_as_many_orders_of_each_kind_as_it_says(month: Month) -> None:
    counts = Counter(order.number[0] for order in month.orders)
    assert {name: counts[prefix] for name, prefix in PREFIXES.items()} == HOLDS
    assert len({order.number for order in month.orders}) == len(month.orders) == 123


def test_homes_are_judged_by_two_standards(month: Month) -> None:
    assert {order.standards for order in month.orders if order.number[0] == "Z"} == {
        ("home-broadband", "technician-conduct")
    }


def test_the_hotels_have_many_rooms_and_their_mishaps(month: Month) -> None:
    hotels = [order for order in month.orders if order.number[0] == "H"]
    assert sorted(len(order.facts["rooms"]) for order in hotels) == [12, 36, 40]
    happened = {act.act for order in hotels for act in order.acts}
    assert {"consent_refused", "test_failed", "revisit_booked"} <= happened
    late = month.order("H-0917").first("arrived")
    assert f"{late.at:%m-%d}" == "10-10", "after National Day"


def test_every_callback_that_was_completed_has_its_words(month: Month) -> None:
    calls = [
        act for order in month.orders if order.number[0] == "V" for act in order.acts if act.act == "callback_made"
    ]
    assert len(calls) >= 20
    assert [act for act in calls if act.data["outcome"] == "completed" and not act.data.get("transcript")] == []


def test_nothing_happens_after_the_moment_of_judgement(month: Month) -> None:
    assert max(event["at"] for order in month.orders for event in order.events()) < "2026-10-12 18:00"


def test_acts_stand_in_the_order_of_time(month: Month) -> None:
    for order in month.orders:
        moments = [act.at for act in order.acts]
        assert moments == sorted(moments), order.number


def test_a_technician_is_at_one_home_at_a_time(month: Month) -> None:
    for name in people.TECHNICIANS:
        days = sorted(
            (order.last("arrived").at, order.last("left_site").at)
            for order in month.orders
            if order.number[0] == "Z" and order.owner == name
        )
        assert [pair for pair in pairwise(days) if pair[0][1] > pair[1][0]] == []


def test_phones_are_of_ranges_nobody_has(month: Month) -> None:
    phones = [
        value
        for order in month.orders
        for values in (order.facts, *(act.data for act in order.acts))
        for name, value in values.items()
        if name in ("phone", "mobile", "caller_phone", "bound_phone", "hotline")
    ]
    assert len(phones) > 200
    assert [phone for phone in phones if not UNASSIGNED.fullmatch(phone)] == []


def test_no_two_customers_share_a_name() -> None:
    assert len({people.customer(number) for number in range(120)}) == 120
    assert len({people.mobile(number) for number in range(120)}) == 120


def test_the_same_seed_makes_the_same_month(month: Month) -> None:
    assert september() == month
    assert september(1) != month


@pytest.mark.slow
def test_the_same_month_makes_the_same_cells(month: Month, written: Path, tmp_path: Path) -> None:
    sheets.write(september(), tmp_path / "again.xlsx")
    first, second = (
        {sheet.title: list(sheet.values) for sheet in load_workbook(path)}
        for path in (written, tmp_path / "again.xlsx")
    )
    assert list(first) == ["工单", "动作", "通话"]
    assert first == second


def test_headings_and_words_are_chinese(month: Month) -> None:
    orders, acts, calls = sheets.rows(month)
    headings = {name for row in (*orders, *acts, *calls) for name in row}
    assert {name for name in headings if re.fullmatch(r"[a-z_.]+", name)} == set()
    assert {row["动作"] for row in acts if re.search(r"[a-z]_", str(row["动作"]))} == set()
    assert {row["角色"] for row in acts if str(row["角色"]).isascii()} == set()
