"""``doorstep export``: one case as a file that a stranger can verify, or the whole installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.choosing import Language
from doorstep.cli.errors import fail
from doorstep.cli.wording import both, word

app = typer.Typer(add_completion=False)


@app.command(help=both("export.about"))
def export(
    names: Annotated[list[str], typer.Argument(metavar="CASE FILE | --all FILE", help=both("export.names"))],
    everything: Annotated[bool, typer.Option("--all", help=both("export.all"))] = False,
    with_keys: Annotated[bool, typer.Option("--with-keys", help=both("export.with_keys"))] = False,
    no_personal: Annotated[bool, typer.Option("--no-personal", help=both("export.no_personal"))] = False,
    lang: Language = "zh",
) -> None:
    """Write the case file of CASE to FILE, or everything."""
    if len(names) != (1 if everything else 2):
        fail(word("export.usage", lang), remedy=word("export.usage.remedy", lang))
    path = Path(names[-1])
    if path.exists():
        fail(word("export.exists", lang, path=path), remedy=word("export.exists.remedy", lang))
    if not path.resolve().parent.is_dir():
        fail(word("export.no_folder", lang, path=path.parent))
    from doorstep.cli.application import start

    start(lang)
    if everything:
        _everything(path, with_keys, lang)
    else:
        _case(names[0], path, no_personal, lang)


def _case(name: str, path: Path, no_personal: bool, lang: str) -> None:
    from doorstep.cli.cases import case_named
    from doorstep.record.export import export_case
    from doorstep.record.faults import Refused
    from doorstep.record.seal import seal_changes

    case = case_named(name)
    if case is None:
        fail(word("case.unknown", lang, name=name), remedy=word("case.unknown.remedy", lang))
    seal_changes()
    try:
        export_case(case, path, may_read=lambda act: not no_personal)
    except Refused as refused:
        fail(refused.words(lang))
    except ValueError:
        fail(word("export.unreadable", lang, name=name), remedy=word("export.unreadable.remedy", lang, name=name))
    typer.echo(word("export.case", lang, name=name, path=path))


def _everything(path: Path, with_keys: bool, lang: str) -> None:
    from doorstep.cli.rows import RowBars
    from doorstep.record.export import export_all

    with RowBars() as bars:
        export_all(path, with_keys=with_keys, progress=bars.show)
    typer.echo(word("export.whole.keys" if with_keys else "export.whole", lang, path=path))
