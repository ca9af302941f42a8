"""When a form asks for a field: by the conditions of the clauses that want it, as far as the act's own answers decide."""

from __future__ import annotations

from typing import Any

import pytest

from doorstep.work.forms import form
from doorstep.work.wanted import ALWAYS, NEVER, ways

OWN = ("purpose", "occupied")
BOOKING = ["==", ["name", "purpose"], ["text", "booking"]]
BOOKED = {"field": "purpose", "values": ["booking"], "negated": False}
OCCUPIED = ["==", ["name", "occupied"], ["bool", True]]


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (None, ALWAYS),
        (BOOKING, [[BOOKED]]),
        (["not", BOOKING], [[{**BOOKED, "negated": True}]]),
        (["in", ["case"], ["list", [["text", "fault"], ["text", "visit"]]]], NEVER),
        (["!=", ["case"], ["text", "fault"]], ALWAYS),
        (["and", BOOKING, ["==", ["case"], ["text", "fault"]]], NEVER),
        (["or", BOOKING, ["==", ["case"], ["text", "fault"]]], [[BOOKED]]),
        (["and", BOOKING, ["happened", "arrived"]], [[BOOKED]]),
        (["or", BOOKING, ["happened", "arrived"]], ALWAYS),
        (["==", ["name", "upscale_hotel"], ["bool", True]], ALWAYS),
        (["==", ["name", "purpose"], ["name", "occupied"]], ALWAYS),
        (
            ["not", ["or", BOOKING, OCCUPIED]],
            [[{**BOOKED, "negated": True}, {"field": "occupied", "values": [True], "negated": True}]],
        ),
    ],
)
def test_a_condition_becomes_ways_in_which_it_may_hold(tree: Any, found: Any) -> None:
    assert ways([tree], "installation", OWN) == found


def test_of_several_conditions_one_is_enough() -> None:
    assert ways([BOOKING, OCCUPIED], "installation", OWN) == [
        [BOOKED],
        [{"field": "occupied", "values": [True], "negated": False}],
    ]
    assert ways([BOOKING, None], "installation", OWN) == ALWAYS


def test_what_cannot_be_told_apart_in_a_few_ways_is_asked_for() -> None:
    either = ["or", *([BOOKING, OCCUPIED, ["==", ["name", "purpose"], ["text", str(n)]]][n % 3] for n in range(12))]
    assert ways([["and", either, either]], "installation", OWN) == ALWAYS


def test_a_reminder_by_phone_asks_for_no_transcript() -> None:
    """The scripts of a booking call are for booking calls."""
    fields = {
        field["name"]: field for field in form([("hotel-iptv", "2026.1", "installation")], "customer_called")["fields"]
    }
    assert fields["transcript"]["required"]
    assert fields["transcript"]["required_when"] == [[BOOKED]]
    assert fields["purpose"]["required_when"] is None


def test_what_no_clause_of_this_kind_of_case_wants_is_optional() -> None:
    """Documents are prepared for a device that is carried in."""
    fields = {
        field["name"]: field for field in form([("enterprise-it", "2026.1", "installation")], "prepared")["fields"]
    }
    assert not fields["documents"]["required"]


def test_a_field_that_a_guard_reads_is_asked_for_whatever_else_is_answered() -> None:
    governed = [("home-broadband", "2026.1", "installation"), ("technician-conduct", "2026.1", "installation")]
    for field in form(governed, "appearance_checked")["fields"]:
        if field["guards"]:
            assert field["required"]
            assert field["required_when"] is None
