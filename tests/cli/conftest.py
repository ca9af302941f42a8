"""Runs a ``doorstep`` command line in this process and tells what it printed and how it ended."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from doorstep.cli.app import run


class Ended(NamedTuple):
    """A command that ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Doorstep = Callable[..., Ended]


@pytest.fixture
def doorstep(capfd: pytest.CaptureFixture[str]) -> Doorstep:
    """``doorstep("judge", "in.jsonl", …)`` runs that command line."""

    def command(*arguments: object) -> Ended:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Ended(code, printed.out, printed.err)

    return command
