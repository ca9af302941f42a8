"""Twenty kills, ten on each database: every acknowledged receipt is in the record afterwards, and the record verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.databases import environment, postgres_answers
from tests.soak.kills import Soak

KILLS = 10


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_was_acknowledged_survives(database: str, tmp_path: Path) -> None:
    if database == "postgresql" and not postgres_answers():
        pytest.skip("no PostgreSQL answers on 127.0.0.1:5432")
    with environment(database, tmp_path) as own:
        soak = Soak(own, tmp_path, KILLS)
        found = soak.run()
    assert soak.troubles == []
    assert found["receipts"] > KILLS
    assert found["again"] > 0, "no client was ever interrupted, so nothing was tried"
    assert {name: found[name] for name in ("missing", "other", "doubled", "faults")} == {
        "missing": [],
        "other": [],
        "doubled": [],
        "faults": [],
    }
