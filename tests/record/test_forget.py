"""Forgetting: the key is erased, what is personal cannot be read any more, and everything still verifies."""

from __future__ import annotations

import pytest

from doorstep.record import keys
from doorstep.record.history import history
from doorstep.record.reading import read
from doorstep.record.seal import seal_changes
from doorstep.record.sql import rows, run
from doorstep.record.verify import verify
from tests.record.acts import filled

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def customer() -> str:
    """The key of the customer of case a; case b is another's."""
    filled("a", customer="高")
    filled("b", customer="沈")
    seal_changes()
    return str(rows("SELECT customer FROM record_case WHERE id = 'a'")[0][0])


def test_what_is_personal_is_gone_and_the_rest_is_there(customer: str) -> None:
    assert keys.forget(customer)
    act = read("a")[1]
    assert (act.personal, act.forgotten, act.data) == (None, True, {"called": "高总", "purpose": "booking"})
    assert history("a").forgotten
    assert read("b")[1].personal == {"phone": "0571-80000010"}


def test_everything_still_verifies(customer: str) -> None:
    keys.forget(customer)
    assert verify() == []
    assert verify("a") == []


def test_nobody_is_forgotten_twice(customer: str) -> None:
    assert keys.forget(customer)
    assert not keys.forget(customer)


def test_a_key_that_was_erased_behind_the_record_s_back_is_named(customer: str) -> None:
    run("UPDATE record_customer SET wrapped = NULL, forgotten = '2026-10-12' WHERE id = %s", [customer])
    assert [fault.code for fault in verify()] == ["customer_altered"]
    keys.forget_opened()


def test_rows_of_a_forgotten_customer_may_go_but_not_those_of_others(customer: str) -> None:
    keys.forget(customer)
    run("DELETE FROM record_personal WHERE customer = %s", [customer])
    assert verify() == []
    run("DELETE FROM record_personal")
    assert {(fault.code, fault.case) for fault in verify()} == {("personal_missing", "b")}
