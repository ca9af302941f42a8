"""``doorstep verify``: the record, one case or an export is proved, and every fault is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstep.cli.choosing import Language
from doorstep.cli.errors import EXIT_FOUND, fail
from doorstep.cli.wording import both, word

if TYPE_CHECKING:
    from doorstep.record.receipts import Receipt

app = typer.Typer(add_completion=False)


@app.command(help=both("verify.about"))
def verify(
    what: Annotated[str, typer.Argument(metavar="[CASE | EXPORT]", help=both("verify.what"))] = "",
    receipts: Annotated[Path | None, typer.Option(metavar="FILE", help=both("verify.receipts"))] = None,
    lists: Annotated[bool, typer.Option("--lists", help=both("verify.lists"))] = False,
    key: Annotated[list[str] | None, typer.Option(metavar="PUBLIC_KEY", help=both("verify.key"))] = None,
    lang: Language = "zh",
) -> None:
    """Prove the record; exit code 1 on any fault."""
    held = _receipts(receipts, lang) if receipts else []
    if what and Path(what).is_file():
        _export(Path(what), key or [], lang)
        return
    from doorstep.cli.application import start

    start(lang)
    from doorstep.record.verify import Tally, faults

    tally, count = Tally(), 0
    for fault in faults(_case(what, lang) if what else None, receipts=held, rows_too=lists, tally=tally):
        count += 1
        typer.echo(fault.words(lang))
    typer.echo(word("verify.total", lang, cases=tally.cases, acts=tally.acts, receipts=len(held), faults=count))
    if count:
        raise typer.Exit(EXIT_FOUND)


def _export(path: Path, keys: list[str], lang: str) -> None:
    from doorstep.record.exported import NotAnExport, check

    try:
        found = check(path, keys)
    except NotAnExport:
        fail(word("verify.not_export", lang, path=path), remedy=word("verify.not_export.remedy", lang))
    for line in found:
        typer.echo(line)
    if found:
        typer.echo(word("verify.export.bad", lang, path=path, faults=len(found)))
        raise typer.Exit(EXIT_FOUND)
    typer.echo(word("verify.export.good" if keys else "verify.export.own_key", lang, path=path))


def _receipts(path: Path, lang: str) -> list[Receipt]:
    """The receipts of a file, one JSON object a line."""
    from doorstep.record.receipts import Receipt

    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            fields = json.loads(line)
            found.append(Receipt(**{name: fields[name] for name in Receipt.__dataclass_fields__}))
        except (ValueError, KeyError, TypeError) as error:
            fail(word("verify.bad_receipt", lang, path=path, line=number, problem=error))
    return found


def _case(name: str, lang: str) -> str:
    """The id of the case that is meant: its number, or its id (of a case that is gone as well)."""
    from doorstep.cli.cases import case_named

    found = case_named(name)
    if found is None and len(name) != 32:
        fail(word("case.unknown", lang, name=name), remedy=word("case.unknown.remedy", lang))
    return found or name
