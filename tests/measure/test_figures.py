"""Figures counted by hand on a small record, on both databases.

The record: six installations under technician-conduct in two places, opened in October and November 2026, judged at nine
on 12 November. Clause 8.1 wants them finished within two days, to the end of the day; 8.2 fines 10 CNY; 1.4 wants looks and
the five ones checked before the work is finished, so whoever finished broke it. Three more clauses (4.1, 7.1, 11.1) forbid
what nobody did: they are met on every order.

| order | place    | received | finished | 8.1      | 1.4      | 8.2               |
|-------|----------|----------|----------|----------|----------|-------------------|
| A     | chengnan | 10-10    | 10-11    | met      | breached | -                 |
| B     | chengnan | 10-20    | 10-25    | breached | breached | decided, 10       |
| C     | chengnan | 11-04    | 11-05    | met      | breached | -                 |
| D     | chengnan | 11-04    | 11-11    | breached | breached | called for        |
| E     | chengbei | 11-05    | -        | breached | -        | called for        |
| F     | chengbei | 11-11    | -        | pending  | -        | -                 |
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.gate.api.leaders import order, settle_leaders
from tests.gate.api.people import settle
from tests.record.stores import Store

DAY = 86400
NINE = datetime.fromisoformat("2026-11-12T09:00:00+08:00")


@pytest.fixture
def nine(store: Store) -> Iterator[None]:
    """Nine o'clock."""
    from doorstep.record import clock

    with clock.set_to(NINE):
        yield


@pytest.fixture
def record(nine: None) -> dict[str, str]:
    """The six cases by their letters."""
    settle()
    settle_leaders()
    rows = (
        ("A", "chengnan", "2026-10-10T09:00:00+08:00", "2026-10-11T12:00:00+08:00"),
        ("B", "chengnan", "2026-10-20T09:00:00+08:00", "2026-10-25T12:00:00+08:00"),
        ("C", "chengnan", "2026-11-04T09:00:00+08:00", "2026-11-05T12:00:00+08:00"),
        ("D", "chengnan", "2026-11-04T10:00:00+08:00", "2026-11-11T12:00:00+08:00"),
        ("E", "chengbei", "2026-11-05T09:00:00+08:00", None),
        ("F", "chengbei", "2026-11-11T09:00:00+08:00", None),
    )
    cases = {
        letter: order(letter, place=place, received=received, finished=finished)
        for letter, place, received, finished in rows
    }
    decide(cases["B"], "2026-11-02T10:00:00+08:00")
    return cases


def decide(case: str, at: str) -> None:
    from doorstep.people.accounts import account
    from doorstep.people.holdings import holdings_of
    from doorstep.work.sanctions import decide

    held = holdings_of(account("guxing"))
    decide(
        case, "technician-conduct/8.2", reason="超期", key=f"d-{case}", actor="guxing", held=held,
        at=datetime.fromisoformat(at),
    )  # fmt: skip


def now() -> int:
    from doorstep.record import clock

    return clock.civil(clock.now())


def pairs(key: str = "2026-11", places: list[str] | None = None) -> dict[str, tuple[int, int]]:
    from doorstep.measure import counting, figures
    from doorstep.measure.periods import period

    assert counting.refresh().waiting == 0
    found = figures.figures(places, period(key), now())
    return {name: (one.numerator, one.denominator) for name, one in found.items()}


def test_the_six_pairs_of_november(record: dict[str, str]) -> None:
    assert pairs() == {
        "on_time": (1, 3),  # C of C, D, E; F is not decided
        "clauses_kept": (3 * 4 + 1, 3 * 4 + 5),  # 8.1 of C; broken 1.4 of C and D, 8.1 of D and E
        "first_time_right": (2, 2),  # C and D ended, without a second visit
        "rework": (0, 0),  # technician-conduct tells of no visits
        "open_late": (1, 2),  # E of E and F
        "sanctions": (1, 3),  # B's was decided in November; D and E wait
    }


def test_the_six_pairs_of_october(record: dict[str, str]) -> None:
    assert pairs("2026-10") == {
        "on_time": (1, 2),
        "clauses_kept": (3 * 2 + 2, 3 * 2 + 5),  # 8.1 of A, 8.2 of B; broken 1.4 of A and B, 8.1 of B
        "first_time_right": (2, 2),
        "rework": (0, 0),
        "open_late": (0, 0),  # both had ended by the end of October
        "sanctions": (0, 0),
    }


def test_places_narrow_the_figures(record: dict[str, str]) -> None:
    assert pairs(places=["chengnan"])["on_time"] == (1, 2)
    assert pairs(places=["chengbei"])["on_time"] == (0, 1)
    assert pairs(places=[])["on_time"] == (0, 0)


def test_open_late_tells_the_longest_and_the_moment_counts(record: dict[str, str]) -> None:
    from doorstep.measure import counting, figures
    from doorstep.measure.periods import period
    from doorstep.record import clock

    counting.refresh()
    nine = clock.civil(NINE)  # to the second: the clock itself has gone on while the orders were entered
    november = figures.figures(None, period("2026-11"), nine)["open_late"]
    assert november.longest == 4 * DAY + 9 * 3600  # from 11-07 24:00 to nine on 11-12
    # At the end of the week of 2 November D and E were late and F was not there yet.
    week = figures.figures(None, period("2026-W45"), now())["open_late"]
    assert (week.numerator, week.denominator) == (2, 2)
    # A week earlier nothing was open.
    before = figures.figures(None, period("2026-W44"), now())["open_late"]
    assert (before.numerator, before.denominator, before.longest) == (0, 0, None)


