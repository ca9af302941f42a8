"""Reading a case: what is refused and where; corrections; states of knowledge."""

from __future__ import annotations

from typing import Any

import pytest

from doorstep.judge import BadCase, Judgement, judge, program, read_case
from tests.judge.hand import at, clause, judged, moment, standard, verdict

CLAUSES = clause("response", "{after: asked, act: done, before: left_site}") + clause(
    "form", "{act: done, fields: [note]}", "2"
)
READY = program(standard(CLAUSES), "job")


def refused(facts: Any = None, events: Any = None) -> tuple[str, str]:
    with pytest.raises(BadCase) as caught:
        read_case(READY, {} if facts is None else facts, [] if events is None else events)
    assert str(caught.value) == f"{caught.value.path}: {caught.value.message}"
    assert caught.value.message
    return caught.value.code, caught.value.path


def event(**changes: Any) -> dict[str, Any]:
    return {**at("09:00", "asked"), **changes}


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ({}, ("shape", "events")),
        ("asked", ("shape", "events")),
        (5, ("shape", "events")),
        (["asked"], ("shape", "events[0]")),
        ([event(), None], ("shape", "events[1]")),
        ([[]], ("shape", "events[0]")),
        ([event(act="aksed")], ("unknown_act", "events[0].act")),
        ([event(act=None)], ("unknown_act", "events[0].act")),
        ([event(act="")], ("unknown_act", "events[0].act")),
        ([event(act=["asked"])], ("unknown_act", "events[0].act")),
        ([event(act="asked\0")], ("unknown_act", "events[0].act")),
        ([event(act=True)], ("unknown_act", "events[0].act")),
        ([{"at": moment("09:00"), "by": "guest"}], ("unknown_act", "events[0].act")),
        ([event(by=None)], ("shape", "events[0].by")),
        ([event(by=["guest"])], ("shape", "events[0].by")),
        ([event(at=None)], ("moment", "events[0].at")),
        ([event(at="")], ("moment", "events[0].at")),
        ([event(at="2026-09-28")], ("moment", "events[0].at")),
        ([event(at="2026-09-28 25:00")], ("moment", "events[0].at")),
        ([event(at="2026-09-28 24:00")], ("moment", "events[0].at")),
        ([event(at="2026-09-28 09:00\0")], ("moment", "events[0].at")),
        ([event(at="2026-09-28T09:00:00Z")], ("moment", "events[0].at")),
        ([event(at=20260928)], ("moment", "events[0].at")),
        ([event(at=["2026-09-28 09:00"])], ("moment", "events[0].at")),
        ([event(received="soon")], ("moment", "events[0].received")),
        ([event(data=[])], ("shape", "events[0].data")),
        ([event(data="x")], ("shape", "events[0].data")),
    ],
)
def test_an_event_that_is_none_is_refused_where_it_is_wrong(events: Any, wanted: tuple[str, str]) -> None:
    assert refused(events=events) == wanted


@pytest.mark.parametrize("facts", [[], "x", 5])
def test_facts_that_are_no_object_are_refused(facts: Any) -> None:
    assert refused(facts=facts) == ("shape", "facts")


VALUES = [
    ("asked", "level", "1"),
    ("asked", "level", 1.5),
    ("asked", "level", True),
    ("asked", "level", float("inf")),
    ("asked", "urgent", "true"),
    ("asked", "urgent", 1),
    ("asked", "note", 5),
    ("asked", "note", ["x"]),
    ("asked", "note", {"zh": "x"}),
    ("asked", "due_on", "2026-02-30"),
    ("asked", "due_on", "2026-09-28 09:00"),
    ("asked", "due_on", 5),
    ("asked", "due_at", "2026-09-28"),
    ("asked", "due_at", "09:00"),
    ("asked", "rooms", "1"),
    ("asked", "rooms", ["1", 2]),
    ("asked", "rooms", {"1": 1}),
    ("done", "kind", "whole"),
    ("done", "kind", ["full"]),
    ("paid", "total", "12.5"),
    ("paid", "total", False),
    ("paid", "total", float("nan")),
    ("ticked", "items", ["clean", "wet"]),
    ("spoke", "transcript", 5),
    ("spoke", "transcript", ["您好"]),
    ("spoke", "transcript", [{"speaker": "agent"}]),
    ("spoke", "transcript", [{"speaker": "robot", "text": "您好"}]),
    ("spoke", "transcript", [{"text": "您好"}]),
]


