"""Checks of names: acts, roles, kinds of case, fields, facts, clauses, and what the fields must be of.

Each takes the walker, the scalar and its scope, notes what is wrong and hands back the text.
An ``info`` clause decides nothing, so its names only describe; so does the moment of an ``observed`` script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from doorstep.language import checks_values
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.errors import nearest
from doorstep.language.shapes import PERIODS
from doorstep.language.types import FieldType
from doorstep.language.yamlnodes import Mapping, Node, Scalar, Sequence

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
DATED = frozenset({"day", "moment", "unread"})


def act(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A declared act."""
    if node.text not in walker.names.acts and scope.check != "info":
        walker.unknown(node, "unknown_act", node.text, walker.names.acts, scope)
    return node.text


def role(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A declared role."""
    if node.text not in walker.names.roles and scope.check != "info":
        walker.unknown(node, "unknown_role", node.text, walker.names.roles, scope)
    return node.text


def case(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A declared kind of case."""
    if node.text not in walker.names.cases:
        walker.unknown(node, "unknown_case", node.text, walker.names.cases, scope)
    return node.text


def unit(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A unit, which acts or a fact name by a field of that name or of its plural."""
    checks_values.key(walker, node, scope)
    options = {*walker.names.fields, *walker.names.facts()}
    if not options & set(forms_of_unit(node.text)):
        walker.unknown(node, "unknown_unit", node.text, options, scope)
    return node.text


def forms_of_unit(name: str) -> tuple[str, ...]:
    """The fields that name a unit: the one of its name and its plural."""
    return (name, f"{name}s")


def field(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A field of the judged act."""
    field_of(walker, node, node.text, scope.judged, scope)
    return node.text


def field_of(
    walker: Walker, node: Scalar, name: str, acts: Iterable[str], scope: Scope, offset: int | None = None
) -> list[FieldType]:
    """The types of the field ``name`` in those of ``acts`` that have it; a fault if none has."""
    known = [one for one in acts if one in walker.names.acts]
    types = [walker.names.acts[one][name] for one in known if name in walker.names.acts[one]]
    if known and not types and scope.check != "info":
        near = nearest(name, [option for one in known for option in walker.names.acts[one]])
        walker.fault(node, "unknown_field", scope, offset, name=name, act=known[0], nearest=near)
    return types


def list_field(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A field of the judged act that holds a list."""
    _wrong_family(walker, node, field_of(walker, node, node.text, scope.judged, scope), {"list"}, scope)
    return node.text


def item_key(walker: Walker, node: Scalar, scope: Scope) -> str:
    """An item of a checklist: a true-or-false field of its act, or a choice of the list that it names by ``field``."""
    listed = scope.rule.get("field") if scope.rule else None
    if not isinstance(listed, Scalar):
        _wrong_family(walker, node, field_of(walker, node, node.text, scope.judged, scope), {"bool"}, scope)
        return node.text
    choices = [
        choice
        for one in scope.judged
        if (type_ := walker.names.acts.get(one, {}).get(listed.text)) and type_.item and type_.item.kind == "choice"
        for choice in type_.item.choices
    ]
    if choices and node.text not in choices:
        walker.unknown(node, "outside_choice", node.text, choices, scope, field=listed.text)
    return node.text


def _wrong_family(walker: Walker, node: Scalar, types: list[FieldType], wanted: set[str], scope: Scope) -> None:
    if types and all(type_.family not in wanted and type_.kind != "unread" for type_ in types):
        found, word = types[0].family, sorted(wanted)[0]
        walker.fault(node, "wrong_field_type", scope, name=node.text, found=found, wanted=word)


def proof(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A field of the act that must bring the proof, or ``A.f``."""
    owner, dot, name = node.text.partition(".")
    if not dot:
        field_of(walker, node, node.text, scope.more.get("proving", scope.judged), scope)
    elif owner not in walker.names.acts:
        walker.unknown(node, "unknown_act", owner, walker.names.acts, scope)
    else:
        field_of(walker, node, name, (owner,), scope, len(owner) + 1)
    return node.text


def resolve(walker: Walker, name: str, scope: Scope) -> list[FieldType]:
    """The types that a bare name may have: the judged act's field, else any act's field or a fact of the case."""
    acts = walker.names.acts
    own = [acts[one][name] for one in scope.judged if name in acts.get(one, {})]
    if own and len(own) == len([one for one in scope.judged if one in acts]):
        return own
    return own + walker.names.fields.get(name, []) + walker.names.facts(scope.cases).get(name, [])


def name_options(walker: Walker, scope: Scope) -> set[str]:
    """All bare names that mean something in ``scope``."""
    return {*walker.names.fields, *walker.names.facts(scope.cases)}


def planned(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A bare name that holds a day or a moment."""
    types = resolve(walker, node.text, scope)
    if not types:
        walker.unknown(node, "unknown_name", node.text, name_options(walker, scope), scope)
    elif all(type_.family not in DATED for type_ in types):
        walker.fault(node, "wrong_field_type", scope, name=node.text, found=types[0].family, wanted="moment")
    return node.text


def planned_or_act(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A bare name that holds a day or a moment, or an act."""
    if node.text in walker.names.acts:
        return node.text
    return planned(walker, node, scope)


def within(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A duration, or a fact that holds one as text."""
    if checks_values.is_duration(node.text):
        return node.text
    facts = walker.names.facts(scope.cases)
    if node.text in facts:
        _wrong_family(walker, node, facts[node.text], {"text"}, scope)
    elif checks_values.NAME.fullmatch(node.text):
        walker.unknown(node, "unknown_fact", node.text, facts, scope)
    else:
        walker.fault(node, "bad_duration", scope, name=node.text)
    return node.text


def bound(walker: Walker, node: Scalar, scope: Scope) -> str:
    """An end of a periodic rule: an act if it says every so long, a fact with a day or month if it counts periods."""
    every = scope.rule.get("every") if scope.rule else None
    if not isinstance(every, Scalar) or every.text not in PERIODS:
        return act(walker, node, scope)
    facts = walker.names.facts(scope.cases)
    if node.text not in facts:
        walker.unknown(node, "unknown_fact", node.text, facts, scope)
    elif all(type_.family not in DATED | {"text"} for type_ in facts[node.text]):
        found = facts[node.text][0].family
        walker.fault(node, "wrong_field_type", scope, name=node.text, found=found, wanted="day")
    return node.text


def moment(walker: Walker, node: Scalar, scope: Scope) -> str:
    """An act that has a transcript, or ``any``; in an observed clause words that only describe."""
    if scope.check in ("observed", "info") or node.text == "any":
        return node.text
    fields = walker.names.acts.get(node.text)
    if fields is None:
        walker.unknown(node, "unknown_act", node.text, walker.names.acts, scope)
    elif not any(type_.kind in ("transcript", "unread") for type_ in fields.values()):
        walker.fault(node, "no_transcript", scope, name=node.text)
    return node.text


def phrase(walker: Walker, node: Scalar, scope: Scope) -> str | None:
    """A phrase of a script; a name in braces stands for what it reads."""
    for found in _PLACEHOLDER.finditer(node.text):
        if not resolve(walker, found[1], scope) and scope.check not in ("observed", "info"):
            near = nearest(found[1], name_options(walker, scope))
            walker.fault(node, "unknown_name", scope, found.start(1), name=found[1], nearest=near)
    return checks_values.text(walker, node, scope)


def told(walker: Walker, node: Scalar, scope: Scope) -> str:
    """What may not be told: a field or fact where the words of a moment are heard, else a word of the author's."""
    heard = scope.rule is not None and "moment" in scope.rule.entries
    if heard and scope.check not in ("observed", "info"):
        if not resolve(walker, node.text, scope):
            walker.unknown(node, "unknown_name", node.text, name_options(walker, scope), scope)
        return node.text
    return checks_values.key(walker, node, scope)


def figure(walker: Walker, node: Scalar, scope: Scope) -> str:
    """The computed field of the judged act."""
    if scope.check == "info":
        return checks_values.key(walker, node, scope)
    return field(walker, node, scope)


def clause_or_act(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A clause's id or an act."""
    names = walker.names
    if "/" in node.text:
        if node.text not in names.clauses:
            walker.unknown(node, "unknown_clause", node.text, names.clauses, scope)
        return node.text
    return act(walker, node, scope)


def effect(walker: Walker, node: Scalar, scope: Scope) -> str:
    """The effect of a sanction, one of those that a decision can name."""
    type_ = walker.names.acts.get("sanction_decided", {}).get("effect")
    if type_ is not None and type_.kind == "choice" and node.text not in type_.choices:
        walker.unknown(node, "outside_choice", node.text, type_.choices, scope, field="sanction_decided.effect")
    return checks_values.key(walker, node, scope)


def own_key(walker: Walker, node: Scalar, scope: Scope) -> str:
    """The standard's own name, in a file that goes with it."""
    if node.text != walker.names.key:
        walker.fault(node, "other_standard", scope, name=node.text, standard=walker.names.key)
    return node.text


def clause_id(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A clause's id: the standard's name, a stroke, its number."""
    prefix, stroke, number = node.text.partition("/")
    if prefix != walker.names.key or not stroke:
        rest = number or prefix.removeprefix(walker.names.key).lstrip("-_. ") or prefix
        wanted = f"{walker.names.key}/{rest}"
        walker.fault(node, "clause_prefix", scope, name=node.text, standard=walker.names.key, example=wanted)
    elif not re.fullmatch(r"[0-9A-Za-z]+(?:[._-][0-9A-Za-z]+)*", number):
        walker.fault(node, "clause_number", scope, name=node.text)
    return node.text


def gesture_field(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A field of the act that a gesture records."""
    return field(walker, node, scope)


def texts(node: Node | None) -> list[str]:
    """The texts of a node that is one name or a list of them."""
    if isinstance(node, Scalar):
        return [node.text]
    return [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []


def entry_text(node: Node, key: str) -> str | None:
    """The text under ``key``, if there is one."""
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else None


NAMES: dict[str, Any] = {
    "act": act,
    "role": role,
    "case": case,
    "unit": unit,
    "field": field,
    "name:field": gesture_field,
    "list_field": list_field,
    "item_key": item_key,
    "proof": proof,
    "planned": planned,
    "planned_or_act": planned_or_act,
    "within": within,
    "bound": bound,
    "moment": moment,
    "phrase": phrase,
    "told": told,
    "figure": figure,
    "clause_or_act": clause_or_act,
    "effect": effect,
    "own_key": own_key,
    "clause_id": clause_id,
}
