"""Every recorded history of all standards: every verdict as recorded."""

from __future__ import annotations

import pytest

from doorstep import judge, standards
from tests.judge.vectors import NAMES, lines


def test_there_are_histories_of_every_standard() -> None:
    assert sorted(standards.names()) == NAMES
    assert all(len(lines(name)) == 160 for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_of_every_history_is_as_recorded(name: str) -> None:
    standard = standards.load(name)
    wrong = []
    for number, line in enumerate(lines(name), 1):
        program = judge.program(standard, line["case"])
        found = judge.judge(program, judge.read_case(program, line["facts"], line["events"]), line["as_of"]).verdicts
        if found != line["verdicts"]:
            keys = [
                key for key in found.keys() | line["verdicts"].keys() if found.get(key) != line["verdicts"].get(key)
            ]
            wrong.append((number, {key: (found.get(key), line["verdicts"].get(key)) for key in sorted(keys)}))
    assert wrong == []
