"""The console's orders: the list with its filters and search, one order with everything its page shows, and who changed what.

The page of an order is one answer, so that what it shows belongs together; what may come next (slower) is asked apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep.calendar import format_moment
from doorstep.gate.api import shown
from doorstep.gate.api.cases import Filters, _after, _cursor, filtered
from doorstep.gate.api.console_lines import OrderLine, lines, names_of, other_kinds
from doorstep.gate.api.errors import language
from doorstep.gate.api.feed import changes_within
from doorstep.gate.api.schemas import CaseShown, answers, text
from doorstep.gate.api.standards import InBoth
from doorstep.gate.api.verdicts import DutyShown, JudgementShown, _finding, duties_of, judgement_shown
from doorstep.gate.console.units import UnitShown, units_of
from doorstep.people import places
from doorstep.people.models import Account
from doorstep.people.permissions import reach
from doorstep.record import clock
from doorstep.record.history import History, history
from doorstep.record.models import CaseRow, DutyRow
from doorstep.record.sql import block, rows

router = Router(tags=["console"])

DAY = 86_400
MOST_FOUND = 500
MOST_FINDINGS = 120


class OrderFilters(Filters):
    """The filters of the list of orders: those of the cases, what is due, and which clause has which verdict."""

    what: Literal["orders", "files", "all"] = Field(
        "all", description="files: what no order opened: files, shifts, months"
    )
    due: Literal["over", "soon", "today", "tomorrow"] | None = None
    clause: Annotated[str, text(100)] | None = None
    verdict: Literal["breached", "pending"] | None = None


class OrderPage(Schema):
    """A page of orders. ``nearest`` are numbers close to what was searched for, where nothing was found."""

    orders: list[OrderLine]
    total: int
    next: str | None
    nearest: list[str]


@router.get("/console/orders", response=answers(OrderPage), operation_id="console_orders")
def orders(request: HttpRequest, wanted: Query[OrderFilters]) -> Any:
    """The orders within reach, what is due first first."""
    caller = request.caller  # type: ignore[attr-defined]
    mine = CaseRow.objects.filter(places.within(reach(caller.held, "case.read")))
    now = clock.civil(clock.now())
    found = _filtered(mine, wanted, now)
    total = found.count()
    if wanted.cursor:
        found = found.filter(_after(wanted.cursor))
    page = list(found.order_by(F("next_limit").asc(nulls_last=True), "case")[: wanted.limit + 1])
    more = len(page) > wanted.limit
    nearest = _nearest(mine, wanted.q) if wanted.q and not total else []
    return {
        "orders": lines(page[: wanted.limit], now, caller.held),
        "total": total,
        "next": _cursor(page[wanted.limit - 1]) if more else None,
        "nearest": nearest,
    }


def _filtered(mine: QuerySet[CaseRow], wanted: OrderFilters, now: int) -> QuerySet[CaseRow]:
    found = filtered(mine, wanted.model_copy(update={"q": None}))
    if wanted.q is not None:
        found = found.filter(_said(wanted.q.strip()))
    if wanted.what != "all":
        found = found.exclude(other_kinds()) if wanted.what == "orders" else found.filter(other_kinds())
    if wanted.due is not None:
        day = now - now % DAY
        until = {"over": now - 1, "soon": now + 7200, "today": day + DAY, "tomorrow": day + 2 * DAY}[wanted.due]
        found = found.filter(next_limit__lte=until)
        if wanted.due == "tomorrow":
            found = found.filter(next_limit__gt=day + DAY)
    if wanted.clause is not None or wanted.verdict is not None:
        duties = DutyRow.objects.all()
        duties = duties.filter(clause=wanted.clause) if wanted.clause else duties
        over = Q(verdict="breached") | Q(verdict="pending", limit__lt=now)
        duties = duties.filter(over if wanted.verdict == "breached" else ~over) if wanted.verdict else duties
        found = found.filter(case__in=duties.values("case"))
    return found


def _said(q: str) -> Q:
    """Orders whose number, person or opening says the text."""
    people = Account.objects.filter(Q(display_name__icontains=q) | Q(username=q)).values("username")
    wanted = Q(number__icontains=q) | Q(assignee__in=people)
    if len(q) > 1 and not q.isascii():
        like = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        wanted |= Q(case__in=[case for (case,) in rows(block("opened_saying"), [like, MOST_FOUND])])
    return wanted


def _nearest(mine: QuerySet[CaseRow], q: str) -> list[str]:
    """Numbers of orders and names of those who have them that are nearest to a text."""
    numbers = list(mine.order_by("-changed").values_list("number", flat=True)[:5000])
    people = names_of(mine.order_by().values_list("assignee", flat=True).distinct())
    return get_close_matches(q, [*numbers, *people.values()], n=3, cutoff=0.4)


class OrderShown(CaseShown):
    """An order's page. ``judged`` has all findings of what is broken or open; ``people`` are names by username."""

    label: InBoth
    about: str
    kind: InBoth
    person: str | None
    judged: list[JudgementShown]
    duties: list[DutyShown]
    tiles: list[UnitShown]
    people: dict[str, str]
    sealed: int = Field(description="so many of its acts are under a seal")
    as_of: str


