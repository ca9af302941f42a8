"""Words of a call or talk: scripts, and what may not be told. Only what our side says counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from doorstep.judge.expressions import Expressions, Reading
from doorstep.judge.forms.common import BREACHED, MET, NOT_APPLICABLE, Occurrence, condition
from doorstep.judge.values import NUMBERS, Value
from doorstep.judge.views import View

SLOT = re.compile(r"\{(\w+)\}")
HIDDEN = "\0"
"""Stands where an ``except`` phrase covers the text."""


def build_said(form: Mapping[str, Any], expressions: Expressions) -> Callable[[View, int], Occurrence]:
    """The test of a script on the act's transcript."""
    fields, acts = form["transcripts"], form["acts"]
    phrases = Phrases(form["carried"], expressions, acts)
    must = [(entry["key"], entry["any"]) for entry in form["must"]]
    must_not, spared, position = form["must_not"], form["except"], form["position"]
    find = _in_order if form["in_order"] else _anywhere

    def test(view: View, i: int) -> Occurrence:
        said = _ours(view, i, fields)
        if not said:
            return Occurrence(NOT_APPLICABLE, "no_words", i)
        wanted = [(key, phrases.spoken(options, view, i)) for key, options in must]
        banned = phrases.spoken(must_not, view, i)
        for text in _heard(said, position):
            text = _covered(text, spared)
            missing, told = find(text, wanted), [phrase for phrase in banned if phrase in text]
            if missing or told:
                code = "told" if told else "unsaid"
                return Occurrence(BREACHED, code, i, info={"missing": missing, "phrases": told})
        return Occurrence(MET, "said", i)

    return test


def build_unsaid(form: Mapping[str, Any], expressions: Expressions) -> Callable[[View, int], Occurrence]:
    """The test of a privacy rule on the act's transcript: no value of the fields is said."""
    fields, acts, data = form["transcripts"], form["acts"], form["data"]
    phrases = Phrases(data, expressions, acts)
    only_if = condition(form, "if", expressions, acts)

    def test(view: View, i: int) -> Occurrence:
        said = _ours(view, i, fields)
        if not said:
            return Occurrence(NOT_APPLICABLE, "no_words", i)
        text = "\n".join(said)
        told = [key for key in data if any(phrase in text for phrase in phrases.spoken([f"{{{key}}}"], view, i))]
        if told and not (only_if and only_if(view, i, i, view.acts[i].ref) is True):
            return Occurrence(BREACHED, "told_data", i, info={"fields": told})
        return Occurrence(MET, "not_told", i)

    return test


class Phrases:
    """Phrases with slots: ``{f}`` stands for what the bare name f reads at the act."""

    def __init__(self, names: Sequence[str], expressions: Expressions, acts: Sequence[str]) -> None:
        self.readings: dict[str, Reading] = {name: expressions.build(["name", name], acts) for name in names}

    def spoken(self, phrases: Sequence[str], view: View, i: int) -> list[str]:
        """The texts that count as each phrase said; a phrase with a blank slot has none."""
        result: list[str] = []
        for phrase in phrases:
            result += self._fill(phrase, view, i) if "{" in phrase else [phrase]
        return result

    def _fill(self, phrase: str, view: View, i: int) -> list[str]:
        texts = [phrase]
        for name in dict.fromkeys(SLOT.findall(phrase)):
            if name not in self.readings:
                continue
            value = self.readings[name](view, i, i, view.acts[i].ref)
            texts = [text.replace(f"{{{name}}}", way) for text in texts for way in ways_to_say(value)]
        return texts


def ways_to_say(value: Value) -> list[str]:
    """The texts in which a value may be said: a number in its shortest form, or with zeros up to one or two decimals.

    >>> ways_to_say(12.5)
    ['12.5', '12.50']
    """
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [way for part in value for way in ways_to_say(part)]
    if type(value) not in NUMBERS:
        return []
    number = float(value)
    short = str(int(number)) if number.is_integer() else repr(number)
    ways = [short]
    for places in (1, 2):
        fixed = f"{number:.{places}f}"
        if float(fixed) == number and fixed not in ways:
            ways.append(fixed)
    return ways


def _ours(view: View, i: int, fields: Mapping[str, str]) -> list[str]:
    act = view.acts[i]
    transcript = act.data.get(fields[act.name]) or ()
    return [text for speaker, text in transcript if speaker == "agent" and text]


def _heard(said: list[str], position: str | None) -> list[str]:
    if position == "first":
        return said[:1]
    if position == "last":
        return said[-1:]
    return said if position == "each" else ["\n".join(said)]


def _covered(text: str, spared: Sequence[str]) -> str:
    if not spared:
        return text
    hidden = [False] * len(text)
    for phrase in spared:
        start = text.find(phrase)
        while start >= 0:
            hidden[start : start + len(phrase)] = [True] * len(phrase)
            start = text.find(phrase, start + 1)
    return "".join(HIDDEN if gone else char for char, gone in zip(text, hidden, strict=True))


def _anywhere(text: str, wanted: Sequence[tuple[str, list[str]]]) -> list[str]:
    return [key for key, options in wanted if not any(option in text for option in options)]


def _in_order(text: str, wanted: Sequence[tuple[str, list[str]]]) -> list[str]:
    start, missing = 0, []
    for key, options in wanted:
        places = [place for option in options if (place := text.find(option, start)) >= 0]
        if places:
            start = min(places)
        else:
            missing.append(key)
    return missing
