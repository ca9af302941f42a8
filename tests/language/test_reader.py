"""The loader on good files: what stands in a file stands in the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorstep import standards
from doorstep.language.errors import StandardError
from doorstep.language.model import Words
from doorstep.language.reader import load
from doorstep.language.types import parse_type

SMALL = """\
standard: small
title: {zh: 小规范, en: Small}
source: {file: manual.txt, part: all}
summary: A worker visits a customer.
roles:
  worker: 工人
  customer: 客户
cases:
  visit:
    zh: 上门单
    en: visit
    unit: room
    facts: {rooms: "list[text]", reply_limit: text}
    opened_by: {every: working day, for: worker}
    ends: {acts: [left], since: arrived, when: "units(asked) >= $least"}
acts:
  arrived: {zh: 到达, by: [worker], data: {at_door: datetime}}
  asked: {zh: 询问, by: [worker, customer], data: {room: text, calls: int, codes: "list[text]", talk: transcript}}
  left: {zh: 离开, by: [worker], data: {}}
clauses:
- id: small/1
  where: "一、1"
  zh: 五分钟内询问。
  en: Ask within five minutes.
  kind: deadline
  check: auto
  rule: {after: arrived, act: asked, within: $wait, when: "time(at) < $until and 0 < $least"}
  sanction: {amount: 20, unit: CNY, per: item}
  note: proposed
- id: small/2
  where: "2"
  zh: 先问好。
  en: Greet first.
  kind: script
  check: proof
  cases: [visit]
  rule:
    moment: asked
    must: [{key: greeting, zh: 问好, any: [早上好, $greetings]}]
    must_not: $greetings
parameters:
  wait: {type: duration, value: "5 minutes", zh: 等候, en: wait}
  least: {type: int, value: 1, zh: 至少, en: at least}
  until: {type: time, value: "17:30", zh: 截止, en: until}
  greetings: {type: "list[text]", value: [您好, 你好], zh: 问候, en: greetings}
  tries: {type: int, value: 3, zh: 次数, en: tries}
gestures:
  finish:
    zh: 收工
    en: finish
    cases: [visit]
    by: worker
    offer: "not in_visit(left)"
    ask: {code: scan}
    acts:
    - {act: asked, by: customer, data: {calls: $tries, codes: {ask: code}}}
    - {act: left}
labels:
  roles: {worker: {en: worker}, customer: {en: customer, party: true}}
  units: {room: {zh: 房间, en: room}}
  facts: {rooms: {zh: 房号, en: rooms}, reply_limit: {zh: 时限, en: limit}}
  acts: {arrived: {en: arrived}, asked: {en: asked}, left: {en: left}}
  fields:
    at_door: {zh: 到门, en: at the door}
    room: {zh: 房号, en: room}
    calls: {zh: 次数, en: calls}
    codes: {zh: 编码, en: codes}
    talk: {zh: 对话, en: talk}
    asked.talk: {zh: 问话, en: words asked}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small standard that uses every section."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def test_all_eighteen_standards_load():
    """Every packaged file is a good standard of its own name."""
    assert len(standards.names()) == 18
    for name in standards.names():
        assert standards.load(name).key == name


def test_the_eighteen_are_whole():
    """Nothing of the catalogue is lost on the way into the model."""
    loaded = [standards.load(name) for name in standards.names()]
    assert sum(len(one.cases) for one in loaded) == 71
    assert sum(len(one.acts) for one in loaded) == 1124
    assert sum(len(one.clauses) for one in loaded) == 1979
    assert all(one.version and one.effective for one in loaded)


def test_an_unknown_standard_is_a_key_error():
    """Asked for by a name that no packaged standard has."""
    with pytest.raises(KeyError):
        standards.path("hotel-ipvt")


def test_cases_say_how_they_open_and_end(small):
    """``ends`` has its parameters put in."""
    case = load(small).cases["visit"]
    assert case.opened_by == {"every": "working day", "for": "worker"}
    assert case.ends is not None
    assert (case.ends.acts, case.ends.since, case.ends.when) == (("left",), "arrived", "units(asked) >= 1")
    assert case.facts["rooms"] == parse_type("list[text]")
    assert case.unit == "room"


def test_parameters_stand_in_the_rule_and_their_names_in_the_raw_rule(small):
    """A duration as such, times and numbers in an expression as literals, a list of phrases spliced in or whole."""
    one, two = load(small).clauses.values()
    assert one.rule["within"] == "5 minutes"
    assert one.raw_rule["within"] == "$wait"
    assert one.rule["when"] == "time(at) < '17:30' and 0 < 1"
    assert one.raw_rule["when"] == "time(at) < $until and 0 < $least"
    assert two.rule["must"][0]["any"] == ["早上好", "您好", "你好"]
    assert two.rule["must_not"] == ["您好", "你好"]
    assert two.raw_rule["must_not"] == "$greetings"


def test_clauses_keep_their_order_line_and_cases(small):
    """A clause without ``cases`` governs every kind of case."""
    one, two = load(small).clauses.values()
    assert (one.id, one.number, one.line, one.cases) == ("small/1", "1", 21, ("visit",))
    assert (two.id, two.line, two.cases) == ("small/2", 30, ("visit",))
    assert one.sanction == {"amount": 20, "unit": "CNY", "per": "item"}
    assert one.words == Words("五分钟内询问。", "Ask within five minutes.")


