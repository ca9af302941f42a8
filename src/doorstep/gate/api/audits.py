"""Audits from the screen: a workbook of a month's orders comes in and is judged in the background; its report is kept with who
asked for it and when, is opened under /report/ID/, and can be taken away again.

The work is ``gate.audit``'s and ``site.audits``', which keep nothing of it in the record.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status, UploadedFile
from ninja import Path as InPath
from pydantic import StringConstraints

from doorstep.calendar import format_moment
from doorstep.gate.api.console_lines import names_of
from doorstep.gate.api.console_words import refusal
from doorstep.gate.api.errors import language
from doorstep.gate.api.schemas import answers
from doorstep.gate.pages.report import folder
from doorstep.gate.site import audits
from doorstep.people import audit as trail
from doorstep.record import clock

router = Router(tags=["audit"])

LARGEST = 20
"""Megabytes of a workbook."""

KINDS = (".xlsx", ".xlsm", ".csv")


class AuditResult(Schema):
    """What an audit came to: orders and clauses judged, rows that were not read; ``rejected`` is where these are."""

    orders: int
    judged: int
    breached: int
    rows_rejected: int
    rejected: str | None
    as_of: str


class AuditShown(Schema):
    """An audit: who asked for it, when, of which file; how far it is; where its report is, once it is done."""

    id: str
    who: str
    name: str
    asked: str
    state: Literal["waiting", "judging", "done", "refused"]
    done: int
    of: int
    report: str | None
    result: AuditResult | None
    why: str | None


class AuditsShown(Schema):
    """The audits that are kept, the latest first; ``report`` is one that was laid there by the command line."""

    report: str | None
    made: str | None
    audits: list[AuditShown]


@router.get("/audits", response=answers(AuditsShown), operation_id="audits")
def there(request: HttpRequest) -> Any:
    """The audits that are kept."""
    kept, found, lang = audits.all_audits(), folder(), language(request)
    names = names_of(one["who"] for one in kept)
    made = None
    if found is not None:
        made = format_moment(
            clock.civil(datetime.fromtimestamp((found / "report.html").stat().st_mtime, clock.SHANGHAI))
        )
    return {
        "report": None if found is None else "/report/",
        "made": made,
        "audits": [_shown(one, names, lang) for one in kept],
    }


def _shown(state: dict[str, Any], names: dict[str, str], lang: str) -> dict[str, Any]:
    report = f"/report/{state['id']}/" if state["state"] == audits.DONE else None
    result = state["result"]
    if result is not None:
        result = {**result, "rejected": f"{report}rejected.xlsx" if result["rejected"] else None}
    why = None
    if state["state"] == audits.REFUSED:
        said = (state["why"] or {}).get(lang)
        refused = refusal("audit_refused", why=said) if said else refusal("nothing_judged")
        why = str(refused.body(lang)["message"])
    shown = {name: state[name] for name in ("id", "name", "asked", "state", "done", "of")}
    return {**shown, "who": names.get(state["who"], state["who"]), "report": report, "result": result, "why": why}


@router.post("/audits", response=answers(AuditShown, 202), operation_id="audit_workbook")
def audit_workbook(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Takes a workbook to be audited in the background; what becomes of it is in the list."""
    name = Path(file.name or "").name
    if not name.lower().endswith(KINDS):
        raise refusal("not_a_workbook", path="file")
    if not file.size:
        raise refusal("file_empty", path="file")
    if file.size > LARGEST * 2**20:
        raise refusal("file_too_large", path="file", status=413, most=LARGEST)
    caller, lang = request.caller, language(request)  # type: ignore[attr-defined]
    state = audits.ask(caller.username, name[:120], Path(name).suffix.lower(), file.read(), lang)
    return Status(202, _shown(state, {caller.username: caller.display_name}, lang))


Known = Annotated[str, StringConstraints(min_length=1, max_length=64)]


@router.delete("/audits/{audit}", response={204: None, **answers(AuditShown)}, operation_id="delete_audit")
def delete_audit(request: HttpRequest, audit: InPath[Known]) -> HttpResponse:
    """Takes an audit and its report away; one that is being judged stays."""
    found = audits.folder(audit)
    if found is None:
        raise refusal("no_such_audit", status=404)
    state = audits.read(found)
    if not audits.delete(audit):
        raise refusal("audit_running", status=409)
    trail.write(request.caller.username, "report.deleted", "report", state["name"][:120], before=state["result"])  # type: ignore[attr-defined]
    return HttpResponse(status=204)
