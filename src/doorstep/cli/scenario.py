"""``doorstep scenario run``: stories against their standards, what differs is printed with the judge's sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstep import standards
from doorstep.cli.choosing import Language, standard_named
from doorstep.cli.errors import EXIT_FOUND, fail
from doorstep.cli.wording import both, word
from doorstep.gate.scenarios import Run, ScenarioError, read_scenario, run_scenario, scenario_files
from doorstep.language.errors import nearest
from doorstep.language.model import Standard

app = typer.Typer(add_completion=False, no_args_is_help=True, help=both("scenario.about"))


@app.callback()
def root() -> None:
    """Keeps ``run`` a word of its own, although it is the only one."""


@app.command(help=both("scenario.run"))
def run(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR…", help=both("scenario.folders"))],
    standard: Annotated[list[str] | None, typer.Option("--standard", help=both("scenario.standard"))] = None,
    lang: Language = "en",
) -> None:
    """Run every scenario file; exit code 1 on any mismatch or error."""
    own = {found.key: found for found in (standard_named(name, lang) for name in standard or ())}
    files = scenario_files(folders)
    if not files:
        fail(word("scenario.none", lang, names=", ".join(map(str, folders))), remedy=word("scenario.none.remedy", lang))
    runs, errors = [], 0
    for file in files:
        try:
            runs.append(_run(file, own))
        except ScenarioError as error:
            errors += 1
            typer.echo(worded(error, lang))
            continue
        for line in mismatch_lines(runs[-1], lang):
            typer.echo(line)
    wrong = sum(len(one.mismatches) for one in runs)
    expected = sum(len(one.scenario.expect) for one in runs)
    typer.echo(word("scenario.total", lang, files=len(files), expected=expected, wrong=wrong, errors=errors))
    if wrong or errors:
        raise typer.Exit(EXIT_FOUND)


def _run(file: Path, own: dict[str, Standard]) -> Run:
    scenario = read_scenario(file)
    found = own.get(scenario.standard)
    if found is None and scenario.standard in standards.names():
        found = standards.load(scenario.standard)
    if found is None:
        names = (*own, *standards.names())
        near = nearest(scenario.standard, names)
        raise ScenarioError(str(file), "unknown_standard", name=scenario.standard, near=near)
    return run_scenario(scenario, found)


def worded(error: ScenarioError, lang: str) -> str:
    """One line for a scenario that cannot be run: where, what, and the nearest right name."""
    near = error.values.get("near")
    hint = word("hint", lang, near=near) if near else ""
    problem = word(f"scenario.error.{error.code}", lang, **{**error.values, "hint": hint})
    return word("scenario.error", lang, where=error.where, problem=problem)


def mismatch_lines(one: Run, lang: str) -> list[str]:
    """The lines for a scenario's mismatches: which clause, expected and got, and below it the judge's sentence."""
    lines = []
    for wrong in one.mismatches:
        values = {"clause": wrong.clause, "expected": wrong.expected, "got": wrong.got}
        lines.append(word("scenario.mismatch", lang, scenario=one.scenario.name, **values))
        lines.append(f"    {wrong.sentences[lang]}")
        lines.append(f"    {one.scenario.path}:{one.scenario.lines.get(wrong.clause, 1)}")
    return lines