@pytest.mark.parametrize(("act", "field", "value"), VALUES)
def test_a_value_of_another_type_is_refused(act: str, field: str, value: Any) -> None:
    wrong = {"at": moment("09:30"), "act": act, "by": "worker", "data": {field: value}}
    assert refused(events=[at("09:00", "asked"), wrong]) == ("value", f"events[1].data.{field}")


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("price", "5"),
        ("rooms", "1"),
        ("first", "28 September"),
        ("visit_at", "2026-09-28"),
        ("urgent", "no"),
        ("name", 5),
    ],
)
def test_a_fact_of_another_type_is_refused(fact: str, value: Any) -> None:
    assert refused(facts={fact: value}) == ("value", f"facts.{fact}")


def test_working_hours_that_are_none_are_refused() -> None:
    assert refused(facts={"working_hours": ["9 to 5"]}) == ("value", "facts.working_hours")
    assert refused(facts={"working_hours": ["09:00-12:00", "11:00-13:00"]}) == ("value", "facts.working_hours")


def test_a_whole_number_may_stand_as_a_decimal_and_the_other_way_round() -> None:
    read = read_case(READY, {"price": 5}, [at("09:00", "asked", level=2.0)])
    assert read.facts["price"] == 5
    assert read.acts[0].data["level"] == 2
    assert type(read.acts[0].data["level"]) is int


def test_blank_values_and_what_is_not_declared_are_not_seen() -> None:
    blanks = {"ref": None, "note": "", "rooms": [], "colour": "red", "level": 0, "urgent": False}
    read = read_case(READY, {"weather": "fine", "name": ""}, [at("09:00", "asked", **blanks)])
    assert read.facts == {}
    assert read.acts[0].data == {"level": 0, "urgent": False}
    assert read_case(READY, {}, [at("09:00", "asked", rooms=[None, "", "1"])]).acts[0].data == {"rooms": ["1"]}


def test_missing_data_and_a_nul_in_a_text_are_no_fault() -> None:
    read = read_case(
        READY, {}, [{"at": moment("09:00"), "act": "asked", "by": "guest", "data": None}, event(data={"note": "a\0b"})]
    )
    assert [act.data for act in read.acts] == [{}, {"note": "a\0b"}]


def test_a_role_that_nobody_knows_is_judged_as_it_is() -> None:
    assert verdict("authority", "{act: asked, only_by: [guest]}", at("09:00", "asked", by="ghost")) == "breached"


def test_acts_of_the_house_are_invisible() -> None:
    house = [event(act="case.opened"), event(act="photo.lost", data={"x": 1}), {"act": "a.b"}]
    assert [act.index for act in read_case(READY, {}, [house[0], event(), *house[1:], event()]).acts] == [1, 4]


def test_an_id_may_not_stand_twice() -> None:
    assert refused(events=[event(id="x"), event(id="y"), event(id="x")]) == ("doubled_id", "events[2].id")
    assert len(read_case(READY, {}, [event(id="x"), event(), event(id="y"), event(id=None), event(id=None)]).acts) == 5


# --- corrections


def replaced(key: str, act: dict[str, Any], when: str = "17:00", **more: Any) -> dict[str, Any]:
    return {
        "at": moment(when),
        "act": "act.replaced",
        "by": "boss",
        "data": {"act": key, "with": act, "reason": "typed"},
        **more,
    }


def voided(key: str, when: str = "17:00", **more: Any) -> dict[str, Any]:
    return {"at": moment(when), "act": "act.voided", "by": "boss", "data": {"act": key, "reason": "double"}, **more}


