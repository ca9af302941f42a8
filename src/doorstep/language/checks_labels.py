"""Checks of the labels: each names something, nothing is without one, and no two things side by side share one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from doorstep.language.checks_names import entry_text
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.errors import Owner
from doorstep.language.names import cached_type
from doorstep.language.reader_labels import LabelBook
from doorstep.language.yamlnodes import Mapping, Node, Scalar, Sequence

Declared = Iterator[tuple[str, Scalar, Node]]


def check(walker: Walker, root: Mapping, book: LabelBook) -> None:
    """Note what is wrong with the labels. A draft may do without any; a version may not."""
    if book.node is None:
        if "version" in root.entries:
            walker.fault(root, "no_labels", Scope(), name=walker.names.key)
    else:
        _of_nothing(book, root)
        _missing(walker, root, book)
    _twice(walker, root, book)


# --- labels of nothing ---


def _of_nothing(book: LabelBook, root: Mapping) -> None:
    names = book.walker.names
    dotted = {f"{act}.{name}" for act, fields in names.acts.items() for name in fields}
    sections: dict[str, set[str]] = {
        "groups": {clause.partition("/")[2].partition(".")[0] for clause in names.clauses},
        "roles": set(names.roles),
        "units": names.units,
        "facts": set(names.facts()),
        "acts": set(names.acts),
        "fields": {*names.fields, *dotted},
        "choices": {*names.fields, *names.facts(), *dotted},
    }
    for section, declared in sections.items():
        for name, key, _ in book.entries(section):
            if name not in declared:
                scope = Scope(key=f"labels.{section}")
                book.walker.unknown(key, "label_of_nothing", name, declared, scope)
    _choices_of_nothing(book, root, sections["choices"])


def _choices_of_nothing(book: LabelBook, root: Mapping, declared: set[str]) -> None:
    walker = book.walker
    listed = _checklist_keys(root)
    for field, _, group in book.entries("choices"):
        if field not in declared or not isinstance(group, Mapping):
            continue
        known = {*_choices(walker, field), *listed.get(field, ()), *listed.get(field.rpartition(".")[2], ())}
        for name, key, _ in group:
            if name not in known:
                walker.unknown(key, "label_of_nothing", name, known, Scope(key=f"labels.choices.{field}"))


def _choices(walker: Walker, field: str) -> set[str]:
    act, dot, name = field.rpartition(".")
    names = walker.names
    types = [names.acts[act][name]] if dot else names.fields.get(name, []) + names.facts().get(name, [])
    return {choice for type_ in types for choice in (type_.item or type_).choices}


def _checklist_keys(root: Mapping) -> dict[str, set[str]]:
    """The keys that a checklist takes from a list field, by the field."""
    found: dict[str, set[str]] = {}
    clauses = root.get("clauses")
    for clause in clauses.items if isinstance(clauses, Sequence) else ():
        rule = clause.get("rule") if isinstance(clause, Mapping) else None
        field = entry_text(rule, "field") if rule else None
        items = rule.get("items") if isinstance(rule, Mapping) else None
        if field and isinstance(items, Sequence):
            found.setdefault(field, set()).update(entry_text(item, "key") or "" for item in items.items)
    return found


# --- things without a label ---


def _missing(walker: Walker, root: Mapping, book: LabelBook) -> None:
    plain = book.plain
    for section, kind in (("roles", "role"), ("acts", "act")):
        for name, key, _ in _declared(root, section):
            if name not in (plain.get(section) or {}):
                walker.fault(key, "label_missing", Scope(), name=name, kind=kind, wanted="en")
    fields, facts, units = (plain.get(section) or {} for section in ("fields", "facts", "units"))
    for act, _, node in _declared(root, "acts"):
        for name, key, type_ in _declared(node, "data"):
            if name not in fields and f"{act}.{name}" not in fields:
                _without(walker, key, "field", f"{act}.{name}")
            _choices_missing(walker, type_, plain, f"{act}.{name}", name)
    for _, _, node in _declared(root, "cases"):
        unit = node.get("unit") if isinstance(node, Mapping) else None
        if isinstance(unit, Scalar) and unit.text not in units:
            _without(walker, unit, "unit", unit.text)
        for name, key, type_ in _declared(node, "facts"):
            if name not in facts:
                _without(walker, key, "fact", name)
            _choices_missing(walker, type_, plain, name)


def _without(walker: Walker, node: Node, kind: str, name: str) -> None:
    walker.fault(node, "label_missing", Scope(), name=name, kind=kind, wanted="zh_and_en")


def _choices_missing(walker: Walker, node: Node, plain: dict[str, dict[str, dict[str, object]]], *fields: str) -> None:
    try:
        type_ = cached_type(node.text if isinstance(node, Scalar) else "")
    except ValueError:
        return
    groups = plain.get("choices") or {}
    labelled = next((groups[field] for field in fields if groups.get(field)), {})
    for choice in (type_.item or type_).choices:
        if choice not in labelled:
            _without(walker, node, "choice", f"{fields[0]}.{choice}")


def _declared(node: Node, section: str) -> Declared:
    found = node.get(section) if isinstance(node, Mapping) else None
    yield from found if isinstance(found, Mapping) else ()


# --- one label for two things ---


def _twice(walker: Walker, root: Mapping, book: LabelBook) -> None:
    for section, kind in (("roles", "role"), ("acts", "act")):
        _same(
            walker,
            ((name, node if kind == "role" else _inner(node, "zh")) for name, _, node in _declared(root, section)),
            kind,
        )
        _same(book.walker, ((name, _inner(node, "en")) for name, _, node in book.entries(section)), kind)
    for lang in ("zh", "en"):
        _same(walker, ((name, _inner(node, lang)) for name, _, node in _declared(root, "cases")), "case")
        _same_fields(book, lang)


def _inner(node: Node, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _same(walker: Walker, named: Iterator[tuple[str, Node | None]], kind: str) -> None:
    first: dict[str, str] = {}
    for name, node in named:
        if isinstance(node, Scalar) and node.text.strip():
            other = first.setdefault(_folded(node.text), name)
            if other != name:
                scope = Scope(owner=Owner(kind, name))
                walker.fault(node, "label_twice", scope, name=node.text, other=other)


def _same_fields(book: LabelBook, lang: str) -> None:
    """Two fields of one act with one label; noted at the label that stands later."""
    labels = {name: _inner(node, lang) for name, _, node in book.entries("fields")}
    for act, fields in book.walker.names.acts.items():
        first: dict[str, tuple[str, Scalar]] = {}
        for name in fields:
            node = labels.get(f"{act}.{name}") or labels.get(name)
            if not isinstance(node, Scalar) or not node.text.strip():
                continue
            other, there = first.setdefault(_folded(node.text), (name, node))
            if other != name:
                later, at, one = max(
                    (node.line, node.column, name, node, other),
                    (there.line, there.column, other, there, name),
                    key=lambda found: found[:2],
                )[2:]
                scope = Scope(owner=Owner("act_field", f"{act}.{later}"))
                book.walker.fault(at, "label_twice", scope, name=at.text, other=f"{act}.{one}")


def _folded(text: str) -> str:
    """As names are compared: NFKC, trimmed, without case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
