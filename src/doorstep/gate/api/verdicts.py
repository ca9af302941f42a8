"""Verdicts, duties, next acts and what-if of a case, with the judge's sentences."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from doorstep import judge, standards
from doorstep.calendar import format_moment
from doorstep.gate.api import shown
from doorstep.gate.api.errors import language
from doorstep.gate.api.outcomes import of_faults
from doorstep.gate.api.schemas import Civil, Data, Name, Strict, Verdict, answers
from doorstep.judge import Finding, Judgement
from doorstep.record import clock
from doorstep.record.history import History, history
from doorstep.work.cases import words_of
from doorstep.work.next_acts import next_acts

router = Router(tags=["verdicts"])

Lang = Literal["zh", "en"]
Findings = Literal["worst", "all"]


class VerdictsAsked(Schema):
    """The moment of judgement, the state of knowledge, the language of the sentences, and how many findings."""

    as_of: Civil | None = None
    known: Civil | None = None
    lang: Lang | None = None
    findings: Findings = "worst"


class FindingShown(Schema):
    """What occurred under a clause: acts by their ids, limits in the cases' zone, durations in seconds."""

    verdict: Verdict
    sentence: str
    unit: str | None
    act: str | None
    answer: str | None
    limit: str | None
    seconds_over: int | None
    seconds_used: int | None
    form: str
    code: str
    cites: list[str]


class ClauseShown(Schema):
    """The verdict of one clause: met, breached, pending or not_applicable, and what it rests on."""

    clause: str
    verdict: Verdict
    findings: list[FindingShown]


class JudgementShown(Schema):
    """The judgement under one standard."""

    standard: str
    version: str
    kind: str
    finished: bool
    clauses: list[ClauseShown]


class VerdictsShown(Schema):
    """All judgements of a case."""

    case: str
    as_of: str
    known: str | None
    standards: list[JudgementShown]


class DutyShown(Schema):
    """Something owed: one of ``acts`` by one of the roles ``by``, until ``limit`` or before one of ``before``."""

    standard: str
    clause: str
    acts: list[str]
    by: list[str]
    unit: str | None
    limit: str | None
    before: list[str]
    dated: bool
    seconds_left: int | None
    sentence: str


class DutiesShown(Schema):
    """What is owed on a case: by limit, then before an act, then without a date."""

    case: str
    as_of: str
    duties: list[DutyShown]


class NextAct(Schema):
    """An act that may come next, with its usual values; ``open`` names the fields that only the person there can fill."""

    act: str
    by: list[str]
    unit: str | None
    reason: Literal["duty", "precedence", "end", "more"]
    clauses: list[str]
    limit: str | None
    at: str | None
    data: dict[str, Any]
    open: list[str]
    gesture: str | None
    breaches: list[str]


class NextShown(Schema):
    """The next acts in order: what answers a duty first, then what the way to the ends asks for."""

    case: str
    as_of: str
    next_acts: list[NextAct]


class Try(Strict):
    """An act that is not recorded, only tried."""

    act: Name
    by: Name
    data: Data = {}  # noqa: RUF012 - Pydantic copies it
    at: Civil | None = None
    lang: Lang | None = None


class Breach(Schema):
    """A clause that the act would break."""

    clause: str
    sentence: str


class Hanging(Schema):
    """A clause that hangs on fields that are still blank."""

    clause: str
    fields: list[str]


class WhatIfShown(Schema):
    """What recording the act would come to."""

    breaches: list[Breach]
    hanging: list[Hanging]
    answers: list[str]


@router.get("/cases/{case}/verdicts", response=answers(VerdictsShown), operation_id="verdicts")
def verdicts(request: HttpRequest, case: str, asked: Query[VerdictsAsked]) -> Any:
    """The verdict of every clause as of a moment, as it was known then, with one sentence for each finding."""
    found = history(case)
    as_of = _now() if asked.as_of is None else asked.as_of
    judged = found.judgements(as_of, known=asked.known)
    lang = asked.lang or language(request)
    parts = []
    for key, version, kind in found.standards:
        parts.append(judgement_shown(found, judged[key], key, version, kind, lang, asked.findings == "all"))
    known = None if asked.known is None else format_moment(asked.known)
    return {"case": case, "as_of": format_moment(as_of), "known": known, "standards": parts}


def judgement_shown(
    found: History, judged: Judgement, key: str, version: str, kind: str, lang: str, every: bool
) -> dict[str, Any]:
    """The judgement under one standard (``JudgementShown``); ``every``: with all findings, else the deciding one."""
    ids = [event["id"] for event in found.events(key)]
    clauses = []
    for clause, verdict in judged.verdicts.items():
        findings = judged.findings(clause) if every else []
        findings = findings or [judged.finding(clause)]
        shown_ones = [_finding(judged, finding, ids, lang) for finding in findings]
        clauses.append({"clause": clause, "verdict": verdict, "findings": shown_ones})
    return {"standard": key, "version": version, "kind": kind, "finished": judged.finished, "clauses": clauses}


