"""The organisation tree keeps its levels and its paths, whatever is moved."""

import pytest

from doorstep.people.errors import PeopleError, Refused, Unknown
from doorstep.people.models import AuditRow, Place
from doorstep.people.places import add_place, move_place, place, rename_place

pytestmark = pytest.mark.usefixtures("tree")


def paths() -> dict[str, str]:
    return dict(Place.objects.values_list("key", "path"))


def test_paths_hold_the_keys_from_the_top() -> None:
    assert paths()["chengnan-1"] == "/lanjiang/linxi/chengnan/chengnan-1/"


def test_all_below_moves_along() -> None:
    move_place("chengnan", parent="tingzhou", by="root")
    assert paths()["chengnan"] == "/lanjiang/tingzhou/chengnan/"
    assert paths()["chengnan-1"] == "/lanjiang/tingzhou/chengnan/chengnan-1/"
    assert paths()["chengbei"] == "/lanjiang/linxi/chengbei/"
    row = AuditRow.objects.get(what="place.moved")
    assert row.before == {"parent": "linxi", "path": "/lanjiang/linxi/chengnan/"}
    assert row.after == {"parent": "tingzhou", "path": "/lanjiang/tingzhou/chengnan/"}


def test_a_place_whose_key_begins_alike_stays() -> None:
    add_place("linxi2", "临汐二", "Linxi 2", "city", parent="lanjiang", by="root")
    add_place("east", "城东", "East", "district", parent="linxi2", by="root")
    add_place("other", "他司", "Other", "company", by="root")
    move_place("linxi", parent="other", by="root")
    assert paths()["east"] == "/lanjiang/linxi2/east/"
    assert paths()["chengnan-1"] == "/other/linxi/chengnan/chengnan-1/"


@pytest.mark.parametrize(
    ("key", "level", "parent", "code"),
    [
        ("Chengxi", "district", "linxi", "place_key"),
        ("a/b", "district", "linxi", "place_key"),
        ("", "district", "linxi", "place_key"),
        ("x" * 101, "district", "linxi", "place_key"),
        ("a\0b", "district", "linxi", "place_key"),
        ("chengnan", "district", "linxi", "place_exists"),
        ("chengxi", "distrikt", "linxi", "unknown_level"),
        ("chengxi", "district", None, "place_without_parent"),
        ("chengxi", "district", "chengnan", "place_level"),
        ("chengxi", "city", "chengnan", "place_level"),
        ("chengxi", "company", "lanjiang", "place_level"),
        ("chengxi", "district", "lixni", "unknown_place"),
        ("chengxi", "district", "linxi\0", "unknown_place"),
    ],
)
def test_what_cannot_stand_in_the_tree_is_refused(key: str, level: str, parent: str | None, code: str) -> None:
    with pytest.raises(PeopleError) as refused:
        add_place(key, "城西", "Chengxi", level, parent=parent, by="root")
    assert refused.value.code == code


def test_a_team_may_stand_right_under_a_city() -> None:
    assert (
        add_place("hotel-team", "酒店班", "Hotel team", "team", parent="linxi", by="root").path
        == "/lanjiang/linxi/hotel-team/"
    )


def test_no_place_moves_below_itself() -> None:
    with pytest.raises(Refused):
        move_place("linxi", parent="chengnan", by="root")


def test_renaming_is_recorded_once_and_only_when_something_changed() -> None:
    rename_place("chengnan", zh="城南", en="Chengnan", by="root")
    assert not AuditRow.objects.filter(what="place.renamed").exists()
    rename_place("chengnan", zh="城南区", en="Chengnan", by="root")
    row = AuditRow.objects.get(what="place.renamed")
    assert (row.subject, row.before, row.after) == ("chengnan", {"zh": "城南"}, {"zh": "城南区"})


def test_an_unknown_place_is_answered_with_the_nearest() -> None:
    with pytest.raises(Unknown, match="chengnan"):
        place("chengan")
