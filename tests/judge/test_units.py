"""Units and visits: a rule is judged unit by unit on the acts that name it and on those that name none."""

from __future__ import annotations

from typing import Any

from tests.judge.hand import at, clause, findings, judged, verdict

RULE = "{after: asked, act: done}"


def by_unit(kind: str, rule: str, *events: dict[str, Any], **more: Any) -> dict[str | None, str]:
    found = findings(kind, rule, *events, case="round", **more)
    return {f.unit: f.verdict for f in reversed(found)}


def test_each_unit_is_judged_on_its_own_acts() -> None:
    events = [at("09:00", "asked", room="1"), at("09:10", "asked", room="2"), at("10:00", "done", room="2")]
    assert by_unit("response", RULE, *events) == {"1": "pending", "2": "met"}


def test_an_act_that_names_no_unit_concerns_every_unit() -> None:
    events = [at("09:00", "asked", room="1"), at("09:10", "asked", room="2")]
    assert by_unit("response", RULE, *events, at("10:00", "done")) == {"1": "met", "2": "met"}
    events = [at("09:00", "asked"), at("10:00", "done", room="1"), at("10:00", "noted", room="2")]
    assert by_unit("response", RULE, *events) == {"1": "met", "2": "pending"}


def test_a_plural_list_names_several() -> None:
    events = [at("09:00", "asked", rooms=["1", "2", "3"]), at("10:00", "done", rooms=["1", "3"])]
    assert by_unit("response", RULE, *events) == {"1": "met", "2": "pending", "3": "met"}


def test_both_fields_name_units() -> None:
    events = [at("09:00", "asked", room="1", rooms=["2"]), at("10:00", "done", room="2")]
    assert by_unit("response", RULE, *events) == {"1": "pending", "2": "met"}


def test_the_fact_names_units_too() -> None:
    found = by_unit("response", RULE, at("09:00", "asked"), at("10:00", "done", room="1"), facts={"rooms": ["1", "2"]})
    assert found == {"1": "met", "2": "pending"}


def test_units_given_from_outside_count_as_named() -> None:
    found = by_unit("response", RULE, at("09:00", "asked"), at("10:00", "done", room="1"), units=["2"])
    assert found == {"1": "met", "2": "pending"}


def test_without_any_unit_named_the_case_is_judged_once() -> None:
    assert [f.unit for f in findings("response", RULE, at("09:00", "asked"), case="round")] == [None]


def test_a_rule_whose_acts_name_no_unit_is_judged_once() -> None:
    rule = "{after: arrived, act: left_site}"
    found = findings("response", rule, at("09:00", "arrived"), at("09:10", "asked", rooms=["1", "2"]), case="round")
    assert [f.unit for f in found] == [None]


def test_a_kind_of_case_without_units_does_not_look_at_rooms() -> None:
    events = [at("09:00", "asked", room="1"), at("10:00", "done", room="2")]
    assert verdict("response", RULE, *events, facts={"rooms": ["1", "2", "3"]}) == "met"


def test_a_unit_that_is_named_only_later_than_as_of_is_unknown() -> None:
    events = [at("09:00", "asked"), at("19:00", "done", room="1")]
    assert [f.unit for f in findings("response", RULE, *events, case="round")] == [None]


def test_a_field_of_another_unit_is_not_carried() -> None:
    rule = '{act: done, only_if: "size == 5"}'
    events = [at("09:00", "noted", room="1", size=5), at("10:00", "done", room="1"), at("10:00", "done", room="2")]
    assert by_unit("authority", rule, *events) == {"1": "met", "2": "breached"}


def test_units_of_an_act_are_counted_over_the_whole_case() -> None:
    rule = '{act: stopped, only_if: "units(done) >= 2"}'
    events = [at("09:00", "done", room="1"), at("09:10", "done", room="2"), at("10:00", "stopped", room="1")]
    assert by_unit("authority", rule, *events) == {"1": "met"}
    assert by_unit("authority", rule, *events[1:]) == {"1": "breached"}


def test_breached_asks_in_the_unit() -> None:
    clauses = clause("forbidden", '{act: noted, when: "size > 3"}', "1") + clause(
        "authority", "{act: done, only_if: \"not breached('small/1')\"}", "2"
    )
    events = [at("09:00", "noted", room="1", size=9), at("10:00", "done", room="1"), at("10:00", "done", room="2")]
    found = judged(clauses, *events, case="round").findings("small/2")
    assert {f.unit: f.verdict for f in found} == {"1": "breached", "2": "met"}


def test_breached_sees_what_is_known_now() -> None:
    clauses = clause("forbidden", '{act: noted, when: "size > 3"}', "1") + clause(
        "authority", "{act: done, only_if: \"not breached('small/1')\"}", "2"
    )
    events = [at("10:00", "done"), at("11:00", "noted", size=9)]
    assert judged(clauses, *events, now="10:30").verdicts["small/2"] == "met"
    assert judged(clauses, *events).verdicts["small/2"] == "breached"


# --- visits

VISIT = '{act: done, only_if: "in_visit(noted)"}'


def visits(*events: dict[str, Any], rule: str = VISIT, **more: Any) -> list[str]:
    return [f.verdict for f in sorted(findings("authority", rule, *events, **more), key=lambda f: f.act or 0)]


def test_an_act_in_the_visit_may_lie_before_or_after() -> None:
    stay = [at("09:00", "arrived"), at("10:00", "done"), at("11:00", "left_site")]
    assert visits(*stay, at("08:59", "noted")) == ["breached"]
    assert visits(stay[0], at("09:30", "noted"), *stay[1:]) == ["met"]
    assert visits(*stay[:2], at("10:30", "noted"), stay[2]) == ["met"]
    assert visits(*stay, at("11:01", "noted")) == ["breached"]


def test_without_arrival_a_visit_begins_with_the_case_and_without_leaving_it_lasts_to_now() -> None:
    assert visits(at("08:00", "noted"), at("10:00", "done"), at("11:00", "left_site")) == ["met"]
    assert visits(at("09:00", "arrived"), at("10:00", "done"), at("17:00", "noted")) == ["met"]
    assert visits(at("09:00", "arrived"), at("10:00", "done"), at("17:00", "noted"), now="16:00") == ["breached"]


def test_a_visit_goes_from_the_latest_arrival_to_the_first_leaving() -> None:
    events = [
        at("08:00", "arrived"),
        at("08:30", "noted"),
        at("09:00", "arrived"),
        at("10:00", "done"),
        at("11:00", "left_site"),
        at("11:30", "noted"),
        at("12:00", "left_site"),
    ]
    assert visits(*events) == ["breached"]


def test_the_act_that_arrives_or_leaves_belongs_to_its_visit() -> None:
    assert visits(at("09:00", "arrived"), rule='{act: arrived, only_if: "in_visit(arrived)"}') == ["met"]
    rule = '{act: left_site, only_if: "in_visit(noted)"}'
    events = [at("09:00", "arrived"), at("09:30", "noted"), at("10:00", "left_site"), at("10:30", "left_site")]
    assert visits(*events, rule=rule) == ["met", "met"]
    assert visits(events[0], events[2], rule=rule) == ["breached"]


def test_visits_count_in_the_whole_case_and_acts_in_the_unit() -> None:
    events = [
        at("09:00", "arrived"),
        at("09:30", "noted", room="1"),
        at("10:00", "done", room="1"),
        at("10:10", "done", room="2"),
    ]
    assert by_unit("authority", VISIT, *events) == {"1": "met", "2": "breached"}
