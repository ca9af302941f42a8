"""Sanctions and appeals: what is to be decided with its evidence, deciding it, and what who is concerned has to say.

Who sees what: a case's sanctions are seen by who may read its verdicts, so a technician sees his own and no others'.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from doorstep.calendar import format_moment
from doorstep.gate.api import shown
from doorstep.gate.api.errors import language
from doorstep.gate.api.outcomes import receipt_or_error
from doorstep.gate.api.sanctions_shown import SaidShown, SanctionsShown, State
from doorstep.gate.api.schemas import Key, Moment, Name, ReceiptShown, Strict, answers, text
from doorstep.language.model import Standard, Words
from doorstep.language.words import sanction_in_words
from doorstep.language.words.names import Names
from doorstep.language.words.rules import effect as effect_in_words
from doorstep.measure import counting
from doorstep.measure.appeals import UPHELD, Talk, state_of, talks
from doorstep.measure.models import SanctionCount
from doorstep.people import places
from doorstep.people.accounts import staff_among
from doorstep.people.masking import seen
from doorstep.people.models import Place
from doorstep.people.permissions import reach
from doorstep.record import clock
from doorstep.record.history import History, history
from doorstep.record.models import CaseRow
from doorstep.work import appeals as appealing
from doorstep.work.sanctions import Called, called, decide, deciding_role

router = Router(tags=["sanctions"])

MOST = 200
Reason = Annotated[str, text(2000)]


class SanctionsWanted(Schema):
    """Which ones: by state, at a place or below it."""

    state: State = "pending"
    place: Annotated[str, text(100)] | None = None
    case: Annotated[str, text(32)] | None = None


@router.get("/sanctions", response=answers(SanctionsShown), operation_id="sanctions")
def sanctions(request: HttpRequest, wanted: Query[SanctionsWanted]) -> Any:
    """The sanctions within reach in one state; decided ones the latest first."""
    caller = request.caller  # type: ignore[attr-defined]
    fresh = counting.refresh()
    found = SanctionCount.objects.filter(case__in=_cases(caller.held, wanted).values("case"))
    if wanted.state == "decided":
        found = found.filter(decided__isnull=False).order_by("-decided", "pk")
    else:
        found = found.filter(decided=None).order_by("opened", "pk")
        found = found.filter(appeal=UPHELD) if wanted.state == "upheld" else found.exclude(appeal=UPHELD)
    total = found.count()
    keys = [(one.case, one.clause, one.unit) for one in found[:MOST]]
    return {
        "as_of": format_moment(fresh.as_of),
        "waiting": fresh.waiting,
        "total": total,
        "sanctions": _shown_ones(keys, caller, language(request)),
    }


def _cases(held: Any, wanted: SanctionsWanted) -> Any:
    found = CaseRow.objects.filter(places.within(reach(held, "verdict.read")))
    if wanted.place is not None:
        path = places.place(wanted.place).path
        found = found.filter(place__in=Place.objects.filter(path__startswith=path).values("key"))
    if wanted.case is not None:
        found = found.filter(case=wanted.case)
    return found


def _shown_ones(keys: list[tuple[str, str, str]], caller: Any, lang: str) -> list[dict[str, Any]]:
    """The sanctions of those keys, each case read and judged once."""
    now = clock.civil(clock.now())
    read: dict[str, tuple[History, list[Called]]] = {}
    for case, _, _ in keys:
        if case not in read:
            found = history(case)
            read[case] = found, called(found, now)
    names = staff_among([name for found, _ in read.values() for name in _people(found)])
    result = []
    for case, clause, unit in keys:
        found, those = read[case]
        one = next((one for one in those if one.clause == clause and (_unit(one) or "") == unit), None)
        if one is not None:
            result.append(_sanction(found, one, names, caller, lang))
    return result


def _people(found: History) -> list[str]:
    person = found.facts.get("person")
    actors = [act.envelope.actor for act in found.acts if act.envelope.actor]
    return [found.assignee or "", person if isinstance(person, str) else "", *actors]


def _unit(one: Called) -> str | None:
    return one.occurrence.view.unit if one.occurrence.view is not None else None


def _sanction(found: History, one: Called, names: dict[str, str], caller: Any, lang: str) -> dict[str, Any]:
    clause, said = one.standard.clauses[one.clause], talks(found)
    appeal = state_of(said, [one.clause, *one.upon])
    state = "decided" if one.decisions else "upheld" if appeal == UPHELD else "pending"
    role = deciding_role(found, one, caller.held) if state == "pending" else None
    may = role is not None and caller.username != found.assignee
    person = found.facts.get("person")
    return {
        "case": found.case,
        "number": found.number,
        "place": found.place,
        "assignee": found.assignee,
        "person": names.get(found.assignee or "") or names.get(str(person)) or seen(caller.held, person, "person"),
        "standard": one.standard.key,
        "title": _both(one.standard.title),
        "clause": one.clause,
        "clause_number": clause.number,
        "words": _both(clause.words),
        "cost": sanction_in_words(one.standard, clause, lang),
        "wanted": one.wanted,
        "effect": one.effect,
        "effect_words": _effect(one.standard, one.effect),
        "unit": _unit(one),
        "state": state,
        "appeal": appeal,
        "verdict": one.judgement.verdicts[one.clause],
        "opened": format_moment(found.opened),
        "evidence": [_evidence(found, one, breach, lang) for breach in one.breaches],
        "said": _said(said, [one.clause, *one.upon], names, caller),
        "decisions": [_decision(found, one, act, names) for act in one.decisions],
        "deciding": _deciding(one, role) if may and role is not None else None,
    }


def _both(words: Any) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _effect(standard: Standard, effect: str | None) -> dict[str, str] | None:
    if not effect:
        return None
    return {lang: effect_in_words(Names(standard, lang), effect) for lang in ("zh", "en")}


def _evidence(found: History, one: Called, breach: Any, lang: str) -> dict[str, Any]:
    acts = {act.envelope.id: act for act in found.acts}
    if breach.clause is None or breach.finding is None:
        name = acts[breach.act].envelope.act if breach.act in acts else ""
        words = one.standard.acts[name].words if name in one.standard.acts else one.standard.title
        cites = [_cited(one.standard, acts[breach.act])] if breach.act in acts else []
        return {"clause": None, "number": "", "words": _both(words), "sentence": "", "unit": None, "cites": cites}
    clause = one.standard.clauses[breach.clause]
    ids = [event["id"] for event in found.events(one.standard.key)]
    return {
        "clause": breach.clause,
        "number": clause.number,
        "words": _both(clause.words),
        "sentence": shown.said(one.judgement.sentence(breach.finding, lang)),
        "unit": breach.finding.unit,
        "cites": [_cited(one.standard, acts[ids[place]]) for place in breach.finding.cites],
    }


def _cited(standard: Standard, act: Any) -> dict[str, Any]:
    name = act.envelope.act
    words = standard.acts[name].words if name in standard.acts else Words(name, name)
    return {"id": act.envelope.id, "name": _both(words), "at": format_moment(act.at)}


def _said(found: dict[str, Talk], clauses: list[str], names: dict[str, str], caller: Any) -> list[dict[str, Any]]:
    those = [
        {
            "kind": one.kind,
            "clause": clause,
            "act": one.act,
            "at": format_moment(one.at),
            "who": names.get(one.actor or "", one.actor or ""),
            "text": seen(caller.held, one.text, "text") if one.text else "",
            "grounds": list(one.grounds),
            "upheld": one.upheld,
            "files": [{"file": proof.file, "name": proof.name} for proof in one.files],
        }
        for clause in clauses
        if clause in found
        for one in found[clause].said
    ]
    return sorted(those, key=lambda one: str(one["at"]))


def _decision(found: History, one: Called, act_id: str, names: dict[str, str]) -> dict[str, Any]:
    act = next(act for act in found.acts if act.envelope.id == act_id)
    amount, effect = act.data.get("amount"), act.data.get("effect")
    return {
        "act": act_id,
        "at": format_moment(act.at),
        "by": names.get(act.envelope.actor or "", act.envelope.actor or ""),
        "amount": float(amount) if isinstance(amount, int | float) else None,
        "effect": _effect(one.standard, effect if isinstance(effect, str) else None),
    }


def _deciding(one: Called, role: str) -> dict[str, Any]:
    act = one.acts[0]
    fields = one.standard.acts[act].fields
    choices = fields["effect"].choices if "effect" in fields else ()
    return {
        "act": act,
        "by": role,
        "has_amount": "amount" in fields,
        "effects": {choice: _both(one.standard.choice_words("effect", choice, act)) for choice in choices},
    }


class NewDecision(Strict):
    """A decision. Without ``amount`` and ``effect`` it is decided as the clause says."""

    key: Key
    clause: Name
    reason: Reason
    amount: float | int | None = Field(None, ge=0)
    effect: Annotated[str, text(200)] | None = None
    at: Moment | None = None


class NewAppeal(Strict):
    """What who is in charge has to say about a clause; with ``nothing`` he has seen it and appeals not."""

    key: Key
    clause: Name
    text: Reason
    grounds: list[Name] = Field([], max_length=10)
    nothing: bool = False
    at: Moment | None = None


class NewAnswer(Strict):
    """The decision of an appeal, or with ``upheld`` left out a question to who is concerned."""

    key: Key
    clause: Name
    reason: Reason
    upheld: bool | None = None
    at: Moment | None = None


class TalkShown(Schema):
    """What was said about one clause, and how its appeal stands: "", open, upheld or rejected."""

    clause: str
    appeal: str
    said: list[SaidShown]


class TalksShown(Schema):
    """What was said about the clauses of a case."""

    clauses: list[TalkShown]


def _common(request: HttpRequest, sent: Any) -> dict[str, Any]:
    caller = request.caller  # type: ignore[attr-defined]
    source = "api" if caller.source == "token" else "console"
    return {"key": sent.key, "actor": caller.username, "at": sent.at, "source": source}


@router.post("/cases/{case}/sanctions", response=answers(ReceiptShown, 201), operation_id="decide_sanction")
def decide_sanction(request: HttpRequest, case: str, sent: NewDecision) -> Any:
    """Decides a sanction by an act. A sum other than the clause's is taken and breaks the sanction clause: try it
    with what-if first.
    """
    amount = None if sent.amount is None else float(sent.amount)
    outcomes = decide(
        case,
        sent.clause,
        reason=sent.reason,
        amount=amount,
        effect=sent.effect,
        held=request.caller.held,  # type: ignore[attr-defined]
        **_common(request, sent),
    )
    return Status(201, receipt_or_error(outcomes[0]))


@router.post("/cases/{case}/appeals", response=answers(ReceiptShown, 201), operation_id="appeal")
def appeal(request: HttpRequest, case: str, sent: NewAppeal) -> Any:
    """Appeals against a broken clause or a sanction; changes no verdict."""
    common = _common(request, sent)
    if sent.nothing:
        outcome = appealing.seen(case, sent.clause, sent.text, **common)
    else:
        outcome = appealing.appeal(case, sent.clause, sent.text, grounds=sent.grounds, **common)
    return Status(201, receipt_or_error(outcome))


@router.post("/cases/{case}/appeals/answer", response=answers(ReceiptShown, 201), operation_id="answer_appeal")
def answer_appeal(request: HttpRequest, case: str, sent: NewAnswer) -> Any:
    """Decides an appeal, or asks who is concerned."""
    common = {**_common(request, sent), "held": request.caller.held}  # type: ignore[attr-defined]
    if sent.upheld is None:
        outcome = appealing.ask(case, sent.clause, sent.reason, **common)
    else:
        outcome = appealing.answer(case, sent.clause, upheld=sent.upheld, reason=sent.reason, **common)
    return Status(201, receipt_or_error(outcome))


@router.get("/cases/{case}/appeals", response=answers(TalksShown), operation_id="appeals")
def appeals(request: HttpRequest, case: str) -> Any:
    """What was said about the clauses of a case, for the marks beside its verdicts."""
    caller = request.caller  # type: ignore[attr-defined]
    found = history(case)
    said, names = talks(found), staff_among(_people(found))
    return {
        "clauses": [
            {"clause": clause, "appeal": talk.state, "said": _said(said, [clause], names, caller)}
            for clause, talk in said.items()
        ]
    }
