"""The real import takes the workbook as it is meant: what is broken is found, and all else arrives whole."""

from collections import Counter
from typing import Any

from demo.breakages import REMARKS
from demo.records import Month, Order
from doorstep import standards
from doorstep.gate.audit.workbook import Import


def expected(month: Month) -> Counter[tuple[str, str, str | None]]:
    """Every spoilt row as (order, sort, column)."""
    spoilt = [
        (act.broken.written if act.broken.sort == "unknown_order" else order.number, act.broken.sort, act.broken.column)
        for order, act in month.lost_rows()
        if act.broken
    ]
    beside = [
        (extra.cells.get("工单号", "") or owner_of(month, extra.like), extra.sort, extra.column or None)
        for extra in month.extras
    ]
    return Counter([*spoilt, *((number, sort, column) for number, sort, column in beside)])


def owner_of(month: Month, like: Any) -> str:
    if isinstance(like, Order):
        return like.number
    return next(order.number for order in month.orders if any(act is like for act in order.acts))


def test_every_broken_row_is_found_and_no_other(month: Month, imported: Import) -> None:
    found = Counter((p.order, p.code, p.column) for p in imported.problems if p.level == "rejected")
    assert found == expected(month)
    assert 12 <= found.total() <= 20


def test_broken_rows_are_of_many_sorts(month: Month) -> None:
    assert len({sort for _, sort, _ in expected(month)}) >= 12


def test_remarks_are_the_three_meant(imported: Import) -> None:
    assert sorted(p.code for p in imported.problems if p.level == "remark") == sorted(REMARKS)
    assert imported.ignored_columns == [("动作", "备注2")]


def test_every_problem_is_said_in_both_languages(imported: Import) -> None:
    for problem in imported.problems:
        assert problem.message("zh") != problem.message("en")


def test_orders_arrive_with_their_facts(month: Month, imported: Import) -> None:
    arrived = {order.number: order for order in imported.orders}
    assert list(arrived) == [order.number for order in month.orders]
    for order in month.orders:
        there = arrived[order.number]
        assert there.kinds == dict.fromkeys(order.standards, order.kind)
        assert (there.area, there.owner) == (order.area, order.owner)
        facts = {name: value for part in there.facts.values() for name, value in part.items()}
        assert facts == order.facts, order.number


def test_acts_arrive_as_they_were_told(month: Month, imported: Import) -> None:
    arrived = {order.number: order for order in imported.orders}
    for order in month.orders:
        for name in order.standards:
            events, _ = arrived[order.number].events(name)
            bare = [{key: event[key] for key in ("at", "act", "by", "data")} for event in events]
            assert bare == seen(order, name), f"{order.number} as {name} sees it"


def seen(order: Order, name: str) -> list[dict[str, Any]]:
    """The acts of ``order`` that a standard declares, each with the fields that it declares."""
    acts = standards.load(name).acts
    return [
        {**event, "data": {key: value for key, value in event["data"].items() if key in acts[event["act"]].fields}}
        for event in order.events()
        if event["act"] in acts
    ]


def test_orders_that_lost_a_row_are_incomplete(month: Month, imported: Import) -> None:
    lost = {order.number for order, act in month.lost_rows() if act.broken and act.broken.sort != "unknown_order"}
    assert lost <= {order.number for order in imported.orders if order.incomplete}
    assert "Z-0951" not in {order.number for order in imported.orders if order.incomplete}, "an equal row loses nothing"
