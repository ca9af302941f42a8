"""Writes docs/command-line.md from what `doorstep --help`, and the help of every verb, says.

Run by hand when a verb or an option changes: `python tools/make_cli_docs.py`. A test fails while the page is stale.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import typer

from doorstep.cli.registry import VERBS

TARGET = Path(__file__).parents[1] / "docs" / "command-line.md"
WIDTH = "100"
HEAD = """# On the command line

[documents](index.md) · written by `tools/make_cli_docs.py` from the command's own help; change that, not this page.

Every verb exits with 0 when all is well, 1 when it found something (a fault, a mismatch, a rejected row, a bad line), and 2
when it could not do what was asked. Where `IN.jsonl` and `OUT.jsonl` stand, `-` is standard input and output.
"""


def commands() -> Iterator[tuple[str, ...]]:
    """The words of every command, each verb before the verbs below it."""
    yield ()
    for verb in VERBS:
        yield (verb.name,)
        group = typer.main.get_command(import_module(verb.module).app)
        for name in getattr(group, "commands", {}):
            yield (verb.name, name)


def help_of(words: tuple[str, ...]) -> str:
    """What `doorstep WORDS --help` prints, in a process of its own as a user's is, on a terminal of a fixed width."""
    call = [sys.executable, "-m", "doorstep", *words, "--help"]
    fixed = {**os.environ, "TYPER_USE_RICH": "0", "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    printed = subprocess.run(call, env=fixed, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return "\n".join(line.rstrip() for line in printed.strip().splitlines())


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for words in commands():
        title = " ".join(("doorstep", *words))
        parts.append(f"{'#' * (2 + max(0, len(words) - 1))} {title}\n\n```text\n{help_of(words)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
