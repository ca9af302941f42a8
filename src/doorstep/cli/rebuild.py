"""``doorstep rebuild``: the read models are made anew from the acts."""

from __future__ import annotations

import typer

from doorstep.cli.choosing import Language
from doorstep.cli.wording import both, word

app = typer.Typer(add_completion=False)


@app.command(help=both("rebuild.about"))
def rebuild(lang: Language = "zh") -> None:
    """Make all lists anew."""
    from doorstep.cli.application import start

    start(lang)
    from doorstep.measure import counting
    from doorstep.record import readmodels

    cases = readmodels.rebuild()
    counting.rebuild()
    typer.echo(word("rebuild.done", lang, cases=cases))
