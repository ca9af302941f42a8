"""The reference against the recorded histories and the scenarios of all standards, and its own few cogs."""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml

from . import verdicts
from .calendar import add_days, is_day_off, limit_after, worked
from .parameters import with_parameters
from .values import equal, less, read, read_moment

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT / "src" / "doorstep" / "standards"
VECTORS = ROOT / "tests" / "vectors"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAMES = sorted(path.name.removesuffix(".jsonl.gz") for path in VECTORS.glob("*.jsonl.gz"))
HOURS = ["08:30-17:30"]


@cache
def standard(name: str) -> dict:
    return yaml.load((STANDARDS / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)


def lines(name: str) -> list[dict]:
    with gzip.open(VECTORS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def differences(name: str, case: dict, expected: dict[str, str]) -> list[str]:
    given = verdicts(standard(name), case["case"], case["facts"], case["events"], case["as_of"])
    return [f"{clause}: {given.get(clause)} is not {verdict}" for clause, verdict in expected.items()
            if given.get(clause) != verdict]  # fmt: skip


def test_there_are_vectors_for_every_standard() -> None:
    assert len(NAMES) == 18
    assert set(NAMES) == {path.stem for path in STANDARDS.glob("*.yaml")}


@pytest.mark.parametrize("name", NAMES)
def test_every_eighth_vector(name: str) -> None:
    chosen = lines(name)[::8]
    assert len(chosen) == 20
    assert [found for line in chosen for found in differences(name, line, line["verdicts"])] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_vector(name: str) -> None:
    every = lines(name)
    assert len(every) == 160
    assert [found for line in every for found in differences(name, line, line["verdicts"])] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_verdicts_are_those_of_all_clauses_that_decide(name: str) -> None:
    line = lines(name)[0]
    given = verdicts(standard(name), line["case"], line["facts"], line["events"], line["as_of"])
    assert set(given) == set(line["verdicts"])


@pytest.mark.parametrize("name", NAMES)
def test_scenarios(name: str) -> None:
    scenarios = sorted((STANDARDS / "examples" / name).glob("*.yaml"))
    assert scenarios
    for path in scenarios:
        scenario = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
        assert (path.stem, differences(name, scenario, scenario["expect"])) == (path.stem, [])


def test_days_off_and_make_up_days() -> None:
    assert [is_day_off(date(2026, 10, day)) for day in (1, 7, 8, 9, 10, 11)] == [True, True, False, False, False, True]
    assert not is_day_off(date(2026, 9, 20))
    assert add_days(date(2026, 9, 30), 2, "working day") == date(2026, 10, 9)
    assert add_days(date(2026, 10, 8), -1, "working day") == date(2026, 9, 30)


def test_limits_end_at_midnight_or_exactly() -> None:
    def limit(text: str) -> str:
        return str(limit_after(read_moment("2026-01-31 09:05"), text, HOURS))

    assert limit("0 days") == "2026-02-01 00:00:00"
    assert limit("1 month") == "2026-03-01 00:00:00"
    assert limit("1 year") == "2027-02-01 00:00:00"
    assert limit("90 seconds") == "2026-01-31 09:06:30"


def test_working_hours() -> None:
    friday = read_moment("2026-10-16 17:00")
    with_a_break = ["09:00-12:00", "13:00-18:00"]
    assert worked(friday, read_moment("2026-10-19 09:00"), HOURS) == timedelta(hours=1)
    assert str(limit_after(friday, "2 working hours", HOURS)) == "2026-10-19 10:00:00"
    assert str(limit_after(friday, "1 working hour", with_a_break)) == "2026-10-16 18:00:00"
    assert str(limit_after(friday, "5 working hours", with_a_break)) == "2026-10-19 14:00:00"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("", None, True),
        ("x", None, False),
        (True, 1, False),
        (20, 20.0, True),
        (20, "20", False),
        ("2026-10-02 00:00", "2026-10-01", True),
    ],
)
def test_equality(left: object, right: object, same: bool) -> None:
    assert equal(read(left, "datetime"), read(right, "datetime")) is same


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [(1, 2.5, True), (None, 1, False), ("1", 2, False), ("2026-10-01 23:00", "2026-10-01", True), (False, True, False)],
)
def test_order(left: object, right: object, before: bool) -> None:
    assert less(read(left, "datetime"), read(right, "datetime")) is before


def test_parameters_stand_in_rules() -> None:
    given = with_parameters({
        "parameters": {
            "limit": {"type": "duration", "value": "2 days"},
            "most": {"type": "int", "value": 3},
            "word": {"type": "text", "value": "vip"},
            "flag": {"type": "bool", "value": True},
        },
        "clauses": [{"rule": {"within": "$limit", "when": "n > $most and kind == $word and $flag"}}],
    })  # fmt: skip
    assert given["clauses"][0]["rule"] == {"within": "2 days", "when": "n > 3 and kind == 'vip' and true"}
