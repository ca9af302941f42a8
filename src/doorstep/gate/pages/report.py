"""The audit report, if one was built into the data folder: served as it is, for who may read cases."""

from __future__ import annotations

import os
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from doorstep.gate.site import audits
from doorstep.record import home

FILES = {
    "": ("report.html", "text/html; charset=utf-8"),
    "breaches.xlsx": ("breaches.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "rejected.xlsx": ("rejected.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "verdicts.jsonl": ("verdicts.jsonl", "application/x-ndjson"),
}


def folder() -> Path | None:
    """Where the report lies (``DOORSTEP_REPORT``, else ``report`` in the data folder); None when none was built."""
    found = Path(os.environ.get("DOORSTEP_REPORT") or home.home() / "report")
    return found if (found / "report.html").is_file() else None


def report(request: HttpRequest, name: str = "") -> HttpResponseBase:
    """The report, or one of its tables: ``ID/…`` of an audit asked for on the screen, else the one that was laid there."""
    found = folder()
    audit, parted, rest = name.partition("/")
    if parted and (kept := audits.folder(audit)) is not None:
        found, name = kept / "report", rest
    if found is None or name not in FILES:
        raise Http404
    file, kind = FILES[name]
    if not (found / file).is_file():
        raise Http404
    return FileResponse((found / file).open("rb"), content_type=kind, as_attachment=bool(name), filename=file)
