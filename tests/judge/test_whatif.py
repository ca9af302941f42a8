"""What-if: which clauses a next act would breach, which of its blank fields decide others, what it would answer."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from doorstep import judge, standards
from doorstep.judge import BadCase, WhatIf, what_if
from tests.judge.hand import at, clause, moment, standard
from tests.judge.vectors import NAMES, lines


def tried(clauses: str, event: dict[str, Any], *events: dict[str, Any], now: str = "18:00", **more: Any) -> WhatIf:
    ready = judge.program(standard(clauses), more.pop("case", "job"))
    return what_if(ready, more.pop("facts", {}), list(events), event, moment(now))


def act(name: str, by: str = "worker", **data: Any) -> dict[str, Any]:
    """An act that is not recorded yet: it has no moment."""
    return {"act": name, "by": by, "data": data}


def breaches(result: WhatIf) -> list[tuple[str, str]]:
    return [(finding.clause, finding.code) for finding in result.breaches]


ROLE = clause("authority", "{act: stopped, only_by: [worker]}")
BEFORE = clause("precedence", "{act: done, requires: [asked]}")
ANSWER = clause("response", "{after: asked, act: done, before: left_site}")
LIMIT = clause("deadline", "{after: asked, act: done, within: 2 hours}")


def test_an_act_that_would_break_a_clause_names_it() -> None:
    assert breaches(tried(ROLE, act("stopped", by="guest"))) == [("small/1", "wrong_role")]
    assert breaches(tried(ROLE, act("stopped"))) == []
    assert breaches(tried(BEFORE, act("done"))) == [("small/1", "missing")]
    assert breaches(tried(BEFORE, act("done"), at("09:00", "asked"))) == []


def test_an_act_that_ends_what_is_open_breaks_it() -> None:
    assert breaches(tried(ANSWER, act("left_site"), at("09:00", "asked"))) == [("small/1", "unanswered")]
    assert breaches(tried(ANSWER, act("left_site"), at("09:00", "asked"), at("10:00", "done"))) == []


def test_a_late_answer_is_not_its_own_breach() -> None:
    """The limit has passed: the breach was there before the act."""
    result = tried(LIMIT, act("done"), at("09:00", "asked"))
    assert (result.answers, breaches(result)) == ([], [])


def test_what_was_broken_before_is_not_named_again() -> None:
    assert breaches(tried(ROLE, act("stopped"), at("09:00", "stopped", by="guest"))) == []
    two = tried(ROLE, act("stopped", by="guest"), at("09:00", "stopped", by="guest"))
    assert [finding.act for finding in two.breaches] == [1]


def test_an_open_duty_that_the_act_settles_is_answered() -> None:
    result = tried(LIMIT, act("done"), at("17:00", "asked"))
    assert (result.answers, result.breaches) == (["small/1"], [])
    assert tried(LIMIT, act("noted"), at("17:00", "asked")).answers == []
    both = tried(LIMIT, act("done", ref="a"), at("17:00", "asked", ref="a"), at("17:10", "asked", ref="b"))
    assert both.answers == []  # the other one is still open


# --- blank fields


@pytest.mark.parametrize(
    ("clauses", "event", "wanted"),
    [
        (
            clause("form", "{act: done, fields: [note, {any_of: [kind, level]}]}"),
            act("done"),
            ["kind", "level", "note"],
        ),
        (clause("form", "{act: done, fields: [note, level]}"), act("done", note="x"), ["level"]),
        (
            clause(
                "checklist", "{act: ticked, items: [{key: clean, zh: 干净, en: clean}, {key: dry, zh: 干, en: dry}]}"
            ),
            act("ticked", clean=True),
            ["dry"],
        ),
        (clause("authority", '{act: done, only_if: "level == 2"}'), act("done"), ["level"]),
        (clause("authority", '{act: done, only_by: [worker], when: "level == 2"}'), act("done", by="guest"), ["level"]),
        (clause("forbidden", '{act: done, when: "level > 2"}'), act("done"), ["level"]),
        (
            clause("calculation", '{act: paid, figure: total, formula: "amount * count"}'),
            act("paid", amount=2),
            ["count", "total"],
        ),
        (clause("qualification", "{act: worked, person: who, needs: [electrics]}"), act("worked"), ["who"]),
        (clause("script", "{moment: spoke, must_not: [不知道]}"), act("spoke"), ["transcript"]),
        (clause("notice", "{act: told, before: visit_at, at_least: 1 hour}"), act("told"), ["visit_at"]),
        (clause("precedence", "{act: done, requires: [asked], proof: [photo]}", check="proof"), act("done"), ["photo"]),
    ],
)
def test_a_clause_that_reads_a_blank_field_hangs_on_it(clauses: str, event: dict[str, Any], wanted: list[str]) -> None:
    result = tried(clauses, event)
    assert {key: sorted(fields) for key, fields in result.hanging.items()} == {"small/1": wanted}
    assert result.breaches == []


def test_what_hangs_is_judged_once_the_field_is_typed() -> None:
    rule = clause("authority", '{act: done, only_if: "level == 2"}')
    assert breaches(tried(rule, act("done", level=1))) == [("small/1", "not_allowed")]
    typed = tried(rule, act("done", level=2))
    assert (typed.hanging, typed.breaches) == ({}, [])


def test_zero_and_no_are_typed_and_blanks_are_not() -> None:
    rule = clause("form", "{act: asked, fields: [level, urgent, note, rooms]}")
    result = tried(rule, act("asked", level=0, urgent=False, note="", rooms=[]))
    assert sorted(result.hanging["small/1"]) == ["note", "rooms"]


def test_a_field_that_nobody_reads_keeps_nothing_hanging() -> None:
    assert tried(BEFORE, act("done")).hanging == {}


def test_another_act_s_field_keeps_nothing_hanging() -> None:
    rule = clause("authority", '{act: done, only_if: "asked.level == 2"}')
    assert tried(rule, act("done")).hanging == {}
    assert tried(rule, act("asked")).hanging == {}


# --- the try itself


def test_a_try_happens_now_or_at_its_own_moment() -> None:
    assert tried(LIMIT, act("done"), at("17:00", "asked"), now="19:00").answers == ["small/1"]
    assert tried(LIMIT, {**act("done"), "at": moment("18:30")}, at("17:00", "asked")).answers == ["small/1"]
    late = tried(LIMIT, {**act("done"), "at": moment("19:01")}, at("17:00", "asked"))
    assert (late.answers, breaches(late)) == ([], [("small/1", "late")])


def test_a_try_at_this_moment_comes_after_what_happened_at_it() -> None:
    assert breaches(tried(BEFORE, act("done"), at("18:00", "asked"))) == []


def test_a_try_leaves_the_case_as_it_was() -> None:
    events, event = [at("09:00", "asked")], act("done")
    before = copy.deepcopy((events, event))
    ready = judge.program(standard(LIMIT), "job")
    first = what_if(ready, {}, events, event, moment("10:00"))
    assert (events, event) == before
    assert what_if(ready, {}, events, event, moment("10:00")).answers == first.answers == ["small/1"]


def test_a_try_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(BadCase) as caught:
        tried(LIMIT, act("dnoe"), at("09:00", "asked"))
    assert (caught.value.code, caught.value.path) == ("unknown_act", "events[1].act")
    with pytest.raises(BadCase) as caught:
        tried(LIMIT, act("done", level="high"))
    assert caught.value.path == "events[0].data.level"


@pytest.mark.parametrize("name", NAMES)
def test_a_try_says_what_judging_the_longer_case_says(name: str) -> None:
    """The last act of a history, tried on the rest: it breaches only what then is breached, by the act itself."""
    for line in lines(name)[4::20]:
        events = [event for event in line["events"] if event["at"] <= line["as_of"]]
        if not events:
            continue
        latest = max(range(len(events)), key=lambda place: (events[place]["at"], place))
        last = events.pop(latest)
        ready = judge.program(standards.load(name), line["case"])
        result = what_if(ready, line["facts"], events, last, last["at"])
        whole = judge.judge(ready, judge.read_case(ready, line["facts"], [*events, last]), last["at"])
        for finding in result.breaches:
            assert whole.verdicts[finding.clause] == "breached"
            assert len(events) in (finding.act, finding.answer)
            assert finding.clause not in result.hanging
        for key in result.answers:
            assert whole.verdicts[key] == "met"
