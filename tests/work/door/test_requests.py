"""What customers asked on their links waits until somebody answers it, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from doorstep.record.history import history
from doorstep.work import door
from doorstep.work.door import requests
from doorstep.work.faults import NotDone
from tests.work.door import visits

AGAIN = {"window_start": "2026-10-14 09:00", "window_end": "2026-10-14 12:00", "reason": "客户改时间"}


@pytest.fixture(autouse=True)
def _organisation(house: Any) -> None:
    visits.settle()


def asked(case: str) -> door.OpenDoor:
    made = door.make_link(case, ("appointment",), key=f"link-{case}", actor="zhouyuan")
    inside = door.open_door(made.token)
    door.ask_time(inside, key="a1", text="周六上午都在")
    return inside


def kinds(*cases: str) -> list[bool]:
    return [one.for_link for one in requests.requests(cases)]


def test_a_wish_for_a_time_and_one_for_a_link_wait_the_first_first() -> None:
    first, second = visits.hotel(), visits.home()
    door.want_new_link(asked(first))
    asked(second)
    assert kinds(second, first) == [False, True, False]
    assert kinds(second) == [False]


def test_of_several_wishes_the_last_waits() -> None:
    case = visits.hotel()
    door.ask_time(asked(case), key="a2", text="周日也可以")
    [one] = requests.requests([case])
    assert one.act.data["text"] == "周日也可以"


ANSWERS: dict[str, Callable[[str], Any]] = {
    "another appointment": lambda case: visits.done(
        case, "hotel_manager", ("appointment_changed", AGAIN), at="2026-10-12T08:59:00+08:00"
    ),
    "a link with other times": lambda case: door.make_link(case, ("appointment",), key="new", actor="zhouyuan"),
    "the customer keeps the old time": lambda case: door.confirm(_again(case)),
    "a note that says how": lambda case: requests.answer(
        case, requests.requests([case])[0].act.envelope.id, "电话里说好，还是原来的时间", key="n1", actor="zhouyuan"
    ),
}


def _again(case: str) -> door.OpenDoor:
    return door.open_door(door.make_link(case, ("appointment",), key=f"link-{case}", actor="zhouyuan").token)


@pytest.mark.parametrize("how", ANSWERS)
def test_a_wish_for_a_time_is_answered_by(how: str) -> None:
    case = visits.hotel()
    asked(case)
    assert kinds(case) == [False]
    ANSWERS[how](case)
    assert kinds(case) == []


def test_a_link_to_sign_answers_no_wish_for_a_time() -> None:
    case = visits.hotel()
    asked(case)
    door.make_link(case, ("sign",), key="sign", actor="zhouyuan")
    door.make_link(case, ("rate",), key="rate", actor="zhouyuan")
    assert kinds(case) == [False]


def test_a_wish_for_a_link_is_answered_by_a_link_alone() -> None:
    case = visits.hotel()
    made = door.make_link(case, ("sign",), key="link-1", actor="zhouyuan")
    door.want_new_link(door.open_door(made.token))
    visits.done(case, "hotel_manager", ("appointment_changed", AGAIN), at="2026-10-12T08:59:00+08:00")
    assert kinds(case) == [True]
    door.make_link(case, ("sign",), key="link-2", actor="zhouyuan")
    assert kinds(case) == []


def test_an_answer_names_what_it_answers() -> None:
    case = visits.hotel()
    asked(case)
    other = next(act for act in history(case).acts if act.envelope.act == "arrived").envelope.id
    with pytest.raises(NotDone):
        requests.answer(case, other, "好", key="n1", actor="zhouyuan")
    with pytest.raises(NotDone):
        requests.answer(case, requests.requests([case])[0].act.envelope.id, "  ", key="n2", actor="zhouyuan")
    assert kinds(case) == [False]
