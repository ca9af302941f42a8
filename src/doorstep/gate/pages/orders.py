"""The list of orders with their verdicts, and one order: facts, clauses with their sentences, timeline. For reading
and for paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pydantic
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from doorstep import standards
from doorstep.calendar import format_moment
from doorstep.gate.api import shown
from doorstep.gate.api.cases import Filters, _after, _cursor, filtered
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.verdicts import duties_of
from doorstep.gate.pages.words import page_language, say, when
from doorstep.judge import Judgement
from doorstep.language.model import Standard
from doorstep.people import places
from doorstep.people.models import Account, Place
from doorstep.people.permissions import reach
from doorstep.record import clock
from doorstep.record.history import History, history
from doorstep.record.models import CaseRow
from doorstep.work.door import code_of

PAGE = 50
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\+08:00)?)?")
GROUPS = ("breached", "pending", "met", "not_applicable")
UNSAID = ("origin", "form", "sign_off")
"""Fields that say nothing to a reader."""


def all_orders(request: HttpRequest) -> HttpResponse:
    """The orders within reach, what is due first first."""
    lang = page_language(request)
    wanted, wrong = _filters(request)
    scope = reach(request.caller.held, "case.read")  # type: ignore[attr-defined]
    found = filtered(CaseRow.objects.filter(places.within(scope)), wanted)
    total = found.count()
    if wanted.cursor:
        found = found.filter(_after(wanted.cursor))
    rows = list(found.order_by(F("next_limit").asc(nulls_last=True), "case")[: PAGE + 1])
    now = clock.civil(clock.now())
    names = _places(lang), _people()
    page = {
        "lines": [_line(row, now, lang, *names) for row in rows[:PAGE]],
        "total": total,
        "next": _next(request, rows[PAGE - 1]) if len(rows) > PAGE else None,
        "state": wanted.state,
        "q": wanted.q or "",
        "breached": bool(wanted.breached),
        "states": [(key, say(lang, f"state.{key}")) for key in ("open", "finished", "closed", "all")],
        "wrong": wrong,
        "now": when(lang, format_moment(now)),
    }
    return render(request, "pages/orders.html", page)


def _filters(request: HttpRequest) -> tuple[Filters, str | None]:
    """The filters of the address; one that cannot be read is named and the rest holds."""
    given = {key: value for key, value in request.GET.items() if key in Filters.model_fields and value}
    wrong = None
    while True:
        try:
            wanted = Filters(**{**given, "limit": PAGE})  # type: ignore[arg-type]
            if wanted.cursor:
                _after(wanted.cursor)
            if wanted.place:
                places.place(wanted.place)
            return wanted, wrong
        except pydantic.ValidationError as error:
            wrong = str(error.errors()[0]["loc"][0])
        except ApiError:
            wrong = "cursor"
        except LookupError:
            wrong = "place"
        given.pop(wrong, None)


def _next(request: HttpRequest, last: CaseRow) -> str:
    return urlencode({**request.GET.dict(), "cursor": _cursor(last)})


def _line(row: CaseRow, now: int, lang: str, of_places: Mapping[str, str], people: Mapping[str, str]) -> dict[str, Any]:
    line = shown.line(row, now)
    governed = [standards.load(one["standard"]) for one in line["standards"]]
    kind = governed[0].cases[line["standards"][0]["kind"]] if governed else None
    return {
        **line,
        "kind": kind.words(lang) if kind else "",
        "titles": [standard.title(lang) for standard in governed],
        "place_name": of_places.get(row.place, row.place),
        "person": people.get(row.assignee or "", row.assignee or ""),
        "limit": when(lang, line["next_limit"]),
        "state": say(lang, "state." + ("closed" if row.closed else "finished" if row.finished else "open")),
    }


def one_order(request: HttpRequest, case: str) -> HttpResponse:
    """One order."""
    lang = page_language(request)
    found = history(case)
    now = clock.civil(clock.now())
    judged = found.judgements(now)
    held = request.caller.held  # type: ignore[attr-defined]
    row = CaseRow.objects.get(case=case)
    whole = shown.case(row, found, held)
    names = Names(found, lang)
    groups = _groups(judged, lang)
    page = {
        "line": _line(row, now, lang, _places(lang), names.people),
        "facts": [(names.fact(key), names.value(None, key, value)) for key, value in whole["facts"].items()],
        "groups": groups,
        "counts": {group["key"]: len(group["clauses"]) for group in groups},
        "duties": [{**one, "limit": when(lang, one["limit"])} for one in duties_of(found, judged, now, lang)],
        "timeline": [_act(one, names, lang) for one in whole["timeline"]],
        "opened": when(lang, format_moment(found.opened)),
        "now": when(lang, format_moment(now)),
    }
    return render(request, "pages/order.html", page)


class Names:
    """The names of what a case holds, in one language."""

    def __init__(self, found: History, lang: str) -> None:
        self.lang = lang
        self.standards: list[Standard] = [standards.load(key) for key, _, _ in found.standards]
        self.people = _people()

    def fact(self, key: str) -> str:
        """The name of a fact."""
        return next((s.labels.facts[key](self.lang) for s in self.standards if key in s.labels.facts), key)

    def act(self, key: str) -> str:
        """The name of an act."""
        if "." in key:
            known = f"act.{key}"
            return say(self.lang, known if known in _texts(self.lang) else "act.other")
        return next((s.acts[key].words(self.lang) for s in self.standards if key in s.acts), key)

    def role(self, key: str | None) -> str:
        """The name of a role."""
        return next((s.roles[key].words(self.lang) for s in self.standards if key in s.roles), key or "")

    def field(self, act: str, key: str) -> str:
        """The name of an act's field."""
        own = next((s for s in self.standards if act in s.acts and key in s.acts[act].fields), None)
        if own is not None:
            return own.field_words(act, key)(self.lang)
        known = say(self.lang, f"field.{key}") if f"field.{key}" in _texts(self.lang) else key
        return known

    def value(self, act: str | None, key: str, value: Any) -> str:
        """A value in words."""
        if isinstance(value, bool):
            return say(self.lang, "yes" if value else "no")
        if isinstance(value, list):
            return ("、" if self.lang == "zh" else ", ").join(self.value(act, key, item) for item in value)
        if isinstance(value, dict):
            return " ".join(self.value(act, name, inner) for name, inner in value.items())
        if value is None:
            return ""
        if MOMENT.fullmatch(str(value)):
            return when(self.lang, str(value)[:19].replace("T", " "))
        if act and "." in act:
            return self._of_house(key, str(value))
        for standard in self.standards:
            words = standard.choice_words(key, str(value), act)
            if words.zh != str(value):
                return words(self.lang)
        return str(value)

    def _of_house(self, key: str, value: str) -> str:
        """A value of a house act: a role and a choice by name, a digest by its code."""
        if key == "role":
            return self.role(value)
        if key == "digest":
            return code_of(value)
        known = f"value.{key}.{value}"
        return say(self.lang, known) if known in _texts(self.lang) else value


