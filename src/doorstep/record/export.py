"""Exports: the case file of one case, which a stranger can verify with a short script, and a whole installation.

A case file is for reading and proving; ``importing`` takes only whole installations. Their forms are written down in
``docs/backup.md`` and in the case file's own README.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from importlib import resources
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

from doorstep import __version__, standards
from doorstep.calendar import format_moment
from doorstep.judge import Judgement
from doorstep.record import clock, files, home, keys, trust
from doorstep.record.envelope import SALT_BYTES, canonical
from doorstep.record.faults import Refused
from doorstep.record.history import History, history
from doorstep.record.packing import Pack
from doorstep.record.reading import Recorded, read
from doorstep.record.receipts import receipt, signed_text
from doorstep.record.seal import copy_path
from doorstep.record.snapshot import snapshot, stream
from doorstep.record.sql import marks, rows
from doorstep.record.verify_acts import mentioned_files

FORM = 1
"""The form of both kinds of export."""

MayRead = Callable[[Recorded], bool]


def export_case(case: str, path: Path, *, may_read: MayRead = lambda act: True) -> None:
    """Writes the case file of a case to ``path``; with the personal fields of those acts that ``may_read`` allows.

    Where something is withheld, verdicts carry no sentences, because they could quote it.
    Raises ``Refused``: export.no_case; ``ValueError`` when an act was altered so that it cannot be read.
    """
    with snapshot():
        acts = read(case)
        if not acts:
            raise Refused("export.no_case", case=case)
        whole = all(may_read(act) for act in acts)
        with Pack(path) as pack:
            pack.add("acts.jsonl", "".join(act.envelope.text + "\n" for act in acts))
            shown = [act for act in acts if act.personal is not None and may_read(act)]
            pack.add("personal.jsonl", "".join(_openings(shown)))
            pack.add("receipts.jsonl", "".join(map(_receipt, acts)))
            pack.add("seals.jsonl", "".join(_seals(case)))
            _add_files(pack, [act.data if act in shown else act.envelope.data for act in acts])
            found = history(case, acts)
            for key, _, _ in found.standards:
                standard = standards.load(key)
                pack.add(f"standards/{key}-{standard.version}.yaml", standards.path(key).read_text(encoding="utf-8"))
            pack.add("verdicts.json", canonical(_verdicts(found, sentences=whole)))
            pack.add("public_key.txt", "".join(key + "\n" for key in trust.public_keys()))
            for name, source in (("README.txt", "case_file.txt"), ("verify_case_file.py", "verify_case_file.py")):
                pack.add(name, (resources.files("doorstep.record") / source).read_text(encoding="utf-8"))
            last = acts[-1].envelope
            pack.finish(kind="case", form=FORM, case=case, head=last.hash, count=last.no, at=clock.now().isoformat())


def _openings(acts: list[Recorded]) -> Iterator[str]:
    """The salt and the canonical text under each commitment."""
    places = marks(len(acts))
    found = rows(
        f"""SELECT p.act, c.wrapped, p.sealed FROM record_personal p JOIN record_customer c ON c.id = p.customer
        WHERE p.act IN ({places})""",
        [act.envelope.id for act in acts],
    ) if acts else []  # fmt: skip
    by_act = {act: keys.unseal(wrapped, act, bytes(sealed)) for act, wrapped, sealed in found}
    for act in acts:
        if opening := by_act.get(act.envelope.id):
            fields = {"salt": opening[:SALT_BYTES].hex(), "personal": opening[SALT_BYTES:].decode()}
            yield canonical({"act": act.envelope.id, **fields}) + "\n"


def _receipt(act: Recorded) -> str:
    ours = receipt(act.envelope)
    return canonical({"text": signed_text(ours), "signature": ours.signature}) + "\n"


def _seals(case: str) -> Iterator[str]:
    """The latest seal of the case: its head covers all acts before it."""
    found = rows(
        "SELECT s.text, s.signature FROM record_seal s JOIN record_case c ON c.seal = s.no WHERE c.id = %s", [case]
    )
    for text, signature in found:
        yield canonical({"text": text, "signature": signature}) + "\n"


def _add_files(pack: Pack, contents: list[Any]) -> None:
    for hash_ in sorted(set().union(*map(mentioned_files, contents))):
        if rows("SELECT 1 FROM record_file WHERE hash = %s AND complete", [hash_]) and files.path(hash_).exists():
            pack.add_file(f"files/{hash_}", files.path(hash_))


def _verdicts(found: History, *, sentences: bool) -> dict[str, Any]:
    as_of = clock.civil(clock.now())
    result: dict[str, Any] = {}
    judgements = found.judgements(as_of)
    for key, version, kind in found.standards:
        judged, events = judgements[key], found.events(key)
        clauses = {clause: _clause(judged, clause, events, sentences) for clause in judged.verdicts}
        result[key] = {"version": version, "kind": kind, "finished": judged.finished, "clauses": clauses}
    return {"case": found.case, "number": found.number, "as_of": format_moment(as_of), "standards": result}


def _clause(judged: Judgement, clause: str, events: list[dict[str, Any]], sentences: bool) -> dict[str, Any]:
    findings = []
    for one in judged.findings(clause) or [judged.finding(clause)]:
        finding: dict[str, Any] = {"verdict": one.verdict, "code": one.code, "unit": one.unit, "limit": one.limit}
        finding["act"] = events[one.act]["id"] if one.act is not None else None
        if sentences:
            finding["sentences"] = {lang: judged.sentence(one, lang) for lang in ("zh", "en")}
        findings.append(finding)
    return {"verdict": judged.verdicts[clause], "findings": findings}


def tables() -> dict[str, type[models.Model]]:
    """The tables of the house by name: what a whole installation is made of."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("doorstep.")]
    found = [model for config in ours for model in config.get_models(include_auto_created=True)]
    return {model._meta.db_table: model for model in found if model._meta.managed and not model._meta.proxy}


