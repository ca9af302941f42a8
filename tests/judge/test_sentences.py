"""Sentences: one golden sentence in each language for every form, reason and verdict, and what holds for all of them.

``REWRITE_GOLDEN=1 pytest tests/judge/test_sentences.py`` writes ``golden/sentences.json`` anew; the review reads the
difference.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from doorstep import judge, standards
from doorstep.calendar import DAY, parse_day, parse_moment
from doorstep.judge import Finding, Judgement
from doorstep.judge.program import Ready
from doorstep.judge.reasons.texts import catalogue, day, length, moment
from tests.judge.hand import at, clause, judged
from tests.judge.vectors import NAMES, lines

GOLDEN = Path(__file__).parent / "golden" / "sentences.json"
LANGUAGES = ("zh", "en")
STOPS = {"zh": "。", "en": "."}


def judgement_of(name: str, number: int) -> Judgement:
    """The judgement of a recorded history."""
    line = lines(name)[number]
    ready = judge.program(standards.load(name), line["case"])
    return judge.judge(ready, judge.read_case(ready, line["facts"], line["events"]), line["as_of"])


def both(judgement: Judgement, finding: Finding) -> dict[str, str]:
    return {lang: judgement.sentence(finding, lang) for lang in LANGUAGES}


def reasons_of(judgement: Judgement) -> Iterator[tuple[str, str, int]]:
    """Form, reason and verdict in one text, the clause, and the place among its occurrences (-1: none)."""
    for key, found in judgement.raw.items():
        for place, occurrence in enumerate(found):
            assert occurrence.form is not None
            yield f"{occurrence.form.sort}.{occurrence.code}.{occurrence.verdict}", key, place
        if not found:
            finding = judgement.finding(key)
            yield f"{finding.form}.{finding.code}.{finding.verdict}", key, -1


@cache
def first_of_each() -> dict[str, dict[str, Any]]:
    """For each form, reason and verdict of the recorded histories the first finding: its place and its sentences."""
    found: dict[str, dict[str, Any]] = {}
    for name in NAMES:
        for number in range(len(lines(name))):
            judgement = judgement_of(name, number)
            for reason, key, place in reasons_of(judgement):
                if reason not in found:
                    finding = finding_at(judgement, key, place)
                    found[reason] = {
                        "history": [name, number],
                        "clause": key,
                        "place": place,
                        **both(judgement, finding),
                    }
    return dict(sorted(found.items()))


def finding_at(judgement: Judgement, key: str, place: int) -> Finding:
    return judgement.as_finding(key, judgement.raw[key][place]) if place >= 0 else judgement.finding(key)


SPOKE = [{"speaker": "agent", "at": "00:00:01", "text": "红色"}]
BOOKED = at("09:00", "booked", visit_at="15:00")
HAND: dict[str, tuple[str, list[dict[str, Any]], dict[str, Any]]] = {
    "deadline.too_early.breached": (
        clause("deadline", "{after: asked, act: done, within: 2 hours, not_before: due_at}"),
        [at("09:00", "asked", due_at="10:00"), at("09:30", "done")],
        {},
    ),
    "deadline.together": (
        clause("deadline", "{after: [asked, noted], act: done, within: 2 hours}"),
        [at("09:00", "asked"), at("09:30", "noted"), at("10:00", "done")],
        {},
    ),
    "deadline.tolerance": (
        clause("deadline", "{after: asked, act: done, within: 2 hours, tolerance: 5 minutes}"),
        [at("09:00", "asked"), at("11:05:30", "done")],
        {},
    ),
    "deadline.by_formula": (
        clause("deadline", '{after: asked, act: done, by: "date(at) + 1"}'),
        [at("09:00", "asked"), at("30 00:30", "done")],
        {"now": "30 09:00"},
    ),
    "grid.no_period.not_applicable": (
        clause("periodic", "{act: noted, every: day, from: first, to: last}"),
        [],
        {},
    ),
    "rounds.gap_first": (
        clause("periodic", "{act: noted, every: 30 minutes, from: arrived, to: left_site}"),
        [at("09:00", "arrived"), at("09:45", "noted")],
        {"now": "09:50"},
    ),
    "planned.no_proof.breached": (
        clause("notice", "{act: told, before: visit_at, at_least: 1 hour, proof: [photo]}", check="proof"),
        [BOOKED, at("10:00", "told")],
        {},
    ),
    "planned.missed.before_act": (
        clause("notice", "{act: noted, before: arrived, at_least: 30 minutes}"),
        [at("10:00", "arrived")],
        {},
    ),
    "planned.ahead.exact": (
        clause("notice", "{act: noted, before: visit_at, at_least: 1 day, at_most: 1 day}"),
        [at("09:00", "booked", visit_at="29 15:00"), at("10:00", "noted")],
        {},
    ),
    "unsaid.when.not_applicable": (
        clause("privacy", "{data: [colour], allow: [], moment: spoke, when: \"name == 'x'\"}"),
        [at("09:00", "spoke", transcript=SPOKE)],
        {},
    ),
    "unsaid.no_words.not_applicable": (
        clause("privacy", "{data: [colour], allow: [], moment: spoke}"),
        [at("09:00", "spoke", colour="红色")],
        {},
    ),
    "window.when.not_applicable": (
        clause("rate", '{of: done, target: at most 2, window: 1 hour, when: "level == 2"}'),
        [at("09:00", "done")],
        {},
    ),
    "figure.when.not_applicable": (
        clause("calculation", '{act: paid, figure: total, formula: "amount * count", when: "count > 1"}'),
        [at("09:00", "paid", total=1)],
        {},
    ),
    "held.somebody": (
        clause("qualification", "{act: worked, person: who, needs: [electrics, health_fit]}"),
        [at("09:00", "worked")],
        {},
    ),
    "seen.fact": (
        clause("authority", '{act: done, only_if: "price > 3 and level == 2"}'),
        [at("08:00", "asked", level=2), at("09:00", "done")],
        {"facts": {"price": 2.5}},
    ),
    "unit": (
        clause("response", "{after: asked, act: done}"),
        [at("09:00", "asked", room="1203"), at("10:00", "done", rooms=["1203", "1205"])],
        {"case": "round"},
    ),
    "person": (
        clause("response", "{after: asked, act: done}"),
        [{**at("09:00", "asked"), "person": "王强"}],
        {},
    ),
    "other_year": (
        clause("deadline", "{after: asked, act: done, within: 1 year}"),
        [at("09:00", "asked")],
        {},
    ),
    "skipped": (
        clause("deadline", "{after: asked, act: done, within: 6 working days}"),
        [at("09:00", "asked")],
        {},
    ),
    "provisional": (
        clause("deadline", "{after: asked, act: done, within: 2 working days}"),
        [at("2026-12-30 09:00", "asked")],
        {"now": "2026-12-31 09:00"},
    ),
}


def by_hand(key: str) -> dict[str, str]:
    clauses, events, more = HAND[key]
    judgement = judged(clauses, *events, **more)
    found = judgement.findings("small/1")
    return both(judgement, found[0] if found else judgement.finding("small/1"))


@cache
def golden() -> dict[str, Any]:
    if os.environ.get("REWRITE_GOLDEN"):
        content = {"histories": first_of_each(), "by_hand": {key: by_hand(key) for key in HAND}}
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    loaded: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return loaded


RECORDED = sorted(golden()["histories"])


@pytest.mark.parametrize("reason", RECORDED)
def test_a_reason_reads_as_in_the_golden_file(reason: str) -> None:
    entry = golden()["histories"][reason]
    judgement = judgement_of(*entry["history"])
    finding = finding_at(judgement, entry["clause"], entry["place"])
    assert f"{finding.form}.{finding.code}.{finding.verdict}" == reason
    assert both(judgement, finding) == {lang: entry[lang] for lang in LANGUAGES}


@pytest.mark.parametrize("key", HAND)
def test_a_corner_reads_as_in_the_golden_file(key: str) -> None:
    assert by_hand(key) == golden()["by_hand"][key]


@pytest.mark.slow
def test_every_form_reason_and_verdict_of_the_histories_stands_in_the_golden_file() -> None:
    assert sorted(first_of_each()) == RECORDED


def test_every_form_and_verdict_is_there() -> None:
    """Twelve forms; check stands under its nine tests."""
    forms = {reason.split(".")[0] for reason in RECORDED}
    checks = {"filled", "items", "allowed", "forbidden", "figure", "kept", "held", "said", "unsaid"}
    others = {
        "past",
        "response",
        "deadline",
        "span",
        "planned",
        "rounds",
        "grid",
        "share",
        "window",
        "penalty",
        "named",
    }
    assert forms == checks | others | {"rest"}
    for form in checks | others:
        assert {"met", "breached"} <= {r.split(".")[2] for r in RECORDED if r.startswith(f"{form}.")}


def test_every_text_of_the_catalogue_has_its_twin() -> None:
    assert set(catalogue("en")) == set(catalogue("zh"))
    for key in catalogue("zh"):
        slots = [set(re.findall(r"\{(\w+)\}", catalogue(lang)[key])) for lang in LANGUAGES]
        assert slots[0] == slots[1], key


# --- what holds for every sentence

UNWANTED = {
    "a key": re.compile(r"[a-z]_[a-z]"),
    "a slot": re.compile(r"[{}]"),
    "a word of the language": re.compile(r"\b(None|null|True|False|nan)\b|\[\]"),
    "doubled punctuation": re.compile(r"。。|；；|；，|，；|，，|、、|。；|；。|：。|\.\.|,,|;\.|;;|  |^[^\w“《]"),
}
SPELLED = re.compile(r"(?<![A-Za-z0-9])[a-z]+(?: [a-z]+)+")


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_shows_no_key_and_ends_with_its_stop(name: str) -> None:
    for number in range(0, len(lines(name)), 8):
        judgement = judgement_of(name, number)
        given = json.dumps([lines(name)[number]["events"], lines(name)[number]["facts"]], ensure_ascii=False)
        for key in judgement.verdicts:
            for finding in judgement.findings(key) or [judgement.finding(key)]:
                for lang, text in both(judgement, finding).items():
                    what = [reason for reason, pattern in UNWANTED.items() if pattern.search(text)]
                    assert what == [], (key, text)
                    assert text.endswith(STOPS[lang]), (key, text)
                    assert "\n" not in text
                if finding.code not in ("reported", "failed", "when"):
                    zh = judgement.sentence(finding, "zh")
                    assert [words for words in SPELLED.findall(zh) if words not in given] == [], (key, zh)


@pytest.mark.parametrize("reason", RECORDED)
def test_no_golden_sentence_spells_out_a_key(reason: str) -> None:
    """What has a label is called by it; English words in a Chinese sentence come from the acts alone."""
    entry = golden()["histories"][reason]
    name, number = entry["history"]
    given = json.dumps([lines(name)[number]["events"], lines(name)[number]["facts"]], ensure_ascii=False)
    assert [words for words in SPELLED.findall(entry["zh"]) if words not in given] == []


def test_a_sentence_needs_the_standard() -> None:
    ready = Ready(judge.program(standards.load("hotel-iptv"), "repair").program)
    judgement = judge.judge(ready, judge.read_case(ready, {}, []), "2026-09-28 09:00")
    with pytest.raises(ValueError, match="standard's names"):
        judgement.sentence(judgement.finding(next(iter(judgement.verdicts))), "zh")


# --- days skipped, provisional years

WORKING = clause("deadline", "{after: asked, act: done, within: 3 working days}")


def sentence(clauses: str, *events: dict[str, Any], lang: str = "zh", **more: Any) -> str:
    judgement = judged(clauses, *events, **more)
    return judgement.sentence(judgement.findings("small/1")[0], lang)


def test_each_day_skipped_is_named_with_its_reason() -> None:
    zh = sentence(WORKING, at("09:00", "asked"))
    assert "国庆节 10-01…10-07 不计" in zh
    assert "10-08 周四 24:00" in zh
    assert "National Day 1 Oct–7 Oct" in sentence(WORKING, at("09:00", "asked"), lang="en")


def test_a_make_up_day_that_counted_is_named() -> None:
    rule = clause("deadline", "{after: asked, act: done, within: 6 working days}")
    zh = sentence(rule, at("09:00", "asked"))
    assert "10-10 周六 调休上班" in zh
    assert "周末 10-11" in zh


def test_the_day_of_the_first_act_is_not_said_to_be_skipped() -> None:
    zh = sentence(WORKING, at("2026-10-03 09:00", "asked"), now="2026-10-03 10:00")
    assert "国庆节 10-04…10-07 不计" in zh


def test_terms_in_other_units_skip_nothing() -> None:
    zh = sentence(clause("deadline", "{after: asked, act: done, within: 10 days}"), at("09:00", "asked"))
    assert "不计" not in zh
    assert "公布" not in zh


def test_working_hours_skip_days_too() -> None:
    rule = clause("deadline", "{after: asked, act: done, within: 2 working hours}")
    assert "国庆节 10-01…10-07 不计" in sentence(rule, at("30 17:00", "asked"), now="30 18:00")
    assert "不计" not in sentence(rule, at("09:00", "asked"))


def test_a_limit_in_a_year_without_a_notice_is_provisional() -> None:
    zh = sentence(WORKING, at("2026-12-30 09:00", "asked"), now="2026-12-31 09:00")
    assert "2027 年放假安排尚未公布" in zh
    en = sentence(WORKING, at("2026-12-30 09:00", "asked"), now="2026-12-31 09:00", lang="en")
    assert "2027 are not published yet" in en
    assert "公布" not in sentence(WORKING, at("09:00", "asked"))


def test_what_a_condition_read_is_what_the_sentence_shows() -> None:
    """A declared field of the judged act that is blank is blank, though an earlier act had one of that name."""
    rule = clause("authority", '{act: done, only_if: "level == 2"}')
    zh = sentence(rule, at("08:00", "asked", level=2), at("09:00", "done"))
    assert zh.endswith("= 没填。")


# --- moments and lengths of time


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 s"),
        (59, "59 秒", "59 s"),
        (60, "1 分", "1 min"),
        (61, "1 分 1 秒", "1 min 1 s"),
        (9 * 60 + 59, "9 分 59 秒", "9 min 59 s"),
        (10 * 60, "10 分", "10 min"),
        (10 * 60 + 1, "10 分", "10 min"),
        (3599, "59 分", "59 min"),
        (3600, "1 小时", "1 h"),
        (3660, "1 小时 1 分", "1 h 1 min"),
        (DAY - 1, "23 小时 59 分", "23 h 59 min"),
        (DAY, "1 天", "1 d"),
        (DAY + 3600, "1 天 1 小时", "1 d 1 h"),
        (DAY + 1800, "1 天", "1 d"),
        (40 * DAY, "40 天", "40 d"),
        (-90, "1 分 30 秒", "1 min 30 s"),
    ],
)
def test_a_length_of_time_has_at_most_two_units(seconds: int, zh: str, en: str) -> None:
    assert (length("zh", seconds), length("en", seconds)) == (zh, en)


def test_a_moment_leaves_out_the_year_of_the_judgement_and_seconds_of_zero() -> None:
    now = parse_moment("2026-10-10 18:00")
    assert moment("zh", now, 2026) == "10-10 周六 18:00"
    assert moment("en", now, 2026) == "Sat 10 Oct 18:00"
    assert moment("zh", now + 5, 2027) == "2026-10-10 周六 18:00:05"
    assert moment("en", now + 5, 2027) == "Sat 10 Oct 2026 18:00:05"
    midnight = parse_moment("2026-10-10 00:00")
    assert moment("zh", midnight, 2026) == "10-10 周六 00:00"
    assert moment("zh", midnight, 2026, end_of_day=True) == "10-09 周五 24:00"
    assert day("zh", parse_day("2026-10-10"), 2026, weekday=False) == "10-10"
