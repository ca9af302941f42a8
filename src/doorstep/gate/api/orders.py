"""Orders in: a workbook or CSV file, tried first, then brought in. Each row is answered by itself; a second import
opens nothing twice.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, UploadedFile
from pydantic import Field

from doorstep.gate import orders
from doorstep.gate.api.errors import ApiError, language, say
from doorstep.gate.api.schemas import answers, text
from doorstep.gate.site.callers import Caller
from doorstep.people.permissions import allowed
from doorstep.work import assign, orders_in
from doorstep.work.faults import Fault

router = Router(tags=["orders"])

LARGEST = 20 * 2**20
KINDS = (".xlsx", ".xlsm", ".csv")


class RowFault(Schema):
    """What is wrong with a row: in which column, and how to mend it."""

    column: str | None
    code: str
    message: str


class RowShown(Schema):
    """What comes of a row: ``open`` (opened, or would be), ``exists`` or ``wrong``."""

    row: int
    number: str | None
    what: Literal["open", "exists", "wrong"]
    case: str | None
    faults: list[RowFault]


class Imported(Schema):
    """What came of a file, or would."""

    dry_run: bool
    open: int
    exists: int
    wrong: int
    assigned: int
    ignored: list[str] = Field(description="headings that mean nothing here")
    rows: list[RowShown]


class How(Schema):
    """Whether it is only tried; what a blank 规范 and 片区 stand for."""

    dry_run: bool = True
    standards: Annotated[str, text(200, 0)] = Field("", description="keys, parted by commas")
    place: Annotated[str, text(100, 0)] = ""


@router.post("/orders/import", response=answers(Imported), operation_id="import_orders")
def import_orders(request: HttpRequest, how: Form[How], file: File[UploadedFile]) -> Any:
    """Tries a file of orders, or brings it in (``dry_run`` false)."""
    name = (file.name or "").lower()
    if not name.endswith(KINDS) or not file.size:
        raise ApiError("nothing_attached", path="file")
    if file.size > LARGEST:
        raise ApiError("too_large", path="file", most=LARGEST)
    return bring_in(request.caller, file, Path(name).suffix, how, language(request))  # type: ignore[attr-defined]


def _said(refused: orders.ImportRefused, lang: str, path: Path, file: UploadedFile) -> str:
    """Why a file is refused, with the name by which its owner knows it."""
    return refused.message(lang, screen=True).replace(path.name, Path(file.name or path.name).name)


def bring_in(caller: Caller, file: UploadedFile, kind: str, how: How, lang: str) -> dict[str, Any]:
    """Reads the file and tries or opens its rows (``Imported``)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"orders{kind}"  # a sheet of a CSV is named by its file
        path.write_bytes(file.read())
        try:
            wanted = [key.strip() for key in how.standards.split(",") if key.strip()]
            found = orders.read(path, standards=wanted, place=how.place)
        except orders.ImportRefused as refused:
            raise ApiError(
                "import_refused",
                path="file",
                message=(_said(refused, "zh", path, file), _said(refused, "en", path, file)),
            ) from None
    within, beyond = [], []
    for row in found.rows:
        (within if row.faults or _may(caller, row.place) else beyond).append(row)
    carry_out = orders_in.dry_run if how.dry_run else orders_in.run
    verdicts = carry_out(within, actor=caller.username)
    assigned = 0 if how.dry_run else sum(_assign(caller, one, found.owners) for one in verdicts)
    shown = [_verdict(one, lang) for one in verdicts] + _rejected(found, lang) + [_beyond(row, lang) for row in beyond]
    shown.sort(key=lambda one: one["row"])
    counts = {what: sum(one["what"] == what for one in shown) for what in ("open", "exists", "wrong")}
    return {"dry_run": how.dry_run, **counts, "assigned": assigned, "ignored": found.ignored, "rows": shown}


def _may(caller: Caller, place: str) -> bool:
    return allowed(caller.held, "import.orders", place=place)


def _assign(caller: Caller, verdict: orders_in.Verdict, owners: dict[int, str]) -> bool:
    """Gives a case that was just opened to the person its row names."""
    owner = owners.get(verdict.row.row)
    if verdict.what != orders_in.OPEN or verdict.case is None or owner is None:
        return False
    if not allowed(caller.held, "case.assign", place=verdict.row.place):
        return False
    assign.assign(
        verdict.case, owner, key=f"{orders_in.key_of(verdict.row)}:owner", actor=caller.username, source="import"
    )
    return True


def _verdict(verdict: orders_in.Verdict, lang: str) -> dict[str, Any]:
    faults = [_fault(fault, verdict.column(fault), lang) for fault in verdict.faults]
    row = verdict.row
    return {"row": row.row, "number": row.number, "what": verdict.what, "case": verdict.case, "faults": faults}


def _fault(fault: Fault, column: str | None, lang: str) -> dict[str, Any]:
    if fault.code == "unknown_place":
        return {"column": column, "code": fault.code, "message": say(lang, "unknown_place", **fault.values)}
    return {"column": column, "code": fault.code, "message": fault.say(lang)}


def _rejected(found: orders.Read, lang: str) -> list[dict[str, Any]]:
    """The rows whose cells could not be read."""
    rows: dict[int, dict[str, Any]] = {}
    for problem in found.problems:
        if problem.level == "rejected":
            empty = {"row": problem.row, "number": problem.order, "what": "wrong", "case": None, "faults": []}
            one = rows.setdefault(problem.row, empty)
            one["faults"].append({"column": problem.column, "code": problem.code, "message": problem.said(lang)})
    return list(rows.values())


def _beyond(row: orders_in.OrderRow, lang: str) -> dict[str, Any]:
    message = say(lang, "not_allowed", permission="import.orders")
    fault = {"column": row.columns.get("place"), "code": "not_allowed", "message": message}
    return {"row": row.row, "number": row.number, "what": "wrong", "case": None, "faults": [fault]}
