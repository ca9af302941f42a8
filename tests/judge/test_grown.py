"""A view grown by an act is the view of all acts together: to every look-up, in the whole case and in each unit."""

from __future__ import annotations

import pytest

from doorstep import judge, standards
from doorstep.judge.case import Case
from doorstep.judge.views import GrownView, View, grown, views_of
from tests.judge.vectors import NAMES, lines

WITH_UNITS = [name for name in NAMES if any(kind.unit for kind in standards.load(name).cases.values())]


def same(one: View, other: View) -> None:
    assert [id(act) for act in one.acts] == [id(act) for act in other.acts]
    assert (one.unit, one.now, one.last) == (other.unit, other.now, other.last)
    assert {name: list(places) for name, places in one.positions.items()} == other.positions
    for field in {field for act in other.acts for field in act.data}:
        assert one.filled(field) == other.filled(field)


def read(name: str, place: int) -> Case:
    line = lines(name)[place]
    ready = judge.program(standards.load(name), line["case"])
    case = judge.read_case(ready, line["facts"], line["events"])
    case.acts.sort(key=lambda act: (act.at, act.index))
    for number, act in enumerate(case.acts):
        act.place = number
    return case


@pytest.mark.parametrize("name", WITH_UNITS)
def test_a_grown_view_is_the_view_of_all_acts(name: str) -> None:
    seen = 0
    for place in range(0, len(lines(name)), 9):
        case = read(name, place)
        for number, act in enumerate(case.acts):
            base = views_of(case, case.acts[:number], "installation", act.at, case.units)
            wanted = views_of(case, case.acts[: number + 1], "installation", act.at + 60, case.units)
            found = grown(base, act, act.at + 60)
            same(found, wanted)
            assert [view.unit for view in found.units] == [view.unit for view in wanted.units]
            for one, other in zip(found.units, wanted.units, strict=True):
                same(one, other)
                assert one.whole is found
            assert [view.unit for view in found.touched()] == [v.unit for v in wanted.units if v.acts[-1:] == [act]]
            seen += len(found.units)
    assert seen or name == "technician-conduct", "no history of this standard names a unit"


def test_other_units_are_not_read_again() -> None:
    """What an act of one unit costs does not grow with the others: their views are made when somebody asks."""
    case = read("hotel-iptv", max(range(len(lines("hotel-iptv"))), key=lambda n: len(lines("hotel-iptv")[n]["events"])))
    act = next(act for act in reversed(case.acts) if len(act.units) == 1)
    base = views_of(case, [one for one in case.acts if one is not act], "installation", act.at, case.units)
    found = grown(base, act, act.at)
    assert [view.unit for view in found.touched()] == list(act.units)
    assert list(found.made) == list(act.units)
    other = next(view for view in found.units if view.unit not in act.units)
    assert isinstance(other, GrownView)
    assert other.acts is other.base.acts
