"""``doorstep standard``: check files of standards, read one as a document, see how well the examples cover it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from doorstep import standards
from doorstep.cli.choosing import Language, is_file, standard_named
from doorstep.cli.errors import EXIT_FOUND, fail
from doorstep.cli.scenario import mismatch_lines, worded
from doorstep.cli.wording import both, word
from doorstep.gate.coverage import Covered, coverage
from doorstep.gate.scenarios import ScenarioError, example_files, read_scenario, run_scenario
from doorstep.language import reader
from doorstep.language.errors import StandardError
from doorstep.language.model import Standard
from doorstep.language.show import document, page

app = typer.Typer(add_completion=False, no_args_is_help=True, help=both("standard.about"))


@app.command(help=both("standard.check"))
def check(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE…]", help=both("standard.check.files"))] = None,
    lang: Language = "en",
) -> None:
    """Print every fault, then run the examples; exit code 1 on any fault or mismatch."""
    good = [_checked(name, lang) for name in files or standards.names()]
    if not all(good):
        raise typer.Exit(EXIT_FOUND)


def _checked(name: str, lang: str) -> bool:
    path = Path(name) if is_file(name) or name not in standards.names() else standards.path(name)
    try:
        standard = reader.load(path)
    except StandardError as error:
        for fault in error.faults:
            typer.echo(f"{fault.path}:{fault.line}:{fault.column} {fault.words(lang)}")
        typer.echo(word("standard.check.bad", lang, name=name, faults=len(error.faults)))
        return False
    files = example_files(standard)
    lines = [line for file in files for line in _wrong(file, standard, lang)]
    for line in lines:
        typer.echo(line)
    if not lines:
        counts = {"clauses": len(standard.clauses), "examples": len(files)}
        typer.echo(word("standard.check.good", lang, name=standard.key, **counts))
    return not lines


def _wrong(file: Path, standard: Standard, lang: str) -> list[str]:
    """What is wrong with an example: why it cannot be run, or its mismatches."""
    try:
        return mismatch_lines(run_scenario(read_scenario(file), standard), lang)
    except ScenarioError as error:
        return [worded(error, lang)]


@app.command(help=both("standard.publish"))
def publish(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE…]", help=both("standard.check.files"))] = None,
    lang: Language = "en",
) -> None:
    """Pin the versions, so that a changed file is refused from now on."""
    from doorstep.language import published

    for name in files or standards.names():
        standard = standard_named(name, lang)
        if standard.version is None:
            fail(word("standard.publish.draft", lang, name=name), remedy=word("standard.publish.remedy", lang))
        outcome = "done" if published.publish(standard) else "before"
        typer.echo(word(f"standard.publish.{outcome}", lang, name=standard.key, version=standard.version))


@app.command(help=both("standard.show"))
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=both("standard.show.name"))],
    out: Annotated[Path | None, typer.Argument(metavar="[PAGE.html]", help=both("standard.show.page"))] = None,
    html: Annotated[bool, typer.Option("--html", help=both("standard.show.html"))] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="LANG", help=both("lang"))] = None,
) -> None:
    """A standard to read: on the terminal, or with --html as one page."""
    shown = document(standard_named(name, lang or "en"))
    if html or out is not None:
        text = page(shown)
        if out is None:
            sys.stdout.buffer.write(text.encode())
        else:
            out.write_text(text, encoding="utf-8")
            typer.echo(word("standard.show.written", lang or "en", name=str(out)))
        return
    from doorstep.cli.terminal import print_document

    print_document(shown, (lang,) if lang else ("zh", "en"))


@app.command("coverage", help=both("standard.coverage"))
def show_coverage(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME…]", help=both("standard.coverage.names"))] = None,
    summary: Annotated[bool, typer.Option("--summary", help=both("standard.coverage.summary"))] = False,
    lang: Language = "en",
) -> None:
    """How each clause is decided and exercised; exit code 1 if one that should decide is decided by nothing."""
    undecided: list[str] = []
    for name in names or standards.names():
        standard = standard_named(name, lang)
        try:
            covered = coverage(standard)
        except ScenarioError as error:
            typer.echo(worded(error, lang))
            raise typer.Exit(EXIT_FOUND) from None
        typer.echo(_head(standard, covered, lang))
        if not summary:
            for line in covered:
                typer.echo(_line(line, lang))
        undecided += [line.clause.id for line in covered if line.undecided]
    if undecided:
        typer.echo(word("standard.coverage.undecided", lang, count=len(undecided), names=", ".join(undecided)))
        raise typer.Exit(EXIT_FOUND)


def _head(standard: Standard, covered: list[Covered], lang: str) -> str:
    counts = {
        "clauses": len(covered),
        "decided": sum(bool(line.forms) and line.decides for line in covered),
        "exercised": sum(bool(line.examples) for line in covered),
        "examples": len(example_files(standard)),
    }
    return word("standard.coverage.head", lang, name=standard.key, **counts)


def _line(line: Covered, lang: str) -> str:
    clause = line.clause
    decided = "+".join(line.forms) or word(f"standard.coverage.{'nothing' if line.decides else 'info'}", lang)
    parts = [f"{name} {verdict}" for name, verdict in line.examples.items()]
    if not parts and line.decides:
        parts = [word("standard.coverage.unexercised", lang)]
        if line.reached:
            verdicts = ", ".join(f"{verdict} {count}×" for verdict, count in sorted(line.reached.items()))
            parts.append(word("standard.coverage.reached", lang, verdicts=verdicts))
    return f"  {clause.number:<6} {clause.check:<8} {clause.kind:<13} {decided:<16} {'; '.join(parts)}".rstrip()
