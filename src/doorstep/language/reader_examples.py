"""Reads which examples a standard names, and holds each against it: its own standard, clauses that it has.

Running them is ``scenario run``'s and ``standard check``'s business.
"""

from __future__ import annotations

from pathlib import Path

from doorstep.language.checks_names import entry_text
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.shapes import STANDARD
from doorstep.language.yamlnodes import Mapping, Scalar, Sequence, read_nodes


def read(walker: Walker, root: Mapping, path: Path) -> tuple[str, ...]:
    """The patterns of example files as written; the files behind them are checked."""
    node = root.get("examples")
    if node is None:
        return ()
    found = walker.value(node, STANDARD.may["examples"], Scope(key="examples"))
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar) and isinstance(item.value, str):
            _files(walker, item, path)
    return tuple(found or ())


def files(path: Path, pattern: str) -> list[Path]:
    """The files that ``pattern`` names, seen from the standard's file ``path``.

    A pattern that leads out of that file's folder names none.
    """
    if ".." in Path(pattern).parts:
        return []
    try:
        return sorted(file for file in path.parent.glob(pattern) if file.is_file())
    except (ValueError, NotImplementedError, OSError, IndexError):
        return []


def _files(walker: Walker, item: Scalar, path: Path) -> None:
    found = files(path, item.text)
    if not found:
        walker.fault(item, "no_example", Scope(), name=item.text)
    for file in found:
        _example(walker.beside(str(file)), file)


def _example(walker: Walker, file: Path) -> None:
    root = read_nodes(file, walker.faults)
    if not isinstance(root, Mapping):
        if root:
            walker.wrong_type(root, "mapping", Scope())
        return
    key = root.get("standard")
    written = entry_text(root, "standard")
    if key is None or written is None:
        walker.fault(root, "missing_key", Scope(), name="standard")
        return
    if written != walker.names.key:
        walker.fault(key, "other_standard", Scope(), name=written, standard=walker.names.key)
        return
    expect = root.get("expect")
    for name, at, _ in expect if isinstance(expect, Mapping) else ():
        if name not in walker.names.clauses:
            walker.unknown(at, "unknown_clause", name, walker.names.clauses, Scope(key="expect"))
