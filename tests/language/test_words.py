"""Rules in words: a golden file that covers every kind, key and function, and no trace of code in any wording.

``REWRITE_GOLDEN=1`` writes the golden file anew (choosing the clauses again); the difference is then read by a person.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from doorstep import standards
from doorstep.language.expressions import parse
from doorstep.language.model import Clause, Standard
from doorstep.language.words import (
    check_in_words,
    clause_in_words,
    condition_in_words,
    duration_in_words,
    kind_in_words,
    moment_in_words,
    sanction_in_words,
    value_in_words,
)
from doorstep.language.words.parameters import readable

GOLDEN = Path(__file__).parent / "golden" / "words.json"
EXPRESSIONS = ("when", "unless", "holds", "only_if", "formula", "by")
TIMES_SHOWN = 1
AT_LEAST = 120


def every_clause() -> Iterator[tuple[Standard, Clause]]:
    for name in standards.names():
        standard = standards.load(name)
        for clause in standard.clauses.values():
            yield standard, clause


def heads(tree: Any) -> Iterator[str]:
    """The kinds of node in a tree, a comparison with what it compares with."""
    if isinstance(tree, list) and tree and isinstance(tree[0], str):
        yield f"{tree[0]} {tree[2][0]}" if tree[0] in ("==", "!=", "<", ">", "<=", ">=") else tree[0]
    for part in tree if isinstance(tree, list) else ():
        yield from heads(part)


def features(clause: Clause) -> set[str]:
    """What a wording must cope with in a clause: kind and check, keys of the rule, nodes of its expressions."""
    rule = clause.raw_rule
    found = {f"{clause.kind} {clause.check}"} | {f"{clause.kind}.{key} {type(rule[key]).__name__}" for key in rule}
    for key in EXPRESSIONS:
        if key in rule:
            found |= {f"{key} {head}" for head in heads(parse(readable(str(rule[key]))))}
    if "$" in str(rule):
        found.add(f"{clause.kind} with a parameter")
    return found


def told(standard: Standard, clause: Clause) -> dict[str, list[str]]:
    return {
        lang: [*clause_in_words(standard, clause, lang), *filter(None, [sanction_in_words(standard, clause, lang)])]
        for lang in ("zh", "en")
    }


def chosen() -> dict[str, Any]:
    """Clauses enough to show every feature a few times."""
    seen: Counter[str] = Counter()
    result = {}
    for standard, clause in every_clause():
        new = features(clause)
        if any(seen[feature] < TIMES_SHOWN for feature in new):
            seen.update(new)
            result[clause.id] = told(standard, clause)
    return result


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    if os.environ.get("REWRITE_GOLDEN"):
        GOLDEN.write_text(json.dumps(chosen(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    loaded: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return loaded


def test_clauses_read_as_they_were_approved(golden: dict[str, Any]) -> None:
    now = {clause.id: told(standard, clause) for standard, clause in every_clause() if clause.id in golden}
    assert now == golden


def test_the_approved_clauses_show_every_kind_key_and_function(golden: dict[str, Any]) -> None:
    clauses = {clause.id: clause for _, clause in every_clause()}
    shown = set().union(*(features(clauses[key]) for key in golden))
    assert set().union(*(features(clause) for clause in clauses.values())) - shown == set()
    assert len(golden) >= AT_LEAST


def keys_of(standard: Standard) -> set[str]:
    """The keys of a standard's acts, fields, facts and choices that no label equals."""
    keys, labels = set(standard.acts) | set(standard.roles) | set(standard.parameters) | set(standard.cases), set()
    for act in standard.acts.values():
        keys |= set(act.fields)
        labels.add(act.words.en)
    for case in standard.cases.values():
        keys |= set(case.facts)
    for names in standard.labels.choices.values():
        keys |= set(names)
    return {key for key in keys if "_" in key} - labels


CODE = re.compile(
    r"\$|==|!=|[\[\]{}<>]|\bnot in [\[(]|\b(null|None|True|False)\b|\b(in_visit|happened|count|len|at|now)\(|\w_\w"
)


def test_no_wording_shows_code_or_a_key() -> None:
    found = []
    for standard, clause in every_clause():
        keys = keys_of(standard)
        for lang, sentences in told(standard, clause).items():
            assert sentences, clause.id
            for text in sentences:
                if CODE.search(text) or any(word in keys for word in re.findall(r"\w+", text)):
                    found.append((clause.id, lang, text))
    assert found == []