@pytest.mark.parametrize(
    ("correction", "wanted"),
    [
        (voided("nobody"), ("unknown_id", "events[1].data.act")),
        ({**voided("x"), "data": {}}, ("unknown_id", "events[1].data.act")),
        ({**voided("x"), "data": None}, ("unknown_id", "events[1].data.act")),
        ({**voided("x"), "at": "later"}, ("moment", "events[1].at")),
        ({**voided("x"), "received": "later"}, ("moment", "events[1].received")),
        ({**voided("x"), "data": {"act": ["x"]}}, ("unknown_id", "events[1].data.act")),
        (replaced("x", None), ("shape", "events[1].data.with")),  # type: ignore[arg-type]
        (replaced("x", at("09:00", "aksed")), ("unknown_act", "events[1].data.with.act")),
        (replaced("x", at("25:00", "asked")), ("moment", "events[1].data.with.at")),
        (replaced("x", at("09:00", "asked", level="a")), ("value", "events[1].data.with.data.level")),
        (replaced("x", {"act": "asked", "by": 5, "at": moment("09:00")}), ("shape", "events[1].data.with.by")),
    ],
)
def test_a_correction_that_is_none_is_refused(correction: dict[str, Any], wanted: tuple[str, str]) -> None:
    assert refused(events=[event(id="x"), correction]) == wanted


def test_an_act_that_is_corrected_comes_earlier_in_the_list() -> None:
    assert refused(events=[voided("x"), event(id="x")]) == ("unknown_id", "events[0].data.act")


def seen(*events: dict[str, Any], known: str | None = None, now: str = "18:00") -> Judgement:
    ready = program(standard(CLAUSES), "job")
    case = read_case(ready, {}, list(events))
    return judge(ready, case, moment(now), known=None if known is None else moment(known))


def names(judgement: Judgement) -> list[str]:
    return [act.name for act in judgement.acts]


def test_a_voided_act_did_not_happen() -> None:
    asked, done = at("09:00", "asked"), {**at("10:00", "done"), "id": "d"}
    assert seen(asked, done).verdicts["small/1"] == "met"
    found = seen(asked, done, voided("d"))
    assert names(found) == ["asked"]
    assert found.verdicts["small/1"] == "pending"


def test_a_replaced_act_reads_as_its_replacement() -> None:
    events = [{**at("09:00", "done"), "id": "d"}, replaced("d", at("09:30", "done", note="x"))]
    found = seen(*events)
    assert [(act.name, act.data, act.index, act.source) for act in found.acts] == [("done", {"note": "x"}, 0, 1)]
    assert found.verdicts["small/2"] == "met"
    assert found.finding("small/2").act == 0


def test_a_replacement_may_be_another_act_and_at_another_time() -> None:
    events = [{**at("09:00", "done"), "id": "d"}, at("10:00", "asked"), replaced("d", at("11:00", "left_site"))]
    assert names(seen(*events)) == ["asked", "left_site"]
    assert names(seen(*events[:1], replaced("d", at("19:00", "done")))) == []  # later than as_of


def test_a_replacement_keeps_its_originals_place_among_equal_times() -> None:
    """Asked and done at the same moment, in this order: the corrected question still comes first."""
    events = [{**at("09:00", "asked"), "id": "a"}, at("09:00", "done"), replaced("a", at("09:00", "asked", level=1))]
    assert names(seen(*events)) == ["asked", "done"]
    assert seen(*events).verdicts["small/1"] == "met"
    moved = [{**at("08:00", "asked"), "id": "a"}, at("09:00", "done"), replaced("a", at("09:00", "asked"))]
    assert names(seen(*moved)) == ["asked", "done"]


def test_of_several_corrections_the_one_received_last_counts() -> None:
    done = {**at("09:00", "done"), "id": "d"}
    one, two = (
        replaced("d", at("09:00", "done", note="1"), "16:00"),
        replaced("d", at("09:00", "done", note="2"), "17:00"),
    )
    assert seen(done, one, two).acts[0].data == {"note": "2"}
    assert seen(done, two, one).acts[0].data == {"note": "2"}
    assert names(seen(done, one, voided("d", "17:00"))) == []
    assert names(seen(done, voided("d", "16:00"), two)) == ["done"]


