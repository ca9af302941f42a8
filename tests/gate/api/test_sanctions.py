"""Sanctions are decided by a leader in his part of the tree, by an act with a reason; the technician sees and
appeals his own.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.gate.api.leaders import order, settle_leaders, speaker
from tests.gate.api.people import Speaker
from tests.record.stores import Store

CLAUSE = "technician-conduct/8.2"
BROKEN = "technician-conduct/8.1"


@pytest.fixture
def late(office: Store) -> str:
    """An installation of He Zhiqiu's in 城南 that took a week instead of two days."""
    settle_leaders()
    return order("Z-1021")


@pytest.fixture
def guxing(late: str) -> Speaker:
    """The team leader of 城南."""
    return speaker("guxing")


@pytest.fixture
def hezhiqiu(late: str) -> Speaker:
    """The technician whom it is about."""
    return speaker("hezhiqiu")


def pending(who: Speaker, state: str = "pending") -> list[dict[str, Any]]:
    found = who.get(f"sanctions?state={state}")
    assert found.status == 200, found.body
    return list(found.body["sanctions"])


def decide(who: Speaker, case: str, key: str = "decide-1", **more: Any) -> Any:
    return who.post(f"cases/{case}/sanctions", {"key": key, "clause": CLAUSE, "reason": "改约在时限之后", **more})


def verdict(who: Speaker, case: str, clause: str) -> str:
    clauses = who.get(f"cases/{case}/verdicts").body["standards"][0]["clauses"]
    return next(one["verdict"] for one in clauses if one["clause"] == clause)


def test_a_pending_sanction_shows_sum_evidence_and_who_may_decide(guxing: Speaker, late: str) -> None:
    [one] = pending(guxing)
    assert (one["case"], one["number"], one["clause"], one["wanted"]) == (late, "Z-1021", CLAUSE, 10)
    assert one["person"] == "何知秋"
    assert one["effect_words"] == {"zh": "罚款", "en": "fine"}
    assert one["deciding"]["by"] == "supervisor"
    [evidence] = one["evidence"]
    assert evidence["clause"] == BROKEN
    assert "超" in evidence["sentence"]
    assert len(evidence["cites"]) == 2


def test_deciding_as_the_clause_says_meets_the_sanction_clause(guxing: Speaker, late: str) -> None:
    assert decide(guxing, late).status == 201
    assert verdict(guxing, late, CLAUSE) == "met"
    assert pending(guxing) == []
    [one] = pending(guxing, "decided")
    assert one["decisions"][0]["amount"] == 10
    assert one["decisions"][0]["by"] == "顾行"
    assert [(said["kind"], said["text"]) for said in one["said"]] == [("reason", "改约在时限之后")]


def test_another_amount_is_taken_and_breaks_the_sanction_clause(guxing: Speaker, late: str) -> None:
    tried = guxing.post(
        f"cases/{late}/what-if",
        {"act": "sanction_decided", "by": "supervisor", "data": {"clause": CLAUSE, "amount": 5, "effect": "fine"}},
    )
    assert [one["clause"] for one in tried.body["breaches"]] == [CLAUSE]
    assert decide(guxing, late, amount=5).status == 201
    assert verdict(guxing, late, CLAUSE) == "breached"


def test_the_same_key_decides_once(guxing: Speaker, late: str) -> None:
    at = "2026-10-12T09:00:00+08:00"
    first, second = decide(guxing, late, at=at), decide(guxing, late, at=at)
    assert (first.status, second.status) == (201, 201)
    assert first.body == second.body
    other = decide(guxing, late, at=at, amount=7)
    assert other.refused == (409, "other_content")


def test_a_second_decision_is_refused_and_names_the_first(guxing: Speaker, late: str) -> None:
    decide(guxing, late)
    again = decide(speaker("fuwan"), late, key="decide-2")
    assert again.error["code"] == "sanction_decided_already"
    assert "guxing" in again.error["message"]


