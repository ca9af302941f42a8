"""The sentences of rules that a record decides: what must come first or follow, who may, what the record holds, what a
breach costs. Rules about time stand in ``timing``, those about words said in ``talks``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from doorstep.language.expressions import parse
from doorstep.language.model import Standard
from doorstep.language.words.conditions import ASKED, condition_in_words, formula_in_words
from doorstep.language.words.names import Names, spelled
from doorstep.language.words.parameters import figure, readable, reference
from doorstep.language.words.texts import known, listed, say

Rule = Mapping[str, Any]


def judged_act(rule: Rule) -> str | None:
    """The act whose every occurrence the rule judges; None where it is several or none."""
    for key in ("after", "from", "moment", "act"):
        if key in rule and (key != "from" or ("to" in rule and "every" not in rule)):
            value = rule[key]
            return value if isinstance(value, str) and value != "any" else None
    return None


def field(names: Names, path: str) -> str:
    """A field of the judged act, or ``A.f``, set off."""
    act, dot, name = path.partition(".")
    if dot:
        return say(names.lang, "read.field", act=names.acts(act), field=names.mark(names.field_of(act, name)))
    return names.mark(names.bare(path))


def precedence(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What must have come before."""
    names = Names(standard, lang, rule["act"])
    values = {"requires": names.acts(rule["requires"], "and"), "act": names.acts(rule["act"])}
    if "since" in rule:
        told = [say(lang, "precedence.since", since=names.acts(rule["since"]), **values)]
    else:
        told = [say(lang, "precedence", **values)]
    if "holds" in rule:
        required = rule["requires"][0]
        condition = condition_in_words(standard, rule["holds"], lang, required)
        told.append(say(lang, "precedence.holds", requires=values["requires"], condition=condition))
    return told


def response(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What must follow."""
    names = Names(standard, lang)
    values = {"after": names.acts(rule["after"]), "act": names.acts(rule["act"])}
    if "before" in rule:
        return [say(lang, "response.before", before=names.acts(rule["before"]), **values)]
    return [say(lang, "response", **values)]


def forbidden(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What must not be."""
    act = Names(standard, lang).acts(rule["act"])
    if "when" not in rule:
        return [say(lang, "forbidden", act=act)]
    condition = condition_in_words(standard, rule["when"], lang, rule["act"])
    return [say(lang, "forbidden.when", act=act, condition=condition)]


def authority(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """Who may, and on what ground."""
    names = Names(standard, lang, rule["act"])
    act = names.acts(rule["act"])
    told = []
    if "only_by" in rule:
        told.append(say(lang, "authority.by", act=act, roles=names.roles(rule["only_by"])))
    if "only_if" in rule:
        condition = condition_in_words(standard, rule["only_if"], lang, rule["act"])
        told.append(say(lang, "authority.if", act=act, condition=condition))
    return told


def form(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What the record must state."""
    names = Names(standard, lang, rule["act"])
    return [say(lang, "form", act=names.acts(rule["act"]), fields=_fields(names, rule["fields"]))]


def _fields(names: Names, fields: Sequence[Any]) -> str:
    """Fields as a list; one of several that will do is joined by "or"."""
    parts = []
    for entry in fields:
        options = entry["any_of"] if isinstance(entry, Mapping) else [entry]
        parts.append(listed(names.lang, [field(names, name) for name in options], "or"))
    either = any(isinstance(entry, Mapping) for entry in fields)
    return listed(names.lang, parts, "" if either and len(parts) > 1 else "and")


def checklist(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What must be confirmed."""
    names = Names(standard, lang, rule["act"])
    items = listed(lang, item_names(rule["items"], lang), "items")
    act = names.acts(rule["act"])
    if "field" in rule:
        name = names.field_of(rule["act"], rule["field"])
        return [say(lang, "checklist.field", act=act, field=names.mark(name), items=items)]
    return [say(lang, "checklist", act=act, items=items)]


def item_names(items: Sequence[Mapping[str, Any]], lang: str) -> list[str]:
    """The names of items that a rule lists; one without a name in this language has its key spelled out."""
    return [str(item.get(lang) or spelled(item["key"])) for item in items]


def qualification(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What the person must hold."""
    names = Names(standard, lang, rule["act"])
    needs = listed(lang, [names.anything(need) or spelled(need) for need in rule["needs"]], "and")
    act = names.acts(rule["act"])
    if "person" in rule:
        person = names.mark(names.field_of(rule["act"], rule["person"]))
        return [say(lang, "qualification.person", act=act, person=person, needs=needs)]
    return [say(lang, "qualification", act=act, needs=needs)]


def calculation(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """How a figure is reckoned."""
    names = Names(standard, lang, rule["act"])
    formula = formula_in_words(standard, rule["formula"], lang, rule["act"])
    asked = parse(readable(rule["formula"]))[0] in ASKED
    label = names.mark(names.field_of(rule["act"], rule["figure"]))
    key = "calculation.yes_no" if asked else "calculation"
    return [say(lang, key, act=names.acts(rule["act"]), figure=label, formula=formula)]


def sanction(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What a breach costs, and who says so."""
    names = Names(standard, lang)
    decided = "sanction_decided" in standard.acts
    decision = names.acts("sanction_decided") if decided else say(lang, "sanction.decision")
    told = [say(lang, "sanction", upon=_upon(names, rule), decision=decision, effect=effect(names, rule["effect"]))]
    costs = {"unit": unit(rule.get("unit", ""), lang), "per": per(rule.get("per"), lang)}
    if "formula" in rule:
        formula = formula_in_words(standard, str(rule["formula"]), lang)
        told.append(say(lang, "sanction.formula", formula=formula, **costs))
    elif "amount" in rule:
        told.append(say(lang, "sanction.amount", amount=amount(standard, rule["amount"], lang), **costs))
    return told


def _upon(names: Names, rule: Rule) -> str:
    numbers = [entry.partition("/")[2] for entry in rule["upon"] if "/" in entry]
    acts = [entry for entry in rule["upon"] if "/" not in entry]
    clauses = say(names.lang, "sanction.clauses", clauses=listed(names.lang, numbers, "or")) if numbers else ""
    others = say(names.lang, "sanction.act", act=names.acts(acts)) if acts else ""
    if clauses and others:
        return say(names.lang, "sanction.both", clauses=clauses, acts=others)
    return clauses or others


def effect(names: Names, key: str) -> str:
    """The name of a sanction's effect."""
    return names.choice("effect", key, "sanction_decided")


def amount(standard: Standard, value: Any, lang: str) -> str:
    """An amount: a number, a parameter, or a text that says how it is found."""
    key = reference(value)
    return figure(standard, key, lang) if key else known(lang, f"amount.{value}") or str(value)


def unit(key: str, lang: str) -> str:
    """The name of a unit of money."""
    return known(lang, f"unit.{key}") or key


def per(text: str | None, lang: str) -> str:
    """For what an amount is due; what the catalogue has no words for stands as written."""
    if not text:
        return say(lang, "sanction.per.none")
    return known(lang, f"per.{text}") or say(lang, "sanction.per", per=text)