def _finding(judged: Judgement, finding: Finding, ids: list[str], lang: str) -> dict[str, Any]:
    return {
        "verdict": finding.verdict,
        "sentence": shown.said(judged.sentence(finding, lang)),
        "unit": finding.unit,
        "act": None if finding.act is None else ids[finding.act],
        "answer": None if finding.answer is None else ids[finding.answer],
        "limit": finding.limit,
        "seconds_over": finding.seconds_over,
        "seconds_used": finding.seconds_used,
        "form": finding.form,
        "code": finding.code,
        "cites": [ids[place] for place in finding.cites],
    }


@router.get("/cases/{case}/duties", response=answers(DutiesShown), operation_id="duties")
def duties(request: HttpRequest, case: str, lang: Lang | None = None) -> Any:
    """What is owed on the case now, by whom and until when."""
    found, now = history(case), _now()
    owed = duties_of(found, found.judgements(now), now, lang or language(request))
    return {"case": case, "as_of": format_moment(now), "duties": owed}


def duties_of(found: History, judged: dict[str, Judgement], now: int, lang: str) -> list[dict[str, Any]]:
    """The open duties under all standards (``DutyShown``), what is due first first."""
    result = []
    for key, _, _ in found.standards:
        for duty in judge.duties(judged[key]):
            occurrence = duty.finding.occurrence
            limit = occurrence.limit if occurrence else None
            result.append(
                {
                    "standard": key,
                    "clause": duty.clause,
                    "acts": list(duty.acts),
                    "by": list(duty.by),
                    "unit": duty.unit,
                    "limit": duty.limit,
                    "before": list(duty.before),
                    "dated": duty.dated,
                    "seconds_left": None if limit is None else int(limit) - now,
                    "sentence": shown.said(judged[key].sentence(duty.finding, lang)),
                }
            )
    return sorted(result, key=lambda one: (one["limit"] is None, one["limit"] or "", not one["before"]))


@router.get("/cases/{case}/next-acts", response=answers(NextShown), operation_id="next_acts")
def next_of_case(request: HttpRequest, case: str, more: bool = False) -> Any:
    """The acts that may come next, in order, with their usual values; ``more`` adds those that nothing asks for."""
    found, now = history(case), _now()
    types = shown.Types(found)
    coming = [asdict(one) for one in next_acts(found, found.judgements(now), now, more=more)]
    for one in coming:
        # Words to be said are the standard's own; what else is personal is masked, and may be sent back as it is shown.
        masked, _ = types.data_shown(one["act"], one["data"], request.caller.held)  # type: ignore[attr-defined]
        spoken = {name for name, type_ in types.of_act(one["act"]).items() if type_.kind == "transcript"}
        one["data"] = {**masked, **{name: value for name, value in one["data"].items() if name in spoken}}
    return {"case": case, "as_of": format_moment(now), "next_acts": coming}


@router.post("/cases/{case}/what-if", response=answers(WhatIfShown), operation_id="what_if")
def what_if(request: HttpRequest, case: str, tried: Try) -> Any:
    """What an act would break, what still hangs on a blank field, and which duty it would settle. Nothing is recorded."""
    from doorstep.gate.api.acts import know_act

    found, now = history(case), _now()
    know_act(found, tried.act)
    lang = tried.lang or language(request)
    data, faults = words_of(found).read_data(tried.act, tried.data)
    if faults:
        raise of_faults(faults)
    event = {"act": tried.act, "by": tried.by, "data": data}
    if tried.at is not None:
        event["at"] = format_moment(tried.at)
    result: dict[str, Any] = {"breaches": [], "hanging": [], "answers": []}
    for key, _, kind in found.standards:
        standard = standards.load(key)
        if tried.act in standard.acts:
            ready = judge.program(standard, kind)
            tested = judge.what_if(ready, found.facts, found.events(key), event, format_moment(now))
            result["breaches"] += [_breach(finding, lang) for finding in tested.breaches]
            result["hanging"] += [{"clause": clause, "fields": names} for clause, names in tested.hanging.items()]
            result["answers"] += tested.answers
    return result


def _breach(finding: Finding, lang: str) -> dict[str, str]:
    assert finding.judgement is not None
    return {"clause": finding.clause, "sentence": finding.judgement.sentence(finding, lang)}


def _now() -> int:
    return clock.civil(clock.now())


__all__ = ["duties_of", "judgement_shown", "router"]
