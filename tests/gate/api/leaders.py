"""More people for the tests of sanctions and figures: Gu Xing leads the team of 城南, Fu Wan manages 临汐, He Zhiqiu
is a technician of 城南 here; and installations that technician-conduct fines.
"""

from __future__ import annotations

from typing import Any

from tests.gate.api.people import PASSWORD, Speaker

LATE, DONE = "2026-10-04T09:10:00+08:00", "2026-10-11T10:30:00+08:00"


def settle_leaders() -> None:
    """Makes them."""
    from doorstep.people.accounts import account, create_account
    from doorstep.people.holdings import give_post
    from doorstep.record import clock

    since = clock.civil(clock.now()) - 300 * 86400
    for username, name, post, place in (
        ("guxing", "顾行", "team_leader", "chengnan"),
        ("fuwan", "傅晚", "manager", "linxi"),
        ("beibei", "贝北", "team_leader", "chengbei"),
    ):
        made = create_account(username, name, password=PASSWORD, must_change_password=False, by="root")
        give_post(made, post, place, by="root", since=since)
    give_post(account("hezhiqiu"), "technician", "chengnan", by="root", since=since)


def order(
    number: str, *, place: str = "chengnan", who: str = "hezhiqiu", received: str = LATE, finished: str | None = DONE
) -> str:
    """An installation under technician-conduct, received and (unless None) finished at those moments: its id.

    It is written straight through the use cases, so that its acts may lie in the past.
    """
    from datetime import datetime

    from doorstep.record.receipts import Receipt
    from doorstep.work import assign, intake
    from doorstep.work.recording import record_acts

    at = datetime.fromisoformat(received)
    facts = {"order_no": number, "person": "何知秋", "area": "望潮路", "place": "customer_home"}
    kinds = [("technician-conduct", None, "installation")]
    opened = intake.open_case(number, kinds, facts, key=f"open-{number}", at=at, place=place, actor="root")
    assert isinstance(opened, Receipt), opened
    assign.assign(opened.case, who, key=f"give-{number}", actor="root", at=at)
    acts: list[dict[str, Any]] = [{"key": f"{number}-1", "act": "order_received", "at": received, "by": "technician"}]
    if finished:
        acts.append({"key": f"{number}-2", "act": "work_finished", "at": finished, "by": "technician"})
    outcomes = record_acts(opened.case, acts, actor=who)
    assert all(isinstance(one, Receipt) for one in outcomes), outcomes
    return opened.case


def speaker(username: str, language: str = "zh") -> Speaker:
    """Somebody who speaks Chinese unless told otherwise."""
    return Speaker(username, language)
