"""The compiler: one kind of case of a standard becomes the judge's program, plain JSON.

A program is ``{ir, standard, case, unit, units, facts, acts, ends, rules}``:

- ``acts``: name → {field: type}; ``facts``: {fact: type}; types as texts (``choice[a|b]``, ``list[text]``).
- ``ends``: ``{acts, since, when}`` with ``when`` a tree, or null: when the case is finished, read now over the whole case.
- ``unit`` is the field that names a unit, or null; ``units`` its plural.
- ``rules``: one for each clause that decides something, in the standard's order: ``{id, rest, scope, forms}``. ``rest`` is
  the verdict when nothing occurs; ``scope`` is *unit* when an act that the rule touches can name a unit, else *whole*.

What a form holds is described in ``forms``. The program's digest pins a published version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from doorstep.language.expressions import parse
from doorstep.language.forms import forms_of
from doorstep.language.model import CaseKind, Clause, Standard

IR = 1
"""The version of the program's form; the interpreters refuse another."""

Program = dict[str, Any]

ACT_KEYS = ("acts", "after", "before", "since", "requires", "of", "over", "until", "start", "upon_acts", "named_by")
TREE_KEYS = ("when", "unless", "if", "holds", "formula", "limit", "not_before", "planned")


def compile_case(standard: Standard, kind: str) -> Program:
    """The program that judges cases of ``kind`` under ``standard``.

    Raises ``KeyError`` when the standard has no such kind of case.
    """
    case = standard.cases[kind]
    unit = case.unit
    program: Program = {
        "ir": IR,
        "standard": standard.key,
        "case": kind,
        "unit": unit,
        "units": f"{unit}s" if unit else None,
        "facts": {key: str(type_) for key, type_ in case.facts.items()},
        "acts": {key: {f: str(t) for f, t in act.fields.items()} for key, act in standard.acts.items()},
        "ends": _ends(case),
        "rules": [],
    }
    compiled = {c.id: _rule(standard, case, c) for c in standard.clauses.values() if c.check != "info"}
    _spread_scope(compiled)
    program["rules"] = list(compiled.values())
    return program


def digest(program: Program) -> str:
    """The SHA-256 of the program's canonical JSON, in hexadecimal."""
    text = json.dumps(program, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _ends(case: CaseKind) -> Program | None:
    if case.ends is None:
        return None
    when = parse(case.ends.when) if case.ends.when else None
    return {"acts": list(case.ends.acts), "since": case.ends.since, "when": when}


def _rule(standard: Standard, case: CaseKind, clause: Clause) -> Program:
    governs = not clause.cases or case.key in clause.cases
    free = clause.kind == "forbidden" and clause.check != "observed"
    forms = forms_of(standard, case, clause) if governs else []
    touched = set(_acts_of_forms(standard, forms))
    return {
        "id": clause.id,
        "rest": "met" if governs and free else "not_applicable",
        "governs": governs,
        "scope": "unit" if any(_names_unit(standard, case, act) for act in touched) else "whole",
        "forms": forms,
    }


def _names_unit(standard: Standard, case: CaseKind, act: str) -> bool:
    fields = standard.acts[act].fields if act in standard.acts else {}
    return case.unit is not None and (case.unit in fields or f"{case.unit}s" in fields)


def _acts_of_forms(standard: Standard, forms: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for form in forms:
        for key in ACT_KEYS:
            yield from form.get(key) or ()
        for key in TREE_KEYS:
            yield from _acts_of_tree(standard, form.get(key))
        for name in (*form.get("carried", ()), *(ref["field"] for ref in form.get("proof", ()))):
            yield from _declaring(standard, name)
        for ref in form.get("proof", ()):
            yield from ref["acts"] or ()


def _acts_of_tree(standard: Standard, tree: Any) -> Iterable[str]:
    if not isinstance(tree, list) or not tree:
        return
    match tree[0]:
        case "name":
            yield from _declaring(standard, tree[1])
        case "field" | "when" | "latest":
            yield from tree[1]
        case "happened" | "in_visit" | "done_items" | "units":
            yield tree[1]
        case "count":
            yield tree[1]
            yield from _acts_of_tree(standard, tree[2])
        case "minutes":
            yield from (tree[1], *tree[2])
        case "list":
            for item in tree[1]:
                yield from _acts_of_tree(standard, item)
        case _:
            for item in tree[1:]:
                yield from _acts_of_tree(standard, item)


def _declaring(standard: Standard, field: str) -> Iterable[str]:
    return (key for key, act in standard.acts.items() if field in act.fields)


def _spread_scope(rules: Mapping[str, Program]) -> None:
    """A rule that asks whether another is breached is judged by the unit if that one is."""
    changed = True
    while changed:
        changed = False
        for rule in rules.values():
            others = (rules[i] for form in rule["forms"] for i in _asked(form) if i in rules)
            if rule["scope"] == "whole" and any(other["scope"] == "unit" for other in others):
                rule["scope"] = "unit"
                changed = True


def _asked(form: Any) -> Iterable[str]:
    """The clauses whose breach a form asks for."""
    if isinstance(form, Mapping):
        yield from form.get("upon", ())
        for key in TREE_KEYS:
            yield from _asked(form.get(key))
    elif isinstance(form, list) and form:
        if form[0] == "breached":
            yield form[1]
        for part in form[1:]:
            yield from _asked(part)
