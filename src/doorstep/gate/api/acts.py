"""Acts in batches from a device, for one or many cases: each is answered by itself, none fails the others, all may
be sent again.

Corrections, notes and attached files come through the same door under their own names (act.replaced, act.voided, note.added,
file.attached). What an act means and what is kept of it is ``work``'s.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from difflib import get_close_matches
from itertools import groupby
from typing import Annotated, Any

import pydantic
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, WithJsonSchema

from doorstep.gate.api import house_acts, masks, staff_files, strict
from doorstep.gate.api.errors import ApiError, ErrorBody, as_error, language, of_validation
from doorstep.gate.api.outcomes import of_faults, of_refusal
from doorstep.gate.api.reaching import check_case
from doorstep.gate.api.schemas import Data, Key, Moment, Name, ReceiptShown, Strict, answers, text
from doorstep.gate.api.shown import Types
from doorstep.gate.site.callers import Caller
from doorstep.record import clock
from doorstep.record.append import Outcome, Refusal
from doorstep.record.envelope import open_envelope
from doorstep.record.history import History, history
from doorstep.record.receipts import Receipt
from doorstep.record.sql import rows
from doorstep.work import recording
from doorstep.work.cases import Device
from doorstep.work.faults import Refused
from doorstep.work.recording import record_acts

LOG = logging.getLogger("doorstep.api")
router = Router(tags=["acts"])

MOST_ACTS = 500


class NewAct(Strict):
    """An act as a device sends it.

    ``by`` is the role that did it (no such thing for the house's own acts); ``counter`` the device's own count, from
    which it is known that an act that arrives late was recorded in time; ``gesture`` names the tap that recorded it
    among others.
    """

    key: Key
    case: Annotated[str, text(32)]
    act: Name
    at: Moment
    by: Name | None = None
    data: Data = {}  # noqa: RUF012 - Pydantic copies it
    counter: int | None = Field(None, ge=0, lt=2**53)
    gesture: Annotated[str, text(60)] | None = None


Acts = Annotated[
    list[Any],
    Field(max_length=MOST_ACTS, description="each is read and answered by itself"),
    WithJsonSchema({"type": "array", "maxItems": MOST_ACTS, "items": NewAct.model_json_schema()}),
]


class Batch(Strict):
    """What a device sends. ``sent_at`` is its clock as it sends: from it the server learns how far that clock is off."""

    acts: Acts
    device: Annotated[str, text(100)] | None = None
    sent_at: Moment | None = None


class Answered(Schema):
    """The answer for one act: its receipt, or its error."""

    key: str | None
    receipt: ReceiptShown | None = None
    error: ErrorBody | None = None


class BatchAnswered(Schema):
    """The answers in the order of the acts; ``received`` is the server's clock, ``skew`` what was added to the
    device's, in seconds.
    """

    results: list[Answered]
    received: str
    skew: float


@dataclass(slots=True)
class _Batch:
    caller: Caller
    device: str | None
    skew: timedelta
    lang: str
    results: list[dict[str, Any] | None] = field(default_factory=list)

    @property
    def source(self) -> str:
        return "phone" if self.device else "api" if self.caller.source == "token" else "console"

    def refuse(self, place: int, key: str | None, error: ApiError) -> None:
        path = f"acts[{place}]" + (f".{error.path}" if error.path else "")
        self.results[place] = {"key": key, "error": {**error.body(self.lang), "path": path}}

    def take(self, place: int, key: str, outcome: Outcome | Refused) -> None:
        if isinstance(outcome, Receipt):
            self.results[place] = {"key": key, "receipt": asdict(outcome)}
        elif isinstance(outcome, Refusal):
            self.refuse(place, key, of_refusal(outcome))
        else:
            self.refuse(place, key, of_faults(outcome.faults))


@router.post("/acts", response=answers(BatchAnswered), operation_id="record_acts")
def record(request: HttpRequest, batch: Batch) -> Any:
    """Records acts. The same act under the same key gets its first receipt again, however often it comes."""
    now = clock.now()
    skew = timedelta(0) if batch.sent_at is None else now - batch.sent_at
    going = _Batch(request.caller, batch.device, skew, language(request))  # type: ignore[attr-defined]
    going.results = [None] * len(batch.acts)
    read = list(_read(going, batch.acts, request.act_faults))  # type: ignore[attr-defined]
    for (case, house), group in groupby(read, key=lambda one: (one[1].case, one[0] if "." in one[1].act else -1)):
        several = list(group)
        try:
            check_case(going.caller, "act.record", case)
            if house >= 0:
                _record_house_act(going, *several[0])
            else:
                _record_run(going, case, several)
            staff_files.refresh(case)
        except Exception as exc:  # one case's trouble, whatever it is, must not take the others' receipts away
            for place, act in several:
                if going.results[place] is None:
                    going.refuse(place, act.key, as_error(exc))
    return {"results": going.results, "received": now.isoformat(), "skew": skew.total_seconds()}


def _read(going: _Batch, acts: Sequence[Any], faults: Mapping[int, strict.JsonFault]) -> Iterator[tuple[int, NewAct]]:
    """The acts that can be read, with their places; the others are refused here."""
    for place, raw in enumerate(acts):
        key = raw.get("key") if isinstance(raw, dict) else None
        key = strict.clean(key)[:200] if isinstance(key, str) else None
        if place in faults:
            fault = faults[place]
            going.refuse(place, key, ApiError(fault.code, path=strict.written(fault.place[2:])))
            continue
        try:
            act = NewAct.model_validate(raw)
        except pydantic.ValidationError as error:
            going.refuse(place, key, of_validation(error.errors()))  # type: ignore[arg-type]
            continue
        if act.counter is not None and going.device is None:
            going.refuse(place, key, ApiError("device_needed", path="counter"))
        elif act.by is None and "." not in act.act:
            going.refuse(place, key, ApiError("missing", path="by"))
        else:
            yield place, act


def _record_run(going: _Batch, case: str, several: list[tuple[int, NewAct]]) -> None:
    """Records acts of one case in one transaction."""
    several = list(_unmasked(going, case, several))
    plain = [
        {
            "key": act.key,
            "act": act.act,
            "at": act.at,
            "by": act.by,
            "data": act.data,
            "counter": act.counter,
            "source": f"{going.source}:{act.gesture}" if act.gesture else going.source,
        }
        for _, act in several
    ]
    outcomes = record_acts(
        case,
        plain,
        actor=going.caller.username,
        held=going.caller.held,
        device=going.device,
        skew=going.skew,
        source=going.source,
    )
    for (place, act), outcome in zip(several, outcomes, strict=True):
        going.take(place, act.key, outcome)


def _unmasked(going: _Batch, case: str, several: list[tuple[int, NewAct]]) -> Iterator[tuple[int, NewAct]]:
    """The acts with what stands behind the masks that they bring back; those with a mask of nothing are refused."""
    if not any(masks.masked_somewhere(act.data) for _, act in several):
        yield from several
        return
    found = history(case)
    types = Types(found)
    for place, act in several:
        try:
            data = masks.unmasked(found, types.of_act(act.act), act.data, going.caller.held)
        except ApiError as error:
            going.refuse(place, act.key, error)
        else:
            yield place, act.model_copy(update={"data": data})


def _record_house_act(going: _Batch, place: int, act: NewAct) -> None:
    common = {
        "key": act.key,
        "actor": going.caller.username,
        "at": act.at,
        "source": going.source,
        "device": Device(going.device, act.counter, going.skew),
    }
    if act.act in house_acts.CORRECTIONS:
        check_case(going.caller, "act.correct", act.case)
    taken = house_acts.take(act.act, act.case, act.data, common, going.caller.held)
    going.take(place, act.key, taken)


def know_act(found: History, act: str) -> None:
    """Raises ``ApiError`` for an act that no standard of a case knows, with the nearest right name."""
    known = recording.words_of(found).acts
    if act not in known:
        near = get_close_matches(act, list(known), n=1, cutoff=0.5)
        raise ApiError("no_such_act", path="act", name=act[:60], nearest=near[0] if near else "")


def first_time(key: str) -> datetime | None:
    """When the act of a key was said to have happened, if the key was used: an act sent again without its time is
    the same act.
    """
    found = rows("SELECT text FROM record_act WHERE key = %s", [key])
    return datetime.fromisoformat(open_envelope(found[0][0]).claimed) if found else None
