"""The form of an act, made from the standards: its fields with their names, choices, and why each is asked for.

A field that a clause's condition reads must be answered (a rule must not go free because somebody left its flag blank);
what a form, checklist or proof wants is shown with its clauses. Values are checked by ``recording``, usual ones come
from ``usual``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from doorstep import judge, standards
from doorstep.judge.program import Ready
from doorstep.language.model import Standard
from doorstep.language.types import FieldType
from doorstep.work.asked import asked
from doorstep.work.faults import NotDone, unknown
from doorstep.work.vocabulary import Governed, is_personal, vocabulary
from doorstep.work.wanted import ALWAYS, Ways, ways


def form(governed: Sequence[Governed], act: str) -> dict[str, Any]:
    """The form of an act under the standards of a case, as JSON.

    ``{act, names, by: [{role, names, party}], fields: [{name, type, names, choices?, required, unknown_allowed,
    required_when, personal, clauses, guards}]}``: ``required`` fields must be answered before the act is sent, those
    with ``required_when`` if one of its ways holds for the other answers (``wanted``); one with ``unknown_allowed``
    takes "unknown" (a blank) for an answer. ``clauses`` want the field filled, ``guards`` read it
    in a condition. Raises ``NotDone`` for an act that is none.
    """
    words = vocabulary(tuple(governed))
    if act not in words.acts:
        raise NotDone([unknown("unknown_act", "act", act, words.acts)])
    parts = [
        (standard, judge.program(standards.load(standard.key), kind))
        for standard, kind in words.parts
        if act in standard.acts
    ]
    unit = next((standard.cases[kind].unit for standard, kind in words.parts if standard.cases[kind].unit), None)
    return {
        "act": act,
        "names": parts[0][0].acts[act].words._asdict(),
        "by": _roles([standard for standard, _ in parts], act),
        "unit": unit if unit in words.acts[act] or f"{unit}s" in words.acts[act] else None,
        "fields": [_field(parts, act, name, type_) for name, type_ in words.acts[act].items()],
    }


def _roles(parts: list[Standard], act: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for standard in parts:
        for key in standard.acts[act].by:
            role = standard.roles[key]
            found.setdefault(key, {"role": key, "names": role.words._asdict(), "party": role.party})
    return list(found.values())


def _field(parts: list[tuple[Standard, Ready]], act: str, name: str, type_: FieldType) -> dict[str, Any]:
    declaring = [(standard, ready) for standard, ready in parts if name in standard.acts[act].fields]
    guards = _clauses(declaring, act, name, "guards")
    wanting = _clauses(declaring, act, name, "filled")
    standard = declaring[0][0]
    when = _wanted(declaring, act, name) if wanting and not guards else ALWAYS
    described: dict[str, Any] = {
        "name": name,
        "type": str(type_),
        "kind": type_.kind,
        "names": standard.field_words(act, name)._asdict(),
        "required": bool(guards or wanting) and bool(when),
        "required_when": None if when in (ALWAYS, []) else when,
        "unknown_allowed": bool(guards) and not wanting,
        "personal": is_personal(type_),
        "clauses": wanting,
        "guards": guards,
    }
    choices = (type_.item or type_).choices
    if choices:
        described["choices"] = [{"value": c, "names": standard.choice_words(name, c, act)._asdict()} for c in choices]
    return described


def _wanted(parts: list[tuple[Standard, Ready]], act: str, name: str) -> Ways:
    found: Ways = []
    for _, ready in parts:
        found += ways(asked(ready).conditions.get((act, name), ()), ready.program["case"], ready.program["acts"][act])
    return ALWAYS if [] in found else found


def _clauses(parts: list[tuple[Standard, Ready]], act: str, name: str, where: str) -> list[str]:
    return [clause for _, ready in parts for clause in getattr(asked(ready), where).get((act, name), ())]
