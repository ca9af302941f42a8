"""What an audit leaves in its folder: report.html, breaches.xlsx, verdicts.jsonl, and rejected.xlsx if a row was wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from doorstep.gate.audit import breaches, payload, report, verdicts, workbook
from doorstep.gate.audit.judged import Audit
from doorstep.gate.audit.run import Progress


def write_all(
    audit: Audit, out: Path, *, files: list[str], lang: str = "zh", progress: Progress | None = None
) -> list[Path]:
    """Everything written into the folder ``out``, which is made where it is missing; the paths, report first.

    A rejected.xlsx of an earlier run goes when nothing is wrong any more.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths = {name: out / name for name in ("report.html", "breaches.xlsx", "verdicts.jsonl", "rejected.xlsx")}
    steps: list[tuple[str, Callable[[Path], object]]] = []
    if any(judged.cases for judged in audit.judged):
        steps += [
            ("report.html", lambda path: report.write(payload.build(audit, files=files), path, lang=lang)),
            ("breaches.xlsx", lambda path: breaches.write(audit, path, lang)),
            ("verdicts.jsonl", lambda path: verdicts.write(audit, path)),
        ]
    if audit.imported.problems:
        steps.append(("rejected.xlsx", lambda path: workbook.write_rejected(audit.imported, path, lang)))
    else:
        paths["rejected.xlsx"].unlink(missing_ok=True)
    for done, (name, step) in enumerate(steps):
        if progress:
            progress(done, len(steps))
        step(paths[name])
    if progress:
        progress(len(steps), len(steps))
    return [paths[name] for name, _ in steps]
