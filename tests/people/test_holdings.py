"""Posts are held from a moment until just before another, and what was held stays known."""

from datetime import timedelta

import pytest

from doorstep.people.accounts import change_account
from doorstep.people.errors import PeopleError
from doorstep.people.holdings import end_holding, give_post, holdings_of, players
from doorstep.people.models import Account, AuditRow, Holding
from doorstep.people.permissions import allowed
from doorstep.record import clock
from tests.people.conftest import MONDAY

NOON = clock.civil(MONDAY + timedelta(hours=3))


@pytest.mark.parametrize(
    ("moment", "held"), [(NOON - 1, False), (NOON, True), (NOON + 3599, True), (NOON + 3600, False)]
)
def test_a_post_is_held_from_since_until_just_before_until(stranger: Account, moment: int, held: bool) -> None:
    give_post(stranger, "dispatcher", "linxi", by="root", since=NOON, until=NOON + 3600)
    assert bool(holdings_of(stranger, at=moment)) is held


def test_an_ended_post_permits_nothing_and_stays_known(stranger: Account) -> None:
    holding = give_post(stranger, "dispatcher", "linxi", by="root", since=NOON)
    assert allowed(holdings_of(stranger, at=NOON), "case.assign", place="chengnan")
    end_holding(holding, by="root", at=NOON + 60)
    assert not allowed(holdings_of(stranger, at=NOON + 60), "case.assign", place="chengnan")
    assert allowed(holdings_of(stranger, at=NOON + 59), "case.assign", place="chengnan")


def test_a_post_that_has_not_begun_ends_before_it_begins_to_count(stranger: Account) -> None:
    holding = give_post(stranger, "dispatcher", "linxi", by="root", since=NOON)
    end_holding(holding, by="root", at=NOON - 60)
    assert holdings_of(stranger, at=NOON) == ()


@pytest.mark.parametrize(
    ("post", "place", "since", "until", "code"),
    [
        ("dispacher", "linxi", NOON, None, "unknown_post"),
        ("dispatcher", "lixni", NOON, None, "unknown_place"),
        ("dispatcher", "linxi", NOON, NOON, "holding_ends_first"),
        ("dispatcher", "linxi", NOON - 60, NOON + 1, "holds_already"),
        ("dispatcher", "linxi", NOON + 60, None, "holds_already"),
    ],
)
def test_what_cannot_be_held_is_refused(
    stranger: Account, post: str, place: str, since: int, until: int | None, code: str
) -> None:
    give_post(stranger, "dispatcher", "linxi", by="root", since=NOON)
    with pytest.raises(PeopleError) as refused:
        give_post(stranger, post, place, by="root", since=since, until=until)
    assert refused.value.code == code
    assert Holding.objects.count() == 1


def test_the_same_post_may_be_held_again_later(stranger: Account) -> None:
    give_post(stranger, "dispatcher", "linxi", by="root", since=NOON, until=NOON + 60)
    give_post(stranger, "dispatcher", "linxi", by="root", since=NOON + 60)
    assert len(holdings_of(stranger, at=NOON + 60)) == 1


def test_giving_and_ending_are_recorded(stranger: Account) -> None:
    holding = give_post(stranger, "dispatcher", "linxi", by="fangsu", since=NOON)
    end_holding(holding, by="root", at=NOON + 60)
    rows = AuditRow.objects.filter(kind="holding").order_by("pk")
    assert [(row.actor, row.what, row.subject) for row in rows] == [
        ("fangsu", "holding.given", "hezhiqiu"),
        ("root", "holding.ended", "hezhiqiu"),
    ]
    assert (rows[1].before, rows[1].after) == ({"until": None}, {"until": NOON + 60})
    with pytest.raises(PeopleError):
        end_holding(holding, by="root", at=NOON + 120)


def test_players_of_a_role_are_active_hold_a_post_that_plays_it_and_come_once(
    technician: Account, leader: Account, stranger: Account
) -> None:
    give_post(technician, "technician", "chengbei", by="root", since=NOON - 60)
    give_post(stranger, "technician", "tingzhou", by="root", since=NOON)
    assert players("technician-conduct", "technician", at=NOON) == [(stranger, "tingzhou"), (technician, "chengnan-1")]
    assert players("technician-conduct", "technician", at=NOON - 1) == [(technician, "chengnan-1")]
    assert players("technician-conduct", "supervisor", at=NOON) == [(leader, "chengnan")]
    assert players("technician-conduct", "customer", at=NOON) == []
    change_account(stranger, active=False, by="root")
    assert players("technician-conduct", "technician", at=NOON) == [(technician, "chengnan-1")]
