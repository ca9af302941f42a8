"""The forms of a rule: what an occurrence is and how it is decided, in the terms of the judge's program.

Every form has ``form`` (its name), ``when`` (a tree or null), ``tolerance`` (a term or null) and ``proof`` (a list of
``{acts, field}``; ``acts`` null for
the judged act's own field); the rest by name. Acts are lists and mean any of them; terms are texts as in the standard.

===========  ==============================================================================================
check        ``acts``, ``test``: *filled* (``fields``: alternatives), *items* (``keys``, ``list``), *allowed*
             (``by``, ``if``), *forbidden*, *figure* (``figure``, ``formula``), *kept* (``made``, ``term``),
             *held* (``person``, ``needs``, ``by_field``), *said* (words of a transcript), *unsaid* (``data``, ``if``)
past         ``acts``, ``requires`` (all of them), ``since``, ``holds``
response     ``after``, ``acts``, ``before``
deadline     ``after``, ``together``, ``acts``, one of ``term`` ``term_fact`` ``limit`` (tree), ``not_before``,
             ``unless``
span         ``start``, ``until``, ``at_most``, ``at_least``
planned      ``acts``, ``planned`` (a field) or ``planned_acts``, ``at_least``, ``at_most``
rounds       ``acts``, ``every`` (a term), ``start``, ``until``
grid         ``acts``, ``every``, ``first``, ``last`` (facts), ``day``, ``by_time``, ``times``, ``if_off``
share        ``of``, ``over``, ``target`` (0 to 1), ``term``
window       ``of``, ``most``, ``term``
penalty      ``clause``, ``upon`` (clauses), ``upon_acts``, ``effect``, ``amount``, ``formula``
named        ``clause``, ``keys``, ``named_by`` (the reports whose ``when`` names it)
===========  ==============================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from doorstep.language.expressions import Tree, parse
from doorstep.language.model import CaseKind, Clause, Standard

REPORTS = ("violation_reported", "inspection_done")
"""The acts that name a clause."""

CERTIFYING = ("certificate", "subject", "course")
"""Fields in which an act names what a person holds."""

Form = dict[str, Any]


def forms_of(standard: Standard, case: CaseKind, clause: Clause) -> list[Form]:
    """The forms by which ``clause`` is decided on cases of kind ``case``; none when nothing recorded decides it."""
    rule = clause.rule
    forms: list[Form] = []
    if clause.check == "observed":
        forms.append(_named(clause))
    if clause.kind in FORMS and _recorded(standard, clause):
        form = FORMS[clause.kind](standard, case, clause)
        form.setdefault("when", _tree(rule.get("when")))
        form["tolerance"] = rule.get("tolerance")
        form["proof"] = [_proof(text) for text in _texts(rule.get("proof"))]
        forms.append(form)
    return forms


def _recorded(standard: Standard, clause: Clause) -> bool:
    """Whether the acts that the rule judges are recorded; an observed clause often only describes them."""
    if clause.check != "observed":
        return True
    acts = next((_texts(clause.rule[key]) for key in ("act", "after", "from", "moment") if key in clause.rule), [])
    keys = ("act", "from", "to", "after", "before", "moment")
    named = [act for key in keys for act in _texts(clause.rule.get(key))]
    return bool(acts) and not set(acts) & set(REPORTS) and all(act in standard.acts for act in named)


def _texts(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _tree(value: Any) -> Tree | None:
    return None if value is None else parse(value if isinstance(value, str) else str(value).lower())


def _proof(text: str) -> Form:
    act, _, field = text.rpartition(".")
    return {"acts": [act] if act else None, "field": field}


def _acts(rule: Mapping[str, Any], key: str = "act") -> list[str]:
    return _texts(rule.get(key))


def _check(test: str, acts: list[str], **more: Any) -> Form:
    return {"form": "check", "acts": acts, "test": test, **more}


def _form(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    fields = [[f] if isinstance(f, str) else list(f["any_of"]) for f in clause.rule["fields"]]
    return _check("filled", _acts(clause.rule), fields=fields)


def _checklist(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    keys = [item["key"] for item in clause.rule["items"]]
    return _check("items", _acts(clause.rule), keys=keys, list=clause.rule.get("field"))


def _authority(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    by = _texts(rule["only_by"]) if "only_by" in rule else None
    return _check("allowed", _acts(rule), by=by, **{"if": _tree(rule.get("only_if"))})


def _forbidden(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    return _check("forbidden", _acts(clause.rule))


def _calculation(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    return _check("figure", _acts(rule), figure=rule["figure"], formula=_tree(rule["formula"]))


def _retention(standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    since = rule["since"]
    made = ["when", [since]] if since in standard.acts else ["name", since]
    return _check("kept", _acts(rule), limit=made, term=rule["at_least"], record=rule["record"])


def _qualification(standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    needs = _texts(rule["needs"])
    holders: dict[str, list[str | None]] = {}
    for key, act in standard.acts.items():
        person = next((f for f, t in act.fields.items() if t.kind == "person"), None)
        fields = [f for f in CERTIFYING if f in act.fields]
        if fields or (key == "health_checked" and "health_fit" in needs):
            holders[key] = [person, *fields]
    return _check("held", _acts(rule), person=rule.get("person"), needs=needs, holders=holders, requires=list(holders))


def _privacy(standard: Standard, case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    if "moment" in rule:
        data = _texts(rule["data"])
        form = _transcripts(standard, rule)
        return form | {"test": "unsaid", "data": data, "carried": data, "if": _tree(rule.get("only_if"))}
    return _check("allowed", _acts(rule), by=None, **{"if": _tree(rule.get("only_if", "false"))})


def _script(standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    must = [{"key": entry["key"], "any": list(entry["any"])} for entry in rule.get("must", ()) if entry.get("any")]
    phrases = [phrase for entry in must for phrase in entry["any"]] + _texts(rule.get("must_not"))
    return _transcripts(standard, rule) | {
        "must": must,
        "must_not": _texts(rule.get("must_not")),
        "except": _texts(rule.get("except")),
        "position": rule.get("position"),
        "in_order": bool(rule.get("in_order")),
        "carried": sorted({name for phrase in phrases for name in re.findall(r"\{(\w+)\}", phrase)}),
    }


def _transcripts(standard: Standard, rule: Mapping[str, Any]) -> Form:
    """The acts whose transcript is read, and the field of each that holds it."""
    fields = {
        key: next((f for f, t in act.fields.items() if t.kind == "transcript"), None)
        for key, act in standard.acts.items()
    }
    moments = _texts(rule["moment"])
    acts = [key for key, field in fields.items() if field and (moments == ["any"] or key in moments)]
    return _check("said", acts, transcripts={act: fields[act] for act in acts})


def _precedence(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    return {
        "form": "past",
        "acts": _acts(rule),
        "requires": _acts(rule, "requires"),
        "since": _acts(rule, "since"),
        "holds": _tree(rule.get("holds")),
    }


def _response(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    return {"form": "response", "after": _acts(rule, "after"), "acts": _acts(rule), "before": _acts(rule, "before")}


def _deadline(_standard: Standard, case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    within = rule.get("within")
    is_fact = within is not None and within in case.facts
    return {
        "form": "deadline",
        "after": _acts(rule, "after"),
        "together": isinstance(rule["after"], (list, tuple)),
        "acts": _acts(rule),
        "term": None if is_fact else within,
        "term_fact": within if is_fact else None,
        "limit": _tree(rule.get("by")),
        "not_before": _tree(rule.get("not_before")),
        "unless": _tree(rule.get("unless")),
    }


def _duration(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    return {
        "form": "span",
        "start": _acts(rule, "from"),
        "until": _acts(rule, "to"),
        "at_most": rule.get("at_most"),
        "at_least": rule.get("at_least"),
    }


def _notice(standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    before = rule["before"]
    is_act = before in standard.acts
    return {
        "form": "planned",
        "acts": _acts(rule),
        "planned": None if is_act else ["name", before],
        "before": [before] if is_act else [],
        "at_least": rule.get("at_least"),
        "at_most": rule.get("at_most"),
    }


def _periodic(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    every = rule["every"]
    if every in ("day", "working day", "week", "month"):
        return {
            "form": "grid",
            "acts": _acts(rule),
            "every": every,
            "first": rule["from"],
            "last": rule["to"],
            "day": rule.get("day"),
            "by_time": rule.get("by_time"),
            "times": rule.get("times", 1),
            "if_off": rule.get("if_off"),
        }
    return {
        "form": "rounds",
        "acts": _acts(rule),
        "every": every,
        "start": _acts(rule, "from"),
        "until": _acts(rule, "to"),
    }


def _rate(_standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    of, target, window = _acts(rule, "of"), str(rule["target"]), rule.get("window")
    if target.startswith("at most"):
        return {"form": "window", "of": of, "most": int(target.split()[-1]), "term": window}
    share = float(target.rstrip("%")) / 100
    return {"form": "share", "of": of, "over": _acts(rule, "over"), "target": share, "term": window}


def _sanction(standard: Standard, _case: CaseKind, clause: Clause) -> Form:
    rule = clause.rule
    upon = _texts(rule["upon"])
    amount = rule.get("amount")
    return {
        "form": "penalty",
        "clause": clause.id,
        "upon": [key for key in upon if key not in standard.acts],
        "upon_acts": [key for key in upon if key in standard.acts],
        "acts": ["sanction_decided"],
        "effect": rule.get("effect"),
        "amount": amount if isinstance(amount, (int, float)) else None,
        "formula": _tree(rule.get("formula")),
    }


def _named(clause: Clause) -> Form:
    rule = clause.rule
    by_rule = set(_texts(rule.get("act"))) & set(REPORTS)
    entries = [*rule.get("items", ()), *rule.get("must", ())]
    return {
        "form": "named",
        "clause": clause.id,
        "acts": list(REPORTS),
        "keys": [entry["key"] for entry in entries],
        "if": _tree(rule.get("when")) if by_rule else None,
        "by_rule": bool(by_rule),
        "when": None,
        "tolerance": None,
        "proof": [],
    }


FORMS: Mapping[str, Callable[[Standard, CaseKind, Clause], Form]] = {
    "form": _form,
    "checklist": _checklist,
    "authority": _authority,
    "forbidden": _forbidden,
    "calculation": _calculation,
    "retention": _retention,
    "qualification": _qualification,
    "privacy": _privacy,
    "script": _script,
    "precedence": _precedence,
    "response": _response,
    "deadline": _deadline,
    "duration": _duration,
    "notice": _notice,
    "periodic": _periodic,
    "rate": _rate,
    "sanction": _sanction,
}
"""How each kind of clause is compiled; conduct and capability have no form of their own."""
