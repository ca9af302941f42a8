"""Standards to read: clauses by group, how each is decided, its rule in words, its source, the company's own
figures, what it cites,
and the orders that broke it.

Drafts (a standard without a version, or one whose version nobody published) are marked and have no counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep import standards
from doorstep.calendar import DAY
from doorstep.gate.api.console_words import refusal
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.measures import CaseBehind, lines
from doorstep.gate.api.schemas import answers, text
from doorstep.gate.api.standards import InBoth
from doorstep.language import published
from doorstep.language.model import Clause, Standard, Words
from doorstep.language.words import check_in_words, clause_in_words, kind_in_words, note_in_words, sanction_in_words
from doorstep.language.words.parameters import plain_value
from doorstep.measure import counting, drilling
from doorstep.people.models import Place
from doorstep.people.permissions import reach
from doorstep.record import clock

router = Router(tags=["standards"])

RECENT = 30
"""Over so many days orders are counted."""

MOST = 200

_REFERENCE = re.compile(r"\$([a-z][a-z0-9_]*)")


class StandardToRead(Schema):
    """A standard in the list. ``broken`` of ``decided`` counts clauses on the orders of the last 30 days; None for a
    draft.
    """

    key: str
    title: InBoth
    version: str | None
    effective: str | None
    draft: bool
    clauses: int
    parameters: int
    broken: int | None
    decided: int | None


class StandardsToRead(Schema):
    """All standards."""

    days: int
    standards: list[StandardToRead]


class HowDecided(Schema):
    """How a clause is judged, sentence by sentence in both languages."""

    zh: list[str]
    en: list[str]


class ParameterShown(Schema):
    """A company's own figure, with its value in words, and the clauses that read it."""

    key: str
    name: InBoth
    value: InBoth
    clauses: list[str]


class ClauseToRead(Schema):
    """A clause. ``kind`` and ``check`` are words; ``where`` is its place in the source; ``cites`` and ``cited`` are
    clauses' ids.
    """

    id: str
    number: str
    group: str
    where: str
    words: InBoth
    kind: InBoth
    check: InBoth
    decided_by: str = Field(description="auto, proof, observed or info")
    how: HowDecided
    sanction: InBoth | None
    note: str | None
    cases: list[InBoth]
    parameters: list[str]
    cites: list[str]
    cited: list[str]
    broken: int | None
    decided: int | None


class StandardOpened(StandardToRead):
    """A standard opened: summary, the company's figures, clauses in the order of the standard."""

    days: int
    summary: str
    figures: list[ParameterShown]
    groups: dict[str, InBoth] = Field(description="the titles of groups of clauses, by the group")
    all_clauses: list[ClauseToRead]
    acts: list[InBoth]


class OrdersThatBroke(Schema):
    """The orders of the last 30 days within reach in which a clause was broken, the latest first."""

    days: int
    total: int
    cases: list[CaseBehind]


@router.get("/standards-to-read", response=answers(StandardsToRead), operation_id="standards_to_read")
def to_read(request: HttpRequest) -> Any:
    """All standards with their counts."""
    counting.refresh()
    tallies = drilling.tallies(None, _since())
    return {"days": RECENT, "standards": [_line(standards.load(name), tallies) for name in standards.names()]}


@router.get("/standards-to-read/{standard}", response=answers(StandardOpened), operation_id="standard_to_read")
def open_standard(request: HttpRequest, standard: str) -> Any:
    """One standard with its clauses in words."""
    found = _standard(standard)
    counting.refresh()
    tallies = drilling.tallies(list(found.clauses), _since())
    cited = _cited(found)
    draft = is_draft(found)
    return {
        **_line(found, tallies),
        "days": RECENT,
        "summary": found.summary.strip(),
        "figures": [_figure(found, key) for key in found.parameters],
        "groups": {group: _both(words) for group, words in found.labels.groups.items()},
        "all_clauses": [_clause(found, one, None if draft else tallies, cited) for one in found.clauses.values()],
        "acts": [_both(act.words) for act in found.acts.values()],
    }


class Which(Schema):
    """Which clause."""

    clause: Annotated[str, text(100)]


