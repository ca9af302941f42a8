"""What a phone takes with it for a visit without network: its cases, and what they are judged, named and recorded by.

One answer holds everything that the phone's own judge needs; rules that it has already (``have``) are not sent again.
What is personal is masked by post here as everywhere.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep.gate.api import shown
from doorstep.gate.api.feed import changes_within
from doorstep.gate.api.schemas import CaseShown, answers, text
from doorstep.gate.api.standards import InBoth
from doorstep.gate.api.verdicts import NextAct
from doorstep.gate.field.rules import digest_of, rules_of, sentences, years
from doorstep.gate.site.callers import Caller
from doorstep.measure.models import SanctionCount
from doorstep.people.accounts import staff_among
from doorstep.people.models import StaffFile
from doorstep.people.permissions import reach
from doorstep.record import clock, receipts
from doorstep.record.history import History, history
from doorstep.record.models import CaseRow
from doorstep.record.sql import rows as sql_rows
from doorstep.work.door import carried
from doorstep.work.next_acts import next_acts
from doorstep.work.vocabulary import is_personal, vocabulary

router = Router(tags=["field"])

MOST_CASES = 60
MOST_CHANGES = 500
DONE_SHOWN = 86_400
"""So long a finished case stays on the phone, in seconds: a correction or an appeal of the same day needs it."""

DECIDED_SHOWN = 14 * DONE_SHOWN
"""So long a case stays on the phone after a sanction of it was decided: one may appeal after the decision, too."""


class Taken(Schema):
    """Which rules the phone has already: their digests, separated by commas. ``case``: that one alone."""

    have: Annotated[str, text(4000, 0)] = ""
    case: Annotated[str, text(32)] | None = None


class Comer(Schema):
    """Who comes, by name and badge."""

    name: str
    badge: str


class SignRole(Schema):
    """A role in which somebody signs."""

    role: str
    names: InBoth


class CarriedStatement(Schema):
    """What it takes to write, without network, the text that the customer signs (``work.door.carried``)."""

    form: int
    texts: dict[Literal["zh", "en"], dict[str, str]]
    company: InBoth
    customer: str
    who: Comer | None
    finished: list[str]
    devices: list[str]
    measured: list[str]
    charges: dict[str, str]
    act: str
    fields: dict[str, str]
    roles: list[SignRole]


class FieldCase(CaseShown):
    """A case as the phone keeps it. ``rules`` names what it is judged by; ``next_acts`` are those of now; ``people`` the names
    of those who recorded its acts, by username.

    ``statement`` is there where a case has a sign-off.
    """

    rules: str
    next_acts: list[NextAct]
    people: dict[str, str]
    statement: CarriedStatement | None


class FieldBundle(Schema):
    """What a phone keeps. ``rules`` by digest: parts (program, words, gestures of each standard), forms by act, help.

    ``last``: after what to ask the feed of changes.
    ``about``: what the staff files of who asks say of him that is not personal, by the name of the fact.
    """

    account: str
    last: int
    as_of: str
    receipt_key: str
    years: list[dict[str, Any]]
    sentences: dict[str, dict[str, str]]
    rules: dict[str, dict[str, Any]]
    about: dict[str, Any]
    cases: list[FieldCase]


class FieldChange(Schema):
    """Something that was recorded on a case: which act, by whom."""

    seq: int
    case: str
    act: str
    id: str
    actor: str | None


class FieldFeed(Schema):
    """What was recorded after a place; ``cases``: those that the phone should hold now, None when nothing was recorded."""

    changes: list[FieldChange]
    last: int
    cases: list[str] | None


class FieldAfter(Schema):
    """FieldAfter which place of the feed."""

    after: int = Field(ge=0, lt=2**53)


@router.get("/field/feed", response=answers(FieldFeed), operation_id="field_feed")
def feed(request: HttpRequest, wanted: Query[FieldAfter]) -> Any:
    """What others recorded on who asks' cases, at once: a phone asks every other second, so no thread waits for it."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    found, last = changes_within(reach(caller.held, "case.read"), wanted.after, MOST_CHANGES)
    cases = None
    if last > wanted.after:
        cases = [row.case for row in _rows(caller, clock.civil(clock.now()))]
    return {"changes": [_change(one["seq"], one["envelope"]) for one in found], "last": last, "cases": cases}


def _change(seq: int, envelope: dict[str, Any]) -> dict[str, Any]:
    return {"seq": seq, **{name: envelope.get(name) for name in ("case", "act", "id", "actor")}}


@router.get("/field/bundle", response=answers(FieldBundle), operation_id="field_bundle")
def bundle(request: HttpRequest, taken: Query[Taken]) -> Any:
    """The open cases of who asks, those finished within a day or with a sanction that may be appealed, and what is needed to
    judge and record without network.
    """
    caller: Caller = request.caller  # type: ignore[attr-defined]
    now = clock.civil(clock.now())
    [(last,)] = sql_rows("SELECT COALESCE(MAX(seq), 0) FROM record_act")  # before the cases: what comes after is told
    have = set(taken.have.split(","))
    rules: dict[str, dict[str, Any]] = {}
    cases = []
    for row in _rows(caller, now, taken.case):
        found = history(row.case)
        digest = digest_of(tuple(found.standards))
        if digest not in have and digest not in rules:
            rules[digest] = rules_of(tuple(found.standards))
        cases.append(_case(row, found, caller, now, digest))
    bundled = {
        "account": caller.username,
        "last": last,
        "as_of": clock.now().isoformat(),
        "receipt_key": receipts.public_key(),
        "years": years(),
        "sentences": sentences(),
        "rules": rules,
        "about": _about(caller),
        "cases": cases,
    }
    # Written as it is, as the console's order is: checking hundreds of acts once more is the dearer half of answering.
    return JsonResponse(bundled, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def _about(caller: Caller) -> dict[str, Any]:
    """What his staff files say of who asks."""
    found: dict[str, Any] = {}
    for file in StaffFile.objects.filter(account__username=caller.username):
        told = history(file.case)
        types = vocabulary(tuple(told.standards)).facts
        found |= {name: value for name, value in told.facts.items() if not is_personal(types[name])}
    return found


def _rows(caller: Caller, now: int, only: str | None = None) -> list[CaseRow]:
    mine = CaseRow.objects.filter(assignee=caller.username)
    if only is not None:
        mine = mine.filter(case=only)
    kept = list(mine.filter(closed=False, finished=False).order_by("next_limit", "case")[:MOST_CASES])
    fined = SanctionCount.objects.filter(Q(decided=None) | Q(decided__gte=now - DECIDED_SHOWN)).values("case")
    recent = mine.filter(Q(changed__gte=now - DONE_SHOWN) | Q(case__in=fined))
    recent = recent.exclude(case__in=[row.case for row in kept])
    return [*kept, *recent.order_by("-changed")[:MOST_CASES]]


def _case(row: CaseRow, found: History, caller: Caller, now: int, digest: str) -> dict[str, Any]:
    types = shown.Types(found)
    coming = []
    judged = {} if row.finished or row.closed else found.judgements(now)
    if judged:
        coming = [asdict(one) for one in next_acts(found, judged, now, more=False)]
    for one in coming:
        one["data"], _ = types.data_shown(one["act"], one["data"], caller.held)
    people = staff_among([act.envelope.actor for act in found.acts if act.envelope.actor])
    return {
        **shown.case(row, found, caller.held, judged),
        "rules": digest,
        "next_acts": coming,
        "people": people,
        "statement": carried(found),
    }
