"""What the keys of a rule ask of each other, and which acts its bare names are read on."""

from __future__ import annotations

from dataclasses import replace

from doorstep.language.checks_names import entry_text, texts
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.names import Names
from doorstep.language.shapes import PERIODS
from doorstep.language.yamlnodes import Mapping, Scalar, Sequence

_JUDGED = {
    "deadline": "after",
    "response": "after",
    "duration": "from",
    "script": "moment",
}
_PROVING = {"deadline": "act", "response": "act"}
_CALENDAR_KEYS = ("day", "by_time", "times", "if_off")


def judged(names: Names, kind: str, rule: Mapping | None) -> tuple[str, ...]:
    """The acts on which a bare name of the rule is read first; none where there is no judged act."""
    if rule is None or kind == "sanction":
        return ()
    if kind == "periodic":
        key = "" if entry_text(rule, "every") in PERIODS else "from"
    elif kind == "rate":
        key = "over" if "over" in rule.entries else "of"
    else:
        key = _JUDGED.get(kind, "act")
        if key not in rule.entries:
            key = "moment"
    found = texts(rule.get(key))
    if key == "moment" and found == ["any"]:
        return tuple(act for act, fields in names.acts.items() if _has_transcript(fields.values()))
    return tuple(act for act in found if act in names.acts)


def _has_transcript(types: object) -> bool:
    return any(type_.kind == "transcript" for type_ in types)  # type: ignore[attr-defined]


def proving(scope: Scope, kind: str, rule: Mapping) -> Scope:
    """The scope with the acts whose fields a ``proof`` names."""
    if kind in _PROVING:
        return replace(scope, more={**scope.more, "proving": tuple(texts(rule.get(_PROVING[kind])))})
    return scope


def check(walker: Walker, kind: str, rule: Mapping, scope: Scope) -> None:
    """Note keys that do not go together, and such as are missing only under some condition."""
    scope = scope.at("rule")
    if kind == "periodic":
        _periodic(walker, rule, scope)
    elif kind == "rate":
        _rate(walker, rule, scope)
    elif kind == "script":
        _script(walker, rule, scope)
    elif kind == "privacy" and scope.check != "observed":
        _one_of(walker, rule, scope, "act", "moment")
    elif kind == "calculation" and scope.check != "info" and "act" not in rule.entries:
        walker.fault(rule, "missing_key", scope, name="act")


def _one_of(walker: Walker, rule: Mapping, scope: Scope, one: str, other: str) -> None:
    there = [key for key in (one, other) if key in rule.entries]
    if not there:
        walker.fault(rule, "missing_one_of", scope, names=(one, other))
    elif len(there) == 2:
        walker.fault(rule.entries[other][0], "too_many_of", scope, name=other, other=one)


def _misplaced(walker: Walker, rule: Mapping, scope: Scope, key: str, other: str, value: str) -> None:
    if key in rule.entries:
        walker.fault(rule.entries[key][0], "misplaced_key", scope, name=key, other=other, value=value)


def _periodic(walker: Walker, rule: Mapping, scope: Scope) -> None:
    every = rule.get("every")
    if not isinstance(every, Scalar):
        return
    if every.text not in PERIODS:
        for key in _CALENDAR_KEYS:
            _misplaced(walker, rule, scope, key, "every", every.text)
    elif every.text != "week":
        _misplaced(walker, rule, scope, "day", "every", every.text)


def _rate(walker: Walker, rule: Mapping, scope: Scope) -> None:
    target = entry_text(rule, "target") or ""
    if not target.endswith("%") and not target.startswith("at most "):
        return
    wanted, other = ("over", "") if target.endswith("%") else ("window", "over")
    if wanted not in rule.entries:
        walker.fault(rule, "missing_key", scope, name=wanted)
    if other:
        _misplaced(walker, rule, scope, other, "target", target)


def _script(walker: Walker, rule: Mapping, scope: Scope) -> None:
    must = rule.get("must")
    if scope.check in ("observed", "info") or not isinstance(must, Sequence):
        return
    for entry in must.items:
        if isinstance(entry, Mapping) and "any" not in entry.entries:
            walker.fault(entry, "missing_key", scope.at("must"), name="any")
