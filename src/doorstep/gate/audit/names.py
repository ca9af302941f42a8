"""The lists of names that the report's data points into: each name stands once, in both languages where it has two."""

from __future__ import annotations

from typing import Any

from doorstep.gate.audit.wording import say
from doorstep.language.model import CaseKind, Standard, Words
from doorstep.language.types import FieldType


def pair(words: Words) -> list[str]:
    """A text in both languages as the page reads it."""
    return [words.zh, words.en]


def field_shape(standard: Standard, name: str, kind: FieldType, words: Words, act: str | None = None) -> list[Any]:
    """How the page says a value: its field's name, its type ("list:" before an item's), and its choices' names."""
    inner = kind.item or kind
    keys = inner.choices or tuple(
        standard.labels.choices.get(f"{act}.{name}") or standard.labels.choices.get(name) or {}
    )
    choices = {key: pair(standard.choice_words(name, key, act)) for key in keys}
    return [pair(words), f"list:{inner.kind}" if kind.kind == "list" else kind.kind, choices or None]


class Names:
    """Lists that grow as names are asked for; a name is meant by its place, ``-1`` is none."""

    def __init__(self) -> None:
        self.people: dict[str, int] = {}
        self.areas: dict[str, int] = {}
        self.sheets: dict[str, int] = {}
        self._acts: dict[tuple[tuple[str, ...], str], int] = {}
        self._act_shapes: list[dict[str, Any]] = []
        self._roles: dict[tuple[str, str, bool], int] = {}
        self._kinds: dict[Words, int] = {}

    def person(self, name: str | None) -> int:
        """The place of a person."""
        return self.people.setdefault(name, len(self.people)) if name else -1

    def area(self, name: str | None) -> int:
        """The place of an area."""
        return self.areas.setdefault(name, len(self.areas)) if name else -1

    def sheet(self, name: str | None) -> int:
        """The place of a sheet."""
        return self.sheets.setdefault(name, len(self.sheets)) if name else -1

    def kind(self, kind: CaseKind) -> int:
        """The place of a kind of case."""
        return self._kinds.setdefault(kind.words, len(self._kinds))

    def role(self, standards: list[Standard], key: str) -> int:
        """The place of a role, by the name that the first of ``standards`` has for it."""
        for standard in standards:
            if role := standard.roles.get(key):
                return self._roles.setdefault((*role.words, role.party), len(self._roles))
        return -1

    def act(self, standards: list[Standard], key: str) -> int:
        """The place of a kind of act as ``standards`` together know it: the first one's name, everybody's fields."""
        known = (tuple(standard.key for standard in standards), key)
        if known not in self._acts:
            self._acts[known] = len(self._act_shapes)
            self._act_shapes.append(_act_shape(standards, key))
        return self._acts[known]

    def lists(self) -> dict[str, Any]:
        """The lists themselves, for the core."""
        return {
            "people": list(self.people),
            "areas": list(self.areas),
            "sheets": list(self.sheets),
            "acts": self._act_shapes,
            "roles": [[zh, en, int(party)] for zh, en, party in self._roles],
            "kinds": [pair(words) for words in self._kinds],
        }


def _act_shape(standards: list[Standard], key: str) -> dict[str, Any]:
    declared = [(standard, standard.acts[key]) for standard in standards if key in standard.acts]
    fields: dict[str, Any] = {}
    for standard, act in declared:
        for name, kind in act.fields.items():
            shape = field_shape(standard, name, kind, standard.field_words(key, name), key)
            if not shape[2] and (items := _items(standard, key, name)):
                shape[2] = items
            fields.setdefault(name, shape)
    if not declared:
        return _house_act(key)
    return {"t": pair(declared[0][1].words), "f": fields}


def _items(standard: Standard, act: str, name: str) -> dict[str, list[str]]:
    """The names of the items that a field holds: those of the checklists on it; of a report's ``item``, all there are."""
    named: dict[str, list[str]] = {}
    for clause in standard.clauses.values():
        rule = clause.rule
        if name != "item" and (rule.get("act"), rule.get("field")) != (act, name):
            continue
        for item in (*(rule.get("items") or ()), *(rule.get("must") or ())):
            if item.get("key") and item.get("zh"):
                named.setdefault(item["key"], [item["zh"], item.get("en") or item["zh"]])
    return named


def _house_act(key: str) -> dict[str, Any]:
    """An act that is the house's own (a correction), known to every standard."""
    named = key if key in ("act.replaced", "act.voided") else "act.other"
    reason = Words(say("zh", "house.reason"), say("en", "house.reason"))
    return {
        "t": [say("zh", f"house.{named}"), say("en", f"house.{named}")],
        "f": {"reason": [pair(reason), "text", None]},
    }
