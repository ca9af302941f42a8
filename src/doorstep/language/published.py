"""Published versions: what a version decides is pinned by a digest, and a changed one is refused.

``published.jsonl`` holds a line for each: ``{"standard", "version", "digest"}``, the digest of the compiled programs,
the clauses' texts and the parameters. It stands beside the standards: in the package, and in a company's own folder.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.compiler import compile_case
from doorstep.language.errors import Faults
from doorstep.language.model import Standard
from doorstep.language.yamlnodes import Mapping

NAME = "published.jsonl"
PACKAGED = Path(__file__).resolve().parent.parent / "standards" / NAME


def digest(standard: Standard) -> str:
    """The SHA-256, in hexadecimal, of all that decides and says what ``standard`` asks."""
    content = {
        "cases": {kind: compile_case(standard, kind) for kind in standard.cases},
        "clauses": {id_: [clause.where, *clause.words] for id_, clause in standard.clauses.items()},
        "parameters": {key: [one.type, one.value, *one.words] for key, one in standard.parameters.items()},
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def line(standard: Standard) -> str:
    """The line of ``published.jsonl`` that pins the version of ``standard``."""
    return json.dumps({"standard": standard.key, "version": standard.version, "digest": digest(standard)})


def _listed(standard: Standard, file: Path, faults: Faults) -> str | None:
    """The digest under which ``file`` lists the version of ``standard``, or None."""
    if not file.is_file():
        return None
    for number, text in enumerate(file.read_bytes().splitlines(), 1):
        if not text.strip():
            continue
        entry = _entry(text)
        if entry is None:
            faults.beside(str(file)).add("bad_published_line", number, 1)
        elif (entry["standard"], entry["version"]) == (standard.key, standard.version):
            return entry["digest"]
    return None


def _entry(text: bytes) -> dict[str, str] | None:
    try:
        entry: Any = json.loads(text)
    except ValueError:
        return None
    keys = ("standard", "version", "digest")
    good = isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in keys)
    return {key: entry[key] for key in keys} if good else None


def check(standard: Standard, walker: Walker, root: Mapping) -> None:
    """Note that a published version was changed."""
    if standard.version is None:
        return
    beside = Path(standard.path).resolve().parent / NAME
    for file in dict.fromkeys((beside, PACKAGED)):
        wanted = _listed(standard, file, walker.faults)
        if wanted is not None and wanted != digest(standard):
            at = root.get("version") or root
            walker.fault(at, "published_changed", Scope(), name=standard.key, version=standard.version)


def publish(standard: Standard) -> bool:
    """Pins the version of ``standard`` in the file beside it; whether it was not pinned before.

    Raises ``ValueError`` for a draft. A version that is pinned with another digest never gets here: the loader refuses it.
    """
    if standard.version is None:
        raise ValueError("a draft has no version to publish")
    file = Path(standard.path).resolve().parent / NAME
    if _listed(standard, file, Faults(str(file))) is not None:
        return False
    with file.open("a", encoding="utf-8") as lines:
        lines.write(line(standard) + "\n")
    return True
