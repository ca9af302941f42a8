"""Dispatching: who can be given a case, best first, and what that would break; giving it only if nobody has meanwhile.

What would break is asked of the judge: an arrival when the person is free is tried on the case; what an arrival at once
would break too is left out, since that hangs on nobody. Routes and travelling times are not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from django.db import transaction

from doorstep import judge, standards
from doorstep.calendar import format_moment
from doorstep.judge import Finding
from doorstep.people import holdings, places, rota
from doorstep.people.models import Account, Certificate, Holding, Leave, Place
from doorstep.people.permissions import Scope
from doorstep.people.posts import posts
from doorstep.record import clock
from doorstep.record.append import Outcome
from doorstep.record.history import History
from doorstep.record.models import CaseRow
from doorstep.record.sql import block, rows
from doorstep.work import assign
from doorstep.work.cases import case_of
from doorstep.work.route import ARRIVED
from doorstep.work.windows import open_windows, windows, work_day

EARLIER = (30 * 60, 15 * 60, 10 * 60, 5 * 60, 0)
"""How long before an appointment an arrival is tried, in seconds: the moment that breaks least counts."""


class Away(Exception):
    """Who is to get the case is away on the day of the work; nothing was given."""

    def __init__(self, account: Account, leave: Leave) -> None:
        super().__init__(account.username)
        self.account, self.leave = account, leave


class GivenMeanwhile(Exception):
    """Somebody gave the case to another since it was looked at: ``person`` has it now (None: nobody)."""

    def __init__(self, person: str | None, by: str | None, at: int) -> None:
        super().__init__(person)
        self.person, self.by, self.at = person, by, at


@dataclass(frozen=True, slots=True)
class Lacking:
    """A certificate that is wanted and not held; ``until``: the last day of one that ran out."""

    standard: str
    key: str
    until: date | None


@dataclass(slots=True)
class Candidate:
    """Somebody who could have the case. ``free`` is when, in civil seconds; with something ``lacking`` he cannot be chosen.

    ``away`` is his leave on the day of the work: he can be chosen, and it is said.
    """

    account: Account
    load: int
    free: int
    away: Leave | None = None
    lacking: list[Lacking] = field(default_factory=list)
    breaks: list[Finding] = field(default_factory=list)


def give(
    case: str,
    person: str | None,
    *,
    seen: str | None,
    key: str,
    actor: str,
    anyway: bool = False,
    source: str = "console",
) -> list[Outcome]:
    """Gives a case to a person (None: takes it back), if whoever has it is still who was ``seen`` to have it.

    Raises ``GivenMeanwhile``; ``Away``, unless it is to be done ``anyway``; ``NotDone`` as ``assign.assign`` does. Two at
    once are served one after the other.
    """
    with transaction.atomic():
        rows(block("lock_cases", ids="%s"), [case])
        found = case_of(case)
        if found.assignee not in (seen, person):
            raise _meanwhile(found)
        if person is None:
            return assign.give_back(case, key=key, actor=actor, source=source)
        if not anyway and found.assignee != person:
            _check_here(found, person)
        return assign.assign(case, person, key=key, actor=actor, source=source)


def _check_here(found: History, person: str) -> None:
    """Raises ``Away``."""
    leave = rota.away_on([person], work_day(found, clock.civil(clock.now()))).get(person)
    if leave is not None:
        raise Away(leave.account, leave)


def _meanwhile(found: History) -> GivenMeanwhile:
    last = [act for act in found.acts if act.envelope.act == "case.assigned"]
    act = last[-1] if last else None
    return GivenMeanwhile(found.assignee, act.envelope.actor if act else None, act.at if act else found.opened)


def leading_role(standard: str) -> str:
    """The role that a case of a standard is given to: who arrives; without arrivals, who does most of the acts."""
    acts = standards.load(standard).acts
    if ARRIVED in acts:
        return acts[ARRIVED].by[0]
    roles = standards.load(standard).roles
    counted = Counter(act.by[0] for act in acts.values() if act.by and not roles[act.by[0]].party)
    return counted.most_common(1)[0][0]


@cache
def _given_to() -> frozenset[str]:
    """The posts to which orders are given: those that play the leading role of some standard."""
    wanted = {(key, leading_role(key)) for key in standards.names()}
    return frozenset(
        key for key, one in posts().items() if any(role in one.roles.get(standard, ()) for standard, role in wanted)
    )


def staff(scope: Scope) -> list[str]:
    """Everybody (usernames) within a scope to whom orders are given."""
    now = clock.civil(clock.now())
    held = Holding.objects.filter(places.within(scope, assignee=None), since__lte=now, account__active=True)
    those = held.filter(post__in=_given_to()).exclude(until__lte=now)
    return sorted(set(those.values_list("account__username", flat=True)))


def candidates(found: History, now: int, beside: Mapping[str, Sequence[int]] | None = None) -> list[Candidate]:
    """Everybody who could have the case, best first; who is away stands after the others, who lacks a certificate last.

    ``beside`` are the ends of appointments that people (usernames) are to get together with this one.
    """
    people = _players(found)
    names = [account.username for account in people]
    busy, more = open_windows(names), beside or {}
    away = rota.away_on(names, work_day(found, now))
    loads = Counter(CaseRow.objects.filter(closed=False, finished=False).values_list("assignee", flat=True))
    wanted = needs(found)
    tries = _Tries(found, now)
    result = []
    for account in people:
        name = account.username
        ends = [one.end for case, one in busy.get(name, {}).items() if case != found.case]
        free = max([now, *ends, *more.get(name, ())])
        load = loads[name] + len(more.get(name, ()))
        one = Candidate(account, load, free, away.get(name), lacking(account, wanted, now))
        one.breaks = tries.at(free)
        result.append(one)
    return sorted(result, key=_rank)


def _rank(one: Candidate) -> tuple[object, ...]:
    return bool(one.lacking), one.away is not None, len(one.breaks), one.load, one.free, one.account.username


def _players(found: History) -> list[Account]:
    """Who plays the leading role of every standard of the case, in a part of the tree that holds the case or lies in its."""
    paths = dict(Place.objects.values_list("key", "path"))
    here = paths.get(found.place, "/")
    common: dict[str, Account] | None = None
    for key, _, _ in found.standards:
        near = {
            account.username: account
            for account, place in holdings.players(key, leading_role(key))
            if here.startswith(paths.get(place, "//")) or paths.get(place, "//").startswith(here)
        }
        common = near if common is None else {name: one for name, one in common.items() if name in near} or common
    return list((common or {}).values())


def needs(found: History) -> list[tuple[str, str]]:
    """The certificates that the work wants, with their standards."""
    wanted: dict[tuple[str, str], None] = {}
    for key, _, kind in found.standards:
        role = leading_role(key)
        standard = standards.load(key)
        for rule in judge.program(standard, kind).rules.values():
            for form in rule.forms:
                if any(role in standard.acts[act].by for act in form.acts or () if act in standard.acts):
                    wanted.update({(key, need): None for need in form.rule.get("needs") or ()})
    return list(wanted)


def lacking(account: Account, wanted: Sequence[tuple[str, str]], now: int) -> list[Lacking]:
    """What of the wanted certificates (with their standards) an account does not hold on the day of ``now``."""
    today = date.fromordinal(now // 86_400)
    held: dict[str, list[date | None]] = {}
    for key, until in Certificate.objects.filter(account=account).values_list("key", "valid_until"):
        held.setdefault(key, []).append(until)
    missing = []
    for standard, key in wanted:
        ends = held.get(key, [])
        if not any(until is None or until >= today for until in ends):
            missing.append(Lacking(standard, key, max((one for one in ends if one), default=None)))
    return missing


class _Tries:
    """Arrivals tried on a case; each moment once."""

    def __init__(self, found: History, now: int) -> None:
        self.found, self.now = found, now
        self.window = windows([found.case]).get(found.case)
        self._done: dict[int, list[Finding]] = {}
        self._usual = {finding.clause for finding in self._best(now)}

    def at(self, free: int) -> list[Finding]:
        """What would break if the person came as soon as he is free, beyond what would break anyhow."""
        found = {one.clause: one for one in self._best(free) if one.clause not in self._usual}
        return list(found.values())

    def _best(self, free: int) -> list[Finding]:
        moments = [free]
        if self.window and self.window.start > free:
            moments = [at for early in EARLIER if (at := self.window.start - early) >= free] or [free]
        return min((self._tried(at) for at in moments), key=len)

    def _tried(self, at: int) -> list[Finding]:
        if at not in self._done:
            self._done[at] = list(arrival(self.found, at))
        return self._done[at]


def arrival(found: History, at: int) -> list[Finding]:
    """The breaches that an arrival at a moment would cause; none where a standard knows no arrival."""
    breaches: list[Finding] = []
    for key, _, kind in found.standards:
        standard = standards.load(key)
        if ARRIVED in standard.acts:
            event = {"act": ARRIVED, "by": leading_role(key), "at": format_moment(at), "data": {}}
            tried = judge.what_if(
                judge.program(standard, kind), found.facts, found.events(key), event, format_moment(at)
            )
            breaches += tried.breaches
    return breaches


@dataclass(frozen=True, slots=True)
class Risk:
    """An appointment that the one before will not let be kept: when the person can be there, and what that breaks."""

    case: str
    person: str
    before: str
    free: int
    breaks: list[Finding]


def risks(people: Sequence[str], now: int) -> list[Risk]:
    """Today's appointments that their people cannot keep as things stand, soonest first."""
    found = []
    for person, mine in open_windows(people).items():
        ordered = sorted(mine.items(), key=lambda one: one[1].start)
        for (before, first), (case, second) in pairwise(ordered):
            free = max(first.end, now)
            if second.start <= now or free <= second.start - EARLIER[0]:
                continue
            breaks = _Tries(case_of(case), now).at(free)
            if breaks:
                found.append(Risk(case, person, before, free, breaks))
    return sorted(found, key=lambda one: one.free)
