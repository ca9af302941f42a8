"""The words of a program: what its sentences need beside the judge's own catalogues, as plain JSON for the phone.

``words(standard, kind)`` is ``{by, parties, zh, en}``. ``by``: act → the roles that may do it; ``parties``: the roles of
outsiders. A language holds

- ``case``, ``unit`` (or null), and ``acts``, ``roles``, ``facts``: key → name;
- ``fields``: "field" or "act.field" (which wins) → name; ``choices``: the same keys → {choice: name}; ``effects``: key → name;
- ``clauses``: id → ``{number, text}`` and, as far as its sentences say them, ``when``, ``unless``, ``only_if``, ``holds``,
  ``limit`` (a text, or {act: text} with "" for any other where it depends on the judged act), ``items``, ``needs``;
- ``texts``: the fixed words of values, from this language's catalogue of rules in words.

What a key means is decided here, so that the phone only looks up. Not here: the program itself (``compiler``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from doorstep.language.compiler import compile_case
from doorstep.language.model import Clause, Standard
from doorstep.language.types import FieldType
from doorstep.language.words import condition_in_words
from doorstep.language.words.conditions import formula_in_words
from doorstep.language.words.names import Names, spelled
from doorstep.language.words.texts import LANGUAGES, texts

CONDITIONS = ("when", "unless", "only_if")
"""Conditions of a rule that a sentence quotes as of the judged act."""

CERTIFYING = ("certificate", "subject", "course")
JUDGED = ("after", "start", "acts", "of", "over")
"""Keys of a form under which the acts that it may judge stand."""

FIXED = ("yes", "no", "list.comma", "list.or")
FIXED_GROUPS = (
    "transcript.",
    "duration.same_day",
    *(f"duration.{unit}." for unit in ("second", "minute", "hour", "day", "week", "month", "year")),
    "duration.working_",
)
"""The texts that name a value, and how the keys of such texts begin."""


def words(standard: Standard, kind: str) -> dict[str, Any]:
    """The words of the program of a kind of case, in both languages.

    Raises ``KeyError`` when the standard has no such kind of case.
    """
    rules = {rule["id"]: rule for rule in compile_case(standard, kind)["rules"]}
    by = {key: list(act.by) for key, act in standard.acts.items()}
    parties = [key for key, role in standard.roles.items() if role.party]
    return {"by": by, "parties": parties} | {
        lang: _vocabulary(standard, kind, rules, Names(standard, lang)) for lang in LANGUAGES
    }


def _vocabulary(standard: Standard, kind: str, rules: Mapping[str, Any], names: Names) -> dict[str, Any]:
    case = standard.cases[kind]
    return {
        "case": names.case(kind),
        "unit": names.of(standard.unit_words(case.unit), case.unit) if case.unit else None,
        "acts": {key: names.plain_act(key) for key in standard.acts},
        "roles": {key: names.roles([key]) for key in standard.roles},
        "facts": {key: names.fact(key) for key in (*case.facts, *standard.labels.facts)},
        "fields": {key: names.of(label, key.rpartition(".")[2]) for key, label in standard.labels.fields.items()},
        "choices": _choices(standard, names),
        "effects": {key: names.choice("effect", key, "sanction_decided") for key in _effects(standard)},
        "clauses": {key: _clause(clause, rules.get(key), names) for key, clause in standard.clauses.items()},
        "texts": {key: text for key, text in texts(names.lang).items() if key in FIXED or key.startswith(FIXED_GROUPS)},
    }


def _choices(standard: Standard, names: Names) -> dict[str, dict[str, str]]:
    """The names of choices; one that only repeats its key in both languages is as good as none."""
    return {
        field: {key: names.of(label, key) for key, label in labels.items() if (label.zh, label.en) != (key, key)}
        for field, labels in standard.labels.choices.items()
        if labels
    }


def _effects(standard: Standard) -> list[str]:
    """What a sanction may do: by the clauses, and by the act that decides it."""
    stated = [str(clause.rule["effect"]) for clause in standard.clauses.values() if clause.rule.get("effect")]
    decided = standard.acts.get("sanction_decided")
    field: FieldType | None = decided.fields.get("effect") if decided else None
    return list(dict.fromkeys([*stated, *(field.choices if field else ())]))


def _clause(clause: Clause, rule: Mapping[str, Any] | None, names: Names) -> dict[str, Any]:
    result: dict[str, Any] = {"number": clause.number, "text": clause.words(names.lang)}
    forms = [form for form in (rule or {}).get("forms", ()) if form["form"] != "named"]
    judged = list(dict.fromkeys(act for form in forms for key in JUDGED for act in form.get(key) or ()))
    for key in CONDITIONS if forms else ():
        if key in clause.rule:
            result[key] = _by_act(_telling(clause, key, names), judged)
    for form in forms:
        if form.get("holds"):
            result["holds"] = _by_act(_telling(clause, "holds", names), form["requires"])
        if form["form"] == "deadline" and form["limit"] is not None:
            result["limit"] = _by_act(_limit(clause, form["limit"], names), form["after"])
        if form.get("needs"):
            result["needs"] = {key: _need(names, key) for key in form["needs"]}
        if items := _items(clause, form, names):
            result["items"] = items
    return result


def _by_act(tell: Callable[[str | None], str], acts: Iterable[str]) -> Any:
    """A text told for each judged act and without one; one text where they are all the same."""
    plain = tell(None)
    told = {act: text for act in acts if (text := tell(act)) != plain}
    return {"": plain, **told} if told else plain


def _telling(clause: Clause, key: str, names: Names) -> Callable[[str | None], str]:
    value = clause.rule[key]
    text = value if isinstance(value, str) else str(value).lower()
    return lambda act: condition_in_words(names.standard, text, names.lang, act)


def _limit(clause: Clause, tree: list[Any], names: Names) -> Callable[[str | None], str]:
    """The words of the moment by which a deadline ends."""
    if tree[0] == "name":
        return lambda act: Names(names.standard, names.lang, act).bare(tree[1])
    return lambda act: formula_in_words(names.standard, clause.rule["by"], names.lang, act)


def _items(clause: Clause, form: Mapping[str, Any], names: Names) -> dict[str, str]:
    """The names of a checklist's or script's items; one that has none is named as a field."""
    rule = clause.rule
    field = rule.get("field")
    entries = (*rule.get("items", ()), *rule.get("must", ()))
    labels = {entry["key"]: str(entry[names.lang]) for entry in reversed(entries) if entry.get(names.lang)}
    found = {}
    for key in (*form.get("keys", ()), *(entry["key"] for entry in form.get("must", ()))):
        label = labels.get(key) or (names.standard.choice_words(field, key)(names.lang) if field else key)
        if key in labels or label != key:
            found[key] = label
    return found


def _need(names: Names, key: str) -> str:
    """The name of a certificate, subject or course."""
    labels = (names.standard.choice_words(field, key)(names.lang) for field in CERTIFYING)
    found = next((label for label in labels if label != key), None)
    return found or names.anything(key) or spelled(key)
