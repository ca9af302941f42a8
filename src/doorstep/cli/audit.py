"""``doorstep audit``: a workbook of orders is judged, and the report and its tables are written into a folder.

What is asked and what is printed lives here; reading, judging and writing are ``gate.audit``'s.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from doorstep.calendar import parse_moment
from doorstep.cli.choosing import Language, standard_named
from doorstep.cli.errors import EXIT_FOUND, fail
from doorstep.gate.audit.wording import both, say
from doorstep.language.model import Standard

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_SHOWN = 8
"""Names of orders that the summary writes out."""


@app.command()
def audit(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help=both("help.files"))] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help=both("help.out"))] = None,
    standard: Annotated[str, typer.Option(metavar="NAME,…", help=both("help.standard"))] = "",
    as_of: Annotated[str, typer.Option(metavar="MOMENT", help=both("help.as_of"))] = "",
    mapping: Annotated[Path | None, typer.Option(metavar="FILE.yaml", help=both("help.mapping"))] = None,
    suggest: Annotated[Path | None, typer.Option(metavar="FILE.yaml", help=both("help.suggest"))] = None,
    template: Annotated[str, typer.Option(metavar="NAME", help=both("help.template"))] = "",
    case: Annotated[str, typer.Option(metavar="KIND", help=both("help.case"))] = "",
    lang: Language = "zh",
) -> None:
    """Audit FILE… and write report.html, breaches.xlsx, verdicts.jsonl (and rejected.xlsx) into DIR.

    Exit code: 0 clean, 1 rows were rejected, 2 nothing could be judged.
    """
    if template:
        _template(template, case, out, lang)
        return
    if not files:
        fail(say(lang, "files.missing"))
    _check_files([*files, *([mapping] if mapping else [])], lang)
    given = [standard_named(name.strip(), lang) for name in re.split("[,，、]", standard) if name.strip()]
    if suggest:
        _suggest(files, suggest, given, lang)
        return
    raise typer.Exit(_audit(files, _folder(out, lang), given, _moment(as_of, lang), mapping, lang))


def _check_files(files: list[Path], lang: str) -> None:
    for file in files:
        if not file.exists():
            fail(say(lang, "file.absent", path=file))


def _folder(out: Path | None, lang: str) -> Path:
    if out is None:
        fail(say(lang, "out.missing"))
    if out.is_file():
        fail(say(lang, "out.is_file", path=out))
    return out


def _moment(text: str, lang: str) -> str | None:
    if not text:
        return None
    moment = text.replace("T", " ").strip()
    try:
        parse_moment(moment)
    except ValueError:
        fail(say(lang, "as_of.bad", text=text))
    return moment


def _template(name: str, case: str, out: Path | None, lang: str) -> None:
    from doorstep.gate.audit import workbook

    if out is None or out.suffix.lower() != ".xlsx":
        fail(say(lang, "template.out"))
    standard = standard_named(name, lang)
    try:
        workbook.write_template(standard, case or None, out, lang)
    except workbook.ImportRefused as refused:
        fail(refused.message(lang))
    print(say(lang, "template.written", path=out))


def _suggest(files: list[Path], path: Path, given: list[Standard], lang: str) -> None:
    from doorstep.gate.audit import workbook

    try:
        workbook.suggest_mapping(files, path, standards=given, lang=lang)
    except workbook.ImportRefused as refused:
        fail(refused.message(lang))
    print(say(lang, "suggest.written", path=path))


def _audit(
    files: list[Path], out: Path, given: list[Standard], as_of: str | None, mapping: Path | None, lang: str
) -> int:
    from doorstep.gate.audit import workbook
    from doorstep.gate.audit.outputs import write_all
    from doorstep.gate.audit.run import run

    with _Bars(lang) as bars:
        try:
            imported = workbook.read(files, standards=given, mapping=mapping, progress=bars.step("reading"))
        except workbook.ImportRefused as refused:
            fail(refused.message(lang), remedy=say(lang, "nothing.empty"))
        audited = run(imported, given=given, as_of=as_of, progress=bars.step("judging"))
        written = write_all(audited, out, files=[file.name for file in files], lang=lang, progress=bars.step("writing"))
    if not any(judged.cases for judged in audited.judged):
        rejected = next((path for path in written if path.name == "rejected.xlsx"), None)
        remedy = say(lang, "nothing.remedy", path=rejected) if rejected else say(lang, "nothing.empty")
        fail(say(lang, "nothing"), remedy=remedy)
    _summary(audited, written, lang)
    return EXIT_FOUND if imported.rows("rejected") else 0


class _Bars:
    """Progress on standard error, one bar for each step; nothing where nobody watches."""

    def __init__(self, lang: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
        )
        self._lang = lang
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)

    def __enter__(self) -> _Bars:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def step(self, name: str) -> Any:
        """What a step calls with how much is done and how much there is."""
        task = self._progress.add_task(say(self._lang, name), total=None)
        return lambda done, total: self._progress.update(task, completed=done, total=total)


def _summary(audited: Any, written: list[Path], lang: str) -> None:
    """What was judged, what could not be, and where it all stands: plain lines, so that a path is never cut."""
    from rich.cells import cell_len

    from doorstep.gate.audit.payload import totals

    imported = audited.imported
    acts = sum(len(order.acts) for order in imported.orders)
    print(say(lang, "summary.title", orders=len(imported.orders), acts=acts, as_of=audited.as_of))
    lines = [(say(lang, f"summary.{name}"), text) for name, text in _lines(audited, lang, totals(audited))]
    lines += [(say(lang, "summary.written") if not place else "", str(path)) for place, path in enumerate(written)]
    width = max(cell_len(name) for name, _ in lines)
    for name, text in lines:
        print(f"  {name}{' ' * (width - cell_len(name))}  {text}")


def _lines(audited: Any, lang: str, counts: dict[str, int]) -> list[tuple[str, str]]:
    imported = audited.imported
    lost = [order.number for order in imported.orders if order.incomplete]
    faults = [order.number for order, judged in zip(imported.orders, audited.judged, strict=True) if judged.fault]
    unjudged = sum(len(case.unjudged) for judged in audited.judged for case in judged.cases)
    ignored = [say(lang, "summary.column", sheet=sheet, column=column) for sheet, column in imported.ignored_columns]
    lines = [
        ("verdicts", say(lang, "summary.counts", **counts)),
        ("rejected", str(imported.rows("rejected") or "")),
        ("remarks", str(imported.rows("remark") or "")),
        ("incomplete", _named(lost, lang)),
        ("faults", _named(faults, lang)),
        ("unjudged", str(unjudged or "")),
        ("ignored", ", ".join(ignored)),
    ]
    return [(name, text) for name, text in lines if text]


def _named(numbers: list[str], lang: str) -> str:
    names = ", ".join(numbers[:_SHOWN])
    return names if len(numbers) <= _SHOWN else say(lang, "summary.more", names=names, n=len(numbers))
