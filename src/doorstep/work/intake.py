"""Intake: a case is opened, under standards whose versions are pinned. Nothing is opened that could not be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from doorstep import judge, standards
from doorstep.calendar import format_day
from doorstep.judge.values import blank
from doorstep.record import clock, readmodels
from doorstep.record.append import OPENED, Entry, Refusal, append
from doorstep.record.envelope import sha256
from doorstep.record.receipts import Receipt
from doorstep.work import strict
from doorstep.work.asked import asked
from doorstep.work.faults import Fault, NotDone, Refused, unknown
from doorstep.work.vocabulary import Governed, split, vocabulary

MOST_NUMBER = 100
Wanted = tuple[str, "str | None", str]
"""A standard's key, its version (None: the one in force) and the kind of case."""


@dataclass(frozen=True, slots=True)
class Order:
    """A case to be opened. ``at`` is aware; ``customer`` any text that stands for him; ``place`` a place's key.

    ``complete``: the facts that conditions read must be there; the calendar, which cannot ask, leaves them to be added.
    """

    number: str
    standards: Sequence[Wanted]
    key: str
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    actor: str | None = None
    customer: str | None = None
    source: str = "console"
    complete: bool = True


def case_id(number: str) -> str:
    """The id of the case of that number: the same everywhere, so that two who open it at once open one."""
    return sha256(f"case:{number.strip()}")[:32]


def open_case(
    number: str,
    standards: Sequence[Wanted],
    facts: Mapping[str, Any],
    *,
    key: str,
    at: datetime | None = None,
    place: str = "",
    actor: str | None = None,
    customer: str | None = None,
    source: str = "console",
) -> Receipt | Refusal | Refused:
    """Opens a case: its receipt (the first one again for the same key and content), or why not."""
    order = Order(number, standards, key, at or clock.now(), facts, place, actor, customer, source)
    return open_cases([order])[0]


def open_cases(orders: Sequence[Order]) -> list[Receipt | Refusal | Refused]:
    """Opens many cases in one transaction; each is answered by itself."""
    entries: dict[int, Entry] = {}
    answers: dict[int, Receipt | Refusal | Refused] = {}
    for place, order in enumerate(orders):
        try:
            entries[place] = entry_of(order)
        except NotDone as refused:
            answers[place] = Refused(order.key, refused.faults)
    for place, outcome in zip(entries, append(list(entries.values()), then=readmodels.update), strict=True):
        if isinstance(outcome, Refusal) and outcome.code == "case_exists":
            taken = Fault("number_taken", "number", {"number": orders[place].number.strip()})
            answers[place] = Refused(outcome.key, [taken])
        else:
            answers[place] = outcome
    return [answers[place] for place in range(len(orders))]


def entry_of(order: Order) -> Entry:
    """The opening act of an order that was looked through. Raises ``NotDone`` with everything that is wrong."""
    faults = [
        *_of_number(order.number),
        *strict.faults_of(dict(order.facts), "facts"),
        *strict.text_faults(order.place, "place"),
    ]
    governed, of_standards = _governed(order.standards, order.at)
    faults += of_standards
    if faults:
        raise NotDone(faults)
    words = vocabulary(tuple(governed))
    facts, of_facts = words.read_facts(order.facts)
    of_facts += _missing(governed, order.facts) if order.complete else []
    if of_facts:
        raise NotDone(of_facts)
    plain, personal = split(facts, words.facts)
    number = order.number.strip()
    data = {"number": number, "standards": [list(one) for one in governed], "place": order.place, "facts": plain}
    return Entry(
        key=order.key,
        case=case_id(number),
        act=OPENED,
        claimed=order.at,
        by=None,
        actor=order.actor,
        source=order.source,
        data=data,
        personal={"facts": personal} if personal else {},
        customer=order.customer,
    )


def _of_number(number: str) -> list[Fault]:
    if not number.strip():
        return [Fault("blank", "number")]
    if len(number) > MOST_NUMBER:
        return [Fault("number_too_long", "number", {"most": MOST_NUMBER})]
    return strict.text_faults(number, "number")


def _governed(wanted: Sequence[Wanted], at: datetime) -> tuple[list[Governed], list[Fault]]:
    """The standards with their versions pinned, and what is wrong with them."""
    faults: list[Fault] = [] if wanted else [Fault("no_standards", "standards")]
    governed: list[Governed] = []
    for place, (key, version, kind) in enumerate(wanted):
        path = f"standards[{place}]"
        if key not in standards.names():
            faults.append(unknown("unknown_standard", path, key, standards.names()))
            continue
        standard = standards.load(key)
        if any(key == other for other, _, _ in governed):
            faults.append(Fault("doubled_standard", path, {"name": key}))
        elif standard.version is None:
            faults.append(Fault("draft", path, {"name": key}))
        elif version not in (None, standard.version):
            faults.append(
                Fault("unknown_version", path, {"name": key, "version": version, "current": standard.version})
            )
        elif kind not in standard.cases:
            faults.append(unknown("unknown_kind", path, kind, standard.cases, standard=key))
        elif standard.effective and format_day(clock.civil(at) // 86_400) < standard.effective:
            faults.append(Fault("not_in_force", path, {"name": key, "effective": standard.effective}))
        else:
            governed.append((key, standard.version, kind))
    return governed, faults


def _missing(governed: Sequence[Governed], facts: Mapping[str, Any]) -> list[Fault]:
    faults = []
    for key, _, kind in governed:
        for name, clauses in needed_facts(key, kind).items():
            if blank(facts.get(name)):
                faults.append(Fault("missing_fact", f"facts.{name}", {"name": name, "clauses": ", ".join(clauses[:3])}))
    return faults


def needed_facts(standard: str, kind: str) -> dict[str, list[str]]:
    """The facts without which a case is not opened, with the clauses: those that a condition reads and no act can say
    later.

    Flags are left out: what a call turns out to be is often known only afterwards, and then added as a changed fact.
    """
    ready = judge.program(standards.load(standard), kind)
    return {name: found for name, found in asked(ready).facts.items() if ready.program["facts"][name] != "bool"}
