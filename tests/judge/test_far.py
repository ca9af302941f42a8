"""Far days, long terms and large numbers: a verdict or a refusal that says where, never another error."""

from __future__ import annotations

from typing import Any

import pytest

from doorstep.judge import BadCase
from tests.judge.hand import at, clause, judged

LAST = "9999-12-31"


@pytest.mark.parametrize(
    "limit",
    [
        "99999 days",
        "999999 days",
        "999999 weeks",
        "99999 months",
        "999999 years",
        "99999 working days",
        "99999 working hours",
        "999999 hours",
    ],
)
def test_a_term_longer_than_the_calendar_is_still_pending(limit: str) -> None:
    found = judged(
        clause("deadline", "{after: asked, act: done, within: limit}"), at("09:00", "asked"), facts={"limit": limit}
    )
    assert found.verdicts["small/1"] == "pending"
    for lang in ("zh", "en"):
        assert found.sentence(found.finding("small/1"), lang)


@pytest.mark.parametrize("limit", ["9999999 days", "99999999999999999999 working hours"])
def test_a_term_of_seven_digits_is_none(limit: str) -> None:
    rule = clause("deadline", "{after: asked, act: done, within: limit}")
    assert judged(rule, at("09:00", "asked"), facts={"limit": limit}).verdicts["small/1"] == "not_applicable"


EDGES: list[tuple[str, str, list[dict[str, Any]]]] = [
    ("deadline", "{after: asked, act: done, within: 1 day}", [at(f"{LAST} 09:00", "asked")]),
    ("deadline", "{after: asked, act: done, within: 3 working days}", [at(f"{LAST} 09:00", "asked")]),
    ("deadline", "{after: asked, act: done, within: 20 working hours}", [at(f"{LAST} 09:00", "asked")]),
    ("deadline", "{after: asked, act: done, within: 2 months}", [at(f"{LAST} 09:00", "asked")]),
    ("deadline", '{after: asked, act: done, by: "date(at) + 1"}', [at(f"{LAST} 09:00", "asked")]),
    ("deadline", "{after: asked, act: done, by: due_on}", [at("09:00", "asked", due_on=LAST)]),
    ("duration", "{from: asked, to: done, at_most: 1 year}", [at(f"{LAST} 09:00", "asked")]),
    (
        "notice",
        "{act: noted, before: visit_at, at_least: 2 working days}",
        [at(f"{LAST} 09:00", "booked", visit_at=f"{LAST} 10:00"), at(f"{LAST} 09:30", "noted")],
    ),
    (
        "retention",
        "{record: x, since: made_on, act: erased, at_least: 6 months}",
        [at("09:00", "made", made_on=LAST), at("10:00", "erased")],
    ),
    ("authority", "{act: done, only_if: \"weekday(date(at) + 1) == 'mon'\"}", [at(f"{LAST} 09:00", "done")]),
    (
        "authority",
        "{act: done, only_if: \"month_day(date(at) + level) == '01-01'\"}",
        [at("09:00", "done", level=10**9)],
    ),
    ("authority", '{act: done, only_if: "day_off(date(at) - level)"}', [at("09:00", "done", level=10**9)]),
    ("deadline", "{after: asked, act: done, within: 3 working days}", [at("0001-01-01 09:00", "asked")]),
]


@pytest.mark.parametrize(("kind", "rule", "events"), EDGES)
def test_at_the_edges_of_the_calendar_there_is_a_verdict_and_a_sentence(
    kind: str, rule: str, events: list[dict[str, Any]]
) -> None:
    found = judged(clause(kind, rule), *events, now=f"{LAST} 23:59")
    assert found.verdicts["small/1"] in ("met", "breached", "pending")
    for lang in ("zh", "en"):
        assert found.sentence(found.finding("small/1"), lang)


def test_the_last_month_of_the_calendar_is_no_trouble() -> None:
    rule = clause("periodic", "{act: noted, every: month, from: first, to: last}")
    facts = {"first": "9999-11-01", "last": LAST}
    assert judged(rule, now=f"{LAST} 09:00", facts=facts).verdicts["small/1"] == "breached"


@pytest.mark.parametrize("value", [10**15, -(10**15), 1e15, 10**400, 1e300])
@pytest.mark.parametrize(("act", "field"), [("asked", "level"), ("paid", "total")])
def test_a_number_too_large_to_be_exact_is_refused(act: str, field: str, value: float) -> None:
    with pytest.raises(BadCase) as caught:
        judged(clause("forbidden", "{act: stopped}"), at("09:00", act, **{field: value}))
    assert (caught.value.code, caught.value.path) == ("value", f"events[0].data.{field}")
