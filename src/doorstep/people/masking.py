"""Masks over personal data: what a post sees of a value until it asks to see it whole, which ``audit.look`` records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from doorstep.people.permissions import Held
from doorstep.people.posts import FILES, Sight, post

STARS = "****"
_NAME_STARS = "**"
# Telephone numbers as they are written, and any run of seven digits or more; a date is none of these.
_TELLING = re.compile(r"(?<!\d)(?:0\d{2,3}[\s-]?\d{7,8}|1\d{2}[\s-]\d{4}[\s-]\d{4}|\d{7,}[Xx]?)")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def masked(value: Any, type: str) -> str:
    """A personal value of a field's type as it may be shown to those who need to tell one from another, and no more.

    A phone keeps its last four digits, a name its first character, coordinates a kilometre, an address what stands before its
    first number; a text loses its phone and identity numbers; everything else is hidden. An empty value stays empty.

    >>> masked("0571-80000101", "phone"), masked("周予安", "person"), masked("望潮路 19 号 3 幢", "location")
    ('****0101', '周**', '望潮路 ****')
    >>> masked("打 13900000501 找她", "text"), masked("30.27415,120.15515", "location")
    ('打 ****0501 找她', '30.27,120.16')
    """
    if value is None or value == "":
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if type == "phone":
        return _phone(text)
    if type == "person":
        return text.strip()[:1] + _NAME_STARS
    if type == "location":
        return _location(text)
    if type == "text":
        return _TELLING.sub(lambda found: _phone(found[0]), text)
    return STARS


def seen(held: Iterable[Held], value: Any, type: str) -> str:
    """A personal value of a field's type as the posts that somebody holds see it; "" when none of them sees anything of it.

    Photos, signatures and files are named as they are: their content is reached by ``file.read`` alone.
    """
    sight = max((post(one.post).sees.get(type, Sight.HIDDEN) for one in held), default=Sight.HIDDEN)
    if sight is Sight.HIDDEN:
        return ""
    if sight is Sight.SHOWN and type in FILES:
        return str(value)
    return masked(value, type)


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return STARS + (digits[-4:] if len(digits) >= 7 else "")


def _location(text: str) -> str:
    numbers = _NUMBER.findall(text)
    if len(numbers) >= 2 and all(abs(float(number)) <= 180 for number in numbers[:2]) and "." in numbers[0]:
        return ",".join(f"{float(number):.2f}" for number in numbers[:2])
    kept = re.split(r"[0-9０-９一二三四五六七八九十]", text, maxsplit=1)[0].strip()
    return f"{kept} {STARS}" if kept and kept != text.strip() else STARS
