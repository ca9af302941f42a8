"""A tolerance loosens every limit, whatever the kind of the rule: held against the reference on standards that are
given one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from doorstep import judge, standards
from doorstep.language import reader
from tests.judge.vectors import lines
from tests.reference import verdicts

LOOSENED = [
    ("hotline-support", "hotline-support/6.2", "2 days"),
    ("network-operations", "network-operations/2.9", "30 minutes"),
    ("ktv-service", "ktv-service/21.1", "1 hour"),
    ("express-delivery", "express-delivery/11.10", "1 week"),
    ("key-accounts", "key-accounts/7.2", "15 minutes"),
    ("hotel-iptv", "hotel-iptv/3.6", "1 minute"),
    ("technician-conduct", "technician-conduct/8.1", "1 day"),
]


MOVES = ("hotline-support", "hotel-iptv", "technician-conduct")
"""Here the tolerance changes a verdict of the histories: else the comparison would prove nothing."""


def loosened(name: str, clause: str, tolerance: str) -> dict[str, Any]:
    """A packaged standard as a draft, one clause of it with a tolerance."""
    raw: dict[str, Any] = yaml.safe_load(standards.path(name).read_text(encoding="utf-8"))
    for key in ("version", "effective", "examples"):
        raw.pop(key)
    next(entry for entry in raw["clauses"] if entry["id"] == clause)["rule"]["tolerance"] = tolerance
    return raw


@pytest.mark.parametrize(("name", "clause", "tolerance"), LOOSENED)
def test_a_tolerance_counts_as_the_reference_counts_it(name: str, clause: str, tolerance: str, tmp_path: Path) -> None:
    raw = loosened(name, clause, tolerance)
    path = tmp_path / f"{name}.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")
    standard = reader.load(path)
    moved = 0
    for line in lines(name):
        program = judge.program(standard, line["case"])
        case = judge.read_case(program, line["facts"], line["events"])
        given = judge.judge(program, case, line["as_of"]).verdicts
        if clause in given:
            wanted = verdicts(raw, line["case"], line["facts"], line["events"], line["as_of"])
            assert given[clause] == wanted[clause]
            moved += given[clause] != line["verdicts"][clause]
    assert moved or name not in MOVES
