"""YAML text as nodes: every key and every value with its line and column, both from 1.

Doubled keys, aliases and tags are refused here. A scalar is text unless it is a plain integer, decimal, ``true``,
``false`` or ``null``, so that ``12:30``, ``on``, ``yes`` and ``2026-10-01`` stay what their author wrote.
What the nodes mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from doorstep.language.errors import Faults

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_DEEPEST = 40
"""No standard nests deeper; a file that does would only exhaust the machine."""

_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
)


@dataclass(slots=True)
class Scalar:
    """One value. ``text`` is what was written; ``value`` is it as text, int, float, bool or None.

    ``exact`` tells whether the text stands in one line as it is, so that a place inside it can be given;
    ``inset`` is 1 when a quote stands before it.
    """

    line: int
    column: int
    text: str
    value: str | int | float | bool | None
    inset: int = 0
    exact: bool = True

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character ``offset`` of the text; of its beginning where that cannot be told."""
        return (self.line, self.column + self.inset + offset) if self.exact else (self.line, self.column)

    def plain(self) -> Any:
        """The value."""
        return self.value


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    line: int
    column: int
    items: list[Node]

    def plain(self) -> Any:
        """The list as plain Python values."""
        return [item.plain() for item in self.items]


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the order of the file; of a doubled key only the first."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]]

    def __iter__(self) -> Iterator[tuple[str, Scalar, Node]]:
        for name, (key, value) in self.entries.items():
            yield name, key, value

    def get(self, name: str) -> Node | None:
        """The value of the key ``name``, or None."""
        entry = self.entries.get(name)
        return entry[1] if entry else None

    def plain(self) -> Any:
        """The mapping as plain Python values."""
        return {name: value.plain() for name, (_, value) in self.entries.items()}


Node = Scalar | Sequence | Mapping


def read_nodes(path: Path, faults: Faults) -> Node | None:
    """The nodes of the YAML file at ``path``; None, with a fault, when it cannot be read as YAML at all."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        faults.add("no_file", 1, 1, name=str(path))
        return None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", errors="replace")
        faults.add("encoding", *_place_after(before))
        return None
    return nodes_of(text, faults)


def nodes_of(text: str, faults: Faults) -> Node | None:
    """The nodes of the YAML ``text``; None, with a fault, when it is none or empty."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        faults.add("yaml", line, column, problem=str(error.problem or error.context or ""))
        return None
    except yaml.reader.ReaderError as error:
        place = _place_after(text[: text.find(chr(error.character))] if isinstance(error.character, int) else "")
        faults.add("yaml", *place, problem=str(error.reason))
        return None
    if root is None:
        faults.add("empty_file", 1, 1)
        return None
    walk = _Walk(text, faults)
    node = walk.node(root)
    if walk.stopped:
        return None
    if walk.aliased:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent) and (at := event.start_mark):
                faults.add("alias", at.line + 1, at.column + 1)
        return None
    return node


def _place_after(text: str) -> tuple[int, int]:
    lines = _LINE_END.split(text)
    return len(lines), len(lines[-1]) + 1


class _Walk:
    """Turns PyYAML's nodes to ours; a node met twice is an alias, which the language does not have."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.lines = _LINE_END.split(text)
        self.faults = faults
        self.seen: set[int] = set()
        self.aliased = False
        self.stopped = False

    def node(self, node: yaml.Node, depth: int = 0) -> Node:
        mark = node.start_mark
        line, column = mark.line + 1, mark.column + 1
        if depth > _DEEPEST:
            if not self.stopped:
                self.faults.add("too_deep", line, column)
            self.stopped = True
            return Scalar(line, column, "", None, exact=False)
        if node.tag not in _CORE_TAGS:
            self.faults.add("tag", line, column, name=node.tag)
        if id(node) in self.seen:
            self.aliased = True
            return Scalar(line, column, "", None, exact=False)
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, line, column)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(line, column, [self.node(item, depth + 1) for item in node.value])
        return self.mapping(node, line, column, depth + 1)

    def scalar(self, node: yaml.ScalarNode, line: int, column: int) -> Scalar:
        text: str = node.value
        inset = 1 if node.style else 0
        start = column - 1 + inset
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        exact = source[start : start + len(text)] == text
        return Scalar(line, column, text, text if node.style else _value(text), inset, exact)

    def mapping(self, node: yaml.Node, line: int, column: int, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            key = self.node(key_node, depth)
            value = self.node(value_node, depth)
            if not isinstance(key, Scalar):
                self.faults.add("key_form", key.line, key.column)
            elif key.text in entries:
                first = entries[key.text][0]
                self.faults.add("doubled_key", key.line, key.column, name=key.text, first=first.line)
            else:
                entries[key.text] = (key, value)
        return Mapping(line, column, entries)


def _value(text: str) -> str | int | float | bool | None:
    """What a plain scalar holds; a number too long to be one stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) < 16:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
    return text
