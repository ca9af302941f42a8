"""What the console needs beside the cases: the form of a new order, amendments, and whether a case's chain and seals hold."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from doorstep import standards
from doorstep.calendar import format_moment
from doorstep.gate.api.errors import ApiError, language
from doorstep.gate.api.forms import FieldOfForm
from doorstep.gate.api.outcomes import receipt_or_error
from doorstep.gate.api.schemas import Data, Key, Moment, Name, ReceiptShown, Strict, answers, text
from doorstep.record import clock
from doorstep.record.models import CaseRow
from doorstep.record.sql import rows
from doorstep.record.verify import verify
from doorstep.work import intake
from doorstep.work.amending import amend
from doorstep.work.vocabulary import Governed, is_personal, vocabulary

router = Router(tags=["console"])

_NUMBERED = re.compile(r"(.*?)(\d+)\Z", re.DOTALL)


class FormWanted(Strict):
    """A standard and a kind of case."""

    standard: Name
    kind: Name


class NewForm(Strict):
    """Under which standards a case is to be opened."""

    standards: Annotated[list[FormWanted], Field(min_length=1, max_length=10)]


class OrderForm(Schema):
    """The facts of a case under these standards, and a number that is free."""

    facts: list[FieldOfForm]
    number: str


@router.post("/console/order-form", response=answers(OrderForm), operation_id="console_order_form")
def order_form(request: HttpRequest, wanted: NewForm) -> Any:
    """The form of a new order: the facts of all its standards together. Nothing is opened."""
    for place, one in enumerate(wanted.standards):
        if one.standard not in standards.names() or one.kind not in standards.load(one.standard).cases:
            raise ApiError("no_such_standard", path=f"standards[{place}]", name=one.standard[:60], nearest="")
    governed = [(one.standard, standards.load(one.standard).version or "", one.kind) for one in wanted.standards]
    words = vocabulary(tuple(governed))
    return {
        "facts": [_fact(governed, name, type_) for name, type_ in words.facts.items()],
        "number": _free(wanted.standards),
    }


def _fact(governed: Sequence[Governed], name: str, type_: Any) -> dict[str, Any]:
    own = next(standards.load(key) for key, _, kind in governed if name in standards.load(key).cases[kind].facts)
    needed = [clause for key, _, kind in governed for clause in intake.needed_facts(key, kind).get(name, [])]
    choices = (type_.item or type_).choices
    return {
        "name": name,
        "type": str(type_),
        "kind": type_.kind,
        "names": own.fact_words(name)._asdict(),
        "required": bool(needed),
        "unknown_allowed": False,
        "personal": is_personal(type_),
        "clauses": needed,
        "guards": [],
        "choices": [{"value": one, "names": own.choice_words(name, one)._asdict()} for one in choices] or None,
    }


def _free(wanted: Sequence[FormWanted]) -> str:
    """The number after the latest order of the first standard, if numbers are counted up; else empty."""
    like = json.dumps([wanted[0].standard])[:-1] + ","
    last = (
        CaseRow.objects.filter(standards__contains=like).order_by("-opened", "-number").values_list("number", flat=True)
    )
    for number in last[:20]:
        parts = _NUMBERED.match(number)
        if parts:
            following = f"{parts[1]}{int(parts[2]) + 1:0{len(parts[2])}d}"
            while CaseRow.objects.filter(number=following).exists():
                following = f"{parts[1]}{int(_NUMBERED.match(following)[2]) + 1:0{len(parts[2])}d}"  # type: ignore[index]
            return following
    return ""


class BrokenChain(Schema):
    """What of a case is not as it was accepted: in which act, in words."""

    act: str | None
    message: str


class SealShown(Schema):
    """Whether a case is as it was accepted: ``sealed`` acts are under the seal of ``sealed_at``."""

    acts: int
    sealed: int
    sealed_at: str | None
    faults: list[BrokenChain]


@router.get("/console/cases/{case}/seal", response=answers(SealShown), operation_id="console_seal")
def seal(request: HttpRequest, case: str) -> Any:
    """Checks the chain of a case and the seals over it."""
    lang = language(request)
    [(count, sealed, number)] = rows("SELECT count, sealed, seal FROM record_case WHERE id = %s", [case])
    said = rows("SELECT text FROM record_seal WHERE no = %s", [number]) if number else []
    return {
        "acts": count,
        "sealed": sealed,
        "sealed_at": format_moment(clock.civil(datetime.fromisoformat(json.loads(said[0][0])["at"]))) if said else None,
        "faults": [{"act": one.act, "message": one.words(lang)} for one in verify(case)],
    }


class Amended(Strict):
    """What an act is put right to: the fields that change (null: taken away), another time, and why."""

    key: Key
    act: Annotated[str, text(32)]
    changes: Data
    at: Moment | None = None
    reason: Annotated[str, text(4000)]


@router.post("/console/cases/{case}/amendments", response=answers(ReceiptShown), operation_id="console_amend")
def amended(request: HttpRequest, case: str, wanted: Amended) -> Any:
    """Corrects some fields of an act; what is not named stays as it was, what is personal and masked too."""
    caller = request.caller  # type: ignore[attr-defined]
    outcome = amend(
        case,
        wanted.act,
        wanted.changes,
        wanted.reason,
        key=wanted.key,
        actor=caller.username,
        happened=wanted.at,
        held=caller.held,
    )
    return receipt_or_error(outcome)
