"""Figures, standards to read: who sees which, what each number opens, what is no figure, period or clause."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gate.api.leaders import order, settle_leaders, speaker
from tests.gate.api.people import Speaker
from tests.record.stores import Store


@pytest.fixture
def orders(office: Store) -> dict[str, str]:
    """Three installations in 城南 (two of them late) and one in 城北 (late, open), by number."""
    settle_leaders()
    return {
        "Z-1": order("Z-1", received="2026-10-02T09:00:00+08:00", finished="2026-10-03T09:00:00+08:00"),
        "Z-2": order("Z-2"),
        "Z-3": order("Z-3", who="lumingchuan"),
        "Z-4": order("Z-4", place="chengbei", who="shenyizhou", finished=None),
    }


@pytest.fixture
def fuwan(orders: dict[str, str]) -> Speaker:
    """The manager of 临汐."""
    return speaker("fuwan")


def figure(who: Speaker, key: str, **query: str) -> dict[str, Any]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    found = who.get(f"measures?{asked}")
    assert found.status == 200, found.body
    return next(one for one in found.body["figures"] if one["key"] == key)


def pair(one: dict[str, Any]) -> tuple[int, int]:
    return one["numerator"], one["denominator"]


def test_six_figures_in_one_answer(fuwan: Speaker) -> None:
    found = fuwan.get("measures").body
    keys = ["on_time", "clauses_kept", "first_time_right", "rework", "open_late", "sanctions"]
    assert [one["key"] for one in found["figures"]] == keys
    assert (found["period"], found["before"], found["waiting"]) == ("2026-10", "2026-09", 0)
    assert found["areas"] == ["chengbei", "chengnan"]
    assert pair(figure(fuwan, "on_time")) == (1, 4)
    assert figure(fuwan, "on_time")["percent"] is None  # four are too few


def test_a_place_narrows_and_a_post_bounds_what_is_counted(orders: dict[str, str], fuwan: Speaker) -> None:
    assert pair(figure(fuwan, "on_time", place="chengnan")) == (1, 3)
    assert pair(figure(speaker("guxing"), "on_time")) == (1, 3)
    assert pair(figure(speaker("beibei"), "on_time")) == (0, 1)
    assert speaker("beibei").get("measures?place=chengnan").refused == (403, "not_allowed")


def test_a_technician_sees_no_figures(orders: dict[str, str]) -> None:
    assert speaker("hezhiqiu").get("measures").refused == (403, "not_allowed")


def test_a_figure_in_depth_by_area_and_clause(fuwan: Speaker) -> None:
    found = fuwan.get("measures/on_time").body
    assert [(one["area"], one["numerator"], one["denominator"]) for one in found["areas"]] == [
        ("chengbei", 0, 1),
        ("chengnan", 1, 3),
    ]
    assert [one["period"] for one in found["course"]][-2:] == ["2026-09", "2026-10"]
    [clause] = found["clauses"]
    assert (clause["number"], clause["numerator"], clause["denominator"]) == ("8.1", 3, 4)
    assert clause["by_area"] == {"chengbei": 1, "chengnan": 2}
    assert (found["against"], found["counted"]) == (3, 4)


def test_every_number_opens_exactly_its_orders(fuwan: Speaker) -> None:
    def numbers(path: str) -> list[str]:
        found = fuwan.get(path).body
        assert found["total"] == len(found["cases"])
        return sorted(one["number"] for one in found["cases"])

    assert numbers("measures/on_time/cases") == ["Z-2", "Z-3", "Z-4"]
    assert numbers("measures/on_time/cases?counted=true") == ["Z-1", "Z-2", "Z-3", "Z-4"]
    assert numbers("measures/clauses_kept/cases?clause=technician-conduct/8.1") == ["Z-2", "Z-3", "Z-4"]
    assert numbers("measures/open_late/cases") == ["Z-4"]
    assert numbers("measures/open_late/cases?place=chengnan") == []


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("measures/beauty", (404, "no_figure")),
        ("measures?period=2026-13", (422, "no_period")),
        ("measures?period=soon", (422, "no_period")),
        ("measures?place=mars", (422, "people.unknown_place")),
        ("standards-to-read/technician-behaviour", (404, "no_such_standard")),
        ("standards-to-read/technician-conduct/orders?clause=technician-conduct/99", (404, "no_clause")),
    ],
)
def test_what_is_none_is_named(fuwan: Speaker, path: str, refused: tuple[int, str]) -> None:
    assert fuwan.get(path).refused == refused


def test_all_standards_with_their_counts(fuwan: Speaker) -> None:
    found = {one["key"]: one for one in fuwan.get("standards-to-read").body["standards"]}
    assert len(found) == 18
    assert not any(one["draft"] for one in found.values())
    assert found["hotel-iptv"]["decided"] == 0
    assert found["technician-conduct"]["broken"] == 6  # 8.1 of three, 1.4 of the three that were finished


def test_a_clause_in_words_with_what_it_cites(fuwan: Speaker) -> None:
    opened = fuwan.get("standards-to-read/technician-conduct").body
    clauses = {one["number"]: one for one in opened["all_clauses"]}
    late, fine = clauses["8.1"], clauses["8.2"]
    assert opened["groups"][late["group"]] == {"zh": "装机和排障", "en": "installations and faults"}
    assert fine["cites"] == [late["id"]]
    assert fine["id"] in late["cited"]
    assert (late["broken"], late["decided"]) == (3, 4)
    assert any("2 天" in sentence for sentence in late["how"]["zh"])
    assert late["sanction"]["zh"]
    assert clauses["8.3"]["parameters"] == ["fault_contact_limit"]
    assert [one["key"] for one in opened["figures"]] == ["fault_contact_limit", "repair_reply_limit"]
    for one in opened["all_clauses"]:
        for sentence in (*one["how"]["zh"], *one["how"]["en"]):
            assert "_" not in sentence


def test_the_orders_that_broke_a_clause_are_those_within_reach(orders: dict[str, str], fuwan: Speaker) -> None:
    path = "standards-to-read/technician-conduct/orders?clause=technician-conduct/8.1"
    assert {one["number"] for one in fuwan.get(path).body["cases"]} == {"Z-2", "Z-3", "Z-4"}
    assert {one["number"] for one in speaker("guxing").get(path).body["cases"]} == {"Z-2", "Z-3"}
    assert speaker("hezhiqiu").get(path).body["cases"] == []


def test_a_draft_has_no_counts(fuwan: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    from doorstep.gate.api import standards_browse

    monkeypatch.setattr(standards_browse, "_published", lambda: frozenset())
    opened = fuwan.get("standards-to-read/technician-conduct").body
    assert (opened["draft"], opened["broken"]) == (True, None)
    assert all(one["decided"] is None for one in opened["all_clauses"])
