"""Read models: whatever happened, in whatever order it came, a rebuild leaves row by row what live appends left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from doorstep.record import clock
from doorstep.record.append import Entry, append
from doorstep.record.readmodels import rebuild, update
from doorstep.record.receipts import Receipt
from doorstep.record.sql import rows, run
from doorstep.record.verify import verify
from tests.record.acts import accepted, at, call, histories, opening

pytestmark = pytest.mark.usefixtures("store")

BEGIN = at("2026-10-12 08:00")
EVENTS = [event for history in histories() if history["case"] == "installation" for event in history["events"]]
FACTS = next(history["facts"] for history in histories() if history["case"] == "installation")

STEPS = st.fixed_dictionaries(
    {
        "event": st.integers(0, len(EVENTS) - 1),
        "minutes": st.integers(0, 5000),
        "delay": st.sampled_from([0, 0, 0, 3, 30, 1500]),
        "case": st.sampled_from("abc"),
        "what": st.sampled_from(["act"] * 12 + ["replaced", "voided", "facts", "assigned", "note"]),
        "target": st.integers(0, 499),
        "counter": st.booleans(),
    }
)


QUICK: dict[str, Any] = {
    "deadline": None,
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a history takes minutes
    "suppress_health_check": [
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
}


def the_rows() -> tuple[list[Any], list[Any]]:
    return sorted(rows("SELECT * FROM record_caserow"), key=str), sorted(rows("SELECT * FROM record_dutyrow"), key=str)


def moment(minutes: int) -> str:
    return (BEGIN + timedelta(minutes=minutes)).isoformat()


class Play:
    """Steps turned into acts, each received later than the one before."""

    def __init__(self) -> None:
        self.taken: dict[str, list[tuple[str, dict[str, Any]]]] = {case: [] for case in "abc"}
        self.place = 0

    def entry(self, step: dict[str, Any]) -> Entry:
        self.place += 1
        event, name = EVENTS[step["event"]], step["what"]
        earlier = self.taken[step["case"]]
        data: dict[str, Any] = event["data"]
        act, by = event["act"], event["by"]
        if name in ("replaced", "voided") and earlier:
            target, was = earlier[step["target"] % len(earlier)]
            act, by = f"act.{name}", None
            data = {"act": target, "reason": "看错了"}
            if name == "replaced":
                data["with"] = {**was, "at": moment(step["minutes"] - 7)}
        elif name == "facts":
            act, by, data = "case.facts_changed", None, {"facts": {"upscale_hotel": step["counter"]}}
        elif name == "assigned":
            act, by, data = "case.assigned", None, {"person": f"staff-{step['target'] % 3}", "place": "滨江"}
        elif name == "note":
            act, by, data = "note.added", None, {"text": "客户改口"}
        device = {"device": "phone", "counter": self.place} if step["counter"] else {}
        return Entry(
            f"{step['case']}-{self.place}",
            step["case"],
            act,
            at(moment(step["minutes"])[:16]),
            by,
            "zhou",
            "phone",
            data,
            **device,
        )

    def send(self, step: dict[str, Any]) -> None:
        entry = self.entry(step)
        with clock.set_to(BEGIN + timedelta(minutes=10 * self.place + step["delay"])):
            (receipt,) = append([entry], then=update)
        assert isinstance(receipt, Receipt)
        if "." not in entry.act:
            was = {"act": entry.act, "by": entry.by, "data": dict(entry.data)}
            self.taken[step["case"]].append((receipt.id, was))
        elif entry.act.startswith("act."):  # a correction may be corrected as well
            old = next(was for id_, was in self.taken[step["case"]] if id_ == entry.data["act"])
            self.taken[step["case"]].append((receipt.id, old))


def emptied() -> None:
    for table in ("act", "case", "personal", "customer", "caserow", "dutyrow", "seal"):
        run(f"DELETE FROM record_{table}")


def play(steps: list[dict[str, Any]]) -> None:
    emptied()
    with clock.set_to(BEGIN):
        accepted([opening(case, facts=FACTS) for case in "abc"], then=update)
    game = Play()
    for step in steps:
        game.send(step)
    live = the_rows()
    assert len(live[0]) == 3
    assert rebuild() == 3
    assert the_rows() == live
    assert verify(rows_too=True) == []


@settings(max_examples=10, **QUICK)
@given(steps=st.lists(STEPS, max_size=40))
def test_a_rebuild_leaves_what_live_appends_left(steps: list[dict[str, Any]]) -> None:
    play(steps)


@pytest.mark.slow
@settings(max_examples=2, **QUICK)
@given(steps=st.lists(STEPS, min_size=350, max_size=500))
def test_a_rebuild_of_five_hundred_acts_leaves_what_live_appends_left(steps: list[dict[str, Any]]) -> None:
    play(steps)


def test_a_correction_that_claims_an_earlier_time_than_its_act_is_taken() -> None:
    accepted([opening("a")], then=update)
    first = accepted([call("a", "k", "2026-10-12 09:00")], then=update)[0]
    undone = call(
        "a",
        "undo",
        "2026-10-12 08:00",
        act="act.voided",
        by=None,
        data={"act": first.id, "reason": "误点"},
        personal={},
    )
    accepted([undone], then=update)
    live = the_rows()
    rebuild()
    assert the_rows() == live


def test_a_rebuild_repairs_rows_that_were_altered() -> None:
    accepted([opening("a"), call("a", "k")], then=update)
    live = the_rows()
    run("UPDATE record_caserow SET breached = 99")
    run("DELETE FROM record_dutyrow")
    rebuild()
    assert the_rows() == live


def test_a_batch_leaves_the_rows_of_one_act_at_a_time() -> None:
    entries = [opening("a"), call("a", "k"), call("a", "l", "2026-10-12 09:30")]
    with clock.set_to(BEGIN):
        accepted(entries, then=update)
        together = the_rows()
        emptied()
        for entry in entries:
            accepted([entry], then=update)
    assert the_rows()[0] == together[0]
    assert len(the_rows()[1]) == len(together[1])
