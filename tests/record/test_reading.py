"""Reading: acts come back as they were accepted, personal fields in their places, altered ones not at all."""

from __future__ import annotations

import pytest

from doorstep.record.envelope import open_envelope
from doorstep.record.reading import merged, read
from doorstep.record.sql import rows, run
from tests.record.acts import accepted, call, filled, opening

pytestmark = pytest.mark.usefixtures("store")

NUMBERS = {"zero": -0.0, "big": 1e22, "small": 5e-324, "whole": 2**53 + 1}
ODD = {"text": '引号"\\/\n\t\u2028😀', "none": None, "list": [1, [True]], **NUMBERS}


def test_an_act_comes_back_as_it_was_sent() -> None:
    accepted([opening("a"), call("a", "k", data=ODD, personal={})])
    back = read("a")[1]
    assert back.data == ODD
    assert str(back.data["zero"]) == "-0.0"
    assert back.envelope == open_envelope(back.envelope.text)
    assert back.stored_hash == back.envelope.hash


def test_personal_fields_stand_in_their_places_and_not_in_the_database() -> None:
    personal = {"to": {"name": "高远"}, "phone": "0571-80000010"}
    accepted([opening("a"), call("a", "k", data={"to": {"floor": 3}}, personal=personal)])
    assert read("a")[1].data == {"to": {"floor": 3, "name": "高远"}, "phone": "0571-80000010"}
    everything = str([rows(f"SELECT * FROM record_{name}") for name in ("case", "act", "personal", "customer")])
    assert "0571-80000010" not in everything
    assert "高远" not in everything


def test_a_case_that_is_not_there_has_no_acts() -> None:
    assert read("nowhere") == []


def test_an_altered_personal_field_is_not_read() -> None:
    filled("a", 2)
    run("UPDATE record_personal SET act = 'x' WHERE act = (SELECT id FROM record_act WHERE no = 2)")
    run("UPDATE record_personal SET act = (SELECT id FROM record_act WHERE no = 2) WHERE act <> 'x'")
    with pytest.raises(ValueError, match="altered"):
        read("a")


@pytest.mark.parametrize(
    ("open_", "personal", "whole"),
    [
        ({"a": 1}, {}, {"a": 1}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": 1}, {"a": {"b": 2}}, {"a": {"b": 2}}),
    ],
)
def test_two_parts_of_an_act_are_one(
    open_: dict[str, object], personal: dict[str, object], whole: dict[str, object]
) -> None:
    assert merged(open_, personal) == whole
