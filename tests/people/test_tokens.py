"""Bearer tokens: shown once, kept as a hash, forgotten by every process within half a minute."""

import hashlib
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from doorstep.people import remembered
from doorstep.people.accounts import change_account
from doorstep.people.errors import Refused
from doorstep.people.holdings import end_holding, give_post
from doorstep.people.models import Account, AuditRow, Holding, Token
from doorstep.people.tokens import create_token, find, revoke_token
from doorstep.record import clock
from tests.people.conftest import MONDAY


@pytest.fixture
def secret(technician: Account) -> str:
    with clock.set_to(MONDAY):
        return create_token(technician, "手机", 30, by="root")[0]


def test_a_secret_has_32_random_bytes_and_only_its_hash_is_kept(secret: str) -> None:
    assert secret.startswith("dst_")
    assert len(secret) == 4 + 43
    row = Token.objects.get()
    assert row.hash == hashlib.sha256(secret.encode()).hexdigest()
    assert secret.startswith(row.prefix)
    assert len(row.prefix) == 10
    stored = [str(value) for value in [*Token.objects.values_list(), *AuditRow.objects.values_list()]]
    assert not any(secret in text or (row.hash in text and "token." in text) for text in stored)


def test_who_bears_it_and_what_he_holds(secret: str, technician: Account, monday: object) -> None:
    bearer = find(secret)
    assert bearer is not None
    assert (bearer.account_id, bearer.username, bearer.token) == (technician.pk, "shenyizhou", "手机")
    assert [(one.account, one.post, one.path) for one in bearer.held] == [
        ("shenyizhou", "technician", "/lanjiang/linxi/chengnan/chengnan-1/")
    ]


def test_the_second_look_costs_no_query(
    secret: str, monday: object, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        find(secret)  # the token, that it was used today, the posts
    with django_assert_num_queries(0):
        find(secret)
    remembered._forget()
    with django_assert_num_queries(2):
        find(secret)


def test_what_another_process_changed_is_seen_after_thirty_seconds(secret: str) -> None:
    with clock.set_to(MONDAY):
        assert find(secret)
        Token.objects.update(revoked=1)
    for seconds, known in ((29, True), (30, False)):
        with clock.set_to(MONDAY + timedelta(seconds=seconds)):
            assert (find(secret) is not None) is known


@pytest.mark.parametrize("wrong", ["", "dst_", "dst_x", "Bearer", "dst_é", "dst_\0", "dst_" + "x" * 100_000])
@pytest.mark.usefixtures("secret")
def test_what_is_no_token_speaks_for_nobody(wrong: str) -> None:
    assert find(wrong) is None


def test_a_secret_altered_in_one_character_is_none(secret: str) -> None:
    assert find(secret[:-1] + ("A" if secret[-1] != "A" else "B")) is None


def test_it_expires_to_the_second_even_while_remembered(secret: str) -> None:
    end = MONDAY + timedelta(days=30)
    for seconds, known in ((-1, True), (0, False), (1, False)):
        with clock.set_to(end + timedelta(seconds=seconds)):
            assert (find(secret) is not None) is known


def test_a_revoked_one_is_forgotten_at_once(secret: str, monday: object) -> None:
    assert find(secret)
    revoke_token(Token.objects.get(), by="root")
    assert find(secret) is None
    with pytest.raises(Refused):
        revoke_token(Token.objects.get(), by="root")


def test_switching_the_account_off_silences_it_at_once(secret: str, technician: Account, monday: object) -> None:
    assert find(secret)
    change_account(technician, active=False, by="root")
    assert find(secret) is None


def test_a_post_given_or_ended_is_seen_at_once(secret: str, technician: Account, monday: object) -> None:
    assert find(secret)
    end_holding(Holding.objects.get(account=technician), by="root")
    assert find(secret).held == ()  # type: ignore[union-attr]
    give_post(technician, "inspector", "chengbei", by="root")
    assert [one.post for one in find(secret).held] == ["inspector"]  # type: ignore[union-attr]


def test_the_day_of_last_use_is_kept(secret: str) -> None:
    for hours, day in ((0, date(2026, 10, 12)), (14.9, date(2026, 10, 12)), (15, date(2026, 10, 13))):
        with clock.set_to(MONDAY + timedelta(hours=hours)):
            find(secret)
        assert Token.objects.get().last_used == day


@pytest.mark.parametrize(
    ("days", "name"), [(0, "x"), (-1, "x"), (3661, "x"), (1, ""), (1, " "), (1, "x" * 101), (1, "a\0")]
)
def test_a_token_needs_a_life_and_a_name(technician: Account, days: int, name: str) -> None:
    with pytest.raises(Refused):
        create_token(technician, name, days, by="root")
    assert not Token.objects.exists()


def test_an_account_switched_off_gets_no_token(technician: Account) -> None:
    change_account(technician, active=False, by="root")
    with pytest.raises(Refused):
        create_token(technician, "手机", 30, by="root")


def test_what_is_remembered_stays_bounded(secret: str, monday: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 3)
    bearer = find(secret)
    assert bearer is not None
    now = clock.civil(clock.now())
    for name in "abc":
        remembered.remember(name, now, bearer)
    assert list(remembered._bearers) == ["a", "b", "c"]
