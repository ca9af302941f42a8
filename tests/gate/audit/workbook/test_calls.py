"""Calls: the sheet 通话, and transcripts in files beside the workbook."""

from __future__ import annotations

import json
from datetime import time
from typing import Any

import pytest

from doorstep.gate.audit.workbook import transcripts
from doorstep.gate.audit.workbook.faults import Unfit

from .conftest import ACTS, Book

NINE = "2026-09-28 09:00"
CALLED = [[*ACTS, "通话号"], ["H-1", NINE, "致电", None, "T-1"]]

SRT = """1
00:00:01,000 --> 00:00:03,000
我方：您好，<i>请讲</i>

2
00:00:04,500 --> 00:00:06,000
Customer: 网断了
没有说话方的一行

3
00:00:07,000 --> 00:00:08,000
张三：在吗
"""
VTT = """WEBVTT

NOTE 不是对话

intro
00:01.000 --> 00:03.000 align:start
<v 我方>您好
请讲</v>

00:00:04.000 --> 00:00:05.000
<v.loud customer>网断了 &amp; 灯灭了

00:00:06.000 --> 00:00:07.000
嗯
"""


def said(book: Book, calls: list[Any] | None = None, acts: list[Any] | None = None) -> Any:
    """The transcript of the first act."""
    return book.read(acts=acts or CALLED, calls=calls).orders[0].acts[0].data.get("transcript")


def test_the_sheet_of_calls_fills_the_only_transcript_field(book: Book) -> None:
    calls = [
        ["T-1", "我方", "00:00:01", "您好"],
        ["T-1", "Customer", time(0, 0, 5), " 网断了 "],
        ["T-1", "其他", 7 / 86400, "嗯"],
        ["T-1", "agent", None, "好"],
    ]
    assert said(book, calls) == [
        {"speaker": "agent", "at": "00:00:01", "text": "您好"},
        {"speaker": "customer", "at": "00:00:05", "text": "网断了"},
        {"speaker": "other", "at": "00:00:07", "text": "嗯"},
        {"speaker": "agent", "text": "好"},
    ]


def test_lines_are_in_the_order_of_their_offsets(book: Book) -> None:
    calls = [["T-1", "客户", "00:00:05", "二"], ["T-1", "我方", "0:01", "一"], ["T-1", "我方", "00:00:05", "三"]]
    assert [line["text"] for line in said(book, calls)] == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["T-1", "机器人", "00:00:01", "您好"], "unknown_speaker"),
        (["T-1", "我方", "25:99", "您好"], "no_offset"),
        (["T-1", "我方", "00:00:01", " "], "text_blank"),
        (["T-1", None, "00:00:01", "您好"], "speaker_blank"),
        ([None, "我方", "00:00:01", "您好"], "call_blank"),
        (["T-1", "我方", "00:00:01", "#N/A"], "error_cell"),
    ],
)
def test_rows_of_calls_that_are_rejected(book: Book, row: list[Any], code: str) -> None:
    found = book.read(acts=CALLED, calls=[["T-1", "我方", "00:00:00", "喂"], row])
    assert (found.problems[0].sheet, found.problems[0].row, found.problems[0].code) == ("通话", 3, code)
    assert len(found.orders[0].acts[0].data["transcript"]) == 1
    assert found.orders[0].incomplete == (row[0] == "T-1")


def test_a_call_that_is_nowhere_is_rejected(book: Book) -> None:
    found = book.read(acts=CALLED, calls=[["T-2", "我方", None, "喂"]])
    assert [(problem.code, problem.column) for problem in found.problems] == [("call_nowhere", "通话号")]
    assert found.orders[0].acts == []


def test_a_call_on_an_act_without_a_transcript_field_is_rejected(book: Book) -> None:
    found = book.read(acts=[[*ACTS, "通话号"], ["H-1", NINE, "到达", None, "T-1"]], calls=[["T-1", "我方", None, "喂"]])
    assert [problem.code for problem in found.problems] == ["no_transcript_field"]


def test_a_call_on_an_act_with_several_transcript_fields_is_an_error(book: Book) -> None:
    found = book.read(acts=[[*ACTS, "通话号"], ["H-1", NINE, "交谈", None, "T-1"]], calls=[["T-1", "我方", None, "喂"]])
    assert [problem.code for problem in found.problems] == ["many_transcript_fields"]


def test_a_filled_transcript_field_wins_over_the_call(book: Book) -> None:
    acts = [[*ACTS, "通话号", "transcript"], ["H-1", NINE, "致电", None, "T-9", "您好，这里是客服"]]
    assert said(book, None, acts) == "您好，这里是客服"


def test_an_srt_file_beside_the_workbook(book: Book) -> None:
    (book.folder / "calls").mkdir()
    (book.folder / "calls" / "T-1.srt").write_bytes(SRT.encode("gb18030"))
    assert [(line["speaker"], line["at"], line["text"]) for line in said(book)] == [
        ("agent", "00:00:01", "您好，请讲"),
        ("customer", "00:00:04", "网断了"),
        ("other", "00:00:04", "没有说话方的一行"),
        ("other", "00:00:07", "张三：在吗"),
    ]


def test_a_vtt_file_beside_the_workbook(book: Book) -> None:
    (book.folder / "calls").mkdir()
    (book.folder / "calls" / "T-1.vtt").write_text("\ufeff" + VTT, encoding="utf-8")
    assert [(line["speaker"], line["at"], line["text"]) for line in said(book)] == [
        ("agent", "00:00:01", "您好"),
        ("agent", "00:00:01", "请讲"),
        ("customer", "00:00:04", "网断了 & 灯灭了"),
        ("other", "00:00:06", "嗯"),
    ]


def test_a_json_file_is_the_catalogues_list(book: Book) -> None:
    lines = [{"speaker": "agent", "at": "00:00:05", "text": "您好"}, {"speaker": "customer", "text": "嗯"}]
    (book.folder / "calls").mkdir()
    (book.folder / "calls" / "T-1.json").write_text(json.dumps(lines), encoding="utf-8")
    assert said(book) == lines


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("T-1.json", "{}"),
        ("T-1.srt", "没有时间"),
        ("T-1.vtt", "WEBVTT\n"),
        ("T-1.json", '[{"speaker": "x", "text": ""}]'),
    ],
)
def test_a_file_without_words_rejects_its_act(book: Book, name: str, content: str) -> None:
    (book.folder / "calls").mkdir()
    (book.folder / "calls" / name).write_text(content, encoding="utf-8")
    found = book.read(acts=CALLED)
    assert [problem.code for problem in found.problems] == ["call_unreadable"]


def test_a_call_cannot_name_a_file_elsewhere(book: Book) -> None:
    (book.folder / "calls").mkdir()
    (book.folder / "T-1.json").write_text("[]", encoding="utf-8")
    found = book.read(acts=[[*ACTS, "通话号"], ["H-1", NINE, "致电", None, "../T-1"]])
    assert [problem.code for problem in found.problems] == ["call_nowhere"]


def test_a_sheets_call_wins_over_a_file(book: Book) -> None:
    (book.folder / "calls").mkdir()
    (book.folder / "calls" / "T-1.json").write_text("[]", encoding="utf-8")
    assert said(book, [["T-1", "我方", None, "喂"]]) == [{"speaker": "agent", "text": "喂"}]


@pytest.mark.parametrize("raw", ["5", "1:2:3:4", "00:61", 5, True, "五秒"])
def test_what_is_no_offset(raw: Any) -> None:
    with pytest.raises(Unfit):
        transcripts.offset(raw)
