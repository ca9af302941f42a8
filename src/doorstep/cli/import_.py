"""``doorstep import``: the export of a whole installation is brought into an empty one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.choosing import Language
from doorstep.cli.errors import fail
from doorstep.cli.wording import both, word

app = typer.Typer(add_completion=False)


@app.command(name="import", help=both("import.about"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=both("import.file"))],
    lang: Language = "zh",
) -> None:
    """Import FILE into this installation, which must be empty."""
    if not file.is_file():
        fail(word("import.absent", lang, path=file))
    from doorstep.cli.application import start
    from doorstep.cli.rows import RowBars

    start(lang, migrate=True)
    from doorstep.record.faults import Refused
    from doorstep.record.importing import import_all

    with RowBars() as bars:
        try:
            done = import_all(file, progress=bars.show)
        except Refused as refused:
            fail(refused.words(lang))
    cases, acts = done.tables.get("record_case", 0), done.tables.get("record_act", 0)
    typer.echo(word("import.done", lang, cases=cases, acts=acts, files=done.files))
    if not done.keys_open:
        typer.echo(word("import.closed", lang))
