"""The model of a standard: what one file says, read and checked, with its names in both languages.

Plain frozen data. Reading a file into it is ``reader``; compiling it for the judge is ``compiler``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from doorstep.language.types import FieldType


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """The text in ``lang`` ("zh" or "en")."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who acts. ``party`` marks an outsider, who has no account."""

    key: str
    words: Words
    party: bool = False


@dataclass(frozen=True, slots=True)
class ActKind:
    """A kind of act: who may do it (``by``, keys of roles) and what it records (``fields``, in the file's order)."""

    key: str
    words: Words
    by: tuple[str, ...]
    fields: Mapping[str, FieldType]


@dataclass(frozen=True, slots=True)
class Ends:
    """When a case is finished: every act of ``acts`` after the latest ``since``, and ``when`` true."""

    acts: tuple[str, ...]
    since: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class CaseKind:
    """A kind of case. ``opened_by`` is "order", "hand", "staff_file" or {"every": PERIOD, "for": ROLE}."""

    key: str
    words: Words
    facts: Mapping[str, FieldType]
    unit: str | None = None
    opened_by: str | Mapping[str, str] | None = None
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A company's own figure: ``type`` is duration, int, decimal, time or list[text]."""

    key: str
    type: str
    value: Any
    words: Words


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered duty. ``rule`` has its parameters put in; ``raw_rule`` still says ``$name`` where they stand.

    ``cases`` are the kinds of case that it governs; ``line`` is where it stands in its file, from 1.
    """

    id: str
    where: str
    words: Words
    kind: str
    check: str
    cases: tuple[str, ...]
    rule: Mapping[str, Any]
    raw_rule: Mapping[str, Any]
    sanction: Mapping[str, Any] | None = None
    note: str | None = None
    line: int = 0

    @property
    def number(self) -> str:
        """The bare number, "1.2" of "hotel-iptv/1.2"."""
        return self.id.partition("/")[2]

    @property
    def group(self) -> str:
        """Its group: the number up to the first point, "1" of "hotel-iptv/1.2"."""
        return self.number.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Gesture:
    """One tap that records several acts (see ``acts``: dicts with act, by, data in the order recorded)."""

    key: str
    words: Words
    cases: tuple[str, ...]
    by: str
    offer: str | None
    ask: Mapping[str, str]
    acts: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of groups of clauses, units, facts, fields and choices. A field's key may be ``act.field``, which wins over
    ``field``.

    ``choices`` maps the key of a field or fact (or ``act.field``, which wins) to the names of its choices; the keys that a
    checklist's list field takes stand there too."""

    units: Mapping[str, Words] = field(default_factory=dict)
    facts: Mapping[str, Words] = field(default_factory=dict)
    fields: Mapping[str, Words] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    groups: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standard:
    """A whole standard. Mappings keep the order of the file; ``version`` is None for a draft."""

    key: str
    title: Words
    summary: str
    source: Mapping[str, str]
    roles: Mapping[str, Role]
    cases: Mapping[str, CaseKind]
    acts: Mapping[str, ActKind]
    clauses: Mapping[str, Clause]
    labels: Labels
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    gestures: Mapping[str, Gesture] = field(default_factory=dict)
    version: str | None = None
    effective: str | None = None
    examples: tuple[str, ...] = ()
    path: str = ""
    _items: Mapping[tuple[str, str], Words] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Keeps the names of checklists' items, which a list field may hold: (field, key) → words."""
        object.__setattr__(self, "_items", dict(self._listed_items()))

    def _listed_items(self) -> Iterator[tuple[tuple[str, str], Words]]:
        for clause in self.clauses.values():
            listed = clause.rule.get("field") if clause.kind == "checklist" else None
            for item in clause.rule.get("items", ()) if listed else ():
                yield (str(listed), item["key"]), Words(item.get("zh", item["key"]), item.get("en", item["key"]))

    def field_words(self, act: str, name: str) -> Words:
        """The name of field ``name`` of act ``act``; the key itself if it has none."""
        fields = self.labels.fields
        return fields.get(f"{act}.{name}") or fields.get(name) or Words(name, name)

    def choice_words(self, name: str, choice: str, act: str | None = None) -> Words:
        """The name of choice ``choice`` of field or fact ``name`` (of act ``act``); the key itself if it has none."""
        choices = self.labels.choices
        names = choices.get(f"{act}.{name}") or choices.get(name) or {}
        return names.get(choice) or self._items.get((name, choice)) or Words(choice, choice)

    def fact_words(self, name: str) -> Words:
        """The name of fact ``name``; the key itself if it has none."""
        return self.labels.facts.get(name) or Words(name, name)

    def unit_words(self, name: str) -> Words:
        """The name of unit ``name``; the key itself if it has none."""
        return self.labels.units.get(name) or Words(name, name)
