"""The organisation of the API's tests, at nine on Monday 12 October 2026; here with certificates for one technician of two."""

from __future__ import annotations

import pytest

from doorstep.record.history import history
from tests.gate.api.conftest import new_case
from tests.gate.api.people import Speaker
from tests.work.orders import certificates as certifying


def certify(username: str) -> None:
    """Gives an account a staff file with everything that home-broadband wants a technician to hold."""
    from doorstep.people import certificates
    from doorstep.people.accounts import account
    from doorstep.work import intake
    from doorstep.work.recording import record_acts

    person = account(username)
    number = f"S-{username}"
    kind = [("home-broadband", None, "staff_file")]
    opened = intake.open_case(number, kind, {"person": person.display_name}, key=number, place="chengnan", actor="an")
    case: str = opened.case  # type: ignore[union-attr]
    acts = [
        {
            "key": f"{number}-{place}",
            "act": one["act"],
            "by": one["by"],
            "at": "2026-10-12T08:00:00+08:00",
            "data": {**one["data"], "person": person.display_name},
        }
        for place, one in enumerate(certifying("2026-10-12 08:00"))
    ]
    record_acts(case, acts, actor=None)
    certificates.link_staff_file(person, case, by="an")
    certificates.keep(person, case, history(case).events("home-broadband"))


@pytest.fixture
def two(office: object) -> None:
    """A second technician in 城南, who holds no certificate; Lu Mingchuan holds them all."""
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post

    made = create_account("linxiangbei", "林向北", password="wang-chao-lu-20", must_change_password=False, by="root")
    give_post(made, "technician", "chengnan", by="root")
    certify("lumingchuan")


@pytest.fixture
def order(fangsu: Speaker) -> str:
    """A home installation in 城南 that nobody has."""
    opened = fangsu.post("cases", new_case())
    assert opened.status == 201, opened.body
    case: str = opened.body["case"]
    return case
