"""Standards: what a screen needs to build its forms and lists from: acts, fields, roles, labels, clauses in words."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from doorstep import standards
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import answers
from doorstep.language.model import Standard, Words

router = Router(tags=["standards"])


class InBoth(Schema):
    """A text in both languages."""

    zh: str
    en: str


class StandardLine(Schema):
    """A standard in the list."""

    key: str
    version: str | None
    effective: str | None
    title: InBoth
    clauses: int
    kinds: dict[str, InBoth]


class StandardsShown(Schema):
    """All standards."""

    standards: list[StandardLine]


class FieldShown(Schema):
    """A field or fact: its type, its name, and its choices' names."""

    type: str
    name: InBoth
    choices: dict[str, InBoth]


class ActKindShown(Schema):
    """A kind of act."""

    name: InBoth
    by: list[str]
    fields: dict[str, FieldShown]


class RoleShown(Schema):
    """A role; a party has no account."""

    name: InBoth
    party: bool


class KindShown(Schema):
    """A kind of case, with its facts."""

    name: InBoth
    unit: str | None
    unit_name: InBoth | None
    opened_by: Any
    facts: dict[str, FieldShown]


class ClauseOf(Schema):
    """A clause: its words, where its source stands, whether it is judged by rule or observed, for which kinds of case."""

    id: str
    where: str
    words: InBoth
    kind: str
    check: str
    cases: list[str]
    note: str | None


class ActOfGesture(Schema):
    """An act that a gesture records: by which role, with which usual values, if it says so."""

    act: str
    by: str | None = None
    data: dict[str, Any] | None = None


class GestureShown(Schema):
    """A gesture: one tap that records several acts."""

    name: InBoth
    cases: list[str]
    by: str
    offer: str | None
    ask: dict[str, str]
    acts: list[ActOfGesture]


class StandardShown(Schema):
    """A whole standard."""

    key: str
    version: str | None
    effective: str | None
    title: InBoth
    summary: str
    roles: dict[str, RoleShown]
    kinds: dict[str, KindShown]
    acts: dict[str, ActKindShown]
    clauses: list[ClauseOf]
    gestures: dict[str, GestureShown]


@router.get("/standards", response=answers(StandardsShown), operation_id="standards")
def all_standards(request: HttpRequest) -> Any:
    """All standards, in alphabetical order."""
    return {"standards": [_line(standards.load(name)) for name in standards.names()]}


@router.get("/standards/{standard}", response=answers(StandardShown), operation_id="standard")
def one_standard(request: HttpRequest, standard: str) -> Any:
    """One standard: roles, kinds of case, acts with their fields, clauses, gestures, with names in both languages."""
    if standard not in standards.names():
        near = get_close_matches(standard, standards.names(), n=1, cutoff=0.5)
        raise ApiError("no_such_standard", status=404, name=standard[:60], nearest=near[0] if near else "")
    return HttpResponse(_whole(standard), content_type="application/json; charset=utf-8")


@cache
def _whole(standard: str) -> bytes:
    """A whole standard as JSON, written once: a published version never changes while the server runs."""
    found = standards.load(standard)
    said = {
        "key": found.key,
        "version": found.version,
        "effective": found.effective,
        "title": _both(found.title),
        "summary": found.summary,
        "roles": {key: {"name": _both(role.words), "party": role.party} for key, role in found.roles.items()},
        "kinds": {key: _kind(found, key) for key in found.cases},
        "acts": {key: _act(found, key) for key in found.acts},
        "clauses": [_clause(clause) for clause in found.clauses.values()],
        "gestures": {key: _gesture(gesture) for key, gesture in found.gestures.items()},
    }
    checked = StandardShown.model_validate(said).model_dump(mode="json", by_alias=True)
    return json.dumps(checked, ensure_ascii=False, separators=(",", ":")).encode()


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _line(found: Standard) -> dict[str, Any]:
    return {
        "key": found.key,
        "version": found.version,
        "effective": found.effective,
        "title": _both(found.title),
        "clauses": len(found.clauses),
        "kinds": {key: _both(kind.words) for key, kind in found.cases.items()},
    }


def _kind(found: Standard, key: str) -> dict[str, Any]:
    kind = found.cases[key]
    facts = {
        name: {"type": str(type_), "name": _both(found.fact_words(name)), "choices": _choices(found, None, name, type_)}
        for name, type_ in kind.facts.items()
    }
    unit = None if kind.unit is None else _both(found.unit_words(kind.unit))
    opened_by = kind.opened_by if isinstance(kind.opened_by, str | None) else dict(kind.opened_by)
    return {"name": _both(kind.words), "unit": kind.unit, "unit_name": unit, "opened_by": opened_by, "facts": facts}


def _act(found: Standard, key: str) -> dict[str, Any]:
    act = found.acts[key]
    fields = {
        name: {
            "type": str(type_),
            "name": _both(found.field_words(key, name)),
            "choices": _choices(found, key, name, type_),
        }
        for name, type_ in act.fields.items()
    }
    return {"name": _both(act.words), "by": list(act.by), "fields": fields}


def _choices(found: Standard, act: str | None, name: str, type_: Any) -> dict[str, Any]:
    inner = type_.item or type_
    return {choice: _both(found.choice_words(name, choice, act)) for choice in inner.choices}


def _clause(clause: Any) -> dict[str, Any]:
    names = ("id", "where", "kind", "check", "note")
    return {name: getattr(clause, name) for name in names} | {"words": _both(clause.words), "cases": list(clause.cases)}


def _gesture(gesture: Any) -> dict[str, Any]:
    return {
        "name": _both(gesture.words),
        "cases": list(gesture.cases),
        "by": gesture.by,
        "offer": gesture.offer,
        "ask": dict(gesture.ask),
        "acts": [dict(act) for act in gesture.acts],
    }