def _texts(lang: str) -> Mapping[str, str]:
    from doorstep.gate.pages.words import texts

    return texts(lang)


def _groups(judged: Mapping[str, Judgement], lang: str) -> list[dict[str, Any]]:
    """The clauses by verdict, each with its words and the sentence of what decides it."""
    groups: dict[str, list[dict[str, Any]]] = {key: [] for key in GROUPS}
    for judgement in judged.values():
        standard = judgement.ready.standard
        assert standard is not None
        for clause, verdict in judgement.verdicts.items():
            finding = judgement.finding(clause)
            sentence = shown.said(judgement.sentence(finding, lang)) if verdict != "not_applicable" else ""
            words = standard.clauses[clause].words(lang)
            groups[verdict].append(
                {
                    "id": clause,
                    "number": standard.clauses[clause].number,
                    "standard": standard.title(lang),
                    "words": words,
                    "sentence": sentence,
                    "limit": finding.limit,
                    "unit": finding.unit,
                }
            )
    return [{"key": key, "name": say(lang, f"verdict.{key}"), "clauses": groups[key]} for key in GROUPS]


def _act(one: dict[str, Any], names: Names, lang: str) -> dict[str, Any]:
    marks = [say(lang, f"mark.{mark}") for mark in ("late", "party", "forgotten") if one[mark]]
    if one["state"] != "stands":
        marks.append(say(lang, f"mark.{one['state']}"))
    if one["source"] in ("import", "calendar", "staff_file", "phone"):
        marks.append(say(lang, f"mark.{one['source']}"))
    return {
        **one,
        "when": when(lang, one["at"][:19].replace("T", " ")),
        "name": names.act(one["act"]),
        "who": names.role(one["by"]) if one["by"] else "",
        "recorded_by": names.people.get(one["actor"] or "", one["actor"] or ""),
        "marks": marks,
        "fields": list(_fields(one, names, lang)),
    }


def _fields(one: dict[str, Any], names: Names, lang: str) -> Any:
    act, data = one["act"], one["data"]
    if act in ("case.opened", "case.facts_changed"):
        for key, value in (data.get("facts") or {}).items():
            yield names.fact(key), names.value(None, key, value)
    elif act == "case.assigned":
        yield names.field(act, "person"), names.people.get(data.get("person") or "", say(lang, "nobody"))
    elif act in ("act.replaced", "act.voided"):
        yield names.field(act, "reason"), str(data.get("reason", ""))
        new = data.get("with") or {}
        for key, value in (new.get("data") or {}).items():
            yield names.field(str(new.get("act")), key), names.value(new.get("act"), key, value)
    else:
        for key, value in data.items():
            if key not in UNSAID and value not in (None, "", []):
                yield names.field(act, key), names.value(act, key, value)


def _places(lang: str) -> dict[str, str]:
    return dict(Place.objects.values_list("key", lang))


def _people() -> dict[str, str]:
    return dict(Account.objects.values_list("username", "display_name"))
