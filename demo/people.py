"""Invented people, places and numbers of the branch.

Names come in a fixed order, so the same order of the month always has the same customer. Numbers lie in ranges that no
operator has given out.
"""

from __future__ import annotations

AREAS = ("城南", "城北", "城西")

ACCOUNT_MANAGERS = {"周予安": "城南", "林向北": "城北"}

TECHNICIANS = {"何知秋": "城南", "沈一舟": "城北", "陆鸣川": "城西", "江晚": "城南", "许见山": "城北"}
"""Who installs at home, and where; 江晚 is the only woman."""

SUPERVISOR = "方素"
CERTIFIER = "严既明"

HOTLINE_AGENTS = {"06": "宋遥", "07": "叶知微", "09": "罗听雨"}
"""Agents of the 800 line by their number."""

CALLBACK_MANAGERS = {"温如许": "城西", "裴清和": "城北"}

_SURNAMES = "钟闻阮骆岑桑柏喻游栗简项"
_GIVEN = ("小满", "云帆", "望舒", "景行", "若水", "思齐", "听澜", "南枝", "松年", "青禾")

_STREETS = ("望潮路", "汀洲苑", "澜桥里", "栎园街", "临汐巷", "听松坊")


def customer(number: int) -> str:
    """The name of the ``number``-th customer; no two of the first 120 are alike."""
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[(number * 7 + number // len(_SURNAMES) * 3) % len(_GIVEN)]


def mobile(number: int) -> str:
    """A mobile number of nobody."""
    return f"1390000{500 + number:04d}"


def address(number: int) -> str:
    """Where the ``number``-th customer lives."""
    return (
        f"{_STREETS[number % len(_STREETS)]}{number * 3 % 88 + 1}号{number % 9 + 1}幢{number % 6 + 1}0{number % 4 + 1}"
    )