# Names that Chinese writes with Latin letters.
LATIN_NAMES = r"VIP|KTV|DJ|IPTV|WiFi|MAC|SLA|KQI|KPI"


def test_no_wording_mixes_in_the_other_language() -> None:
    """Words that are quoted as they were said, or written in a record, are the exception."""
    found = []
    for standard, clause in every_clause():
        zh, en = told(standard, clause).values()
        found += [text for text in zh if re.search("[A-Za-z]{2,}", re.sub(rf"“[^”]*”|{LATIN_NAMES}", "", text))]
        found += [text for text in en if re.search("[\u4e00-\u9fff]", re.sub("‘[^’]*’", "", text))]
    assert found == []


def test_every_kind_and_check_has_a_name_of_its_own() -> None:
    for lang in ("zh", "en"):
        kinds = {clause.kind for _, clause in every_clause()}
        assert len({kind_in_words(kind, lang) for kind in kinds}) == len(kinds) == 19
        assert len({check_in_words(check, lang) for check in ("auto", "proof", "observed", "info")}) == 4


@pytest.fixture(scope="module")
def hotel() -> Standard:
    return standards.load("hotel-iptv")


@pytest.mark.parametrize(
    ("expression", "act", "zh", "en"),
    [
        ("occupied == true", "work_started", "房内有住客 = 是", "guest in the room = yes"),
        ("occupied != true", "work_started", "房内有住客 = 否（或未填）", "guest in the room = no (or blank)"),
        ("not (occupied == true)", "work_started", "房内有住客 = 否（或未填）", "guest in the room = no (or blank)"),
        ("means == null", "door_opened", "开门方式 未填", "“how opened” is left blank"),
        ("null != means", "door_opened", "开门方式 已填", "“how opened” is filled in"),
        (
            "means in ['room_card', 'other']",
            "door_opened",
            "开门方式 = 刷房卡 或 其他",
            "how opened = room card or other",
        ),
        (
            "means not in ['room_card', 'other']",
            "door_opened",
            "开门方式 不是 刷房卡 或 其他（或未填）",
            "“how opened” is not room card or other (or blank)",
        ),
        (
            "at >= revisit_time_asked.available_from",
            "work_started",
            "开始作业 不早于 询问住客方便时间 的 可上门时间",
            "“work started” is no earlier than “available from” of “guest asked for a suitable time”",
        ),
        (
            "date(at) == date(window_start)",
            "appointment_made",
            "预约开始时间 就在 预约 当天",
            "“appointment from” is on the very day of “appointment made”",
        ),
        ("time(window_start) < '12:00'", None, "预约开始时间 在 12:00 以前", "“appointment from” is before 12:00"),
        (
            "day_off(date(at) + 1)",
            "knocked",
            "敲门招呼 的次日 是休息日",
            "the day after “knocked and called” is a day off",
        ),
        ("not happened(arrived)", None, "没有 到达酒店", "“arrived at hotel” is not on record"),
        ("happened(arrived) == false", None, "没有 到达酒店", "“arrived at hotel” is not on record"),
        ("count(knocked) >= 3", None, "敲门招呼 至少 3 次", "“knocked and called” comes at least 3 times"),
        (
            "count(knocked, answered == false) == 0",
            None,
            "没有 敲门招呼（其中 房内有应答 = 否）",
            "there is no “knocked and called” with answered from inside = no",
        ),
        ("3 > calls", "knocked", "招呼次数 小于 3", "“spoken calls” is under 3"),
        ("not (calls >= 3)", "knocked", "招呼次数 小于 3（或未填）", "“spoken calls” is under 3 (or blank)"),
        ("in_visit(difficulty_found)", None, "本次上门中有 遇到疑难", "“difficulty found” is in the same visit"),
        (
            "minutes(work_started, unit_done, room_left) > 15",
            None,
            "从 开始作业 到 本间完工 或 离开房间（没有则到现在）超过 15 分钟",
            "more than 15 minutes pass from “work started” to “room done” or “room left” (or, without it, to now)",
        ),
        ("breached('hotel-iptv/3.6')", None, "违反了 3.6", "3.6 is breached"),
        ("case == 'repair'", None, "类型 = 维修单", "kind = repair order"),
        ("case != 'repair'", None, "类型不是 维修单", "the kind is not repair order"),
        (
            "weekday(at) in ['mon', 'tue', 'wed']",
            "arrived",
            "到达酒店 是周一至周三",
            "“arrived at hotel” falls on Monday to Wednesday",
        ),
        ("units(unit_done) >= len(fact.rooms)", None, "本单房号 至多", "“rooms of the order” has at most"),
        (
            "calls == $calls_at_door",
            "knocked",
            "招呼次数 = 敲门招呼次数（3）",
            "spoken calls = “calls at the door” (3)",
        ),
    ],
)
def test_conditions_read_naturally(hotel: Standard, expression: str, act: str | None, zh: str, en: str) -> None:
    assert condition_in_words(hotel, expression, "zh", act).startswith(zh)
    assert condition_in_words(hotel, expression, "en", act).startswith(en)


