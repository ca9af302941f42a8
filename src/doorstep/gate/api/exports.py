"""The case file: everything of a case in one archive that a stranger can verify. Personal fields go with it only
unmasked and recorded.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest
from ninja import Router

from doorstep.gate.api.reaching import case_place
from doorstep.gate.api.schemas import answers
from doorstep.people import audit
from doorstep.people.permissions import allowed
from doorstep.record.export import export_case

router = Router(tags=["cases"])


@router.get(
    "/cases/{case}/export",
    response=answers(None),
    operation_id="export_case",
    openapi_extra={"responses": {200: {"description": "the archive", "content": {"application/zip": {}}}}},
)
def export(request: HttpRequest, case: str, personal: bool = False) -> FileResponse:
    """The case file as a zip; with ``personal`` what is personal goes with it, which needs personal.unmask and is recorded."""
    caller = request.caller  # type: ignore[attr-defined]
    place, assignee = case_place(case) or (None, None)
    if personal:
        audit.look(caller.held, caller.username, case, ["*"], place=place, assignee=assignee)
    may = personal and allowed(caller.held, "personal.unmask", place=place, assignee=assignee)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{case}.zip"
        export_case(case, path, may_read=lambda _act: may)
        audit.write(caller.username, "case.exported", "case", case, after={"personal": may})
        return FileResponse(path.open("rb"), as_attachment=True, filename=f"{case}.zip", content_type="application/zip")
