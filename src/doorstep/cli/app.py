"""The command line's root: lists the verbs of ``registry`` and imports a verb's module only when it is called.

So ``doorstep --help`` starts without YAML, workbooks or tables. What a verb does lives in its own module.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from doorstep import __version__
from doorstep.cli.errors import EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED, UserError, explain
from doorstep.cli.registry import VERBS, say


class LateGroup(TyperGroup):
    """A group whose commands are names with a purpose until one of them is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for verb in VERBS:
            self.commands[verb.name] = TyperCommand(verb.name, help=verb.purpose)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Typer's own, after the verb that ``args`` begins with has taken its placeholder's place."""
        for verb in VERBS:
            if args and args[0] == verb.name:
                command = typer.main.get_command(import_module(verb.module).app)
                command.help = command.help or verb.purpose
                self.commands[verb.name] = command
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=LateGroup,
    name="doorstep",
    help=say("about"),
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doorstep {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", help=say("option.version"), callback=_show_version, is_eager=True),
) -> None:
    """Options that stand before the verb."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's own); its exit code.

    A ``UserError``, and a file that cannot be opened, become one line on standard error; anything else is a fault of
    ours and keeps its traceback.
    """
    command = typer.main.get_command(app)
    try:
        command.main(args=None if arguments is None else list(arguments), prog_name="doorstep")
    except (UserError, OSError) as error:
        print(explain(error), file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else EXIT_DONE if leave.code is None else EXIT_FAILED
    return EXIT_DONE
