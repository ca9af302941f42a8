"""Sanctions: what a clause calls for on a case, and deciding it by an act with a reason.

The judge says what is due and on which breaches; a person decides. An amount other than the clause's is taken,
since it
is a fact, and breaks the sanction clause. Appeals are ``work.appeals``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from doorstep import standards
from doorstep.calendar import format_moment
from doorstep.judge import Finding, Judgement
from doorstep.judge.forms.common import BREACHED, Occurrence
from doorstep.language.model import Standard
from doorstep.measure.appeals import NOTE, REASON, UPHELD, state_of, talks
from doorstep.people.permissions import Held, allowed
from doorstep.people.roles import On, may_record
from doorstep.record import clock, readmodels
from doorstep.record.append import Entry, Outcome, append
from doorstep.record.history import History, history
from doorstep.record.sql import rows
from doorstep.work.cases import case_of, checked_text, words_of
from doorstep.work.faults import NotDone
from doorstep.work.recording import Reader
from doorstep.work.sanction_faults import SanctionFault


@dataclass(slots=True)
class Breach:
    """What calls for a sanction: the finding of a broken clause, or an act (its id) that calls for it by itself."""

    clause: str | None
    act: str | None
    finding: Finding | None = None


@dataclass(slots=True)
class Called:
    """A sanction that a clause calls for. ``wanted`` is the sum due (None: none is fixed), ``effect`` the
    standard's key of it.

    ``decisions`` are the ids of the acts that decided it; none while it is open.
    """

    standard: Standard
    judgement: Judgement
    clause: str
    occurrence: Occurrence
    wanted: float | None
    effect: str | None
    breaches: list[Breach] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts by which it can be decided."""
        form = self.occurrence.form
        return tuple(form.rule["acts"]) if form is not None else ()

    @property
    def upon(self) -> list[str]:
        """The broken clauses."""
        return list(dict.fromkeys(one.clause for one in self.breaches if one.clause))


def called(found: History, now: int | None = None) -> list[Called]:
    """The sanctions that the clauses of a case call for, as of ``now`` (None: the clock), decided ones too."""
    moment = clock.civil(clock.now()) if now is None else now
    result = []
    for key, judgement in found.judgements(moment).items():
        ids = [event["id"] for event in found.events(key)]
        for clause, raw in judgement.raw.items():
            result += [_called(key, judgement, clause, one, ids) for one in raw if one.info and "breaches" in one.info]
    return result


def _called(key: str, judgement: Judgement, clause: str, one: Occurrence, ids: Sequence[str]) -> Called:
    info: dict[str, Any] = dict(one.info or {})
    whole = judgement.whole.acts
    breaches = []
    for name, place in info["breaches"]:
        act = ids[whole[place].index] if place >= 0 else None
        if name in judgement.raw:
            breaches.append(Breach(name, act, _finding(judgement, name, place)))
        else:
            breaches.append(Breach(None, act))
    decisions = [ids[one.view.acts[i].index] for i in info.get("decisions", ())] if one.view is not None else []
    return Called(standards.load(key), judgement, clause, one, info["wanted"], info["effect"], breaches, decisions)


def _finding(judgement: Judgement, clause: str, place: int) -> Finding | None:
    """The finding of a clause that was broken at the act at ``place`` of the whole case (-1: at none)."""
    broken = [one for one in judgement.findings(clause) if one.verdict == BREACHED]
    index = judgement.whole.acts[place].index if place >= 0 else None
    return next((one for one in broken if one.act == index), broken[0] if broken else None)


def deciding_role(found: History, one: Called, held: Iterable[Held]) -> str | None:
    """The role in which who holds ``held`` may decide a sanction of the case; None when he may not.

    He plays a role that the deciding act names, and gives out the orders of the place.
    """
    held = tuple(held)
    if not allowed(held, "case.assign", place=found.place or None, assignee=found.assignee):
        return None
    on = On(found.place or None, found.assignee)
    for act in one.acts:
        for role in one.standard.acts[act].by:
            party = one.standard.roles[role].party
            if not party and may_record(held, one.standard.key, role, party, on=on):
                return role
    return None


