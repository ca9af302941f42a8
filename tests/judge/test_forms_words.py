"""Scripts and what may not be said: only our side counts, joined line by line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.hand import at, findings, verdict


def spoke(*lines: str, **data: Any) -> dict[str, Any]:
    """A call: lines of ours, or of another's as "customer: …" and "other: …"."""
    transcript = []
    for number, line in enumerate(lines):
        speaker, colon, text = line.partition(": ")
        if not colon:
            speaker, text = "agent", line
        transcript.append({"speaker": speaker, "at": f"00:00:{number:02d}", "text": text})
    return at("09:00", "spoke", transcript=transcript, **data)


def script(*, must: str = "", must_not: str = "", **more: str) -> str:
    parts = [f"must: [{must}]"] * bool(must) + [f"must_not: [{must_not}]"] * bool(must_not)
    parts += [f"{key.rstrip('_')}: {value}" for key, value in more.items()]
    return f"{{moment: spoke, {', '.join(parts)}}}"


GREET = script(must="{key: greet, zh: 问好, any: [你好, 您好]}, {key: bye, zh: 道别, any: [再见]}")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["你好，我是小王", "customer: 嗯", "再见"], "met"),
        (["再见", "您好"], "met"),  # in any order
        (["你好，再见"], "met"),
        (["你好"], "breached"),
        (["你好", "customer: 再见"], "breached"),  # only our side
        (["你好", "other: 再见"], "breached"),
        (["你", "好", "再见"], "breached"),  # no phrase runs over two lines
    ],
)
def test_each_must_entry_needs_one_of_its_phrases(lines: list[str], wanted: str) -> None:
    assert verdict("script", GREET, spoke(*lines)) == wanted


@pytest.mark.parametrize("lines", [[], ["customer: 你好"], [""]])
def test_without_an_utterance_of_ours_it_does_not_apply(lines: list[str]) -> None:
    assert verdict("script", GREET, spoke(*lines)) == "not_applicable"


def test_a_plain_text_is_all_ours() -> None:
    assert verdict("script", GREET, at("09:00", "spoke", transcript="您好……再见")) == "met"
    assert verdict("script", GREET, at("09:00", "spoke")) == "not_applicable"


def test_no_must_not_phrase_appears_on_our_side() -> None:
    rule = script(must_not="不知道, 没办法")
    assert verdict("script", rule, spoke("我不知道")) == "breached"
    assert verdict("script", rule, spoke("customer: 我不知道", "好的")) == "met"
    assert findings("script", rule, spoke("没办法"))[0].code == "told"


def test_what_an_except_phrase_covers_is_not_seen() -> None:
    rule = script(must_not="不行", except_="[行不行, 不行礼]")
    assert verdict("script", rule, spoke("这样行不行？")) == "met"
    assert verdict("script", rule, spoke("行不行？不行。")) == "breached"
    assert verdict("script", rule, spoke("不行礼")) == "met"


def test_an_except_phrase_covers_a_must_phrase_too() -> None:
    rule = script(must="{key: yes, zh: 行, any: [行]}", except_="[行不行]")
    assert verdict("script", rule, spoke("行不行？")) == "breached"
    assert verdict("script", rule, spoke("行不行？行。")) == "met"


def test_except_phrases_may_overlap() -> None:
    rule = script(must_not="行, 不", except_="[行不行]")
    assert verdict("script", rule, spoke("行不行不行")) == "met"


@pytest.mark.parametrize(
    ("position", "lines", "wanted"),
    [
        ("first", ["您好", "没了"], "met"),
        ("first", ["喂", "您好"], "breached"),
        ("first", ["customer: 喂", "您好"], "met"),  # our first
        ("first", ["", "您好"], "met"),  # a blank line is no utterance
        ("last", ["喂", "您好"], "met"),
        ("last", ["您好", "喂"], "breached"),
        ("last", ["您好", "customer: 喂"], "met"),
        ("each", ["您好", "您好啊"], "met"),
        ("each", ["您好", "喂"], "breached"),
    ],
)
def test_a_position_looks_at_our_first_last_or_each_utterance(position: str, lines: list[str], wanted: str) -> None:
    rule = script(must="{key: greet, zh: 问好, any: [您好]}", position=position)
    assert verdict("script", rule, spoke(*lines)) == wanted


ORDERED = script(must="{key: a, zh: 甲, any: [一, 二]}, {key: b, zh: 乙, any: [三]}", in_order="true")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["一三"], "met"),
        (["三一"], "breached"),
        (["三", "一", "三"], "met"),
        (["二", "三", "一"], "met"),  # the earliest place of the first entry counts
        (["一", "二"], "breached"),
    ],
)
def test_in_order_each_entry_begins_at_or_after_the_one_before(lines: list[str], wanted: str) -> None:
    assert verdict("script", ORDERED, spoke(*lines)) == wanted


