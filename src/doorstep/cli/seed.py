"""``doorstep seed demo``: an empty installation is filled with the demo's data."""

from __future__ import annotations

from typing import Annotated

import typer

from doorstep.cli.choosing import Language
from doorstep.cli.errors import fail
from doorstep.cli.wording import both, word

app = typer.Typer(add_completion=False)


@app.command(help=both("seed.about"))
def seed(
    what: Annotated[str, typer.Argument(metavar="demo", help=both("seed.what"))],
    lang: Language = "zh",
) -> None:
    """Fill in the demo's data, and say who to log in as."""
    if what != "demo":
        fail(word("seed.unknown", lang, name=what), remedy=word("seed.unknown.remedy", lang))
    from doorstep.cli.application import start_or_make

    start_or_make(migrate=False)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from doorstep.gate import seeding

    if seeding.others_are_here():
        fail(word("seed.other", lang), remedy=word("seed.other.remedy", lang))
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=None)
        day = seeding.seed(
            lambda case, done, total: progress.update(task, description=case, completed=done, total=total)
        )
    typer.echo(word("seed.done", lang, day=day.text, acts=day.recorded))
    typer.echo(word("seed.log_in", lang, password=seeding.password()))
    for username, name, post, place in seeding.log_ins(lang):
        typer.echo(f"  {username:<14}{name}  {post}  {place}")
