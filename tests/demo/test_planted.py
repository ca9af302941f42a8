"""What is broken is broken on purpose, clause by clause, and nothing else is: so say both judges."""

from collections import Counter, defaultdict
from functools import cache
from typing import Any

import pytest
import yaml

from demo.records import AS_OF, Month, Order
from doorstep import standards
from doorstep.gate.audit.judged import Audit
from tests.demo.test_import import seen
from tests.reference import verdicts

WORSE = ("breached", "pending")


def test_the_audit_finds_what_was_planted_and_nothing_else(month: Month, audited: Audit) -> None:
    planted = {order.number: order.planted for order in month.orders}
    found: dict[str, dict[str, str]] = {}
    for order, judged in zip(audited.imported.orders, audited.judged, strict=True):
        assert judged.fault is None
        said = {clause: verdict for case in judged.cases for clause, verdict in case.verdicts.items()}
        found[order.number] = {clause: verdict for clause, verdict in said.items() if verdict in WORSE}
    assert found == planted


@cache
def raw(name: str) -> dict[str, Any]:
    """The standard as its file says it, for the judge that shares nothing with the product."""
    found: dict[str, Any] = yaml.load(standards.path(name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def by_reference(order: Order) -> dict[str, str]:
    said: dict[str, str] = {}
    for name in order.standards:
        declared = raw(name)["cases"][order.kind]["facts"]
        facts = {key: value for key, value in order.facts.items() if key in declared}
        said |= verdicts(raw(name), order.kind, facts, seen(order, name), AS_OF)
    return {clause: verdict for clause, verdict in said.items() if verdict in WORSE}


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["H", "Z", "R", "V"])
def test_the_reference_finds_what_was_planted_and_nothing_else(month: Month, prefix: str) -> None:
    orders = [order for order in month.orders if order.number.startswith(prefix)]
    assert orders
    assert {order.number: by_reference(order) for order in orders} == {o.number: o.planted for o in orders}


def test_most_is_done_by_the_book(audited: Audit) -> None:
    said = Counter(v for judged in audited.judged for case in judged.cases for v in case.verdicts.values())
    assert said["met"] > 20 * said["breached"]
    assert said["breached"] > 100
    assert said["pending"] >= 10


def test_people_differ_in_what_they_fail(month: Month) -> None:
    """Everybody's most frequent breach is another one."""
    broken: dict[str, Counter[str]] = defaultdict(Counter)
    for order in month.orders:
        if order.number[0] == "Z":
            broken[order.owner].update(clause for clause, verdict in order.planted.items() if verdict == "breached")
    worst = {name: counts.most_common(1)[0][0] for name, counts in broken.items()}
    assert worst["何知秋"] == "home-broadband/5.6"
    assert worst["陆鸣川"] == "home-broadband/5.1"
    assert worst["许见山"] in ("home-broadband/4.8", "technician-conduct/2.2")
    assert worst["江晚"] == "home-broadband/2.2"
    assert broken["沈一舟"].total() < min(broken[name].total() for name in broken if name != "沈一舟")