def test_in_order_two_entries_may_be_said_by_the_same_words() -> None:
    rule = script(must="{key: a, zh: 甲, any: [您好]}, {key: b, zh: 乙, any: [您好再见]}", in_order="true")
    assert verdict("script", rule, spoke("您好再见")) == "met"


def test_in_order_the_next_entry_may_begin_inside_the_one_before() -> None:
    rule = script(must="{key: a, zh: 甲, any: [一二]}, {key: b, zh: 乙, any: [二三]}", in_order="true")
    assert verdict("script", rule, spoke("一二三")) == "met"


NAMED = script(must="{key: name, zh: 报姓名, any: ['我是{name}']}")


def test_a_slot_stands_for_what_the_bare_name_reads() -> None:
    assert verdict("script", NAMED, spoke("我是王强", name="王强")) == "met"
    assert verdict("script", NAMED, spoke("我是李明", name="王强")) == "breached"


def test_a_blank_slot_counts_as_not_said() -> None:
    assert verdict("script", NAMED, spoke("我是")) == "breached"
    assert verdict("script", NAMED, spoke("我是{name}")) == "breached"
    banned = script(must_not="'{name}'")
    assert verdict("script", banned, spoke("王强")) == "met"
    assert verdict("script", banned, spoke("王强", name="王强")) == "breached"


def test_a_slot_reads_an_earlier_act_or_a_fact_as_a_bare_name_does() -> None:
    rule = script(must="{key: level, zh: 报级别, any: ['{level}级']}")
    assert verdict("script", rule, at("08:00", "asked", level=3), spoke("3级")) == "met"
    assert verdict("script", rule, spoke("3级")) == "breached"
    assert verdict("script", rule, at("08:00", "asked", level=3, ref="b"), spoke("3级", ref="a")) == "breached"
    month = script(must="{key: month, zh: 报月份, any: ['{month}']}")
    assert verdict("script", month, spoke("2026-09的账单"), facts={"month": "2026-09"}) == "met"


PRICE = script(must="{key: price, zh: 报价, any: ['{price}元']}")


@pytest.mark.parametrize(
    ("price", "said", "wanted"),
    [
        (20, "20元", "met"),
        (20, "20.0元", "met"),
        (20, "20.00元", "met"),
        (20, "20.000元", "breached"),
        (12.5, "12.5元", "met"),
        (12.5, "12.50元", "met"),
        (12.5, "12元", "breached"),
        (12.25, "12.25元", "met"),
        (12.125, "12.125元", "met"),
        (12.125, "12.12元", "breached"),
        (0, "0元", "met"),
        (None, "元", "breached"),
    ],
)
def test_a_number_may_be_said_in_its_shortest_form_or_with_zeros(price: Any, said: str, wanted: str) -> None:
    assert verdict("script", PRICE, spoke(said, price=price)) == wanted


def test_any_act_with_a_transcript() -> None:
    rule = "{moment: any, must_not: [不知道]}"
    assert verdict("script", rule, spoke("我不知道")) == "breached"
    assert verdict("script", rule, at("09:00", "asked", note="我不知道")) == "not_applicable"


def test_a_false_when_frees_the_call() -> None:
    rule = script(must_not="不知道", when="\"name == '王强'\"")
    assert verdict("script", rule, spoke("我不知道", name="李明")) == "not_applicable"
    assert verdict("script", rule, spoke("我不知道", name="王强")) == "breached"


def test_every_call_is_judged() -> None:
    rule = script(must_not="不知道")
    assert [f.verdict for f in findings("script", rule, spoke("好"), spoke("不知道"))] == ["breached", "met"]


# --- privacy of a talk

PRIVATE = "{data: [colour, price], allow: [], moment: spoke}"


@pytest.mark.parametrize(
    ("lines", "data", "wanted"),
    [
        (["是红色的"], {"colour": "红色"}, "breached"),
        (["customer: 是红色的", "好"], {"colour": "红色"}, "met"),
        (["是红色的"], {}, "met"),
        (["是红色的"], {"colour": "蓝色"}, "met"),
        (["收您20.00元"], {"price": 20}, "breached"),
        (["customer: 喂"], {"colour": "红色"}, "not_applicable"),
    ],
)
def test_no_value_of_the_fields_is_said(lines: list[str], data: dict[str, Any], wanted: str) -> None:
    assert verdict("privacy", PRIVATE, spoke(*lines, **data)) == wanted


def test_what_is_said_on_its_ground_is_no_breach() -> None:
    rule = "{data: [colour], allow: [], moment: spoke, only_if: \"name == '王强'\"}"
    assert verdict("privacy", rule, spoke("红色", colour="红色", name="王强")) == "met"
    assert verdict("privacy", rule, spoke("红色", colour="红色")) == "breached"
