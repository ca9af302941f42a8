"""The form of an act on a case: its fields with names, choices, and why each is asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from doorstep.gate.api.acts import know_act
from doorstep.gate.api.schemas import answers
from doorstep.gate.api.standards import InBoth
from doorstep.record.history import history
from doorstep.work.forms import form

router = Router(tags=["acts"])


class RoleOfForm(Schema):
    """A role that may have done the act; a party has no account."""

    role: str
    names: InBoth
    party: bool


class Choice(Schema):
    """One of the values that a field takes."""

    value: str
    names: InBoth


class Test(Schema):
    """What another field's answer is to be: one of the values, or with ``negated`` none of them."""

    field: str
    values: list[str | int | float | bool]
    negated: bool


class FieldOfForm(Schema):
    """A field; ``required`` must be answered, with ``unknown_allowed`` a blank is an answer. With ``required_when`` it is
    required only if all tests of one of its lists hold. ``guards`` read it in a condition.
    """

    name: str
    type: str
    kind: str
    names: InBoth
    required: bool
    required_when: list[list[Test]] | None = None
    unknown_allowed: bool
    personal: bool
    clauses: list[str]
    guards: list[str]
    choices: list[Choice] | None = None


class FormShown(Schema):
    """The form of an act under all standards of the case."""

    act: str
    names: InBoth
    by: list[RoleOfForm]
    unit: str | None
    fields: list[FieldOfForm]


@router.get("/cases/{case}/forms/{act}", response=answers(FormShown), operation_id="form")
def form_of(request: HttpRequest, case: str, act: str) -> Any:
    """The form of an act on this case."""
    found = history(case)
    know_act(found, act)
    return form(found.standards, act)
