"""The table of meanings (``meanings.json``): what every operator and function gives, for null, mixed types, days, lists.

The table names no code of this project: other interpreters of the program are held to the same file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from doorstep.calendar import format_day, format_moment, parse_moment
from doorstep.judge.case import known_acts, read_case
from doorstep.judge.expressions import Expressions
from doorstep.judge.program import IR, Ready
from doorstep.judge.values import Day, Moment
from doorstep.judge.views import View, views_of
from doorstep.language.expressions import ACT_FUNCTIONS, ARITHMETIC, COMPARISONS, VALUE_FUNCTIONS, parse

TABLE = json.loads((Path(__file__).parent / "meanings.json").read_text(encoding="utf-8"))
CASES = TABLE["cases"]
KEYS = {"group", "expression", "wanted", "events", "judged", "as_of", "facts", "why", "unit"}
PROGRAM = {
    "ir": IR,
    "standard": "meanings",
    "case": TABLE["kind"],
    "unit": TABLE["unit"],
    "units": f"{TABLE['unit']}s",
    "facts": TABLE["facts"],
    "acts": TABLE["acts"],
    "ends": None,
    "rules": [],
}


def value_of(case: dict[str, Any]) -> Any:
    """What the expression of a case gives, written as the table writes it."""
    ready = Ready(PROGRAM)
    now = parse_moment(case.get("as_of", TABLE["defaults"]["as_of"]))
    read = read_case(ready, case.get("facts", TABLE["defaults"]["facts"]), case.get("events", []))
    view: View = views_of(read, known_acts(read, now, None), TABLE["kind"], now, read.units)
    if "unit" in case:
        view = next(unit for unit in view.units if unit.unit == case["unit"])
    place = case.get("judged", -1)
    horizon = place if place >= 0 else view.last
    reading = Expressions(PROGRAM, ready.breached).build(parse(case["expression"]))
    return written(reading(view, place, horizon, view.acts[place].ref if place >= 0 else None))


def written(value: Any) -> Any:
    if type(value) is Day:
        return {"day": format_day(value)}
    if type(value) is Moment:
        return {"moment": format_moment(value)}
    return [written(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", CASES, ids=[f"{case['group']}: {case['expression']}" for case in CASES])
def test_an_expression_gives_what_the_table_says(case: dict[str, Any]) -> None:
    found, wanted = value_of(case), case["wanted"]
    assert found == wanted
    assert isinstance(found, bool) == isinstance(wanted, bool)


def test_no_key_of_the_table_is_misspelt() -> None:
    assert [case for case in CASES if not KEYS.issuperset(case)] == []


def test_the_table_has_every_operator_and_function() -> None:
    heads: set[str] = set()

    def gather(tree: Any) -> None:
        if isinstance(tree, list) and tree:
            if isinstance(tree[0], str):
                heads.add(tree[0])
            for part in tree:
                gather(part)

    for case in CASES:
        gather(parse(case["expression"]))
    wanted = {*COMPARISONS.values(), *ARITHMETIC.values(), *VALUE_FUNCTIONS, *ACT_FUNCTIONS, "neg", "and", "or", "not"}
    wanted |= {
        "count",
        "latest",
        "minutes",
        "null",
        "bool",
        "num",
        "text",
        "list",
        "at",
        "now",
        "case",
        "fact",
        "field",
    }
    assert wanted | {"when", "name"} <= heads
