"""Verifying exports without the installation that wrote them: a case file, or a whole installation. Needs no Django.

A whole installation's acts are checked case by case against the chains' rows; what only the keys could tell is told
after the import.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from doorstep.record import verify_case_file
from doorstep.record.envelope import FIRST, sha256
from doorstep.record.packing import altered_entries, manifest_of


class NotAnExport(ValueError):
    """The file is neither a case file nor an export of an installation."""


def check(path: Path, keys: Sequence[str] = ()) -> list[str]:
    """What is wrong with an export, one English sentence each; ``keys`` are the public keys to trust, else its own.

    Raises ``NotAnExport``.
    """
    try:
        with zipfile.ZipFile(path) as pack:
            manifest, text, signature = manifest_of(pack)
            if manifest.get("kind") == "case":
                found: list[str] = verify_case_file.check(str(path), *keys)
                return found
            if manifest.get("kind") != "installation":
                raise NotAnExport(path)
            return list(_installation(pack, manifest, text, signature, keys or manifest["public_keys"]))
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, IndexError) as error:
        raise NotAnExport(path) from error


def _installation(
    pack: zipfile.ZipFile, manifest: dict[str, Any], text: str, signature: str, keys: Sequence[str]
) -> Iterator[str]:
    if not any(verify_case_file.signed(text.encode(), signature, key) for key in keys):
        yield "manifest.json: not signed with the key"
    altered = list(altered_entries(pack, manifest))
    yield from (f"{name}: altered" for name in altered)
    if altered:
        return
    heads = {row["id"]: (row["head"], row["count"]) for row in _rows(pack, "record_case")}
    for case, rows in groupby(_rows(pack, "record_act"), key=lambda row: row["case"]):
        head, count = FIRST, 0
        for row in rows:
            act = json.loads(row["text"])
            if (act["no"], act["prev"], act["case"]) != (count + 1, head, case) or sha256(row["text"]) != row["hash"]:
                yield f"case {case}, act {row['no']}: does not follow on the act before"
            head, count = sha256(row["text"]), count + 1
        if heads.pop(case, None) != (head, count):
            yield f"case {case}: does not end where its row says"
    yield from (f"case {case}: no acts" for case in heads)


def _rows(pack: zipfile.ZipFile, table: str) -> Iterator[dict[str, Any]]:
    with pack.open(f"tables/{table}.jsonl") as source:
        for line in source:
            yield json.loads(line)
