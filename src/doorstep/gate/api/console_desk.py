"""The dispatcher's desk: what nobody has, what is due, what is at risk; who could have a case; giving it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from doorstep import standards
from doorstep.calendar import format_moment
from doorstep.gate.api.changes import Assigned
from doorstep.gate.api.console_asked import DoorRequest, Rebooking, asked_at_doors, rebooking_shown
from doorstep.gate.api.console_lines import OrderLine, breach_shown, lines, names_of, other_kinds, overdue
from doorstep.gate.api.console_rota import LeaveShown, leave_shown
from doorstep.gate.api.errors import ApiError, language
from doorstep.gate.api.outcomes import receipt_or_error
from doorstep.gate.api.schemas import Key, Name, Strict, answers
from doorstep.gate.api.standards import InBoth
from doorstep.gate.api.verdicts import Breach
from doorstep.gate.console.words import in_both, refused
from doorstep.people import certificates, places, rota
from doorstep.people.permissions import Scope, reach
from doorstep.record import clock
from doorstep.record.history import history
from doorstep.record.models import CaseRow
from doorstep.work import dispatching
from doorstep.work.dispatching import Away, Candidate, GivenMeanwhile, Lacking

router = Router(tags=["console"])

SHOWN = 50
SOON = 2 * 3600
CERTIFICATE_DAYS = 7
DAY = 86_400


class RiskShown(Schema):
    """An appointment at risk: whose, after which order he is free and when, what that breaks."""

    case: str
    number: str
    person: str
    username: str
    before: str
    free: str
    breaks: list[Breach]
    rebooking: Rebooking | None


class Ending(Schema):
    """A certificate that ends within a week, of somebody who has orders."""

    person: str
    username: str
    certificate: InBoth
    valid_until: str
    orders: int


class Desk(Schema):
    """The dispatcher's start page."""

    unassigned: list[OrderLine]
    unassigned_total: int
    due: list[OrderLine]
    due_total: int
    risks: list[RiskShown]
    certificates: list[Ending]
    staff: int = Field(description="people in reach to whom orders are given")
    on_duty: int = Field(description="those of them who work today and are not away")
    sick: int
    on_leave: int
    asked: list[DoorRequest]
    as_of: str


@router.get("/console/desk", response=answers(Desk), operation_id="console_desk")
def desk(request: HttpRequest) -> Any:
    """What nobody has (due first, then longest waiting), what is due within two hours, what is at risk."""
    held = request.caller.held  # type: ignore[attr-defined]
    scope = reach(held, "case.read")
    mine = CaseRow.objects.filter(places.within(scope), closed=False, finished=False).exclude(other_kinds())
    now, lang = clock.civil(clock.now()), language(request)
    ordered = F("next_limit").asc(nulls_last=True)
    unassigned = mine.filter(assignee=None).order_by(ordered, "opened")
    due = _due(mine, now)
    people = [name for name in mine.values_list("assignee", flat=True).distinct() if name]
    return {
        "unassigned": lines(list(unassigned[:SHOWN]), now, held),
        "unassigned_total": unassigned.count(),
        "due": _with_overdue(due[:SHOWN], now, held),
        "due_total": len(due),
        "risks": _risks(people, now, lang),
        "certificates": list(_ending(people)),
        **_on_duty(scope, now),
        "asked": asked_at_doors(list(mine.values_list("case", flat=True)), held),
        "as_of": format_moment(now),
    }


def _due(mine: Any, now: int) -> list[CaseRow]:
    """What is due within two hours, and before it what was due within the last day and still waits."""
    late = mine.filter(case__in=list(overdue(list(mine.filter(breached__gt=0).values_list("case", flat=True)), now)))
    soon = list(mine.filter(next_limit__lte=now + SOON).order_by("next_limit", "case"))
    first = list(late.order_by("opened"))
    return first + [row for row in soon if row.case not in {one.case for one in first}]


def _with_overdue(rows: list[CaseRow], now: int, held: Any) -> list[dict[str, Any]]:
    """The lines, each with what waits longest."""
    late = overdue([row.case for row in rows], now)
    shown_lines = lines(rows, now, held)
    for line in shown_lines:
        if line["id"] in late:
            line |= {"due": late[line["id"]], "next_limit": late[line["id"]]["limit"], "overdue": True}
    return sorted(shown_lines, key=lambda line: str(line["next_limit"] or "9"))


def _risks(people: list[str], now: int, lang: str) -> list[dict[str, Any]]:
    found = dispatching.risks(people, now)
    cases = [one.case for one in found] + [one.before for one in found]
    numbers = dict(CaseRow.objects.filter(case__in=cases).values_list("case", "number"))
    names = names_of(one.person for one in found)
    return [
        {
            "case": one.case,
            "number": numbers[one.case],
            "person": names.get(one.person, one.person),
            "username": one.person,
            "before": numbers[one.before],
            "free": format_moment(one.free),
            "breaks": [breach_shown(finding, lang) for finding in one.breaks],
            "rebooking": rebooking_shown(history(one.case)),
        }
        for one in found
    ]


