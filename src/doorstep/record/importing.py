"""Import of a whole installation into an empty one, on either database, with the same chain heads afterwards.

Every part is checked against the signed manifest before anything is written; the rows are written in one transaction.
The form is ``export``'s. Case files are not imported.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.color import no_style
from django.db import connection, models, transaction

from doorstep.record import clock, files, home, keys, receipts, trust
from doorstep.record.export import FORM, broken_heads, tables
from doorstep.record.faults import Refused
from doorstep.record.packing import altered_entries, manifest_of
from doorstep.record.seal import copy_path
from doorstep.record.sql import marks, rows, run

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Imported:
    """What came in: rows by table, files, and whether personal fields can be opened with the keys that are here."""

    tables: dict[str, int]
    files: int
    keys_open: bool


def import_all(path: Path, *, progress: Progress = lambda table, done: None) -> Imported:
    """Brings the export at ``path`` into this empty, migrated installation.

    Raises ``Refused``: import.not_export, import.version, import.not_empty, import.altered, import.unknown, import.heads.
    """
    with _opened(path) as pack:
        manifest = _checked(path, pack)
        _empty(pack, manifest)
        _bring_keys(pack)
        for key in manifest["public_keys"]:
            trust.trust(key)
        hashes = [name[6:] for name in pack.namelist() if name.startswith("files/")]
        for hash_ in hashes:
            with pack.open(f"files/{hash_}") as source:
                files.place(hash_, source)  # type: ignore[arg-type]
        _bring_seals(pack)
        known = tables()
        with transaction.atomic():
            counts = {}
            for name in manifest["tables"]:
                counts[name] = _load(path, pack, name, known[name], progress)
            if (found := broken_heads()) != manifest["broken"]:
                raise Refused("import.heads", path=path, count=found)
            _move_sequences(list(known.values()))
    wrapped = rows("SELECT wrapped FROM record_customer WHERE wrapped IS NOT NULL LIMIT 1")
    return Imported(counts, len(hashes), not wrapped or keys.opens(wrapped[0][0]))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise Refused("import.not_export", path=path) from None


def _checked(path: Path, pack: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest of an export that is whole, unaltered and of a form that is read here."""
    try:
        manifest, text, signature = manifest_of(pack)
    except ValueError:
        raise Refused("import.not_export", path=path) from None
    if manifest.get("kind") != "installation":
        raise Refused("import.not_export", path=path)
    if manifest.get("form") != FORM:
        raise Refused("import.version", path=path, found=manifest.get("form"), wanted=FORM)
    if not trust.signed(text, signature, manifest["public_keys"]):
        raise Refused("import.altered", path=path, part="manifest.json")
    for name in altered_entries(pack, manifest):
        raise Refused("import.altered", path=path, part=name)
    for name in manifest["tables"]:
        if name not in tables():
            raise Refused("import.unknown", path=path, name=name)
    return manifest


def _empty(pack: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    for name in tables():
        if rows(f'SELECT 1 FROM "{name}" LIMIT 1'):
            raise Refused("import.not_empty", table=name)
    if copy_path().exists() and copy_path().stat().st_size:
        theirs = pack.read("seals.jsonl") if "seals.jsonl" in manifest["entries"] else b""
        if not copy_path().read_bytes().startswith(theirs) or not theirs:
            raise Refused("import.not_empty", table="seals.jsonl")


def _bring_keys(pack: zipfile.ZipFile) -> None:
    """The keys that came along; what an empty installation had made for itself is kept beside them."""
    folder = home.home() / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name in pack.namelist():
        if not name.startswith("keys/"):
            continue
        path, content = folder / Path(name).name, pack.read(name)
        if path.exists() and path.read_bytes() == content:
            continue
        if path.exists():
            path.rename(path.with_name(f"{path.name}.replaced-{clock.now():%Y%m%dT%H%M%S%f}"))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    receipts.forget_key()
    keys.forget_opened()


def _bring_seals(pack: zipfile.ZipFile) -> None:
    if "seals.jsonl" in pack.namelist() and not copy_path().exists():
        with pack.open("seals.jsonl") as source, copy_path().open("xb") as file:
            while data := source.read(1 << 20):
                file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _load(path: Path, pack: zipfile.ZipFile, name: str, model: type[models.Model], progress: Progress) -> int:
    fields = {field.column: field for field in model._meta.local_concrete_fields}
    count = 0
    with pack.open(f"tables/{name}.jsonl") as source:
        for part in _parts(source):  # type: ignore[arg-type]
            columns = list(part[0])
            if unknown := set(columns) - set(fields):
                raise Refused("import.unknown", path=path, name=f"{name}.{min(unknown)}")
            _insert(name, columns, [fields[column] for column in columns], part)
            count += len(part)
            progress(name, count)
    return count


def _parts(source: BinaryIO) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for line in source:
        part.append(json.loads(line))
        if len(part) == 500:
            yield part
            part = []
    if part:
        yield part


def _insert(table: str, columns: Sequence[str], fields: Sequence[Any], part: list[dict[str, Any]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    one = f"({marks(len(columns))})"
    step = max(1, 900 // len(columns))
    for start in range(0, len(part), step):
        some = part[start : start + step]
        values = [
            _value(table, field, row[column]) for row in some for column, field in zip(columns, fields, strict=True)
        ]
        run(f'INSERT INTO "{table}" ({names}) VALUES {", ".join([one] * len(some))}', values)


def _value(table: str, field: Any, value: Any) -> Any:
    """What a column is given. The number of a foreign server's transaction means nothing here."""
    if table == "record_act" and field.column == "xact":
        return 0
    if isinstance(field, models.BinaryField):
        value = None if value is None else field.to_python(value)
    elif not isinstance(field, models.JSONField):
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)


def _move_sequences(those: list[type[models.Model]]) -> None:
    for sql in connection.ops.sequence_reset_sql(no_style(), those):
        with connection.cursor() as cursor:
            cursor.execute(sql)
