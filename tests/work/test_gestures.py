"""Gestures with one key under several standards are one tap."""

from __future__ import annotations

from doorstep import standards
from doorstep.language.model import Gesture, Words
from doorstep.work.gestures import gestures, united, values_of


def tap(key: str, acts: list[tuple[str, dict[str, object]]], ask: dict[str, str] | None = None) -> Gesture:
    said = tuple({"act": act, "by": "technician", "data": data} for act, data in acts)
    return Gesture(key, Words(key, key), ("repair",), "technician", None, ask or {}, said)


def test_what_only_the_other_records_stands_behind_what_comes_before_it_there() -> None:
    first = tap("set_out", [("prepared", {}), ("looks", {"clean": True}), ("departed", {})])
    other = tap("set_out", [("dispatched", {}), ("looks", {"clean": False, "beard": False}), ("five_ones", {})])
    one = united(first, other)
    assert [act["act"] for act in one.acts] == ["dispatched", "prepared", "looks", "five_ones", "departed"]
    assert one.acts[2]["data"] == {"clean": True, "beard": False}  # the first standard's word stands


def test_both_ask() -> None:
    one = united(tap("done", [], {"photo": "camera"}), tap("done", [], {"cause": "field", "photo": "field"}))
    assert dict(one.ask) == {"photo": "camera", "cause": "field"}


def test_a_party_and_the_recorder_are_not_the_same_act() -> None:
    first = tap("rated", [("rating_given", {"score": 1})])
    other = Gesture(
        "rated",
        Words("", ""),
        ("repair",),
        "technician",
        None,
        {},
        ({"act": "rating_given", "by": "customer", "data": {}},),
    )
    assert [act["by"] for act in united(first, other).acts] == ["customer", "technician"]


def test_a_repair_at_home_is_set_out_to_and_finished_by_one_tap_each() -> None:
    """The technicians' code wants the five ones and the fault cleared, home-broadband the rest: nobody taps twice."""
    parts = [(standards.load(key), "repair") for key in ("home-broadband", "technician-conduct")]
    home, conduct = gestures(parts)
    found = {one.key: one for one in home}
    assert not conduct
    assert [act["act"] for act in found["set_out"].acts][-3:] == ["appearance_checked", "five_ones_checked", "departed"]
    looks = next(act["data"] for act in found["set_out"].acts if act["act"] == "appearance_checked")
    assert {"check_occasion", "badge_position"} <= set(looks)
    assert [act["act"] for act in found["work_done"].acts][:2] == ["fault_cleared", "work_finished"]
    assert set(found["work_done"].ask) == {"sticker", "site", "cause", "repair"}


def test_a_gesture_of_another_kind_of_case_adds_nothing() -> None:
    """Finishing an installation clears no fault."""
    parts = [(standards.load(key), "installation") for key in ("home-broadband", "technician-conduct")]
    done = next(one for own in gestures(parts) for one in own if one.key == "work_done")
    assert [act["act"] for act in done.acts] == ["work_finished", "sticker_posted", "site_cleaned"]


def test_values_of_an_act_are_those_of_all_gestures_of_the_key() -> None:
    both = [tap("a", [("looks", {"x": 1})]), tap("a", [("looks", {"x": 2, "y": 3})]), tap("b", [("looks", {"z": 4})])]
    assert values_of(both, "a", "looks") == {"x": 1, "y": 3}
