"""What the phone judges, names and records by, under each list of standards: programs, words, gestures, forms, help.

Beside it what its judge needs of the calendar and the sentences. No database is asked, no Django needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from doorstep import judge, standards
from doorstep.judge.reasons.texts import catalogue
from doorstep.language.expressions import parse
from doorstep.language.model import Gesture
from doorstep.language.program_words import words
from doorstep.record.envelope import canonical, sha256
from doorstep.work.forms import form
from doorstep.work.gestures import gestures
from doorstep.work.vocabulary import Governed, vocabulary


@lru_cache(maxsize=128)
def digest_of(governed: tuple[Governed, ...]) -> str:
    """The name of the rules under a list of standards: another one whenever anything of them changes."""
    return sha256(canonical(rules_of(governed)))[:16]


@lru_cache(maxsize=128)
def rules_of(governed: tuple[Governed, ...]) -> dict[str, Any]:
    """What judges, names and records the acts of a case under these standards."""
    pairs = [(standards.load(key), kind) for key, _, kind in governed]
    taps = gestures(pairs)
    return {
        "parts": [_part(*one, own) for one, own in zip(governed, taps, strict=True)],
        "forms": {act: form(governed, act) for act in vocabulary(governed).acts},
        "help": [help_of(key) for key, _, _ in governed],
    }


def _part(key: str, version: str, kind: str, taps: Sequence[Gesture]) -> dict[str, Any]:
    standard = standards.load(key)
    title = {"zh": standard.title.zh, "en": standard.title.en}
    case = standard.cases[kind].words
    return {
        "standard": key,
        "version": version,
        "kind": kind,
        "title": title,
        "kind_name": {"zh": case.zh, "en": case.en},
        "program": judge.program(standard, kind).program,
        "words": words(standard, kind),
        "gestures": [_gesture(one) for one in taps],
    }


def _gesture(one: Gesture) -> dict[str, Any]:
    """A gesture with its offer as the judge's tree; its acts are all by somebody."""
    return {
        "key": one.key,
        "name": {"zh": one.words.zh, "en": one.words.en},
        "by": one.by,
        "offer": parse(one.offer) if one.offer else None,
        "ask": dict(one.ask),
        "acts": [{"by": one.by, "data": {}, **act} for act in one.acts],
    }


@lru_cache(maxsize=1)
def _help() -> Mapping[str, Any]:
    file = resources.files("doorstep.gate.field") / "help.json"
    loaded: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def help_of(key: str) -> dict[str, Any]:
    """The phone's help for a standard (``gate/field/help.json``), its conditions as trees."""
    found: Mapping[str, Any] = _help().get(key, {})
    aside: Sequence[Mapping[str, Any]] = found.get("aside", [])
    return {**found, "aside": [{**one, "offer": parse(one["offer"])} for one in aside]}


@lru_cache(maxsize=1)
def years() -> list[dict[str, Any]]:
    """China's days off and make-up days, year by year."""
    folder = resources.files("doorstep.calendar") / "years"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def sentences() -> dict[str, dict[str, str]]:
    """The judge's sentences in both languages."""
    return {lang: catalogue(lang) for lang in ("zh", "en")}
