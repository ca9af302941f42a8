"""In which role somebody may record: by his posts, by the standard, and only where that same post reaches."""

import pytest

from doorstep.people.permissions import Held
from doorstep.people.roles import On, may_record, roles_of

TECHNICIAN = Held("shenyizhou", "technician", "chengnan-1", "/lanjiang/linxi/chengnan/chengnan-1/")
INSPECTOR = Held("shenyizhou", "inspector", "chengbei", "/lanjiang/linxi/chengbei/")
ADMINISTRATOR = Held("root", "administrator", "lanjiang", "/lanjiang/")


def test_roles_are_those_of_all_posts_in_that_standard() -> None:
    assert roles_of([TECHNICIAN], "home-broadband") == {"technician"}
    assert roles_of([TECHNICIAN, INSPECTOR], "home-broadband") == {"technician", "inspector", "certifier"}
    assert roles_of([TECHNICIAN], "hotel-iptv") == set()
    assert roles_of([TECHNICIAN], "no-such-standard") == set()


@pytest.mark.parametrize(
    ("held", "role", "party", "wanted", "why"),
    [
        ([TECHNICIAN], "technician", False, True, "plays it"),
        ([TECHNICIAN], "supervisor", False, False, "does not play it"),
        ([TECHNICIAN], "customer", True, True, "a party's act is recorded by who is there"),
        ([TECHNICIAN], "customer", False, False, "nobody plays an outsider"),
        ([ADMINISTRATOR], "customer", True, False, "may record nothing"),
        ([], "customer", True, False, "holds no post"),
    ],
)
def test_who_may_record_as_whom(held: list[Held], role: str, party: bool, wanted: bool, why: str) -> None:
    assert may_record(held, "home-broadband", role, party) is wanted, why


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("role", "party", "on", "wanted", "why"),
    [
        ("technician", False, On("chengnan", "shenyizhou"), True, "his own case"),
        ("technician", False, On("chengnan", "luming"), False, "a colleague's case"),
        ("inspector", False, On("chengbei", "luming"), True, "where he is inspector"),
        ("inspector", False, On("chengnan", "luming"), False, "is inspector in another district"),
        ("technician", False, On("chengbei", "luming"), False, "reaches it as inspector, plays it as technician"),
        ("customer", True, On("chengbei", "luming"), True, "some post of his reaches it"),
        ("customer", True, On("chengnan", "luming"), False, "none of his posts reaches it"),
    ],
)
def test_role_and_reach_come_from_one_post(role: str, party: bool, on: On, wanted: bool, why: str) -> None:
    assert may_record([TECHNICIAN, INSPECTOR], "home-broadband", role, party, on=on) is wanted, why
