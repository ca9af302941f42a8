"""A mapping: how an order system's own sheets, columns, moments and words are called in the audit workbook.

Read strictly from YAML, every text as written. Whether its sheets and columns are there, and its acts and fields known,
is checked here too, once the files have been opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from doorstep.gate.audit.workbook.cells import text_of
from doorstep.gate.audit.workbook.faults import ImportRefused
from doorstep.gate.audit.workbook.headings import FIXED, PREFIX, SHEETS, Layout
from doorstep.gate.audit.workbook.names import Names, nearest, norm
from doorstep.gate.audit.workbook.values import Translation
from doorstep.language.model import Standard

_SECTIONS = ("sheets", "columns", "moments", "values")
_MOMENT_KEYS = ("act", "by", "person", "unit", "received", "call", "data")
_VALUE_KEYS = ("kind", "act", "role", "standards", "speaker")


@dataclass(frozen=True)
class Moment:
    """One column whose cells are the times of an act; ``columns`` names the headings of its person, unit and so on."""

    heading: str
    act: str
    by: str | None
    columns: Mapping[str, str]
    data: Mapping[str, str]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every column that it reads."""
        return (self.heading, *self.columns.values(), *self.data.values())


@dataclass(frozen=True)
class Mapping_:
    """A mapping as read. ``sheets``: use → sheet; ``columns``: use → {heading as compared: target}."""

    path: str = ""
    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    values: Mapping[str, Translation] = field(default_factory=dict)
    written: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def say(self, kind: str, key: str | None = None) -> Translation:
        """The words for "kind", "act", "role" …, or for the field or fact (``kind``) named ``key``."""
        if key is None:
            return self.values.get(kind, _NOTHING)
        found = self.values.get(f"{kind}.{key}")
        if found is None and key not in _VALUE_KEYS:
            found = self.values.get(key)
        return found or _NOTHING

    def refuse(self, code: str, **values: Any) -> ImportRefused:
        """The error ``code`` of this file."""
        return ImportRefused(code, file=self.path, **values)

    @property
    def moment_heads(self) -> frozenset[str]:
        """The headings, as compared, of every column that its moments read."""
        return frozenset(norm(heading) for moment in self.moments for heading in moment.headings)

    def check_columns(self, layouts: Mapping[str, list[Layout]]) -> None:
        """Raise ``ImportRefused`` for a column that a sheet lacks."""
        for use, mapped in self.columns.items():
            for head in mapped:
                self._present(self.written[use, head], layouts.get(use, []))
        for moment in self.moments:
            for heading in moment.headings:
                self._present(heading, layouts.get("acts", []))

    def check_names(self, standards: Iterable[Standard]) -> None:
        """Raise ``ImportRefused`` for an act, role, field or fact that none of ``standards`` knows."""
        standards = list(standards)
        for moment in self.moments:
            forms = [act for s in standards for act in _named(s.acts, moment.act)]
            if not forms:
                raise self.refuse("mapping_unknown", name=moment.act, **_near(moment.act, (s.acts for s in standards)))
            if moment.by and not any(_named(s.roles, moment.by) for s in standards):
                raise self.refuse("mapping_unknown", name=moment.by, **_near(moment.by, (s.roles for s in standards)))
        fields, facts = _fields(standards), _facts(standards)
        wanted = [(f"moments.{m.heading}.data", name, fields) for m in self.moments for name in m.data]
        for use, names in (("acts", fields), ("orders", facts)):
            prefix = PREFIX[use]
            targets = [t for t in self.columns.get(use, {}).values() if t.startswith(prefix)]
            wanted += [(f"columns.{use}", target.removeprefix(prefix), names) for target in targets]
        for where, name, names in wanted:
            if not names.keys(name):
                raise self.refuse("mapping_unknown", where=where, name=name, nearest=names.nearest(name))
        self._check_values(fields, facts)

    def _check_values(self, fields: Names, facts: Names) -> None:
        for name in self.values:
            bare = name.removeprefix("field.").removeprefix("fact.")
            if name not in _VALUE_KEYS and bare not in fields.words and bare not in facts.words:
                near = nearest(bare, [*_VALUE_KEYS, *fields.words, *facts.words])
                raise self.refuse("mapping_unknown", name=name, nearest=near)

    def _present(self, heading: str, layouts: list[Layout]) -> None:
        for one in layouts:
            known = {norm(head): head for head in one.heads if head}
            if norm(heading) not in known:
                near = nearest(norm(heading), known)
                name = one.sheet.name
                raise self.refuse(
                    "mapping_no_column", sheet=name, column=heading, nearest=known[near] if near else None
                )


