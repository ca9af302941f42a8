"""``doorstep token create``: a bearer token for another system or a script."""

from __future__ import annotations

from typing import Annotated

import typer

from doorstep.cli.choosing import Language
from doorstep.cli.errors import fail
from doorstep.cli.wording import both

app = typer.Typer(add_completion=False, help=both("token.about"), no_args_is_help=True)


@app.callback()
def tokens() -> None:
    """Keeps ``create`` a word of its own."""


@app.command(help=both("token.create"))
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help=both("token.name"))],
    account: Annotated[str, typer.Option(metavar="USERNAME", help=both("token.account"))],
    days: Annotated[int, typer.Option(help=both("token.days"))] = 365,
    lang: Language = "zh",
) -> None:
    """Print the secret of a new token, and nothing else."""
    from doorstep.cli.application import start

    start(lang)
    from doorstep.people.accounts import account as account_named
    from doorstep.people.errors import PeopleError
    from doorstep.people.tokens import create_token

    try:
        secret, _ = create_token(account_named(account), name, days, by="command")
    except PeopleError as refused:
        fail(refused.say(lang))
    typer.echo(secret)