def decide(
    case: str,
    clause: str,
    *,
    reason: str,
    key: str,
    actor: str,
    held: Iterable[Held],
    amount: float | None = None,
    effect: str | None = None,
    at: datetime | None = None,
    source: str = "console",
) -> list[Outcome]:
    """Decides a sanction by an act, with its reason as a note in the same transaction: the act's outcome, then the
    note's.

    Without ``amount`` and ``effect`` it is decided as the clause says. The same key with the same content gets the
    first
    receipt again. Raises ``NotDone``.
    """
    found = case_of(case)
    held = tuple(held)
    one = _open_one(found, clause, known=_known(key))
    role = deciding_role(found, one, held)
    check_decider(found, one, role, actor)
    said = checked_text(reason, "reason")
    reader = Reader(found, actor, held, None, timedelta(0), source)
    data = _data(found, one, clause, amount, effect)
    moment = at or clock.now()
    entry = reader.entry({"key": key, "act": one.acts[0], "at": moment, "by": role, "data": data})
    note = {"about": {"kind": REASON, "clause": clause, "decision": key}}
    beside = Entry(f"{key}:reason", case, NOTE, moment, None, actor, source, note, {"text": said})

    def once(cases: Sequence[str]) -> None:
        _check_once(case, clause)
        readmodels.update(cases)

    return append([entry, beside], then=once)


def check_decider(found: History, one: Called, role: str | None, actor: str) -> None:
    """Raises ``NotDone`` for who may not decide, or is the one whom it is about."""
    if role is None:
        names = [one.standard.roles[role_].words for act in one.acts for role_ in one.standard.acts[act].by]
        roles = "、".join(dict.fromkeys(f"{name.zh} {name.en}" for name in names))
        raise NotDone([SanctionFault("not_the_decider", "clause", {"roles": roles})])
    if actor == found.assignee:
        raise NotDone([SanctionFault("own_sanction", "clause")])


def sanction_of(found: History, clause: str) -> Called:
    """The sanction that a clause calls for on a case. Raises ``NotDone`` when it calls for none."""
    one = next((one for one in called(found) if one.clause == clause), None)
    if one is None:
        raise NotDone([SanctionFault("no_sanction", "clause", {"clause": number(clause)})])
    return one


def number(clause: str) -> str:
    """The bare number of a clause's id."""
    return clause.partition("/")[2] or clause


def _known(key: str) -> bool:
    return bool(rows("SELECT 1 FROM record_act WHERE key = %s", [key]))


def _open_one(found: History, clause: str, *, known: bool) -> Called:
    """The open sanction of a clause; with a key that is ``known`` (sent again) a decided one as well."""
    one = sanction_of(found, clause)
    if known:
        return one
    if state_of(talks(found), [clause, *one.upon]) == UPHELD:
        raise NotDone([SanctionFault("sanction_upheld", "clause", {"clause": number(clause)})])
    if one.decisions:
        first = next(act for act in found.acts if act.envelope.id == one.decisions[0])
        values = {"clause": number(clause), "who": first.envelope.actor or "", "at": format_moment(first.at)}
        raise NotDone([SanctionFault("sanction_decided_already", "clause", values)])
    return one


def _data(found: History, one: Called, clause: str, amount: float | None, effect: str | None) -> Mapping[str, Any]:
    """What the deciding act says, as far as the case's standards declare it."""
    fields = words_of(found).acts[one.acts[0]]
    decided = one.wanted if amount is None else amount
    if decided is not None and (not 0 <= decided < 10**9 or round(decided, 2) != decided):
        raise NotDone([SanctionFault("amount_wrong", "amount")])
    chosen = effect or one.effect
    choices = fields["effect"].choices if "effect" in fields else ()
    if chosen is not None and choices and chosen not in choices:
        raise NotDone([SanctionFault("effect_unknown", "effect", {"name": chosen[:60]})])
    said = {"clause": clause, "amount": decided, "effect": chosen, "person": found.facts.get("person")}
    return {name: value for name, value in said.items() if name in fields and value is not None}


def _check_once(case: str, clause: str) -> None:
    """Raises ``NotDone``, which undoes the append, when two decided a clause at the same time."""
    found = history(case)
    for one in called(found):
        if one.clause == clause and len(one.decisions) > 1:
            first = min(
                (act for act in found.acts if act.envelope.id in one.decisions), key=lambda act: act.envelope.no
            )
            values = {"clause": number(clause), "who": first.envelope.actor or "", "at": format_moment(first.at)}
            raise NotDone([SanctionFault("sanction_decided_already", "clause", values)])
