"""The robot on a real record: opened by intake, every act recorded and read back, judged as live appends left it."""

from __future__ import annotations

from typing import Any

import pytest

from doorstep.calendar import parse_moment
from doorstep.record import clock
from doorstep.record.history import history
from doorstep.record.receipts import Receipt
from doorstep.work.intake import open_case
from doorstep.work.next_acts import next_acts
from doorstep.work.recording import record_acts
from tests.record.stores import Store
from tests.work.orders import CONDUCT, HOME, HOTEL
from tests.work.robot import STAND_INS
from tests.work.tables import table


def take(case: str, now: int, number: int) -> int | None:
    """Records the first next act; the moment at which it happened, or None when the case is finished."""
    found = history(case)
    judgements = found.judgements(now)
    if all(judgement.finished for judgement in judgements.values()):
        return None
    act = next_acts(found, judgements, now, stand_ins=STAND_INS, more=False)[0]
    at = max(now, parse_moment(act.at or ""))
    with clock.set_to(clock.aware(at)):
        sent = {"key": f"{case}-{number}", "act": act.act, "at": clock.aware(at), "by": act.by[0], "data": act.data}
        answer = record_acts(case, [sent], actor="robot")[0]
    assert isinstance(answer, Receipt), answer
    return at


@pytest.mark.parametrize(
    ("standards", "facts"),
    [
        ([("hotel-iptv", None, "installation")], HOTEL),
        ([("home-broadband", None, "repair"), ("technician-conduct", None, "repair")], {**HOME, **CONDUCT}),
    ],
)
def test_the_robot_ends_a_recorded_case_without_a_breach(house: Store, standards: Any, facts: dict[str, Any]) -> None:
    opened = open_case("W1", standards, facts, key="open")
    assert isinstance(opened, Receipt)
    now: int | None = parse_moment("2026-10-12 09:00")
    last = now
    if standards[0][0] == "home-broadband":
        post = {"person": STAND_INS["person"], "certificate": "post_certificate", "valid_until": "2028-01-01"}
        names = ("broadband_work_alone", "access_side_devices", "customer_side_devices", "line_maintenance")
        names += ("tools_and_instruments", "device_debugging", "fault_location", "business_process")
        names += ("business_knowledge", "emergency_steps")
        held = [("certificate_granted", post)]
        held += [("skill_assessed", {"person": STAND_INS["person"], "subject": one, "passed": True}) for one in names]
        acts = [
            {"key": f"h{n}", "act": act, "at": "2026-10-12T08:00:00+08:00", "by": "certifier", "data": data}
            for n, (act, data) in enumerate(held)
        ]
        record_acts(opened.case, acts, actor="robot")
    for number in range(80):
        now = take(opened.case, (last or 0) + 60, number)
        if now is None:
            break
        last = now
    assert now is None
    row = table("CaseRow").get(case=opened.case)
    assert (row.finished, row.breached) == (True, 0)
