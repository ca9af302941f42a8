"""The strict loader: one standard's file, checked in every particular, becomes a ``Standard``.

This module knows the order of the steps and the file as a whole; ``reader_*`` know the sections, ``checks_*`` what each
value must be, ``shapes`` which keys there are. Compiling is ``compiler``, judging ``judge``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from doorstep.language import (
    checks_labels,
    published,
    reader_clauses,
    reader_examples,
    reader_gestures,
    reader_labels,
    reader_parameters,
    reader_vocabulary,
)
from doorstep.language.checks_expressions import EXPRESSIONS
from doorstep.language.checks_names import NAMES
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.checks_values import VALUES
from doorstep.language.errors import Fault, Faults, StandardError
from doorstep.language.model import Standard, Words
from doorstep.language.names import gather
from doorstep.language.shapes import STANDARD, Keys, Leaf
from doorstep.language.yamlnodes import Mapping, read_nodes

_SECTIONS = ("roles", "cases", "acts", "clauses", "parameters", "gestures", "labels", "examples")
"""Top-level keys that a ``reader_*`` module reads."""


def _later(walker: Walker, node: Any, scope: Scope) -> Any:
    """A part that is read by its own module."""
    return None


LEAVES = {
    **VALUES,
    **NAMES,
    **EXPRESSIONS,
    "data": reader_gestures.data,
    "parameter_value": reader_parameters.value,
    "rule": _later,
    "later": _later,
}
ANY_NODE = frozenset({"data", "parameter_value", "rule", "later"})


def load(path: str | Path) -> Standard:
    """The standard in the file at ``path``, with its labels (in the file, or ``labels/NAME.yaml`` beside it).

    Raises ``StandardError`` with every fault that one run can find, in the order of the file.
    """
    standard, faults = examine(Path(path))
    if standard is None or faults:
        raise StandardError(faults)
    return standard


def examine(path: Path) -> tuple[Standard | None, list[Fault]]:
    """The standard at ``path``, or None, and all its faults."""
    faults = Faults(str(path))
    root = read_nodes(path, faults)
    if root is None:
        return None, faults.all()
    walker = Walker(gather(root), faults, LEAVES, ANY_NODE)
    whole = Scope()
    if not isinstance(root, Mapping):
        walker.wrong_type(root, "mapping", whole)
        return None, faults.all()
    standard = _read(walker, root, path)
    if standard is not None:
        published.check(standard, walker, root)
    found = faults.all()
    return (None if found else standard), found


def _read(walker: Walker, root: Mapping, path: Path) -> Standard | None:
    top = walker.value(root, _outer(), Scope())
    labels = reader_labels.read(walker, root, path)
    parameters = reader_parameters.read(walker, root)
    vocabulary = reader_vocabulary.read(walker, root)
    clauses = reader_clauses.read(walker, root)
    gestures = reader_gestures.read(walker, root)
    checks_labels.check(walker, root, labels)
    reader_parameters.unused(walker, root)
    _versioned(walker, root)
    examples = reader_examples.read(walker, root, path)
    if walker.faults.all():
        return None
    roles, cases, acts = reader_vocabulary.build(vocabulary, labels)
    return Standard(
        key=top["standard"],
        title=Words(top["title"]["zh"], top["title"]["en"]),
        summary=top["summary"],
        source=top["source"],
        roles=roles,
        cases=cases,
        acts=acts,
        clauses=reader_clauses.build(clauses, tuple(cases)),
        labels=labels.build(walker.names),
        parameters=reader_parameters.build(parameters),
        gestures=reader_gestures.build(gestures),
        version=top.get("version"),
        effective=top.get("effective"),
        examples=examples,
        path=str(path),
    )


def _outer() -> Keys:
    """The keys of the file, its sections left to their own modules."""
    later = Leaf("later")
    must = {key: later if key in _SECTIONS else shape for key, shape in STANDARD.must.items()}
    may = {key: later if key in _SECTIONS else shape for key, shape in STANDARD.may.items()}
    return replace(STANDARD, must=must, may=may)


def _versioned(walker: Walker, root: Mapping) -> None:
    """A version goes with the day from which it holds, and with kinds of case that say how they open and end."""
    scope = Scope()
    for one, other in (("version", "effective"), ("effective", "version")):
        if one in root.entries and other not in root.entries:
            walker.fault(root.entries[one][0], "half_version", scope, name=one, other=other)
    cases = root.get("cases")
    if "version" not in root.entries or not isinstance(cases, Mapping):
        return
    for name, key, node in cases:
        for wanted in ("opened_by", "ends"):
            if isinstance(node, Mapping) and wanted not in node.entries:
                walker.fault(key, "missing_in_version", scope.of("case", name), name=wanted)
