"""Accounts and log-in: one answer for a wrong name and a wrong password, a lock-out that many at once cannot pass."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from pytest_django import DjangoAssertNumQueries

from doorstep.people.accounts import (
    Reason,
    account,
    authenticate,
    change_account,
    change_password,
    create_account,
    lock,
    set_password,
    staff_among,
    unlock,
)
from doorstep.people.errors import PeopleError, Refused, Unknown, WeakPassword
from doorstep.people.holdings import holdings_of
from doorstep.people.models import Account, Attempt, AuditRow
from doorstep.record import clock
from tests.people.conftest import MONDAY, PASSWORD
from tests.people.hasher import CountingHasher


def after(start: datetime = MONDAY, **delta: float) -> datetime:
    return start + timedelta(**delta)


def fail(username: str, times: int, at: datetime = MONDAY) -> list[Account | Reason]:
    with clock.set_to(at):
        return [authenticate(username, "not the password") for _ in range(times)]


def test_the_right_password_lets_in(technician: Account) -> None:
    assert authenticate("shenyizhou", PASSWORD) == technician
    assert authenticate("  ShenYizhou ", PASSWORD) == technician
    assert authenticate("ｓｈｅｎｙｉｚｈｏｕ", PASSWORD) == technician


@pytest.mark.parametrize("username", ["shenyizhou", "nobody", "", "a\0b", "x" * 5000, "\ud800"])
@pytest.mark.parametrize("password", ["wrong", "", "a\0b", "x" * 100_000, "\ud800"])
@pytest.mark.usefixtures("technician")
def test_a_wrong_name_and_a_wrong_password_get_one_answer_and_cost_one_hash(username: str, password: str) -> None:
    before = CountingHasher.count
    assert authenticate(username, password) is Reason.WRONG
    assert CountingHasher.count - before == 1


def test_a_password_longer_than_any_is_not_cut_to_a_right_one(technician: Account) -> None:
    technician.password = make_password("")
    technician.save()
    assert authenticate("shenyizhou", "x" * 1000) is Reason.WRONG


@pytest.mark.parametrize("username", ["shenyizhou", "nobody"])
@pytest.mark.usefixtures("technician")
def test_the_sixth_attempt_is_locked_out_for_known_and_unknown_names_alike(username: str) -> None:
    assert fail(username, 7) == [Reason.WRONG] * 5 + [Reason.LOCKED] * 2


@pytest.mark.usefixtures("technician")
def test_the_right_password_does_not_help_until_fifteen_minutes_after_the_last_failure() -> None:
    fail("shenyizhou", 4)
    fail("shenyizhou", 1, after(minutes=1))
    for seconds, wanted in ((60, Reason.LOCKED), (15 * 60 + 59, Reason.LOCKED)):
        with clock.set_to(after(seconds=seconds)):
            assert authenticate("shenyizhou", PASSWORD) is wanted
    with clock.set_to(after(seconds=16 * 60)):
        assert isinstance(authenticate("shenyizhou", PASSWORD), Account)


@pytest.mark.usefixtures("technician")
def test_attempts_while_locked_out_do_not_make_it_longer() -> None:
    fail("shenyizhou", 5)
    fail("shenyizhou", 3, after(minutes=14))
    with clock.set_to(after(minutes=15)):
        assert isinstance(authenticate("shenyizhou", PASSWORD), Account)


@pytest.mark.usefixtures("technician")
def test_a_log_in_forgets_the_failures_before_it() -> None:
    fail("shenyizhou", 4)
    with clock.set_to(MONDAY):
        assert isinstance(authenticate("shenyizhou", PASSWORD), Account)
    assert fail("shenyizhou", 6) == [Reason.WRONG] * 5 + [Reason.LOCKED]


@pytest.mark.usefixtures("technician")
def test_the_fifth_attempt_may_still_be_the_right_one() -> None:
    fail("shenyizhou", 4)
    with clock.set_to(MONDAY):
        assert isinstance(authenticate("shenyizhou", PASSWORD), Account)


@pytest.mark.usefixtures("technician")
def test_a_lock_out_of_one_name_leaves_others_alone(leader: Account) -> None:
    fail("shenyizhou", 6)
    with clock.set_to(MONDAY):
        assert authenticate("fangsu", PASSWORD) == leader


@pytest.mark.usefixtures("technician")
def test_a_lock_out_is_recorded_once_and_names_typed_are_not_kept() -> None:
    fail("shenyizhou", 8)
    fail("my-password-in-the-wrong-box", 8)
    rows = AuditRow.objects.filter(what="account.locked_out").order_by("pk")
    assert [(row.subject, row.after) for row in rows] == [("shenyizhou", {"failed": 5}), ("", {"failed": 5})]
    assert all("password" not in name and len(name) == 64 for name in Attempt.objects.values_list("name", flat=True))


@pytest.mark.usefixtures("db")
def test_counts_that_are_over_are_swept_away() -> None:
    fail("one", 1)
    fail("two", 1, after(minutes=15))
    assert Attempt.objects.count() == 1


def test_unlocking_lifts_a_lock_out(technician: Account) -> None:
    fail("shenyizhou", 6)
    with clock.set_to(after(minutes=1)):
        unlock(technician, by="root")
        assert authenticate("shenyizhou", PASSWORD) == technician
    row = AuditRow.objects.get(what="account.unlocked")
    assert (row.before, row.after) == ({"locked_out": True}, {"locked_out": False})


def test_an_account_locked_by_hand_is_let_in_from_the_moment_named(technician: Account) -> None:
    lock(technician, clock.civil(after(hours=1)), by="root")
    with clock.set_to(after(seconds=3599)):
        assert authenticate("shenyizhou", PASSWORD) is Reason.WRONG
    with clock.set_to(after(seconds=3600)):
        assert authenticate("shenyizhou", PASSWORD) == technician


def test_an_account_switched_off_is_not_let_in_and_holds_nothing(technician: Account) -> None:
    assert holdings_of(technician)
    change_account(technician, active=False, by="root")
    assert authenticate("shenyizhou", PASSWORD) is Reason.WRONG
    assert holdings_of(technician) == ()


@pytest.mark.usefixtures("db")
def test_an_account_without_password_cannot_log_in() -> None:
    create_account("bss", "计费系统", by="root")
    assert authenticate("bss", "") is Reason.WRONG
    assert authenticate("bss", "!") is Reason.WRONG


def test_a_password_is_changed_by_who_knows_the_old_one(technician: Account) -> None:
    assert technician.must_change_password
    change_password(technician, PASSWORD, "ting-zhou-yuan-4")
    assert not Account.objects.get().must_change_password
    assert authenticate("shenyizhou", PASSWORD) is Reason.WRONG
    assert authenticate("shenyizhou", "ting-zhou-yuan-4") == technician


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("wrong", "ting-zhou-yuan-4", "wrong_password"), (PASSWORD, PASSWORD, "same_password")],
)
def test_a_change_that_is_refused_changes_nothing(technician: Account, old: str, new: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        change_password(technician, old, new)
    assert refused.value.code == code
    assert authenticate("shenyizhou", PASSWORD) == technician


def test_guessing_the_old_password_is_locked_out_too(technician: Account) -> None:
    fail("shenyizhou", 5)
    with clock.set_to(MONDAY), pytest.raises(Refused) as refused:
        change_password(technician, PASSWORD, "ting-zhou-yuan-4")
    assert refused.value.code == "locked_out"


def test_a_password_set_by_another_must_be_changed(technician: Account) -> None:
    change_password(technician, PASSWORD, "ting-zhou-yuan-4")
    set_password(technician, "lan-qiao-li-7", by="root")
    assert technician.must_change_password


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("short", {"password_too_short"}),
        ("8273645109283", {"password_entirely_numeric"}),
        ("password123", {"password_too_common"}),
        ("123456", {"password_too_short", "password_too_common", "password_entirely_numeric"}),
        ("shenyizhou1", {"password_too_similar"}),
        ("x" * 257, {"password_too_long"}),
        ("wang-chao\0-lu-19", {"password_characters"}),
        ("wang-chao\ud800-lu-19", {"password_characters"}),
    ],
)
@pytest.mark.usefixtures("db")
def test_a_weak_password_is_refused_with_every_reason_in_both_languages(password: str, codes: set[str]) -> None:
    with pytest.raises(WeakPassword) as refused:
        create_account("shenyizhou", "沈一舟", password=password, by="root")
    assert {fault.code for fault in refused.value.faults} == codes
    assert refused.value.say("zh") != refused.value.say("en")
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("username", "values", "code"),
    [
        ("x", {}, "username"),
        ("two words", {}, "username"),
        ("a\0b", {}, "username"),
        ("x" * 65, {}, "username"),
        ("SHENYIZHOU", {}, "username_taken"),
        ("other", {"staff_number": "4021"}, "staff_number_taken"),
        ("other", {"display_name": "  "}, "account_value"),
        ("other", {"display_name": "沈\0"}, "account_value"),
        ("other", {"language": "de"}, "unknown_language"),
    ],
)
@pytest.mark.usefixtures("technician")
def test_what_cannot_be_an_account_is_refused(username: str, values: dict[str, str], code: str) -> None:
    with pytest.raises(PeopleError) as refused:
        create_account(username, values.pop("display_name", "某人"), by="root", **values)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_name_once_given_is_never_given_again(technician: Account) -> None:
    change_account(technician, active=False, by="root")
    with pytest.raises(Refused):
        create_account("shenyizhou", "另一位", by="root")
    with pytest.raises(Unknown):
        change_account(technician, username="other", by="root")


@pytest.mark.usefixtures("technician")
def test_two_accounts_without_staff_number_may_be() -> None:
    create_account("one", "甲", by="root", staff_number="")
    create_account("two", "乙", by="root", staff_number="")


@pytest.mark.usefixtures("technician")
def test_an_unknown_account_is_answered_with_the_nearest() -> None:
    with pytest.raises(Unknown, match="shenyizhou"):
        account("shenyzhou")


@pytest.mark.usefixtures("technician", "leader")
def test_staff_are_told_from_customers_by_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        found = staff_among(["沈一舟", "3007", "fangsu", "温教授", "", "a\0b"])
    assert found == {"沈一舟": "沈一舟", "3007": "方素", "fangsu": "方素"}


def test_a_hash_of_another_hasher_is_made_anew_at_the_next_log_in(technician: Account) -> None:
    technician.password = make_password(PASSWORD, hasher="argon2")
    technician.save()
    assert authenticate("shenyizhou", PASSWORD) == technician
    technician.refresh_from_db()
    assert identify_hasher(technician.password).algorithm == CountingHasher.algorithm
