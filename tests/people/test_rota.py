"""Who works when, who is away, and who has a case open."""

from datetime import date, timedelta

import pytest

from doorstep.people import looking, rota
from doorstep.people.errors import PeopleError
from doorstep.people.models import Account, AuditRow, Leave
from doorstep.people.rota import USUAL, Hours
from doorstep.record import clock
from tests.people.conftest import MONDAY

TODAY = MONDAY.date()
EARLY = Hours(7 * 3600, 15 * 3600, None, None)


def hours(account: Account, day: date) -> Hours | None:
    return rota.hours_on([account.username], day)[account.username]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 12), True),
        (date(2026, 10, 11), False),  # Sunday
        (date(2026, 10, 10), True),  # a Saturday worked for the National Day
        (date(2026, 10, 1), False),  # the National Day, a Thursday
    ],
)
def test_without_a_shift_the_calendar_holds(technician: Account, day: date, works: bool) -> None:
    assert hours(technician, day) == (USUAL if works else None)


def test_a_shift_holds_from_its_day_until_the_next(monday: object, technician: Account) -> None:
    rota.set_shift(technician, TODAY, EARLY, "67", by="fangsu")
    rota.set_shift(technician, date(2026, 10, 19), Hours(USUAL.start, USUAL.end, None, None), "", by="fangsu")
    assert hours(technician, date(2026, 10, 9)) == USUAL
    assert hours(technician, date(2026, 10, 16)) is None
    assert hours(technician, date(2026, 10, 17)) == EARLY
    assert hours(technician, date(2026, 10, 20)) == Hours(USUAL.start, USUAL.end, None, None)


@pytest.mark.parametrize(
    ("wanted", "days", "code"),
    [
        (Hours(9 * 3600, 9 * 3600, None, None), "", "shift_hours"),
        (Hours(9 * 3600, 25 * 3600, None, None), "", "shift_hours"),
        (Hours(9 * 3600, 17 * 3600, 12 * 3600, None), "", "shift_lunch"),
        (Hours(9 * 3600, 17 * 3600, 16 * 3600, 18 * 3600), "", "shift_lunch"),
        (Hours(9 * 3600, 17 * 3600, 13 * 3600, 12 * 3600), "", "shift_lunch"),
        (USUAL, "21", "shift_days"),
        (USUAL, "11", "shift_days"),
        (USUAL, "18", "shift_days"),
    ],
)
def test_a_shift_that_cannot_be(technician: Account, wanted: Hours, days: str, code: str) -> None:
    with pytest.raises(PeopleError) as refused:
        rota.set_shift(technician, TODAY, wanted, days, by="fangsu")
    assert refused.value.code == code
    assert hours(technician, date(2026, 10, 12)) == USUAL


def test_away_from_the_first_day_up_to_and_with_the_last(monday: object, technician: Account) -> None:
    rota.set_away(technician, TODAY, date(2026, 10, 13), "sick", by="fangsu")
    days = [date(2026, 10, day) for day in (11, 12, 13, 14)]
    away = [bool(rota.away_on([technician.username], day)) for day in days]
    assert away == [False, True, True, False]


@pytest.mark.parametrize(
    ("first", "last", "kind", "code"),
    [
        (date(2026, 10, 14), date(2026, 10, 13), "sick", "leave_days"),
        (date(2026, 10, 14), date(2027, 10, 15), "leave", "leave_long"),
        (date(2026, 10, 13), date(2026, 10, 20), "sick", "leave_already"),
        (date(2026, 10, 20), date(2026, 10, 20), "holiday", "unknown_leave"),
    ],
)
def test_leave_that_cannot_be(
    monday: object, technician: Account, first: date, last: date, kind: str, code: str
) -> None:
    rota.set_away(technician, TODAY, date(2026, 10, 13), "sick", by="fangsu")
    with pytest.raises(PeopleError) as refused:
        rota.set_away(technician, first, last, kind, by="fangsu")
    assert refused.value.code == code
    assert Leave.objects.count() == 1


def test_back_earlier_ends_it_yesterday_and_what_has_not_begun_goes(monday: object, technician: Account) -> None:
    begun = rota.set_away(technician, date(2026, 10, 10), date(2026, 10, 15), "sick", by="fangsu")
    coming = rota.set_away(technician, date(2026, 10, 20), date(2026, 10, 21), "leave", by="fangsu")
    rota.end_leave(begun, by="fangsu")
    rota.end_leave(coming, by="fangsu")
    assert [(one.first, one.last) for one in Leave.objects.all()] == [(date(2026, 10, 10), date(2026, 10, 11))]
    with pytest.raises(PeopleError) as refused:
        rota.end_leave(begun, by="fangsu")
    assert refused.value.code == "leave_over"


def test_every_change_leaves_one_row(monday: object, technician: Account) -> None:
    before = AuditRow.objects.count()
    rota.set_shift(technician, TODAY, EARLY, "12345", by="fangsu")
    leave = rota.set_away(technician, TODAY, TODAY + timedelta(days=2), "sick", by="fangsu")
    rota.end_leave(leave, by="fangsu", back=TODAY + timedelta(days=1))
    rota.end_leave(leave, by="fangsu")
    rows = list(AuditRow.objects.order_by("pk")[before:])
    assert [row.what for row in rows] == ["shift.set", "leave.set", "leave.ended", "leave.taken_away"]
    assert {(row.actor, row.subject) for row in rows} == {("fangsu", "shenyizhou")}
    assert rows[0].after == {"since": "2026-10-12", "hours": "07:00–15:00", "lunch": "", "days": "12345"}


def test_who_looks_is_seen_by_others_for_half_a_minute(monday: object, technician: Account, leader: Account) -> None:
    assert looking.look("c1", "shenyizhou") == []
    assert looking.look("c1", "fangsu") == ["shenyizhou"]
    assert looking.look("c2", "hezhiqiu") == []
    with clock.set_to(MONDAY + timedelta(seconds=29)):
        assert looking.look("c1", "fangsu") == ["shenyizhou"]
    with clock.set_to(MONDAY + timedelta(seconds=30)):
        assert looking.look("c1", "fangsu") == []
        assert looking.look("c1", "shenyizhou") == ["fangsu"]


def test_who_closes_the_page_is_gone_at_once(monday: object, technician: Account) -> None:
    looking.look("c1", "shenyizhou")
    looking.leave("c1", "shenyizhou")
    assert looking.look("c1", "fangsu") == []
