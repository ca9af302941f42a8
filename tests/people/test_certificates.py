"""What staff files certify: as the judge would hold it, kept as a table that follows the acts."""

from datetime import date
from typing import Any

import pytest

from doorstep import judge, standards
from doorstep.calendar import parse_moment
from doorstep.people.certificates import (
    Certified,
    certificates_from,
    certifying_acts,
    holds,
    keep,
    link_staff_file,
    running_out,
)
from doorstep.people.errors import Refused
from doorstep.people.models import Account, AuditRow, Certificate

OCTOBER_15 = date(2026, 10, 15)


def event(act_id: str, act: str, /, **data: Any) -> dict[str, Any]:
    return {
        "id": act_id,
        "at": "2026-09-01 09:00",
        "act": act,
        "by": "certifier",
        "data": data,
        "received": "2026-09-01 09:00",
    }


def granted(act_id: str, until: str | None = "2026-10-15", **more: Any) -> dict[str, Any]:
    return event(act_id, "certificate_granted", certificate="post_certificate", valid_until=until, **more)


@pytest.mark.parametrize(
    ("events", "wanted", "why"),
    [
        ([granted("a")], [Certified("post_certificate", OCTOBER_15, "a")], "a certificate with its last day"),
        ([granted("a", None)], [Certified("post_certificate", None, "a")], "without end"),
        (
            [event("a", "skill_assessed", subject="line_maintenance", passed=True)],
            [Certified("line_maintenance", None, "a")],
            "a subject that was passed",
        ),
        ([event("a", "skill_assessed", subject="line_maintenance", passed=False)], [], "not passed"),
        (
            [event("a", "training_done", course=["safety", "devices"])],
            [Certified("safety", None, "a"), Certified("devices", None, "a")],
            "a list of courses",
        ),
        ([event("a", "health_checked", fit=True)], [Certified("health_fit", None, "a")], "fit"),
        ([event("a", "health_checked", fit=False)], [], "not fit"),
        ([event("a", "uniform_issued", size="L")], [], "certifies nothing"),
        ([granted("a", person="江晚")], [], "about somebody else"),
        ([granted("a", person="沈一舟")], [Certified("post_certificate", OCTOBER_15, "a")], "about him"),
        ([granted("a"), event("v", "act.voided", act="a")], [], "voided"),
        ([event("v", "act.voided", act="a"), granted("a")], [], "voided, however the acts are ordered"),
        (
            [granted("a"), event("r", "act.replaced", act="a", **{"with": granted("a", "2027-10-15")})],
            [Certified("post_certificate", date(2027, 10, 15), "r")],
            "replaced by one that lasts longer",
        ),
        (
            [
                granted("a"),
                event("r", "act.replaced", act="a", **{"with": granted("a", "2027-10-15")}),
                event("v", "act.voided", act="r"),
            ],
            [],
            "the replacement was voided",
        ),
    ],
)
def test_what_acts_certify(events: list[dict[str, Any]], wanted: list[Certified], why: str) -> None:
    assert certificates_from(events, person="沈一舟") == wanted, why


@pytest.mark.parametrize(("day", "held"), [("2026-10-15", True), ("2026-10-16", False)])
def test_the_table_says_what_the_judge_says(technician: Account, day: str, held: bool) -> None:
    """On its last day a certificate counts still, in the table and for the clause that asks for it."""
    keep(technician, "file", [granted("a")])
    assert holds(technician, "post_certificate", date.fromisoformat(day)) is held
    standard = standards.load("home-broadband")
    asking = [clause for clause in standard.clauses.values() if clause.rule.get("needs") == ["post_certificate"]]
    program = judge.program(standard, asking[0].cases[0])
    work = {"at": f"{day} 10:00", "act": "work_started", "by": "technician", "data": {}}
    judged = judge.judge(program, judge.read_case(program, {}, [granted("a"), work]), parse_moment(f"{day} 11:00"))
    assert judged.verdicts[asking[0].id] == ("met" if held else "breached")


def test_keeping_again_leaves_the_same_rows(technician: Account) -> None:
    events = [granted("a"), event("b", "skill_assessed", subject="line_maintenance", passed=True)]
    for _ in range(2):
        keep(technician, "file", events)
    assert set(Certificate.objects.values_list("key", "act", "case")) == {
        ("post_certificate", "a", "file"),
        ("line_maintenance", "b", "file"),
    }
    keep(technician, "file", [*events, event("v", "act.voided", act="a")])
    assert [one.key for one in Certificate.objects.all()] == ["line_maintenance"]


def test_another_staff_file_of_his_is_left_alone(technician: Account) -> None:
    keep(technician, "one", [granted("a")])
    keep(technician, "two", [event("b", "health_checked", fit=True)])
    assert certifying_acts(technician, OCTOBER_15) == [("one", "a"), ("two", "b")]
    assert certifying_acts(technician, date(2026, 10, 16)) == [("two", "b")]


def test_an_act_that_certifies_twice_is_copied_once(technician: Account) -> None:
    keep(technician, "file", [event("a", "training_done", course=["safety", "safety", "devices"])])
    assert certifying_acts(technician, OCTOBER_15) == [("file", "a")]
    assert Certificate.objects.count() == 2


def test_what_runs_out_is_told_unless_something_replaces_it(technician: Account, leader: Account) -> None:
    keep(technician, "file", [granted("a", "2025-10-15"), granted("b", "2026-10-15")])
    keep(leader, "other", [granted("c", "2026-10-10"), granted("d", "2027-10-10")])
    names = ["shenyizhou", "fangsu"]
    assert [(one.account.username, one.act) for one in running_out(names, OCTOBER_15)] == [("shenyizhou", "b")]
    assert running_out(names, date(2026, 10, 14)) == []
    assert running_out([], OCTOBER_15) == []


def test_a_staff_file_belongs_to_one_account(technician: Account, leader: Account) -> None:
    link_staff_file(technician, "file", by="root")
    link_staff_file(technician, "file", by="root")
    assert AuditRow.objects.filter(what="account.staff_file_linked").count() == 1
    with pytest.raises(Refused):
        link_staff_file(leader, "file", by="root")
