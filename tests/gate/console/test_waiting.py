"""What waits for a post: the complaint that somebody has to enter, seen by the hotline until a supervisor has it."""

from __future__ import annotations

import pytest

from tests.gate.api.people import Speaker

COMPLAINT = {
    "key": "open:T-0101",
    "number": "T-0101",
    "standards": [{"standard": "complaint-supervision", "kind": "complaint"}],
    "place": "chengnan",
    "facts": {"channel": "phone", "responsible_department": "城南"},
}
TAKEN = {
    "key": "taken",
    "act": "complaint_call_taken",
    "by": "complaint_agent",
    "at": "2026-10-12T09:00:00+08:00",
    "data": {"matter": "网络时断时续", "caller_phone": "13900000601"},
}


@pytest.fixture
def others(office: object) -> dict[str, Speaker]:
    """A hotline agent and a complaint supervisor, who plays the same role in a complaint's record."""
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post

    found = {}
    for username, post in (("qinyue", "hotline_agent"), ("tangyan", "complaint_supervisor")):
        made = create_account(username, username, password="wang-chao-lu-21", must_change_password=False, by="root")
        give_post(made, post, "chengnan", by="root")
        found[username] = Speaker(username)
    return found


@pytest.fixture
def complaint(fangsu: Speaker, others: dict[str, Speaker]) -> str:
    opened = fangsu.post("cases", COMPLAINT)
    assert opened.status == 201, opened.body
    case: str = opened.body["case"]
    done = others["qinyue"].post("acts", {"acts": [TAKEN | {"case": case}]})
    assert done.body["results"][0].get("receipt"), done.body
    return case


def test_what_a_post_has_to_answer_waits_for_it(complaint: str, others: dict[str, Speaker]) -> None:
    waiting = others["qinyue"].get("console/waiting").body
    assert [(one["id"], one["due"]["acts"]) for one in waiting["orders"]] == [
        (complaint, [{"zh": "填投诉记录表(表1.1)", "en": "record entered (form 1.1)"}])
    ]
    assert waiting["total"] == 1


def test_a_post_without_the_role_sees_nothing(complaint: str, fangsu: Speaker, lumingchuan: Speaker) -> None:
    assert fangsu.get("console/waiting").body == {"orders": [], "total": 0}
    assert lumingchuan.get("console/waiting").body == {"orders": [], "total": 0}


def test_it_waits_no_more_once_somebody_with_the_role_has_it(complaint: str, others: dict[str, Speaker]) -> None:
    given = others["tangyan"].post(f"cases/{complaint}/assignment", {"key": "g", "person": "tangyan"})
    assert given.status == 200, given.body
    assert others["qinyue"].get("console/waiting").body["total"] == 0
    assert others["tangyan"].get("console/waiting").body["total"] == 0  # stands among his own


def test_an_act_of_that_role_answers_it(complaint: str, others: dict[str, Speaker]) -> None:
    entered = {"key": "entered", "case": complaint, "act": "record_entered", "by": "complaint_agent"}
    data = {"record_no": "T-0101", "matter": "网络时断时续", "truthful": True}
    done = others["qinyue"].post("acts", {"acts": [entered | {"at": "2026-10-12T09:00:00+08:00", "data": data}]})
    assert done.body["results"][0].get("receipt"), done.body
    due = [one["due"]["acts"][0]["en"] for one in others["qinyue"].get("console/waiting").body["orders"]]
    assert "record entered (form 1.1)" not in due