def export_all(
    path: Path, *, with_keys: bool = False, progress: Callable[[str, int], None] = lambda table, done: None
) -> None:
    """Writes the whole installation to ``path``: every table as JSON lines, files, the copy of the seals.

    The keys folder goes along only ``with_keys``; without it whoever imports must bring it, or personal fields stay closed.
    ``progress`` is told how many rows of which table are written.
    """
    copied = copy_path().stat().st_size if copy_path().exists() else 0
    public = trust.public_keys()
    with snapshot(), Pack(path) as pack:
        counts = {name: _add_table(pack, name, model, progress) for name, model in tables().items()}
        if copied:
            pack.add_file("seals.jsonl", copy_path(), copied)
        for (hash_,) in stream("SELECT hash FROM record_file WHERE complete ORDER BY hash"):
            if files.path(hash_).exists():
                pack.add_file(f"files/{hash_}", files.path(hash_))
        if with_keys:
            for file in sorted((home.home() / "keys").glob("*")):
                if file.suffix in (".key", ".txt"):
                    pack.add_file(f"keys/{file.name}", file)
        applied = sorted(
            f"{app}.{name}" for app, name in MigrationRecorder.Migration.objects.values_list("app", "name")
        )
        pack.finish(
            kind="installation",
            form=FORM,
            at=clock.now().isoformat(),
            doorstep=__version__,
            tables=counts,
            broken=broken_heads(),
            public_keys=public,
            migrations=applied,
        )


def broken_heads() -> int:
    """How many chains have another head than their last act: none, unless the record was tampered with."""
    found = rows(
        """SELECT count(*) FROM record_case c LEFT JOIN record_act a ON a."case" = c.id AND a.no = c.count
        WHERE c.count > 0 AND (a.hash IS NULL OR a.hash <> c.head)"""
    )
    return int(found[0][0])


def _add_table(pack: Pack, name: str, model: type[models.Model], progress: Callable[[str, int], None]) -> int:
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    count = 0
    with pack.entry(f"tables/{name}.jsonl") as write:
        order = f'"{model._meta.pk.column}"' if model is not apps.get_model("record", "Act") else '"case", no'
        for row in _python_rows(model, fields, f'SELECT {columns} FROM "{name}" ORDER BY {order}'):
            write(
                (
                    canonical({field.column: plain(value) for field, value in zip(fields, row, strict=True)}) + "\n"
                ).encode()
            )
            count += 1
            if count % 1000 == 0:
                progress(name, count)
    progress(name, count)
    return count


def _python_rows(model: type[models.Model], fields: Any, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows with values as Django's fields give them: SQLite alone would give times as text."""
    from django.db import connection

    converters = []
    for field in fields:
        column = field.get_col(model._meta.db_table)
        converters.append([*connection.ops.get_db_converters(column), *column.get_db_converters(connection)])
    columns = [field.get_col(model._meta.db_table) for field in fields]
    for row in stream(sql):
        values = list(row)
        for place, those in enumerate(converters):
            for convert in those:
                values[place] = convert(values[place], columns[place], connection)
        yield tuple(values)


def plain(value: Any) -> Any:
    """A value of a column as JSON says it: bytes in base 64, times in ISO 8601."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)
