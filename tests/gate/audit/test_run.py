"""Orders to judgements: every verdict is the judge's, in one process or two, at the order's own moment or the audit's."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from doorstep.gate.audit import run as running
from doorstep.gate.audit.judged import Audit
from doorstep.gate.audit.workbook.result import Act, Import, Order
from doorstep.judge import BadCase

WANTED: dict[str, dict[str, str]] = {}


def order_of(number: str, line: dict[str, Any]) -> Order:
    """A line of a vector as an order of one standard."""
    name = line["standard"]
    WANTED[number] = line["verdicts"]
    acts = [
        Act(
            at=event["at"], act=event["act"], by=event.get("by"), person="周予安", unit=event["data"].get("room"),
            data=event["data"], seen={name: event["data"]}, received=event.get("received"), sheet="动作", row=place,
            id=event.get("id"),
        )
        for place, event in enumerate(line["events"], 2)
    ]  # fmt: skip
    return Order(
        number=number, kinds={name: line["case"]}, area=None, owner=None, sheet="工单", row=2,
        facts={name: line["facts"]}, acts=acts, as_ofs={name: line["as_of"]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def imported(repository: Path) -> Import:
    """Forty orders of two standards, from the committed vectors."""
    orders = []
    for name in ("hotel-iptv", "home-broadband"):
        with gzip.open(repository / "tests" / "vectors" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            orders += [order_of(f"{name}-{n}", json.loads(line)) for n, line in enumerate(islice(lines, 20))]
    return Import(orders=orders, standards=("hotel-iptv", "home-broadband"))


@pytest.fixture(scope="module")
def audit(imported: Import) -> Audit:
    return running.run(imported)


def test_every_verdict_is_the_vectors(imported: Import, audit: Audit) -> None:
    for order, judged in zip(imported.orders, audit.judged, strict=True):
        assert judged.cases[0].verdicts == WANTED[order.number], order.number


def test_rulings_leave_out_what_is_not_applicable(audit: Audit) -> None:
    for case in (case for judged in audit.judged for case in judged.cases):
        told = {clause: verdict for clause, verdict in case.verdicts.items() if verdict != "not_applicable"}
        assert {ruling.clause: ruling.verdict for ruling in case.rulings} == told
        for ruling in case.rulings:
            assert ruling.found, ruling.clause
            assert {one.verdict for one in ruling.found} == {ruling.verdict}


def test_every_finding_says_why_in_both_languages(audit: Audit) -> None:
    found = [f for j in audit.judged for case in j.cases for ruling in case.rulings for f in ruling.found]
    assert len(found) > 100
    for one in found:
        assert one.sentence.zh.strip()
        assert one.sentence.en.strip()
        assert one.sentence.zh != one.sentence.en


def test_two_processes_say_what_one_says(imported: Import, audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "WORTH_A_SECOND_CORE", 1)
    assert running.run(imported, processes=2).judged == audit.judged


def test_progress_ends_with_all_acts(imported: Import) -> None:
    told: list[tuple[int, int]] = []
    running.run(imported, progress=lambda done, total: told.append((done, total)))
    total = sum(len(order.acts) for order in imported.orders)
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_an_orders_own_moment_wins(imported: Import) -> None:
    order = imported.orders[0]
    judged = running.judge_order(order, running.run(imported).standards, "2020-01-01 00:00")
    assert judged.as_of == order.as_of
    assert judged.cases[0].verdicts == WANTED[order.number]


def test_without_a_moment_of_its_own_the_audits_holds(imported: Import) -> None:
    order = order_of("early", {**_line(imported), "as_of": "2020-01-01 00:00"})
    order.as_ofs.clear()
    judged = running.run(Import(orders=[order]), as_of="2020-01-01 00:00").judged[0]
    assert "breached" not in judged.cases[0].verdicts.values()


def _line(imported: Import) -> dict[str, Any]:
    order = imported.orders[0]
    name = next(iter(order.kinds))
    events = [{"at": act.at, "act": act.act, "by": act.by, "data": dict(act.data)} for act in order.acts]
    return {"standard": name, "case": order.kinds[name], "facts": order.facts[name], "events": events, "verdicts": {}}


def test_an_order_that_cannot_be_judged_says_why_and_the_others_are(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = running.read_case
    first = imported.orders[0].facts["hotel-iptv"]

    def read(program: Any, facts: Any, events: Any) -> Any:
        if facts is first:
            raise BadCase("value", "facts.rooms", "rooms is no list")
        return real(program, facts, events)

    monkeypatch.setattr(running, "read_case", read)
    judged = running.run(imported).judged
    assert judged[0].cases == ()
    assert "rooms is no list" in str(judged[0].fault)
    assert all(one.fault is None for one in judged[1:])
