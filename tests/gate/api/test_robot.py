"""A robot that always takes the first next act with usual values, through the API, ends the cases of four standards
without a breach.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.record.stores import Store
from tests.work.orders import CONDUCT, HOME, HOTEL, LINE

pytestmark = pytest.mark.slow

START = datetime.fromisoformat("2026-10-12T09:00:00+08:00")

ORDERS: dict[str, tuple[list[tuple[str, str]], dict[str, Any], str]] = {
    "hotel": ([("hotel-iptv", "installation")], HOTEL, "zhouyuan"),
    "home": ([("home-broadband", "installation")], HOME, "lumingchuan"),
    "line": ([("telecom-installation", "installation")], LINE, "lumingchuan"),
    "conduct": ([("technician-conduct", "installation")], CONDUCT, "lumingchuan"),
    "home and conduct": (
        [("home-broadband", "repair"), ("technician-conduct", "repair")],
        {**HOME, **CONDUCT},
        "lumingchuan",
    ),
}


@pytest.fixture
def cast(house: Store, settings: Any, tmp_path: Any) -> tuple[str, ...]:
    """The demo's people, the technicians certified."""
    from doorstep.gate.seeding import day, organisation, speaking

    settings.STATIC_ROOT = tmp_path / "static"
    settings.PASSWORD_HASHERS = ["tests.people.hasher.CountingHasher", *settings.PASSWORD_HASHERS]
    organisation.settle()
    speaking.forget_tokens()
    day._staff_files(day.Day(START.date().toordinal()))
    return day.CAST


@pytest.mark.parametrize("name", ORDERS)
def test_ends_without_a_breach(cast: tuple[str, ...], name: str) -> None:
    from doorstep.gate.seeding.robot import Plan, Robot
    from doorstep.gate.seeding.speaking import ask
    from doorstep.record import clock

    governed, facts, who = ORDERS[name]
    standards = [{"standard": key, "kind": kind} for key, kind in governed]
    new = {"key": "r-1", "number": "R-1", "standards": standards, "place": "chengnan", "facts": facts}
    case = ask("fangsu", "POST", "cases", new)["case"]
    ask("fangsu", "POST", f"cases/{case}/assignment", {"key": "r-2", "person": who})
    now = clock.civil(START)
    plan = Plan(case, now + 60, now + 60 * 86400, who, 90)
    taken = Robot(cast).play(plan)
    assert taken >= 3
    with clock.set_to(clock.aware(plan.end)):
        shown = ask("fangsu", "GET", f"cases/{case}")
        verdicts = ask("fangsu", "GET", f"cases/{case}/verdicts")
    assert shown["finished"]
    broken = [
        c["findings"][0]["sentence"] for s in verdicts["standards"] for c in s["clauses"] if c["verdict"] == "breached"
    ]
    assert broken == []