def test_an_empty_text_is_a_blank_and_is_said_once(hotel: Standard) -> None:
    assert condition_in_words(hotel, "problem != '' and problem != null", "zh", "test_failed") == "问题描述 已填"
    assert condition_in_words(hotel, "rooms == []", "en", "revisit_booked") == "“rooms concerned” is left blank"


def test_a_fact_is_told_from_a_field_of_the_same_name(hotel: Standard) -> None:
    told_so = condition_in_words(hotel, "hotel != fact.hotel", "zh", "record_entered")
    assert told_so == "酒店名称 与 工单上的酒店名称 不同"


def test_an_or_inside_an_and_is_told_apart(hotel: Standard) -> None:
    text = "happened(arrived) and (happened(left_site) or occupied == true)"
    told_so = condition_in_words(hotel, text, "en", "work_started")
    assert told_so == "“arrived at hotel” is on record and (“hotel left” is on record, or guest in the room = yes)"
    text = "happened(arrived) and happened(left_site) or occupied == true"
    told_so = condition_in_words(hotel, text, "en", "work_started")
    assert told_so == "“arrived at hotel” is on record and “hotel left” is on record; or guest in the room = yes"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("5 minutes", "5 分钟", "5 minutes"),
        ("1 minute", "1 分钟", "1 minute"),
        ("10 seconds", "10 秒", "10 seconds"),
        ("2 working days", "2 个工作日", "2 working days"),
        ("4 working hours", "4 工作小时", "4 working hours"),
        ("1 working hour", "1 工作小时", "1 working hour"),
        ("0 days", "当天", "the same day"),
        ("6 months", "6 个月", "6 months"),
        ("1 year", "1 年", "1 year"),
        ("as agreed", "as agreed", "as agreed"),
    ],
)
def test_durations(text: str, zh: str, en: str) -> None:
    assert (duration_in_words(text, "zh"), duration_in_words(text, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("text", "year", "zh", "en"),
    [
        ("2026-10-12 18:00", 2026, "10-12 周一 18:00", "Mon 12 Oct 18:00"),
        ("2026-10-09 24:00", 2026, "10-09 周五 24:00", "Fri 9 Oct 24:00"),
        ("2026-10-12 18:00:05", 2025, "2026-10-12 周一 18:00:05", "Mon 12 Oct 2026 18:00:05"),
        ("2026-10-12", None, "2026-10-12 周一", "Mon 12 Oct 2026"),
        ("2026-13-12", None, "2026-13-12", "2026-13-12"),
    ],
)
def test_moments(text: str, year: int | None, zh: str, en: str) -> None:
    assert (moment_in_words(text, "zh", year), moment_in_words(text, "en", year)) == (zh, en)


@pytest.mark.parametrize(
    ("field", "value", "act", "zh", "en"),
    [
        ("occupied", True, "work_started", "是", "yes"),
        ("means", "room_card", "door_opened", "刷房卡", "room card"),
        ("calls", 3, "knocked", "3", "3"),
        ("amount", 20.0, "charge_made", "20", "20"),
        ("macs", ["AA", "BB"], "unit_done", "AA、BB", "AA, BB"),
        ("window_start", "2026-10-12 09:30", "appointment_made", "2026-10-12 周一 09:30", "Mon 12 Oct 2026 09:30"),
        (
            "transcript",
            [{"speaker": "agent", "text": "您好"}],
            "customer_called",
            "对话记录，1 句",
            "transcript of 1 line",
        ),
        ("rooms", [], None, "未填", "blank"),
        ("reply_limit", "1 working day", None, "1 个工作日", "1 working day"),
        ("clause", "hotel-iptv/1.2", "inspection_done", "1.2", "1.2"),
        ("hotel", "临汐宾馆", None, "临汐宾馆", "临汐宾馆"),
    ],
)
def test_values(hotel: Standard, field: str, value: Any, act: str | None, zh: str, en: str) -> None:
    assert value_in_words(hotel, field, value, "zh", act) == zh
    assert value_in_words(hotel, field, value, "en", act) == en