def test_a_replacement_may_be_corrected_by_the_corrections_own_id() -> None:
    done = {**at("09:00", "done"), "id": "d"}
    first = replaced("d", at("09:00", "done", note="1"), "16:00", id="c")
    assert seen(done, first, replaced("c", at("09:00", "done", note="2"))).acts[0].data == {"note": "2"}
    assert names(seen(done, first, voided("c"))) == []


# --- states of knowledge


def test_a_correction_is_known_from_when_it_was_received() -> None:
    events = [at("09:00", "asked"), {**at("10:00", "done"), "id": "d"}, voided("d", "12:00", received=moment("13:00"))]
    assert seen(*events, known="12:59").verdicts["small/1"] == "met"
    assert seen(*events, known="13:00").verdicts["small/1"] == "pending"
    assert seen(*events).verdicts["small/1"] == "pending"


def test_a_correction_without_received_is_known_at_its_own_time() -> None:
    events = [at("09:00", "asked"), {**at("10:00", "done"), "id": "d"}, voided("d", "12:00")]
    assert seen(*events, known="11:59").verdicts["small/1"] == "met"
    assert seen(*events, known="12:00").verdicts["small/1"] == "pending"


def test_each_state_of_knowledge_has_its_own_correction() -> None:
    done = {**at("09:00", "done"), "id": "d"}
    events = [done, replaced("d", at("09:00", "done", note="1"), "12:00"), voided("d", "13:00")]
    assert [act.data for act in seen(*events, known="11:00").acts] == [{}]
    assert [act.data for act in seen(*events, known="12:30").acts] == [{"note": "1"}]
    assert seen(*events, known="13:00").acts == []


def test_a_late_act_is_known_from_when_it_was_received() -> None:
    events = [at("09:00", "asked"), {**at("10:00", "done"), "received": moment("15:00")}]
    assert seen(*events, known="14:59").verdicts["small/1"] == "pending"
    assert seen(*events, known="15:00").verdicts["small/1"] == "met"
    assert seen(*events).verdicts["small/1"] == "met"
    assert seen(*events, now="12:00").verdicts["small/1"] == "met"  # as it is known now


def test_an_act_that_was_not_known_cannot_be_replaced_into_being() -> None:
    late = {**at("09:00", "done"), "id": "d", "received": moment("16:00")}
    events = [late, replaced("d", at("09:00", "done", note="x"), "12:00")]
    assert seen(*events, known="13:00").acts == []
    assert [act.data for act in seen(*events).acts] == [{"note": "x"}]


def test_judging_again_gives_the_same_whatever_was_judged_between() -> None:
    """A case is not changed by judging it: places are given anew each time."""
    ready = program(standard(CLAUSES), "job")
    events = [at("09:00", "asked"), {**at("10:00", "done"), "id": "d"}, voided("d", "12:00")]
    case = read_case(ready, {}, events)
    before = judge(ready, case, moment("18:00"), known=moment("11:00")).verdicts
    assert judge(ready, case, moment("09:30")).verdicts["small/1"] == "pending"
    assert judge(ready, case, moment("18:00")).verdicts["small/1"] == "pending"
    assert judge(ready, case, moment("18:00"), known=moment("11:00")).verdicts == before


@pytest.mark.parametrize("now", ["2026-09-28", "soon", "2026-09-28 24:00", ""])
def test_a_moment_of_judgement_that_is_none_is_refused(now: str) -> None:
    ready = program(standard(CLAUSES), "job")
    with pytest.raises(ValueError, match="^$" if now == "" else now):
        judge(ready, read_case(ready, {}, []), now)


def test_a_case_has_ended_when_its_acts_came_after_the_latest_since_and_nothing_dated_is_pending() -> None:
    clauses = clause("deadline", "{after: asked, act: stopped, within: 2 hours}")
    done = [at("09:00", "left_site"), at("10:00", "done"), at("10:10", "noted")]
    assert judged(clauses, *done).finished
    assert not judged(clauses, *done[:2]).finished
    assert not judged(clauses, *done, at("11:00", "left_site")).finished
    assert not judged(clauses, *done, facts={"ready": False}).finished
    assert not judged(clauses, *done, at("17:00", "asked")).finished
    assert judged(clauses, *done, at("15:00", "asked")).finished  # breached, no more pending
    assert not judged(clauses, *done, case="other").finished
