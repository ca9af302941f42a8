"""Masks: what is left of a value, by its type and by the posts of who looks."""

import doctest
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.people import masking
from doorstep.people.masking import masked, seen
from doorstep.people.permissions import Held
from doorstep.people.posts import PERSONAL_TYPES


def test_the_examples_in_the_docstrings() -> None:
    assert doctest.testmod(masking).failed == 0


@pytest.mark.parametrize(
    ("value", "type_", "wanted"),
    [
        ("13900000501", "phone", "****0501"),
        ("139 0000 0501", "phone", "****0501"),
        ("10000", "phone", "****"),
        ("no number", "phone", "****"),
        ("周予安", "person", "周**"),
        ("欧阳", "person", "欧**"),
        ("Zhou Yu'an", "person", "Z**"),
        ("30.27415,120.15515", "location", "30.27,120.16"),
        ({"lat": 30.27415, "lng": 120.15515}, "location", "30.27,120.16"),
        ("澜桥里七幢", "location", "澜桥里 ****"),
        ("3 幢 201", "location", "****"),
        ("后门进", "location", "****"),
        ("约 2026-10-12 18:00, 打 0571-80000101", "text", "约 2026-10-12 18:00, 打 ****0101"),
        ("证号 33010619900101001X", "text", "证号 ****1001"),
        ("40 间, 12 楼", "text", "40 间, 12 楼"),
        ([{"speaker": "agent", "text": "您好"}], "transcript", "****"),
        ("9f2c", "photo", "****"),
        ("whatever", "a type of later", "****"),
        ("", "phone", ""),
        (None, "person", ""),
    ],
)
def test_what_is_left(value: Any, type_: str, wanted: str) -> None:
    assert masked(value, type_) == wanted


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_mobile_number_never_comes_through(number: str) -> None:
    for type_ in PERSONAL_TYPES:
        assert number[:7] not in masked(number, type_)
    assert number not in masked(f"找{number}说", "text")


@given(st.text(), st.sampled_from(PERSONAL_TYPES))
def test_any_text_is_masked_without_error(text: str, type_: str) -> None:
    assert isinstance(masked(text, type_), str)


def held(*posts: str) -> list[Held]:
    return [Held("fangsu", post, "chengnan", "/lanjiang/linxi/chengnan/") for post in posts]


@pytest.mark.parametrize(
    ("posts", "value", "type_", "wanted", "why"),
    [
        (("technician",), "13900000501", "phone", "****0501", "his post sees it masked"),
        (("store_keeper",), "13900000501", "phone", "", "hidden from his post"),
        (("store_keeper", "technician"), "13900000501", "phone", "****0501", "the post that sees more decides"),
        (("administrator",), "周予安", "person", "", "runs the installation, sees no customer"),
        ((), "周予安", "person", "", "no post"),
        (("technician",), "9f2c", "photo", "9f2c", "the file's name; its content needs file.read"),
        (("back_office",), "9f2c", "photo", "", "hidden from the post"),
        (("manager",), "周予安", "unheard of", "", "a type that nobody was allowed"),
    ],
)
def test_what_a_post_sees(posts: tuple[str, ...], value: str, type_: str, wanted: str, why: str) -> None:
    assert seen(held(*posts), value, type_) == wanted, why