@router.get("/console/cases/{case}", response=answers(OrderShown), operation_id="console_order")
def order(request: HttpRequest, case: str) -> Any:
    """One order with everything its page shows but the next acts."""
    held = request.caller.held  # type: ignore[attr-defined]
    found, row = history(case), CaseRow.objects.get(case=case)
    now, lang = clock.civil(clock.now()), language(request)
    judged = found.judgements(now)
    parts = [_judged(found, judged[key], key, version, kind, lang) for key, version, kind in found.standards]
    [line] = lines([row], now, held)
    people = names_of([row.assignee, *(act.envelope.actor for act in found.acts), *_mentioned(found)])
    [(sealed,)] = rows("SELECT sealed FROM record_case WHERE id = %s", [case])
    del line["due"]
    page = {
        **line,
        **shown.case(row, found, held, judged),
        "judged": parts,
        "duties": duties_of(found, judged, now, lang),
        "tiles": units_of(found, judged, now),
        "people": people,
        "sealed": sealed,
        "as_of": format_moment(now),
    }
    # Written as it is: to check and copy 450 acts once more takes as long as to judge them.
    return JsonResponse(page, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def _mentioned(found: History) -> list[str]:
    return [
        str(act.data["person"]) for act in found.acts if act.envelope.act == "case.assigned" and act.data.get("person")
    ]


def _judged(found: History, judged: Any, key: str, version: str, kind: str, lang: str) -> dict[str, Any]:
    """The judgement with every finding of what is broken or open, and one of each other clause."""
    whole = judgement_shown(found, judged, key, version, kind, lang, False)
    ids = [event["id"] for event in found.events(key)]
    for one in whole["clauses"]:
        if one["verdict"] in ("breached", "pending"):
            one["findings"] = _worst(judged, one, ids, lang)
    return whole


def _worst(judged: Any, one: Mapping[str, Any], ids: list[str], lang: str) -> list[dict[str, Any]]:
    same = [finding for finding in judged.findings(one["clause"]) if finding.verdict == one["verdict"]]
    told: dict[str, dict[str, Any]] = {}
    for finding in same[:MOST_FINDINGS]:
        shown_one = _finding(judged, finding, ids, lang)
        first = told.setdefault(shown_one["sentence"], shown_one)
        if first["unit"] != shown_one["unit"]:
            first["unit"] = None  # what holds for the whole case is found once in every unit
    return list(told.values()) or list(one["findings"])


class Changed(Schema):
    """An act that was accepted: of which case, by whom; what it says is asked for with the case."""

    seq: int
    case: str
    act: str
    id: str
    actor: str | None


class ConsoleFeed(Schema):
    """What was accepted after a place within reach; ``last`` is what to ask after next."""

    changes: list[Changed]
    last: int


class After(Schema):
    """After which place; without it, only where the feed ends now."""

    after: int | None = Field(None, ge=0, lt=2**53)


@router.get("/console/feed", response=answers(ConsoleFeed), operation_id="console_feed")
def feed(request: HttpRequest, wanted: Query[After]) -> Any:
    """The changes after a place, at once: a console asks every second, so that no thread of the server waits for it."""
    if wanted.after is None:
        [(last,)] = rows("SELECT COALESCE(MAX(seq), 0) FROM record_act")
        return {"changes": [], "last": last}
    scope = reach(request.caller.held, "case.read")  # type: ignore[attr-defined]
    found, last = changes_within(scope, wanted.after, 500)
    return {"changes": [_changed(one["seq"], one["envelope"]) for one in found], "last": last}


def _changed(seq: int, envelope: Mapping[str, Any]) -> dict[str, Any]:
    return {"seq": seq, **{name: envelope.get(name) for name in ("case", "act", "id", "actor")}}
