"""What is decided when an act is recorded: form, checklist, authority, forbidden, calculation, retention, qualification."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, clause, findings, judged, verdict

# --- form


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"note": "x", "level": 1}, "met"),
        ({"note": "x", "level": 0}, "met"),  # 0 and false are not blank
        ({"note": "x", "urgent": False}, "met"),
        ({"note": "x"}, "breached"),
        ({"note": "", "level": 1}, "breached"),
        ({"note": None, "level": 1}, "breached"),
        ({"level": 1}, "breached"),
        ({}, "breached"),
    ],
)
def test_every_field_is_filled_or_one_of_any_of(data: dict[str, Any], wanted: str) -> None:
    rule = "{act: asked, fields: [note, {any_of: [level, urgent]}]}"
    assert verdict("form", rule, at("09:00", "asked", **data)) == wanted


@pytest.mark.parametrize(
    ("rooms", "wanted"), [(["1"], "met"), ([], "breached"), ([None], "breached"), ([""], "breached")]
)
def test_an_empty_list_is_blank(rooms: list[Any], wanted: str) -> None:
    assert verdict("form", "{act: asked, fields: [rooms]}", at("09:00", "asked", rooms=rooms)) == wanted


def test_every_act_is_judged_and_without_any_it_does_not_apply() -> None:
    rule = "{act: asked, fields: [note]}"
    found = findings("form", rule, at("09:00", "asked", note="x"), at("09:10", "asked"))
    assert [(f.act, f.verdict, f.code) for f in found] == [(1, "breached", "blank"), (0, "met", "filled")]
    assert verdict("form", rule) == "not_applicable"


# --- checklist

ITEMS = "[{key: clean, zh: 干净, en: clean}, {key: dry, zh: 干燥, en: dry}]"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"clean": True, "dry": True}, "met"),
        ({"clean": True, "dry": False}, "breached"),
        ({"clean": True}, "breached"),
        ({"clean": True, "items": ["dry"]}, "breached"),  # without `field`, a list does not count
    ],
)
def test_each_key_is_a_true_flag(data: dict[str, Any], wanted: str) -> None:
    assert verdict("checklist", f"{{act: ticked, items: {ITEMS}}}", at("09:00", "ticked", **data)) == wanted


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"items": ["clean", "dry"]}, "met"),
        ({"items": ["clean"]}, "breached"),
        ({"items": ["clean"], "dry": True}, "met"),
        ({"items": ["clean"], "dry": False}, "breached"),
        ({}, "breached"),
    ],
)
def test_or_each_key_is_listed_in_the_field(data: dict[str, Any], wanted: str) -> None:
    rule = f"{{act: ticked, items: {ITEMS}, field: items}}"
    assert verdict("checklist", rule, at("09:00", "ticked", **data)) == wanted


def test_a_checklist_without_its_proof_is_breached() -> None:
    rule = f"{{act: ticked, items: {ITEMS}, proof: [photo]}}"
    done = {"clean": True, "dry": True}
    assert verdict("checklist", rule, at("09:00", "ticked", **done), check="proof") == "breached"
    assert verdict("checklist", rule, at("09:00", "ticked", **done, photo="p"), check="proof") == "met"


# --- authority, forbidden


@pytest.mark.parametrize(("by", "wanted"), [("worker", "met"), ("guest", "breached"), ("nobody_known", "breached")])
def test_only_these_roles(by: str, wanted: str) -> None:
    assert verdict("authority", "{act: stopped, only_by: [worker]}", at("09:00", "stopped", by=by)) == wanted


@pytest.mark.parametrize(("level", "wanted"), [(2, "met"), (1, "breached"), (None, "breached")])
def test_only_on_this_ground(level: int | None, wanted: str) -> None:
    assert verdict("authority", '{act: done, only_if: "level == 2"}', at("09:00", "done", level=level)) == wanted


def test_the_ground_is_read_at_the_act() -> None:
    rule = '{act: done, only_if: "happened(asked)"}'
    assert verdict("authority", rule, at("09:00", "done"), at("09:01", "asked")) == "breached"
    assert verdict("authority", rule, at("09:00", "asked"), at("09:00", "done")) == "met"


def test_the_ground_sees_what_another_ref_did_not() -> None:
    rule = '{act: done, only_if: "happened(asked)"}'
    assert verdict("authority", rule, at("09:00", "asked", ref="b"), at("09:10", "done", ref="a")) == "breached"
    assert verdict("authority", rule, at("09:00", "asked"), at("09:10", "done", ref="a")) == "met"


def test_forbidden_is_met_without_any_act_and_breached_by_each() -> None:
    assert verdict("forbidden", "{act: stopped}") == "met"
    assert verdict("forbidden", "{act: stopped}", at("09:00", "stopped")) == "breached"
    assert verdict("forbidden", "{act: stopped}", at("09:00", "stopped"), now="08:59") == "met"


def test_an_act_that_does_not_fall_under_the_prohibition_is_met() -> None:
    rule = '{act: done, when: "level > 2"}'
    events = [at("09:00", "done", level=3), at("09:10", "done", level=2), at("09:20", "done")]
    found = findings("forbidden", rule, *events)
    assert [(f.act, f.verdict) for f in found] == [(0, "breached"), (1, "met"), (2, "met")]


def test_forbidden_is_pending_while_its_proof_is_blank() -> None:
    rule = "{act: done, proof: [photo]}"
    assert verdict("forbidden", rule, at("09:00", "done"), check="proof") == "pending"
    assert verdict("forbidden", rule, at("09:00", "done", photo="p"), check="proof") == "breached"


def test_on_a_kind_of_case_that_is_left_out_nothing_applies() -> None:
    rule = clause("forbidden", "{act: stopped}", cases="other")
    assert judged(rule, at("09:00", "stopped")).verdicts == {"small/1": "not_applicable"}
    assert judged(rule).verdicts == {"small/1": "not_applicable"}
    assert judged(rule, case="other").verdicts == {"small/1": "met"}


def test_an_info_clause_has_no_verdict() -> None:
    rule = clause("forbidden", "{act: stopped}") + clause(
        "conduct", "{items: [{key: a, zh: 甲, en: a}]}", "2", check="info"
    )
    assert judged(rule).verdicts == {"small/1": "met"}


# --- calculation


@pytest.mark.parametrize(
    ("total", "wanted"),
    [(7.5, "met"), (7.501, "met"), (7.499, "met"), (7.502, "breached"), (7.498, "breached"), (None, "breached")],
)
def test_figures_agree_within_a_thousandth(total: float | None, wanted: str) -> None:
    rule = '{act: paid, figure: total, formula: "amount * count"}'
    assert verdict("calculation", rule, at("09:00", "paid", total=total, amount=2.5, count=3)) == wanted


def test_a_formula_that_gives_null_does_not_apply() -> None:
    rule = '{act: paid, figure: total, formula: "amount / count"}'
    assert verdict("calculation", rule, at("09:00", "paid", total=1, amount=2)) == "not_applicable"
    assert verdict("calculation", rule, at("09:00", "paid", total=1, amount=2, count=0)) == "not_applicable"
    assert verdict("calculation", rule, at("09:00", "paid", total=1, amount=2, count=2)) == "met"


# --- retention

KEPT = "{record: the file, since: made_on, act: erased, at_least: 1 month}"


@pytest.mark.parametrize(
    ("erased", "wanted"),
    [("2026-10-28 23:59", "breached"), ("2026-10-29 00:00", "met"), ("2026-10-29 00:01", "met")],
)
def test_what_is_kept_goes_at_or_after_24_00_of_the_last_day(erased: str, wanted: str) -> None:
    events = [at("09:00", "made", made_on="2026-09-28"), at(erased, "erased", by="boss")]
    assert verdict("retention", KEPT, *events, now="2026-12-01 09:00") == wanted


def test_a_moment_counts_from_its_day() -> None:
    rule = "{record: the file, since: visit_at, act: erased, at_least: 1 day}"
    for erased, wanted in (("29 23:59", "breached"), ("30 00:00", "met")):
        events = [at("07:00", "booked", visit_at="15:00"), at(erased, "erased")]
        assert verdict("retention", rule, *events, now="2026-10-01 09:00") == wanted


def test_nothing_removed_or_no_beginning_does_not_apply() -> None:
    assert verdict("retention", KEPT, at("09:00", "made", made_on="2026-09-28")) == "not_applicable"
    assert verdict("retention", KEPT, at("09:00", "erased")) == "not_applicable"


# --- qualification

ELECTRICS = "{act: worked, person: who, needs: [electrics]}"


def trained(when: str = "08:00", **data: Any) -> dict[str, Any]:
    return at(when, "trained", by="boss", **{"person": "Wang", "certificate": "electrics", **data})


def worked(**data: Any) -> dict[str, Any]:
    return at("09:00", "worked", **{"who": "Wang", **data})


@pytest.mark.parametrize(
    ("training", "wanted"),
    [
        (trained(), "met"),
        (trained("09:00"), "met"),  # listed before
        (trained("09:01"), "breached"),
        (trained(person="Li"), "breached"),
        (trained(person=None), "met"),  # names nobody: counts for everybody
        (trained(certificate="heights"), "breached"),
        (trained(certificate=None), "breached"),
        (trained(passed=True), "met"),
        (trained(passed=False), "breached"),
        (trained(passed=None), "met"),
        (trained(valid_until="2026-09-28"), "met"),  # its last day
        (trained(valid_until="2026-09-27"), "breached"),
        (trained(ref="b"), "met"),  # whatever the refs
        (at("08:00", "attended", by="boss", subject="electrics"), "met"),
        (at("08:00", "attended", by="boss", subject="manners"), "breached"),
    ],
)
def test_a_need_is_held_by_an_earlier_act_about_the_same_person(training: dict[str, Any], wanted: str) -> None:
    events = sorted([training, worked(ref="a")], key=lambda event: event["at"])
    assert verdict("qualification", ELECTRICS, *events) == wanted


def test_work_that_names_nobody_is_covered_by_anybody_s() -> None:
    assert verdict("qualification", ELECTRICS, trained(person="Li"), worked(who=None)) == "met"
    assert verdict("qualification", "{act: worked, needs: [electrics]}", trained(person="Li"), worked()) == "met"
    assert verdict("qualification", ELECTRICS, worked(who=None)) == "breached"


def test_one_such_act_is_enough_whatever_came_later() -> None:
    assert verdict("qualification", ELECTRICS, trained(), trained("08:30", passed=False), worked()) == "met"
    assert verdict("qualification", ELECTRICS, trained(valid_until="2026-01-01"), trained("08:30"), worked()) == "met"


def test_every_need_must_be_held() -> None:
    rule = "{act: worked, person: who, needs: [electrics, heights]}"
    assert verdict("qualification", rule, trained(), worked()) == "breached"
    assert verdict("qualification", rule, trained(), trained("08:30", certificate="heights"), worked()) == "met"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"fit": True}, "met"),
        ({}, "met"),
        ({"fit": False}, "breached"),
        ({"valid_until": "2026-09-27"}, "breached"),
        ({"person": "Li"}, "breached"),
    ],
)
def test_fitness_is_held_by_a_health_check(data: dict[str, Any], wanted: str) -> None:
    rule = "{act: worked, person: who, needs: [health_fit]}"
    check = at("08:00", "health_checked", by="boss", **{"person": "Wang", **data})
    assert verdict("qualification", rule, check, worked()) == wanted
    assert verdict("qualification", ELECTRICS, check, worked()) == "breached"


# --- privacy of an act


def test_telling_is_breached_unless_its_ground_holds() -> None:
    told = at("09:00", "told", note="x")
    assert verdict("privacy", "{data: [note], allow: [], act: told}", told) == "breached"
    rule = "{data: [note], allow: [], act: told, only_if: \"note == 'x'\"}"
    assert verdict("privacy", rule, told) == "met"
    assert verdict("privacy", rule, at("09:00", "told")) == "breached"
    assert verdict("privacy", rule) == "not_applicable"
