"""``doorstep judge``: cases one a line in, their verdicts one a line out, in the same order.

Reads and writes as it goes, so a file of any length needs no more memory than its longest line. What a line means is
``gate.lines``'s.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from doorstep.cli.errors import EXIT_FOUND, fail
from doorstep.cli.wording import both, word
from doorstep.gate.lines import answer

app = typer.Typer(add_completion=False)

STDIO = "-"


@app.command()
def judge(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help=both("judge.source"))],
    out: Annotated[str, typer.Option("--out", metavar="OUT.jsonl", help=both("judge.out"))],
    explain: Annotated[bool, typer.Option("--explain", help=both("judge.explain"))] = False,
) -> None:
    """Judge every line; a bad one is answered with its error in its place (exit code 1)."""
    if STDIO not in (source, out) and Path(source).resolve() == Path(out).resolve():
        fail(word("judge.same_file", name=source), remedy=word("judge.same_file.remedy"))
    bad = total = 0
    with _reading(source) as lines, _writing(out) as answers:
        for line in lines:
            result = _answered(line, explain=explain)
            answers.write(json.dumps(result, ensure_ascii=False, separators=(", ", ": ")).encode() + b"\n")
            bad += "error" in result
            total += 1
    if bad:
        print(word("judge.bad_lines", bad=bad, total=total), file=sys.stderr)
        raise typer.Exit(EXIT_FOUND)


def _answered(line: bytes, *, explain: bool) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return {"error": {"code": "encoding", "path": "", "message": f"byte {error.start + 1} is no UTF-8"}}
    return answer(text, explain=explain)


@contextmanager
def _reading(name: str) -> Iterator[BinaryIO]:
    if name == STDIO:
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield file


@contextmanager
def _writing(name: str) -> Iterator[BinaryIO]:
    if name == STDIO:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with Path(name).open("wb") as file:
        yield file
