# ruff: noqa: DTZ001 - what stands in a cell has no zone
"""The values of every type, as cells and as values of 数据."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.gate.audit.workbook import values
from doorstep.gate.audit.workbook.cells import ErrorCell, Uncached, text_of
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.names import Names
from doorstep.gate.audit.workbook.values import Translation
from doorstep.language.model import Words
from doorstep.language.types import parse_type

MEANS = Names("choice", [("room_card", Words("房卡", "room card")), ("inside", Words("从里面", "from inside"))])


def read(raw: Any, kind: str, names: Names | None = None) -> Any:
    """``raw`` as the type ``kind``."""
    return values.read(raw, parse_type(kind), names)


def code(raw: Any, kind: str, names: Names | None = None) -> str:
    """The code with which ``raw`` is refused."""
    with pytest.raises(Unfit) as refused:
        read(raw, kind, names)
    return refused.value.code


@pytest.mark.parametrize("raw", ["是", "yes", "YES ", "true", "TRUE", "1", "１", "√", 1, 1.0, True])
def test_words_for_true(raw: Any) -> None:
    assert read(raw, "bool") is True


@pytest.mark.parametrize("raw", ["否", "no", "No", "false", "0", "×", 0, 0.0, False])
def test_words_for_false(raw: Any) -> None:
    assert read(raw, "bool") is False


@pytest.mark.parametrize("raw", ["对", "2", 2, 0.5, "是的", "yes/no", datetime(2026, 9, 28)])
def test_what_is_neither_true_nor_false(raw: Any) -> None:
    assert code(raw, "bool") == "no_bool"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("1,234.5", 1234.5),
        ("1，234.5", 1234.5),
        ("1234.5", 1234.5),
        (" ２０ ", 20),
        (0.1 + 0.2, 0.3),
        (12, 12),
        ("-3.50", -3.5),
        (".5", 0.5),
    ],
)
def test_decimals(raw: Any, wanted: float) -> None:
    assert read(raw, "decimal") == wanted


@pytest.mark.parametrize(
    "raw", ["1,23", "50%", "12元", "1e3", "abc", True, "1.2.3", float("nan"), date(2026, 9, 28), "١٢x"]
)
def test_what_is_no_decimal(raw: Any) -> None:
    assert code(raw, "decimal") == "no_decimal"


@pytest.mark.parametrize(("raw", "wanted"), [(3.0, 3), ("3", 3), ("1,000", 1000), ("3.0", 3), (-2, -2)])
def test_whole_numbers(raw: Any, wanted: int) -> None:
    found = read(raw, "int")
    assert found == wanted
    assert isinstance(found, int)


@pytest.mark.parametrize("raw", [3.5, "3.5", True, "三"])
def test_what_is_no_whole_number(raw: Any) -> None:
    assert code(raw, "int") == "no_int"


@pytest.mark.parametrize("kind", ["text", "phone", "person"])
def test_texts_from_numbers_have_no_point(kind: str) -> None:
    assert read(13900000501.0, kind) == "13900000501"
    assert read(13900000501, kind) == "13900000501"


def test_texts_are_trimmed_only() -> None:
    assert read("　ＡＢ　Ｃ ", "text") == "ＡＢ　Ｃ"


@pytest.mark.parametrize("kind", ["photo", "file", "signature", "location"])
def test_proofs_are_any_text(kind: str) -> None:
    assert read("IMG_0001.jpg", kind) == "IMG_0001.jpg"
    assert read(5.0, kind) == "5"


@pytest.mark.parametrize("raw", ["801、802", "801, 802", "801；802", "801;802;", "801\n802", "８０１，８０２、 、"])
def test_lists_are_split_and_blank_items_dropped(raw: str) -> None:
    assert read(raw, "list[text]") == ["801", "802"]


def test_a_list_of_one_from_a_number() -> None:
    assert read(801.0, "list[text]") == ["801"]


@pytest.mark.parametrize("raw", [None, "", "  ", "、,", [], [None, ""]])
def test_blank_lists(raw: Any) -> None:
    assert read(raw, "list[text]") is None


@pytest.mark.parametrize("raw", ["房卡", "room card", "ROOM CARD", "room_card", " 房卡　", "ｒｏｏｍ＿ｃａｒｄ"])
def test_choices_by_label_or_key(raw: str) -> None:
    assert read(raw, "choice[room_card|inside]", MEANS) == "room_card"
    assert read(f"{raw}、从里面", "list[choice[room_card|inside]]", MEANS) == ["room_card", "inside"]


def test_an_unknown_choice_gets_the_nearest() -> None:
    with pytest.raises(Unfit) as refused:
        read("房卡开", "choice[room_card|inside]", MEANS)
    assert refused.value.code == "unknown_choice"
    assert refused.value.values["nearest"] == Words("房卡", "room card")


@pytest.mark.parametrize(
    "kind", ["text", "bool", "int", "decimal", "date", "datetime", "list[text]", "photo", "transcript"]
)
def test_broken_cells_are_refused_as_any_type(kind: str) -> None:
    assert code("#N/A", kind) == "error_cell"
    assert code(ErrorCell("#DIV/0!"), kind) == "error_cell"
    assert code(Uncached("=A1"), kind) == "uncached"


def test_dates_and_moments() -> None:
    assert read("2026/9/28", "date") == "2026-09-28"
    assert read(46293, "date") == "2026-09-28"
    assert read("2026/9/28 9:00", "datetime") == "2026-09-28 09:00"
    assert code("2026-09-28", "datetime") == "no_time_of_day"
    assert code("2026-09-28 09:00", "date") == "day_with_time"


def test_a_transcript_is_a_list_or_a_text_that_is_all_ours() -> None:
    assert read("您好", "transcript") == "您好"
    lines = [{"speaker": "agent", "at": "00:00:05", "text": "您好"}]
    assert read(lines, "transcript") == lines
    assert read('[{"speaker": "我方", "text": "您好"}]', "transcript") == [{"speaker": "agent", "text": "您好"}]
    assert code([{"speaker": "robot", "text": "您好"}], "transcript") == "no_transcript"


def test_the_words_of_a_mapping_hold_inside_lists() -> None:
    say = Translation({"刷卡": "room_card"})
    kind = parse_type("list[choice[room_card|inside]]")
    assert values.read("刷卡、从里面", kind, MEANS, say=say) == ["room_card", "inside"]
    assert values.read(["刷卡"], kind, MEANS, say=say) == ["room_card"]


@pytest.mark.parametrize("raw", ["{", "[1]", "12", '{"a": 1, "a": 2}', '{"a": NaN}', "{'a': 1}", 5])
def test_data_that_is_no_json_object(raw: Any) -> None:
    with pytest.raises(Unfit) as refused:
        values.data_object(raw)
    assert refused.value.code == "no_json"


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_decimal_survives_with_and_without_commas(number: Any) -> None:
    for text in (f"{number:f}", f"{number:,f}", f" {number:f} "):
        assert read(text, "decimal") == pytest.approx(float(number), abs=1e-9)


@given(st.lists(st.text("abc上门8０Ａ", min_size=1, max_size=5), max_size=5), st.sampled_from("、,;，；\n"))
def test_a_list_survives_each_separator(items: list[str], separator: str) -> None:
    wanted = [item.translate(str.maketrans("０Ａ", "0A")) for item in items]
    assert (read(separator.join(items), "list[text]") or []) == wanted


@given(st.integers(-(10**14), 10**14))
def test_a_number_as_text_is_the_same_from_int_and_float(number: int) -> None:
    assert text_of(number) == text_of(float(number)) == str(number)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(
    JSON,
    st.sampled_from(
        ["text", "int", "decimal", "bool", "date", "datetime", "transcript", "list[text]", "list[date]", "photo"]
    ),
)
def test_whatever_stands_there_is_read_as_plain_json_or_refused(raw: Any, kind: str) -> None:
    try:
        found = read(raw, kind)
    except Unfit:
        return  # refused is well; what is let through is looked at
    json.dumps(found, allow_nan=False)
    assert found != ""
    assert found != []