_NOTHING = Translation()
NO_MAPPING = Mapping_()


def load(path: Path) -> Mapping_:
    """The mapping in the YAML file at ``path``.

    Raises ``ImportRefused`` with the line, if it is no YAML, says a key twice, or has a key or target that means
    nothing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError:
        raise ImportRefused("missing_file", file=str(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ImportRefused("mapping_yaml", file=path.name, line=mark.line + 1 if mark else 1) from None
    return _Reader(path.name).whole(node)


class _Reader:
    """Reads the nodes of one file; every scalar is a text."""

    def __init__(self, file: str) -> None:
        self.file = file

    def whole(self, node: yaml.Node | None) -> Mapping_:
        sections = self.table(node, _SECTIONS) if node is not None else {}
        columns, written = self._columns(sections.get("columns"))
        return Mapping_(
            self.file,
            {use: self.text(name) for use, name in self.table(sections.get("sheets"), tuple(SHEETS.words)).items()},
            columns,
            tuple(self._moment(head, one) for head, one in self.table(sections.get("moments")).items()),
            {name: Translation(self.texts(one)) for name, one in self.table(sections.get("values")).items()},
            written,
        )

    def _columns(self, node: yaml.Node | None) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], str]]:
        columns: dict[str, dict[str, str]] = {}
        written: dict[tuple[str, str], str] = {}
        for use, one in self.table(node, tuple(SHEETS.words)).items():
            columns[use] = {}
            for heading, target in self.table(one).items():
                columns[use][norm(heading)] = self._target(use, target)
                written[use, norm(heading)] = heading
        return columns, written

    def _target(self, use: str, node: yaml.Node) -> str:
        text = self.text(node)
        prefix = PREFIX[use]
        if prefix and norm(text).startswith(prefix):
            return prefix + text.strip()[len(prefix) :].strip()
        keys = FIXED[use].keys(text)
        if not keys:
            near = nearest(norm(text), [*FIXED[use].words, *([prefix + "…"] if prefix else [])])
            raise self.refuse("mapping_target", node, name=text, nearest=near)
        return next(iter(keys))

    def _moment(self, heading: str, node: yaml.Node) -> Moment:
        parts = self.table(node, _MOMENT_KEYS)
        if "act" not in parts:
            raise self.refuse("mapping_no_act", node, name=heading)
        columns = {key: self.text(one) for key, one in parts.items() if key in ("person", "unit", "received", "call")}
        by = self.text(parts["by"]) if "by" in parts else None
        return Moment(heading, self.text(parts["act"]), by or None, columns, self.texts(parts.get("data")))

    def table(self, node: yaml.Node | None, keys: tuple[str, ...] = ()) -> dict[str, yaml.Node]:
        """The entries of a mapping node; with ``keys``, no others are allowed."""
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise self.refuse("mapping_table", node)
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = self.text(key_node)
            if keys and key not in keys:
                raise self.refuse(
                    "mapping_key", key_node, name=key, nearest=nearest(norm(key), keys), options=list(keys)
                )
            if norm(key) in map(norm, found):
                raise self.refuse("mapping_twice", key_node, name=key)
            found[key] = value
        return found

    def texts(self, node: yaml.Node | None) -> dict[str, str]:
        """A mapping node of texts."""
        return {key: self.text(value) for key, value in self.table(node).items()}

    def text(self, node: yaml.Node) -> str:
        """A scalar node, as written."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.refuse("mapping_text", node)
        return text_of(str(node.value))

    def refuse(self, code: str, node: yaml.Node, **values: Any) -> ImportRefused:
        return ImportRefused(code, file=self.file, line=node.start_mark.line + 1, **values)


def _named(table: Mapping[str, Any], text: str) -> list[Any]:
    return [one for key, one in table.items() if norm(text) in (norm(key), norm(one.words.zh), norm(one.words.en))]


def _near(text: str, tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    names = Names("act", ((key, one.words) for table in tables for key, one in table.items()))
    return {"nearest": names.nearest(text)}


def _fields(standards: Iterable[Standard]) -> Names:
    names = Names("field")
    for standard in standards:
        for act in standard.acts.values():
            for key in act.fields:
                names.add(key, standard.field_words(act.key, key))
    return names


def _facts(standards: Iterable[Standard]) -> Names:
    names = Names("fact")
    for standard in standards:
        for kind in standard.cases.values():
            for key in kind.facts:
                names.add(key, standard.fact_words(key))
    return names
