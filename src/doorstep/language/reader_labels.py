"""Reads the labels: names in both languages of everything a screen shows, from the file itself or ``labels/NAME.yaml``.

Whether they are complete and tell things apart is ``checks_labels``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.checks_values import KEBAB
from doorstep.language.model import Labels, Words
from doorstep.language.names import Names
from doorstep.language.shapes import LABELS, LABELS_FILE
from doorstep.language.yamlnodes import Mapping, Node, Scalar, read_nodes

_LONGEST = 100
"""Letters of a standard's name that a file may be called by."""


@dataclass(slots=True)
class LabelBook:
    """The labels as plain values, their nodes, and the walker of their file; there are none if ``node`` is None."""

    walker: Walker
    node: Mapping | None = None
    plain: dict[str, Any] = field(default_factory=dict)

    def entries(self, section: str) -> Iterator[tuple[str, Scalar, Node]]:
        """Names of a section, each with its key and value."""
        found = self.node.get(section) if self.node else None
        yield from found if isinstance(found, Mapping) else ()

    def words(self, section: str, key: str, zh: str = "", en: str = "") -> Words:
        """Both names of ``key``; a draft without labels shows the key with its underscores as blanks."""
        found = (self.plain.get(section) or {}).get(key) or {}
        spoken = key.rpartition(".")[2].replace("_", " ")
        return Words(zh or found.get("zh") or spoken, en or found.get("en") or spoken)

    def party(self, role: str) -> bool:
        """Whether ``role`` is an outsider's."""
        found = (self.plain.get("roles") or {}).get(role)
        return bool(isinstance(found, dict) and found.get("party"))

    def build(self, names: Names) -> Labels:
        """The model of the labels, which were found to be good."""
        units = {key: self.words("units", key) for key in names.units}
        facts = {key: self.words("facts", key) for key in names.facts()}
        declared = self.plain.get("fields") or dict.fromkeys(names.fields)
        fields = {key: self.words("fields", key) for key in declared}
        choices = {
            key: {choice: Words(one["zh"], one["en"]) for choice, one in group.items()}
            for key, group in (self.plain.get("choices") or {}).items()
        }
        groups = {key: Words(one["zh"], one["en"]) for key, one in (self.plain.get("groups") or {}).items()}
        return Labels(units, facts, fields, choices, groups)


def read(walker: Walker, root: Mapping, path: Path) -> LabelBook:
    """The labels of the file ``root``, checked in their form; roles that are parties are noted among the names."""
    node = root.get("labels")
    if node is None:
        return _beside(walker, path)
    plain = walker.value(node, LABELS, Scope(key="labels"))
    return _book(walker, node, plain)


def _beside(walker: Walker, path: Path) -> LabelBook:
    file = path.parent / "labels" / f"{walker.names.key}.yaml"
    if not KEBAB.fullmatch(walker.names.key) or len(walker.names.key) > _LONGEST or not file.is_file():
        return LabelBook(walker)
    other = walker.beside(str(file))
    node = read_nodes(file, other.faults)
    plain = other.value(node, LABELS_FILE, Scope()) if node else None
    return _book(other, node, plain)


def _book(walker: Walker, node: Node | None, plain: Any) -> LabelBook:
    book = LabelBook(walker, node if isinstance(node, Mapping) else Mapping(1, 1, {}), plain or {})
    for role in walker.names.roles:
        walker.names.roles[role] = book.party(role)
    return book