def test_sanctions_tell_the_sum(record: dict[str, str]) -> None:
    from doorstep.measure import counting, figures
    from doorstep.measure.periods import period

    counting.refresh()
    assert figures.figures(None, period("2026-11"), now())["sanctions"].amount == 10
    assert figures.figures(None, period("2026-10"), now())["sanctions"].amount == 0


def test_below_twenty_there_is_a_pair_without_percentage() -> None:
    from doorstep.measure.figures import Figure, change

    assert Figure("on_time", 19, 19).percent is None
    assert Figure("on_time", 19, 20).percent == 95.0
    assert change(Figure("on_time", 19, 20), Figure("on_time", 9, 10)) is None
    assert change(Figure("on_time", 19, 20), Figure("on_time", 18, 20)) == 5.0
    assert change(Figure("open_late", 7, 30), Figure("open_late", 5, 40)) == 2


def test_the_clauses_behind_a_figure_by_place(record: dict[str, str]) -> None:
    from doorstep.measure import counting, drilling
    from doorstep.measure.periods import period

    counting.refresh()
    found = drilling.clauses("clauses_kept", None, period("2026-11"), now())
    assert [(one.clause, one.numerator, one.denominator, dict(one.by_place)) for one in found] == [
        ("technician-conduct/1.4", 2, 2, {"chengnan": 2}),
        ("technician-conduct/8.1", 2, 3, {"chengbei": 1, "chengnan": 1}),
    ]
    late = drilling.clauses("open_late", None, period("2026-11"), now())
    assert [(one.clause, one.numerator, one.denominator) for one in late] == [("technician-conduct/8.1", 1, None)]
    fined = drilling.clauses("sanctions", None, period("2026-11"), now())
    assert [(one.clause, one.numerator, one.denominator) for one in fined] == [("technician-conduct/8.2", 1, 3)]


@pytest.mark.parametrize(
    ("figure", "clause", "letters"),
    [
        ("on_time", None, "DE"),
        ("clauses_kept", None, "CDE"),
        ("clauses_kept", "technician-conduct/1.4", "CD"),
        ("clauses_kept", "technician-conduct/8.1", "DE"),
        ("first_time_right", None, ""),
        ("rework", None, ""),
        ("open_late", None, "E"),
        ("open_late", "technician-conduct/8.1", "E"),
        ("sanctions", None, "B"),
    ],
)
def test_a_number_opens_exactly_its_orders(
    record: dict[str, str], figure: str, clause: str | None, letters: str
) -> None:
    from doorstep.measure import counting, drilling
    from doorstep.measure.periods import period

    counting.refresh()
    found = drilling.cases(figure, None, period("2026-11"), now(), clause=clause)
    names = {case: letter for letter, case in record.items()}
    assert "".join(sorted(names[one.case] for one in found)) == letters


def test_what_is_counted_live_is_what_a_rebuild_counts(record: dict[str, str]) -> None:
    from doorstep.measure import counting
    from doorstep.measure.models import CaseCount, ClauseCount, LateSpan, SanctionCount

    def all_rows() -> list[list[tuple[object, ...]]]:
        tables = (CaseCount, ClauseCount, LateSpan, SanctionCount)
        named = [
            [one.name for one in table._meta.concrete_fields if one.name not in ("id", "judged_to")] for table in tables
        ]
        return [sorted(table.objects.values_list(*names), key=repr) for table, names in zip(tables, named, strict=True)]

    counting.refresh()
    live = all_rows()
    assert counting.rebuild() == 6
    assert all_rows() == live
    assert any(live[3])


def test_a_case_is_counted_anew_when_an_act_comes_and_when_a_limit_passes(record: dict[str, str]) -> None:
    from doorstep.record import clock

    assert pairs()["open_late"] == (1, 2)
    with clock.set_to(clock.now().replace(day=14, hour=0, minute=0, second=1)):
        assert pairs()["open_late"] == (2, 2)  # F's two days ended with the 13th
    with clock.set_to(clock.now().replace(day=13, hour=23)):
        assert pairs()["sanctions"] == (1, 4)  # counted on the 14th; nothing new since
    decide(record["D"], "2026-11-12T08:00:00+08:00")
    assert pairs()["sanctions"][0] == 2


def test_what_waits_is_told(record: dict[str, str]) -> None:
    from doorstep.measure import counting

    fresh = counting.refresh(budget=-1)  # one case, then no time is left
    assert fresh.waiting == 5
    assert fresh.as_of <= now()
    assert counting.refresh().waiting == 0


def test_an_upheld_appeal_is_counted_beside_and_changes_no_pair(record: dict[str, str]) -> None:
    from doorstep.measure import counting, figures
    from doorstep.measure.periods import period
    from doorstep.people.accounts import account
    from doorstep.people.holdings import holdings_of
    from doorstep.work import appeals

    before = pairs()
    clause = "technician-conduct/8.1"
    appeals.appeal(record["D"], clause, "客户改约", key="a", actor="hezhiqiu")
    counting.refresh()
    open_ = figures.figures(None, period("2026-11"), now())
    assert open_["clauses_kept"].beside == {"appealed": 1, "upheld": 0, "unjudged": 0}
    held = holdings_of(account("guxing"))
    appeals.answer(record["D"], clause, upheld=True, reason="短信为证", key="b", actor="guxing", held=held)
    counting.refresh()
    upheld = figures.figures(None, period("2026-11"), now())
    assert upheld["clauses_kept"].beside == {"appealed": 0, "upheld": 1, "unjudged": 0}
    assert upheld["on_time"].beside == {"appealed": 0, "upheld": 1}
    assert upheld["sanctions"].beside == {"appealed": 0, "upheld": 1}
    assert pairs() == before