def _ending(people: list[str]) -> Any:
    until = clock.now().date() + timedelta(days=CERTIFICATE_DAYS)
    for one in certificates.running_out(people, until):
        orders = CaseRow.objects.filter(assignee=one.account.username, closed=False, finished=False).count()
        words = _certificate(one.key)
        until_text = one.valid_until.isoformat() if one.valid_until else ""
        yield {
            "person": one.account.display_name,
            "username": one.account.username,
            "certificate": words,
            "valid_until": until_text,
            "orders": orders,
        }


def _certificate(key: str, standard: str | None = None) -> dict[str, str]:
    """The name of a certificate, as a standard that grants it calls it."""
    for name in [standard] if standard else standards.names():
        found = standards.load(name)
        for act in found.acts.values():
            for field in certificates.NAMING:
                type_ = act.fields.get(field)
                if type_ is not None and key in (type_.item or type_).choices:
                    words = found.choice_words(field, key, act.key)
                    return {"zh": words.zh, "en": words.en}
    return in_both("health" if key == certificates.HEALTH else "certificate")


def _on_duty(scope: Scope, now: int) -> dict[str, int]:
    """How many people to whom orders are given there are in reach, who works today, who is away and why."""
    today = date.fromordinal(now // DAY)
    people = dispatching.staff(scope)
    away = rota.away_on(people, today)
    here = [name for name, hours in rota.hours_on(people, today).items() if hours is not None and name not in away]
    kinds = Counter(one.kind for one in away.values())
    return {"staff": len(people), "on_duty": len(here), "sick": kinds["sick"], "on_leave": kinds["leave"]}


class LackingShown(Schema):
    """A certificate that is wanted and not held; ``until`` the last day of one that ran out."""

    certificate: InBoth
    until: str | None


class CandidateShown(Schema):
    """Somebody who could have the case; who lacks a certificate cannot be chosen."""

    username: str
    name: str
    staff_number: str | None
    load: int
    free: str | None = Field(description="from when he is free; null: now")
    away: LeaveShown | None = Field(description="his leave on the day of the work: he can be given it all the same")
    lacking: list[LackingShown]
    breaks: list[Breach]


class Candidates(Schema):
    """Who could have the case, best first, and who has it now."""

    assignee: str | None
    people: list[CandidateShown]


@router.get("/console/cases/{case}/candidates", response=answers(Candidates), operation_id="console_candidates")
def candidates(request: HttpRequest, case: str) -> Any:
    """Who could have the case, best first, each with what giving it to him would break."""
    found, now = history(case), clock.civil(clock.now())
    lang = language(request)
    return {
        "assignee": found.assignee,
        "people": [candidate_shown(one, now, lang) for one in dispatching.candidates(found, now)],
    }


def candidate_shown(one: Candidate, now: int, lang: str) -> dict[str, Any]:
    """``CandidateShown``."""
    lacking = [lacking_shown(lack) for lack in one.lacking]
    return {
        "username": one.account.username,
        "name": one.account.display_name,
        "staff_number": one.account.staff_number,
        "load": one.load,
        "free": None if one.free <= now else format_moment(one.free),
        "away": None if one.away is None else leave_shown(one.away),
        "lacking": lacking,
        "breaks": [breach_shown(finding, lang) for finding in one.breaks],
    }


def lacking_shown(lack: Lacking) -> dict[str, Any]:
    """``LackingShown``."""
    until = lack.until.isoformat() if lack.until else None
    return {"certificate": _certificate(lack.key, lack.standard), "until": until}


class Given(Strict):
    """To whom the case goes (null: it is taken back), and who was seen to have it when that was decided.

    ``anyway`` gives it to somebody who is away on the day of the work.
    """

    key: Key
    person: Name | None
    seen: Name | None
    anyway: bool = False


@router.post("/console/cases/{case}/give", response=answers(Assigned), operation_id="console_give")
def give(request: HttpRequest, case: str, wanted: Given) -> Any:
    """Gives the case, if nobody has given it meanwhile: else it is said who did, when, and to whom. Somebody who is away
    gets it only ``anyway``.
    """
    caller = request.caller  # type: ignore[attr-defined]
    common = {"seen": wanted.seen, "key": wanted.key, "actor": caller.username, "anyway": wanted.anyway}
    try:
        outcomes = dispatching.give(case, wanted.person, **common)
    except (GivenMeanwhile, Away) as hindrance:
        raise not_given(hindrance) from None
    receipts = [receipt_or_error(outcome) for outcome in outcomes]
    return {"receipt": receipts[0], "copied": receipts[1:]}


def not_given(why: GivenMeanwhile | Away) -> ApiError:
    """What hindered the giving, as an error."""
    if isinstance(why, Away):
        leave = why.leave
        days = {"first": leave.first.isoformat(), "last": leave.last.isoformat()}
        return refused(f"away_{leave.kind}", status=409, path="person", person=why.account.display_name, **days)
    return _meanwhile(why)


def _meanwhile(given: GivenMeanwhile) -> ApiError:
    names = names_of([given.person, given.by])
    code = "taken_meanwhile" if given.person is None else "given_meanwhile"
    values = {"by": names.get(given.by or "", given.by or "—"), "person": names.get(given.person or "", "")}
    return refused(code, status=409, path="person", at=format_moment(given.at)[11:16], assignee=given.person, **values)
