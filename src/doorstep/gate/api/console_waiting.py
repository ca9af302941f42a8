"""What waits for somebody's post: cases that nobody gave to him, on which the next thing owed is for a role that he plays.

The back office, the call-back and the hotline work from this list; what is assigned to a person stands in his own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Router, Schema

from doorstep import standards
from doorstep.gate.api.console_lines import OrderLine, answering, duty_shown, lines
from doorstep.gate.api.schemas import answers
from doorstep.people import places
from doorstep.people.holdings import posts_of
from doorstep.people.permissions import reach
from doorstep.people.posts import post
from doorstep.record import clock
from doorstep.record.models import CaseRow, DutyRow

router = Router(tags=["console"])

SHOWN = 100


class Waiting(Schema):
    """The cases, what is due first first; ``due`` of each is what the caller's post can answer."""

    orders: list[OrderLine]
    total: int


@router.get("/console/waiting", response=answers(Waiting), operation_id="console_waiting")
def waiting(request: HttpRequest) -> Any:
    """Open cases within reach that wait for an act of a role that the caller's posts play and whoever has the case does not."""
    caller = request.caller  # type: ignore[attr-defined]
    reached = CaseRow.objects.filter(places.within(reach(caller.held, "act.record")), closed=False, finished=False)
    others = reached.exclude(assignee=caller.username)
    mine = answerable(frozenset(held.post for held in caller.held))
    first = _first(others, mine)
    shown = list(first)[:SHOWN]
    rows = {row.case: row for row in CaseRow.objects.filter(case__in=shown)}
    found = lines([rows[case] for case in shown], clock.civil(clock.now()), caller.held)
    return {"orders": [line | {"due": duty_shown(first[line["id"]])} for line in found], "total": len(first)}


def _first(cases: Any, mine: frozenset[str]) -> dict[str, DutyRow]:
    """By case the first duty of ``mine`` that is not for whoever has the case, in the order of their limits."""
    owners = dict(cases.exclude(assignee=None).values_list("case", "assignee"))
    posts = posts_of(set(owners.values()))
    pending = DutyRow.objects.filter(verdict="pending", clause__in=mine, case__in=cases.values("case"))
    found: dict[str, DutyRow] = {}
    for duty in pending.order_by(F("limit").asc(nulls_last=True), "case", "clause", "id"):
        owner = owners.get(duty.case)
        if duty.case not in found and (owner is None or duty.clause not in answerable(posts.get(owner, frozenset()))):
            found[duty.case] = duty
    return found


@cache
def answerable(held: frozenset[str]) -> frozenset[str]:
    """The clauses, as "standard/clause", whose duty somebody with these posts can answer in a role of his own."""
    return frozenset(clause for key in standards.names() for clause in _answerable(key, held))


def _answerable(standard: str, held: Iterable[str]) -> Iterable[str]:
    found = standards.load(standard)
    playing = {role for one in held for role in post(one).roles.get(standard, ())}
    for clause in found.clauses if playing else ():
        if any(playing.intersection(found.acts[act].by) for act in answering(standard, clause)):
            yield clause
