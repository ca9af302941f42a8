"""Durations, moments and recorded values in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from doorstep.language.model import Standard
from doorstep.language.types import FieldType
from doorstep.language.words.names import Names
from doorstep.language.words.texts import listed, say

_DURATION = re.compile(r"\s*(\d+)\s+(second|minute|hour|day|week|month|year|working day|working hour)s?\s*\Z")
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?)?\Z")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def duration_in_words(text: str, lang: str) -> str:
    """A duration as written in a rule, in words; a text that is none comes back unchanged.

    >>> duration_in_words("2 working days", "zh"), duration_in_words("1 hour", "en")
    ('2 个工作日', '1 hour')
    """
    found = _DURATION.match(text)
    if not found:
        return text
    number, unit = int(found[1]), found[2].replace(" ", "_")
    if number == 0 and unit == "day":
        return say(lang, "duration.same_day")
    return say(lang, f"duration.{unit}.{'one' if number == 1 else 'many'}", n=number)


def is_duration(text: str) -> bool:
    """Whether ``text`` is a duration as a rule writes it."""
    return bool(_DURATION.match(text))


def moment_in_words(text: str, lang: str, year: int | None = None) -> str:
    """A day or moment with its weekday; the year is left out where it is ``year``.

    >>> moment_in_words("2026-10-12 18:00", "zh", 2026), moment_in_words("2026-10-12", "en")
    ('10-12 周一 18:00', 'Mon 12 Oct 2026')
    """
    found = _MOMENT.match(text)
    if not found:
        return text
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return text
    weekday = say(lang, f"weekday.short.{WEEKDAYS[day.weekday()]}")
    month = say(lang, f"month.{day.month}")
    parts = {"month": month, "day": day.day, "weekday": weekday}
    words = say(lang, "day", **parts) if day.year == year else say(lang, "day.year", year=day.year, **parts)
    clock = (found[4] or "") + (found[5] or "" if found[5] != ":00" else "")
    return f"{words} {clock}".strip()


def number_in_words(value: float) -> str:
    """A number without a useless ".0"."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def value_in_words(
    standard: Standard, field: str, value: Any, lang: str, act: str | None = None, *, year: int | None = None
) -> str:
    """A recorded value as a person writes it. ``field`` is a field of ``act``, or a fact where ``act`` is None.

    ``value`` is plain JSON; moments are shown without their year where it is ``year``.
    """
    return _value(Names(standard, lang, act), field, value, year)


def _value(names: Names, field: str, value: Any, year: int | None) -> str:
    lang = names.lang
    if value is None or value == "" or value == []:
        return say(lang, "blank")
    if isinstance(value, bool):
        return say(lang, "yes" if value else "no")
    if isinstance(value, (int, float)):
        return number_in_words(value)
    if isinstance(value, list):
        kind = _type(names, field)
        if kind and kind.kind == "transcript":
            return say(lang, f"transcript.{'one' if len(value) == 1 else 'many'}", n=len(value))
        return listed(lang, [_value(names, field, item, year) for item in value], "")
    if isinstance(value, dict):
        return listed(lang, [str(item) for item in value.values()], "")
    return _text(names, field, str(value), year)


def _type(names: Names, field: str) -> FieldType | None:
    return names.field_type(field, names.act) if names.act else names.fact_type(field) or names.field_type(field)


def _text(names: Names, field: str, value: str, year: int | None) -> str:
    kind = _type(names, field)
    kind = kind.item if kind and kind.item else kind
    if kind and kind.kind in ("date", "datetime"):
        return moment_in_words(value, names.lang, year)
    words = names.standard.choice_words(field, value, names.act)
    if (words.zh, words.en) != (value, value):
        return names.of(words, value)
    if value in names.standard.clauses:
        return value.partition("/")[2]
    return duration_in_words(value, names.lang)