def test_two_at_the_same_moment_leave_one_decision(guxing: Speaker, late: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from doorstep.work import sanctions

    seen_before = sanctions.case_of(late)
    decide(guxing, late)
    monkeypatch.setattr(sanctions, "case_of", lambda _case: seen_before)  # the second looked before the first wrote
    assert decide(speaker("fuwan"), late, key="decide-2").error["code"] == "sanction_decided_already"
    monkeypatch.undo()
    assert len(pending(guxing, "decided")[0]["decisions"]) == 1


def test_a_reason_must_say_something(guxing: Speaker, late: str) -> None:
    assert decide(guxing, late, reason="  ").error["path"] == "reason"
    assert decide(guxing, late, reason="").status == 422


@pytest.mark.parametrize(("amount", "path"), [(-1, "amount"), (1.005, "amount"), (10**12, "amount")])
def test_an_amount_that_is_none_is_refused(guxing: Speaker, late: str, amount: float, path: str) -> None:
    refused = decide(guxing, late, amount=amount)
    assert (refused.status, refused.error["path"]) == (422, path)


def test_an_effect_that_the_standard_has_not_is_refused(guxing: Speaker, late: str) -> None:
    assert decide(guxing, late, effect="flogging").error["code"] == "effect_unknown"


@pytest.mark.parametrize(
    ("who", "code"),
    [("hezhiqiu", "not_the_decider"), ("fangsu", "not_the_decider"), ("an", "not_allowed"), ("beibei", "not_allowed")],
)
def test_who_may_not_decide(guxing: Speaker, late: str, who: str, code: str) -> None:
    assert decide(speaker(who), late).error["code"] == code


def test_a_leader_does_not_decide_about_himself(office: Store) -> None:
    settle_leaders()
    case = order("Z-1030", who="guxing")
    assert decide(speaker("guxing"), case).error["code"] == "own_sanction"
    assert pending(speaker("guxing"))[0]["deciding"] is None


def test_a_clause_that_calls_for_nothing_is_refused(guxing: Speaker, late: str) -> None:
    refused = guxing.post(f"cases/{late}/sanctions", {"key": "k", "clause": "technician-conduct/1.3", "reason": "x"})
    assert refused.error["code"] == "no_sanction"


def test_a_technician_sees_his_own_and_no_others(hezhiqiu: Speaker, late: str) -> None:
    order("Z-1022", who="lumingchuan", received="2026-10-05T09:00:00+08:00")
    assert [one["number"] for one in pending(hezhiqiu)] == ["Z-1021"]
    assert pending(hezhiqiu)[0]["deciding"] is None
    assert [one["number"] for one in pending(speaker("fuwan"))] == ["Z-1021", "Z-1022"]
    assert pending(speaker("beibei")) == []


def appeal(who: Speaker, case: str, key: str = "appeal-1", **more: Any) -> Any:
    body = {"key": key, "clause": CLAUSE, "text": "客户改约, 有短信截图", "grounds": ["customer_moved"], **more}
    return who.post(f"cases/{case}/appeals", body)


def test_an_appeal_is_seen_by_the_leader_and_changes_no_verdict(hezhiqiu: Speaker, guxing: Speaker, late: str) -> None:
    before = verdict(guxing, late, BROKEN)
    assert appeal(hezhiqiu, late).status == 201
    [one] = pending(guxing)
    assert one["appeal"] == "open"
    assert (one["said"][0]["who"], one["said"][0]["text"]) == ("何知秋", "客户改约, 有短信截图")
    assert verdict(guxing, late, BROKEN) == before == "breached"


def test_an_upheld_appeal_takes_the_sanction_off_the_list_and_forbids_it(
    hezhiqiu: Speaker, guxing: Speaker, late: str
) -> None:
    appeal(hezhiqiu, late)
    body = {"key": "answer-1", "clause": CLAUSE, "reason": "短信为证", "upheld": True}
    assert guxing.post(f"cases/{late}/appeals/answer", body).status == 201
    assert pending(guxing) == []
    assert pending(guxing, "upheld")[0]["appeal"] == "upheld"
    assert decide(guxing, late).error["code"] == "sanction_upheld"
    assert verdict(guxing, late, BROKEN) == "breached"


def test_an_appeal_is_his_alone_and_one_at_a_time(hezhiqiu: Speaker, guxing: Speaker, late: str) -> None:
    assert appeal(guxing, late).error["code"] == "not_concerned"
    assert appeal(hezhiqiu, late, at="2026-10-12T09:00:00+08:00").status == 201
    assert appeal(hezhiqiu, late, at="2026-10-12T09:00:00+08:00").status == 201
    assert appeal(hezhiqiu, late, key="appeal-2").error["code"] == "appeal_open_already"
    nothing = appeal(hezhiqiu, late, key="appeal-3", clause="technician-conduct/9.1")
    assert nothing.error["code"] == "nothing_to_appeal"


def test_an_appeal_after_the_decision_is_possible(hezhiqiu: Speaker, guxing: Speaker, late: str) -> None:
    decide(guxing, late)
    assert appeal(hezhiqiu, late).status == 201
    assert pending(guxing, "decided")[0]["appeal"] == "open"


def test_he_does_not_decide_his_own_appeal(hezhiqiu: Speaker, late: str) -> None:
    appeal(hezhiqiu, late)
    body = {"key": "a", "clause": CLAUSE, "reason": "x", "upheld": True}
    assert hezhiqiu.post(f"cases/{late}/appeals/answer", body).error["code"] == "not_the_decider"


def test_a_question_and_seen_are_kept_without_an_appeal(hezhiqiu: Speaker, guxing: Speaker, late: str) -> None:
    asked = guxing.post(f"cases/{late}/appeals/answer", {"key": "q", "clause": CLAUSE, "reason": "为什么晚了？"})
    assert asked.status == 201
    assert appeal(hezhiqiu, late, nothing=True, text="看过了，没有意见").status == 201
    talk = guxing.get(f"cases/{late}/appeals").body["clauses"]
    assert [(one["clause"], one["appeal"]) for one in talk] == [(CLAUSE, "")]
    assert [said["kind"] for said in talk[0]["said"]] == ["question", "seen"]


def test_there_is_no_appeal_to_answer(guxing: Speaker, late: str) -> None:
    body = {"key": "a", "clause": CLAUSE, "reason": "x", "upheld": False}
    assert guxing.post(f"cases/{late}/appeals/answer", body).error["code"] == "no_appeal"
