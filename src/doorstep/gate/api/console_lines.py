"""What the console's lists show of a case beside ``shown.line``: what it is about, who has it, and what is due next on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import Q
from ninja import Schema
from pydantic import Field

from doorstep import judge, standards
from doorstep.calendar import format_moment
from doorstep.gate.api import shown
from doorstep.gate.api.schemas import CaseLine
from doorstep.gate.api.standards import InBoth
from doorstep.judge import Finding
from doorstep.people.accounts import staff_among
from doorstep.people.masking import seen
from doorstep.people.models import Account
from doorstep.people.permissions import Held
from doorstep.record.facts import facts_of
from doorstep.record.history import History, history
from doorstep.record.models import CaseRow, DutyRow

SUBJECTS = ("hotel", "hotel_name", "address", "outlet", "customer", "guest", "line", "area", "title")
"""The facts that say what a case is about, where a kind of case has one of them; else its first text."""

DAY = 86_400
MOST_OVERDUE = 60
WAITING = ("response", "deadline")
"""The forms under which something that is late can still be done."""


class Due(Schema):
    """What is due next: the clause, the acts that answer it, until when."""

    clause: str
    acts: list[InBoth]
    unit: str | None
    limit: str | None


class OrderLine(CaseLine):
    """A case in a list of the console. ``about`` is masked by post; ``person`` the name of who has it."""

    label: InBoth = Field(description="its number; of what no order opened, what it is")
    about: str
    kind: InBoth
    person: str | None
    due: Due | None


def lines(rows: Sequence[CaseRow], now: int, held: Sequence[Held]) -> list[dict[str, Any]]:
    """The lines of some cases (``OrderLine``): three queries for all of them."""
    cases = [row.case for row in rows]
    facts = facts_of(cases)
    people = names_of(row.assignee for row in rows)
    due = _due(cases)
    counts = _as_of_now(rows, now)
    result = []
    for row in rows:
        line = shown.line(row, now)
        first = line["standards"][0] if line["standards"] else None
        said = about(facts[row.case], line["standards"], held)
        kind = _kind(first["standard"], first["kind"]) if first else {"zh": "", "en": ""}
        more = {
            "label": _label(row, line["standards"], kind, said),
            "about": said,
            "kind": kind,
            "person": people.get(row.assignee or ""),
            "due": due.get(row.case),
        }
        result.append({**line, **more, **counts.get(row.case, {})})
    return result


def _as_of_now(rows: Sequence[CaseRow], now: int) -> dict[str, dict[str, int]]:
    """How many clauses of a case are broken, open and met, where a limit has passed since its last act: its row does not
    know it yet.
    """
    found = {}
    for row in [row for row in rows if row.next_limit is not None and row.next_limit < now][:MOST_OVERDUE]:
        counts = Counter(
            one for judged in history(row.case).judgements(now).values() for one in judged.verdicts.values()
        )
        found[row.case] = {verdict: counts[verdict] for verdict in ("breached", "pending", "met")}
    return found


def breach_shown(finding: Finding, lang: str) -> dict[str, str]:
    """A clause that would be broken, with its sentence (``verdicts.Breach``)."""
    assert finding.judgement is not None
    return {"clause": finding.clause, "sentence": shown.said(finding.judgement.sentence(finding, lang))}


def names_of(usernames: Iterable[str | None]) -> dict[str, str]:
    """The names of accounts by username."""
    wanted = {name for name in usernames if name}
    return dict(Account.objects.filter(username__in=wanted).values_list("username", "display_name"))


def about(facts: Mapping[str, Any], governed: Sequence[Mapping[str, str]], held: Sequence[Held]) -> str:
    """What a case is about, in a few words, as the posts see it; empty when its facts do not say."""
    types = {}
    for one in governed:
        types |= standards.load(one["standard"]).cases[one["kind"]].facts
    texts = [name for name in SUBJECTS if name in types and types[name].kind == "text"]
    texts += [name for name, type_ in types.items() if type_.kind == "text" and name not in texts]
    others = [name for name, type_ in types.items() if type_.kind in ("person", "phone")]
    if not is_order(governed):
        texts, others = others, texts
    for name in (*texts, *others):
        if facts.get(name):
            value = str(facts[name])
            return staff_among([value]).get(value) or seen(held, value, types[name].kind)
    return ""


def is_order(governed: Sequence[Mapping[str, str]]) -> bool:
    """Whether a case is something to be done for somebody: not a person's file, and not opened by the calendar."""
    kinds = [standards.load(one["standard"]).cases[one["kind"]] for one in governed]
    return any(kind.opened_by in ("order", "hand", None) for kind in kinds)


