"""The judge against the independent reference, on damaged histories."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep import judge, standards
from tests.judge.vectors import NAMES, damaged
from tests.reference import verdicts

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("DOORSTEP_EXAMPLES", "60"))
"""For each standard; a long run by hand takes thousands."""


@cache
def raw(name: str) -> dict[str, Any]:
    """The standard's file as it stands, as the reference reads it."""
    text = standards.path(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@pytest.mark.parametrize("name", NAMES)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=EXAMPLES)
@given(data=st.data())
def test_every_verdict_equals_the_references(name: str, data: st.DataObject) -> None:
    case = data.draw(damaged(name))
    program = judge.program(standards.load(name), case["case"])
    read = judge.read_case(program, case["facts"], case["events"])
    given_verdicts = judge.judge(program, read, case["as_of"]).verdicts
    wanted = verdicts(raw(name), case["case"], case["facts"], case["events"], case["as_of"])
    assert given_verdicts == wanted


def test_the_reference_shares_no_code_with_the_product() -> None:
    """The reference imports nothing from the product: else both could be wrong together."""
    folder = Path(__file__).parents[1] / "reference"
    modules = [path for path in folder.glob("*.py") if not path.name.startswith("test_")]
    assert len(modules) > 5
    assert not [path.name for path in modules if "doorstep" in path.read_text(encoding="utf-8")]