def test_gestures_have_their_roles_and_values(small):
    """An act without ``by`` is the gesture's own role's."""
    gesture = load(small).gestures["finish"]
    assert gesture.ask == {"code": "scan"}
    assert gesture.acts == (
        {"act": "asked", "by": "customer", "data": {"calls": 3, "codes": {"ask": "code"}}},
        {"act": "left", "by": "worker", "data": {}},
    )


def test_labels_of_an_acts_field_win(small):
    """``act.field`` before ``field``; a role's party mark comes from the labels."""
    standard = load(small)
    assert standard.field_words("asked", "talk") == Words("问话", "words asked")
    assert standard.field_words("asked", "room") == Words("房号", "room")
    assert standard.roles["customer"].party
    assert not standard.roles["worker"].party
    assert standard.roles["customer"].words == Words("客户", "customer")


def test_labels_may_stand_beside_the_file(small, tmp_path):
    """Without the key, ``labels/NAME.yaml`` beside the file is read."""
    body, _, labels = SMALL.partition("labels:\n")
    small.write_text(body, encoding="utf-8")
    (tmp_path / "labels").mkdir()
    lines = ["standard: small", *(line[2:] for line in labels.splitlines())]
    (tmp_path / "labels" / "small.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert load(small).acts["asked"].words == Words("询问", "asked")
    assert load(small).fact_words("rooms") == Words("房号", "rooms")


def test_a_draft_may_do_without_labels(tmp_path):
    """Its names are shown with blanks for underscores until somebody labels them."""
    file = tmp_path / "small.yaml"
    body = SMALL.partition("labels:\n")[0].replace("by: customer, ", "")
    file.write_text(body, encoding="utf-8")
    standard = load(file)
    assert standard.version is None
    assert standard.field_words("arrived", "at_door") == Words("at door", "at door")
    assert standard.acts["asked"].words == Words("询问", "asked")


@pytest.mark.parametrize("word", ["on", "yes", "12:30", "2026-10-01", "~", "0x10", "1e3", "+5", "007", "No"])
def test_words_that_yaml_takes_for_something_else_stay_text(word, small):
    """Only plain integers, decimals, true, false and null are anything but text."""
    small.write_text(SMALL.replace("note: proposed", f"note: {word}"), encoding="utf-8")
    assert load(small).clauses["small/1"].note == word


@pytest.mark.parametrize("word", ["5", "-5", "2.50", "true", "null", "''", ""])
def test_plain_numbers_and_words_are_no_text(word, small):
    """They are refused where a text should stand, at their own place."""
    small.write_text(SMALL.replace("note: proposed", f"note: {word}"), encoding="utf-8")
    with pytest.raises(StandardError) as error:
        load(small)
    [fault] = error.value.faults
    assert (fault.code, fault.line) == ("wrong_type", 29)


def test_all_faults_are_told_in_file_order(small):
    """One run tells of every fault, each once, from the top of the file down."""
    text = SMALL.replace("acts: [left]", "acts: [lefft]").replace("within: $wait", "within: $wiat")
    small.write_text(
        text.replace("any: [早上好", "any: [早上好, 5").replace("by: worker\n", "by: wroker\n"), encoding="utf-8"
    )
    with pytest.raises(StandardError) as error:
        load(small)
    faults = error.value.faults
    assert [fault.code for fault in faults] == [
        "unknown_act",
        "unknown_parameter",
        "wrong_type",
        "parameter_unused",
        "unknown_role",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_a_fault_has_the_form_that_editors_jump_to(small):
    """File, line and column, then what is wrong and the nearest right name."""
    small.write_text(SMALL.replace("after: arrived", "after: arived"), encoding="utf-8")
    with pytest.raises(StandardError) as error:
        load(small)
    assert str(error.value) == f'{small}:27:17 unknown act "arived" in after of small/1; did you mean "arrived"?'
    assert error.value.faults[0].words("zh") == "small/1 的 after 中的动作“arived”不存在;是否应为“arrived”?"


def test_a_place_inside_an_expression_is_exact(small):
    """Line and column of the very word, its quotes and parameters counted in."""
    small.write_text(SMALL.replace("0 < $least", "0 < $least and happened(lefft)"), encoding="utf-8")
    with pytest.raises(StandardError) as error:
        load(small)
    [fault] = error.value.faults
    line = small.read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].startswith("lefft")


def test_crlf_and_a_byte_order_mark_do_no_harm(small):
    """Files from Windows load, and their lines are counted once."""
    small.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(small).clauses["small/2"].line == 30


def test_a_missing_section_is_told_once(tmp_path):
    """Without acts every name would be unknown; only their absence is told."""
    file = tmp_path / "small.yaml"
    start, rest = SMALL.split("acts:\n  arrived")
    file.write_text(start + "clauses:" + rest.split("\nclauses:")[1], encoding="utf-8")
    with pytest.raises(StandardError) as error:
        load(file)
    assert [fault.code for fault in error.value.faults] == ["missing_key"]
