"""Schemas that several subjects share: strict bases, moments, and what a case and its acts look like on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from doorstep.calendar import parse_moment
from doorstep.gate.api.errors import ErrorAnswer
from doorstep.record import clock


class Strict(Schema):
    """What is sent here: no unknown key, no value taken for another type."""

    model_config = ConfigDict(strict=True, extra="forbid")


def _moment(value: Any) -> datetime:
    if isinstance(value, str) and len(value) <= 40 and "T" in value:
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = None
        if found is not None and found.tzinfo is not None and 1970 < found.year < 2200:
            return found.astimezone(clock.SHANGHAI)
    raise PydanticCustomError("moment", "a time is a text in ISO 8601 with its offset")


def _civil(value: Any) -> int:
    if isinstance(value, str) and len(value) <= 40:
        try:
            return parse_moment(value)
        except ValueError:
            return clock.civil(_moment(value))
    raise PydanticCustomError("moment", "a time is a text in ISO 8601 with its offset")


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-10-12T09:31:10+08:00"]}),
]
"""An aware moment, as a text with its offset: naive times and numbers are refused."""

Civil = Annotated[
    int,
    BeforeValidator(_civil),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-10-12T09:31:10+08:00"]}),
]
"""A moment in a query: with its offset, or as the judge writes it ("2026-10-12 09:31", the cases' own zone)."""


def text(most: int, least: int = 1) -> Any:
    """A text of so many characters."""
    return StringConstraints(min_length=least, max_length=most)


Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]
"""An idempotency key: printable ASCII, chosen by the sender."""

Name = Annotated[str, text(100)]
Data = Annotated[dict[str, Any], Field(description="as the standard declares it")]


Verdict = Literal["met", "breached", "pending", "not_applicable"]


class ReceiptShown(Schema):
    """A receipt: where an accepted act stands, its hash, and the signature over all of it."""

    key: str
    id: str
    case: str
    no: int
    act: str
    at: str
    received: str
    hash: str
    signature: str


class StandardOf(Schema):
    """A standard that governs a case."""

    standard: str
    version: str
    kind: str


class CaseLine(Schema):
    """A case in a list. ``next_limit`` is a moment of the cases' zone, the end of a day as "… 24:00"."""

    id: str
    number: str
    standards: list[StandardOf]
    place: str
    assignee: str | None
    opened: str
    changed: str
    acts: int
    finished: bool
    closed: bool
    breached: int
    pending: int
    met: int
    next_limit: str | None
    overdue: bool


class ActShown(Schema):
    """An act of the timeline. ``data`` is masked by post; ``masked`` names the fields that are not shown whole."""

    id: str
    no: int
    act: str
    at: str
    claimed: str
    received: str
    by: str | None
    actor: str | None
    source: str
    device: str | None
    counter: int | None
    data: dict[str, Any]
    masked: list[str]
    late: bool = Field(description="entered more than ten minutes after its time, without a device's own counter")
    party: bool = Field(description="done by somebody without an account, recorded by the actor for him")
    forgotten: bool
    state: Literal["stands", "replaced", "voided"] = Field(description="stands, replaced or voided")
    corrected_by: str | None = Field(description="the act that replaced or voided it")
    corrects: str | None = Field(description="the act that this one replaces or voids")


class CaseShown(CaseLine):
    """A case with its facts (masked by post), units and timeline."""

    facts: dict[str, Any]
    masked: list[str] = Field(description="facts that are not shown whole, as facts.phone")
    units: list[str]
    forgotten: bool
    timeline: list[ActShown]


def answers(model: Any, status: int = 200) -> dict[Any, Any]:
    """The responses of a route: its own, and the errors that every route may answer with."""
    return {status: model, frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500}): ErrorAnswer}