@router.get("/standards-to-read/{standard}/orders", response=answers(OrdersThatBroke), operation_id="orders_that_broke")
def orders_that_broke(request: HttpRequest, standard: str, which: Query[Which]) -> Any:
    """The orders that broke a clause."""
    found = _standard(standard)
    if which.clause not in found.clauses:
        raise refusal("no_clause", path="clause", status=404, standard=found.title.zh, name=which.clause[:60])
    counting.refresh()
    scope = reach(request.caller.held, "verdict.read")  # type: ignore[attr-defined]
    places = None if scope.everything else _within(scope.paths)
    cases = drilling.broke(which.clause, _since(), places)
    return {"days": RECENT, "total": len(cases), "cases": lines(cases[:MOST], clock.civil(clock.now()))}


def _within(paths: tuple[str, ...]) -> list[str]:
    return [one.key for one in Place.objects.all() if any(one.path.startswith(path) for path in paths)]


def _since() -> int:
    now = clock.civil(clock.now())
    return now - now % DAY - RECENT * DAY


def _standard(name: str) -> Standard:
    if name not in standards.names():
        near = get_close_matches(name, standards.names(), n=1, cutoff=0.5)
        raise ApiError("no_such_standard", status=404, name=name[:60], nearest=near[0] if near else "")
    return standards.load(name)


def is_draft(found: Standard) -> bool:
    """Whether nothing is judged under it in earnest yet."""
    return found.version is None or (found.key, found.version) not in _published()


@cache
def _published() -> frozenset[tuple[str, str]]:
    lines_ = published.PACKAGED.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(one) for one in lines_ if one.strip()]
    return frozenset((one["standard"], one["version"]) for one in entries)


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _line(found: Standard, tallies: dict[str, tuple[int, int]]) -> dict[str, Any]:
    draft = is_draft(found)
    those = [tallies[clause] for clause in found.clauses if clause in tallies]
    return {
        "key": found.key,
        "title": _both(found.title),
        "version": found.version,
        "effective": found.effective,
        "draft": draft,
        "clauses": len(found.clauses),
        "parameters": len(found.parameters),
        "broken": None if draft else sum(n for n, _ in those),
        "decided": None if draft else sum(of for _, of in those),
    }


def _figure(found: Standard, key: str) -> dict[str, Any]:
    one = found.parameters[key]
    value = {lang: plain_value(one.value, lang) for lang in ("zh", "en")}
    readers = [clause.id for clause in found.clauses.values() if key in _parameters(clause)]
    return {"key": key, "name": _both(one.words), "value": value, "clauses": readers}


def _texts(value: Any) -> Iterator[str]:
    """All texts within a rule."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) or hasattr(value, "values"):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _parameters(clause: Clause) -> list[str]:
    found = [name for said in _texts(clause.raw_rule or clause.rule) for name in _REFERENCE.findall(said)]
    return list(dict.fromkeys(found))


@cache
def _citing(key: str) -> dict[str, list[str]]:
    """By clause, the other clauses of the standard that its rule names."""
    found = standards.load(key)
    named = re.compile(rf"(?<![\w-]){re.escape(key)}/\d[\w.-]*")
    result = {}
    for clause in found.clauses.values():
        those = [one for said in _texts(clause.rule) for one in named.findall(said)]
        result[clause.id] = [one for one in dict.fromkeys(those) if one in found.clauses and one != clause.id]
    return result


def _cited(found: Standard) -> dict[str, list[str]]:
    cited: dict[str, list[str]] = {}
    for clause, those in _citing(found.key).items():
        for one in those:
            cited.setdefault(one, []).append(clause)
    return cited


def _clause(
    found: Standard, clause: Clause, tallies: dict[str, tuple[int, int]] | None, cited: dict[str, list[str]]
) -> dict[str, Any]:
    broken, decided = (tallies or {}).get(clause.id, (0, 0))
    sanction = {lang: sanction_in_words(found, clause, lang) for lang in ("zh", "en")}
    some = len(clause.cases) < len(found.cases)
    return {
        "id": clause.id,
        "number": clause.number,
        "group": clause.group,
        "where": clause.where,
        "words": _both(clause.words),
        "kind": {lang: kind_in_words(clause.kind, lang) for lang in ("zh", "en")},
        "check": {lang: check_in_words(clause.check, lang) for lang in ("zh", "en")},
        "decided_by": clause.check,
        "how": {lang: clause_in_words(found, clause, lang) for lang in ("zh", "en")},
        "sanction": sanction if sanction["zh"] else None,
        "note": note_in_words(found, clause),
        "cases": [_both(found.cases[kind].words) for kind in clause.cases] if some else [],
        "parameters": _parameters(clause),
        "cites": _citing(found.key)[clause.id],
        "cited": cited.get(clause.id, []),
        "broken": None if tallies is None else broken,
        "decided": None if tallies is None else decided,
    }
