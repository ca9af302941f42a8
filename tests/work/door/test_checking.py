"""A printed record is found by its code, and tells what the paper tells, less what is personal."""

from __future__ import annotations

from typing import Any

import pytest

from doorstep.record import keys
from doorstep.record.history import history
from doorstep.record.sql import rows
from doorstep.work import door
from doorstep.work.door.checking import Checked, code_typed, masked_number, signed_under
from tests.record.stores import Store
from tests.work.door import visits
from tests.work.door.test_door_signing import signed


@pytest.fixture(autouse=True)
def _organisation(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """On both databases: each has its own way into JSON."""
    visits.settle()


def test_a_signature_is_found_by_its_code() -> None:
    case = visits.hotel()
    made = signed(case)
    [found] = signed_under(made.code)
    assert found == Checked(made.at, "H-**21", 2, 1)


def test_each_signature_of_a_case_has_its_own_code_and_its_own_counts() -> None:
    case = visits.hotel()
    first = signed(case)
    visits.done(case, "account_manager", ("unit_done", {"room": "1206", "macs": ["02:00:00:00:12:06"]}))
    second = signed(case, key="s2")
    assert [(one.done, one.open) for code in (first.code, second.code) for one in signed_under(code)] == [
        (2, 1),
        (3, 0),
    ]


def test_a_home_counts_no_units() -> None:
    case = visits.home()
    [found] = signed_under(signed(case, role="customer").code)
    assert (found.number, found.done, found.open) == ("Z-**45", None, None)


def test_what_was_signed_without_network_is_found_by_the_code_that_was_shown() -> None:
    case = visits.hotel()
    text = door.statement(case).text.replace("装好 2，未装 1", "装好 3，未装 0")
    from hashlib import sha256

    made = signed(case, digest=sha256(text.encode()).hexdigest(), away=door.Away(text))
    assert made.changed
    [found] = signed_under(made.code)
    assert (found.done, found.open) == (3, 0)


@pytest.mark.parametrize("code", ["0000-0000", "ZZZZ-ZZZZ", "4F7K-20Q9"])
def test_another_code_finds_nothing(code: str) -> None:
    signed(visits.hotel())
    assert signed_under(code) == []


def test_when_the_customer_was_forgotten_that_he_signed_is_still_known() -> None:
    case = visits.hotel()
    made = signed(case)
    keys.forget(keys.customer("H-0921"))
    assert history(case).forgotten
    assert signed_under(made.code) == [Checked(made.at, "H-**21", None, None)]


def test_the_look_up_goes_by_its_index() -> None:
    """Whoever asks without an account must not make the server read all signatures."""
    digest = "json_extract(text, '$.data.digest')"
    query = (
        f"EXPLAIN QUERY PLAN SELECT id FROM record_act WHERE act = 'statement.signed' AND substr({digest}, 1, 10) = %s"
    )
    from doorstep.record.sql import postgres

    if postgres():
        pytest.skip("PostgreSQL reads a small table whole, index or not")
    assert "record_act_signed" in str(rows(query, ["0" * 10]))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("4F7K-20Q9", "4F7K-20Q9"),
        (" 4f7k20q9 ", "4F7K-20Q9"),
        ("４Ｆ７Ｋ－２０Ｑ９", "4F7K-20Q9"),
        ("4F7K 2OQ9", "4F7K-20Q9"),
        ("4F7K—2oq9", "4F7K-20Q9"),
        ("ilIL-oooo", "1111-0000"),
        ("4F7K-20Q", None),
        ("4F7K-20QU", None),
        ("4F7K-20Q99", None),
        ("栎园大酒店", None),
        ("", None),
    ],
)
def test_a_code_is_read_as_people_write_it(typed: str, code: str | None) -> None:
    assert code_typed(typed) == code


@pytest.mark.parametrize(
    ("number", "shown"), [("H-0921", "H-**21"), ("13900000502", "13*******02"), ("Z1", "**"), ("A-1", "A*1"), ("", "")]
)
def test_a_number_is_known_again_by_who_has_it(number: str, shown: Any) -> None:
    assert masked_number(number) == shown