def other_kinds() -> Q:
    """The filter for cases that no order opened, as their rows name their standards."""
    wanted = Q()
    for key in standards.names():
        for kind in standards.load(key).cases.values():
            if kind.opened_by not in ("order", "hand", None):
                wanted |= Q(standards__startswith=f'[["{key}",', standards__contains=f'"{kind.key}"]')
    return wanted


def _label(row: CaseRow, governed: Sequence[Mapping[str, str]], kind: Mapping[str, str], said: str) -> dict[str, str]:
    """The number by which people know it; the calendar's numbers are keys, so its cases are named by what they are."""
    if not governed or is_order(governed):
        return {"zh": row.number, "en": row.number}
    return {lang: " ".join(filter(None, [kind[lang], said])) for lang in ("zh", "en")}


def _kind(standard: str, kind: str) -> dict[str, str]:
    words = standards.load(standard).cases[kind].words
    return {"zh": words.zh, "en": words.en}


def _due(cases: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What is due first on each case, as its rows say."""
    found: dict[str, DutyRow] = {}
    pending = DutyRow.objects.filter(case__in=cases, verdict="pending")
    for row in pending.order_by("case", "clause", "id"):
        there = found.get(row.case)
        if there is None or _sooner(row.limit, there.limit):
            found[row.case] = row
    return {case: duty_shown(row) for case, row in found.items()}


def overdue(cases: Sequence[str], now: int) -> dict[str, dict[str, Any]]:
    """What was due within the last day and is still not answered, by case: broken already, and still to be done (``Due``)."""
    rows = DutyRow.objects.filter(case__in=cases, verdict="breached", limit__gt=now - DAY, limit__lte=now)
    found: dict[str, dict[str, Any]] = {}
    for case in list(dict.fromkeys(rows.order_by("limit").values_list("case", flat=True)))[:MOST_OVERDUE]:
        open_ = [one for one in _unanswered(history(case), now) if one["limit"]]
        if open_:
            found[case] = min(open_, key=lambda one: str(one["limit"]))
    return found


def _unanswered(found: History, now: int) -> Iterator[dict[str, Any]]:
    for key, judged in found.judgements(now).items():
        for clause, verdict in judged.verdicts.items():
            if verdict != "breached":
                continue
            for one in judged.findings(clause):
                waits = one.verdict == "breached" and one.form in WAITING and one.answer is None and one.limit
                acts = _answers(key, clause)
                limit = one.occurrence.limit if one.occurrence else None
                if waits and acts and limit is not None and limit > now - DAY:
                    yield {"clause": clause, "acts": list(acts), "unit": one.unit, "limit": one.limit}


def _sooner(limit: int | None, than: int | None) -> bool:
    return limit is not None and (than is None or limit < than)


def duty_shown(row: DutyRow) -> dict[str, Any]:
    """A duty of a case in a list (``Due``)."""
    standard, _, _ = row.clause.partition("/")
    return {
        "clause": row.clause,
        "acts": list(_answers(standard, row.clause)),
        "unit": row.unit or None,
        "limit": None if row.limit is None else format_moment(row.limit, end_of_day=True),
    }


def _answers(standard: str, clause: str) -> tuple[dict[str, str], ...]:
    """The acts that answer a clause's duty, by name."""
    words = [standards.load(standard).acts[act].words for act in answering(standard, clause)]
    return tuple({"zh": one.zh, "en": one.en} for one in words)


@cache
def answering(standard: str, clause: str) -> tuple[str, ...]:
    """The acts that answer a clause's duty, by key."""
    found = standards.load(standard)
    acts: dict[str, None] = {}
    for kind in found.clauses[clause].cases or found.cases:
        rule = judge.program(found, kind).rules.get(clause)
        for form in rule.forms if rule else ():
            key = {"span": "until", "share": "of"}.get(form.name, "acts")
            acts |= dict.fromkeys(act for act in form.rule.get(key) or () if act in found.acts)
    return tuple(acts)
