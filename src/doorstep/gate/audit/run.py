"""From orders to judgements: every order of an import, judged under each of its standards at one moment.

Lives here: ``run`` and what it yields, plain data that the report, the workbook of breaches and the verdicts' lines are
written from. Not here: reading a workbook (``workbook``), the meaning of a rule (``judge``), anything that is written.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from doorstep import standards
from doorstep.gate.audit.judged import VERDICTS, Audit, Found, JudgedCase, JudgedOrder, Ruling
from doorstep.judge import BadCase, judge, program, read_case
from doorstep.language.model import Standard, Words

Progress = Callable[[int, int], None]
"""Called with how many acts are judged and how many there are."""

WORTH_A_SECOND_CORE = 4000
"""Acts below which starting a second process costs more than it saves."""

BATCH = 16
"""Orders that a process judges at a time: few enough for the progress bar to move."""

_OF_WORDS = ("script", "privacy")
"""The kinds of clause that are judged on what was said."""


def run(
    imported: Any,
    *,
    given: Sequence[Standard] = (),
    as_of: str | None = None,
    progress: Progress | None = None,
    processes: int = 2,
) -> Audit:
    """Every order of ``imported`` judged as of ``as_of`` (default: its latest act; an order's own moment wins).

    ``given`` are standards that the package does not hold, or holds in another version. With many acts the work goes to
    ``processes`` processes, where the system can fork.
    """
    moment = as_of or imported.latest or ""
    names = dict.fromkeys(key for order in imported.orders for key in order.kinds)
    own = {standard.key: standard for standard in given}
    used = {name: own.get(name) or standards.load(name) for name in names}
    total = sum(len(order.acts) for order in imported.orders)
    judged: list[JudgedOrder] = []
    done = 0
    for some in _judged(imported.orders, used, moment, processes if total >= WORTH_A_SECOND_CORE else 1):
        done += sum(len(order.acts) for order in imported.orders[len(judged) : len(judged) + len(some)])
        judged += some
        if progress:
            progress(done, total)
    return Audit(imported, moment, used, judged)


# What a forked process inherits instead of being sent it.
_work: tuple[Sequence[Any], dict[str, Standard], str] = ((), {}, "")


def _judged(
    orders: Sequence[Any], used: dict[str, Standard], moment: str, processes: int
) -> Iterator[list[JudgedOrder]]:
    global _work
    _work = (orders, used, moment)
    starts = range(0, len(orders), BATCH)
    try:
        if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
            yield from map(_judge_batch, starts)
            return
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap(_judge_batch, starts)
    finally:
        _work = ((), {}, "")


def _judge_batch(start: int) -> list[JudgedOrder]:
    orders, used, moment = _work
    return [judge_order(order, used, moment) for order in orders[start : start + BATCH]]


def judge_order(order: Any, used: dict[str, Standard], as_of: str) -> JudgedOrder:
    """One order under each of its standards, as of ``as_of`` (a line's own moment wins)."""
    cases: list[JudgedCase] = []
    fault = None
    for name, kind in order.kinds.items():
        if not order.as_ofs.get(name, as_of):
            continue  # no act of the whole file was read, so there is no moment at which to judge
        events, places = order.events(name)
        compiled = program(used[name], kind)
        try:
            case = read_case(compiled, order.facts.get(name, {}), events)
            judgement = judge(compiled, case, order.as_ofs.get(name, as_of), known=order.knowns.get(name))
        except BadCase as bad:
            fault = str(bad)
            continue
        cases.append(_case_of(used[name], kind, judgement, places))
    return JudgedOrder(order.as_of or as_of, tuple(cases), fault)


def _case_of(standard: Standard, kind: str, judgement: Any, places: Sequence[int]) -> JudgedCase:
    rulings = []
    unjudged = []
    for clause, verdict in judgement.verdicts.items():
        if verdict != "not_applicable":
            rulings.append(_ruling(judgement, clause, verdict, places))
        elif standard.clauses[clause].kind in _OF_WORDS and _wants_words(judgement.findings(clause)):
            unjudged.append(clause)
    return JudgedCase(standard.key, kind, dict(judgement.verdicts), tuple(rulings), tuple(unjudged))


def _wants_words(findings: Sequence[Any]) -> bool:
    """Whether a call took place of which nobody knows the words."""
    return any(finding.code == "no_words" for finding in findings)


def _ruling(judgement: Any, clause: str, verdict: str, places: Sequence[int]) -> Ruling:
    findings = judgement.findings(clause) or [judgement.finding(clause)]
    telling = [finding for finding in findings if finding.verdict == verdict] or [judgement.finding(clause)]
    if verdict == "met":
        telling = telling[:1]
    over = {"breached": True, "met": False}
    times = tuple(
        (f.seconds_used, over[f.verdict]) for f in findings if f.seconds_used is not None and f.verdict in over
    )
    return Ruling(
        clause, verdict, tuple(_found(judgement, finding, places) for finding in telling), times, _units(findings)
    )


def _found(judgement: Any, finding: Any, places: Sequence[int]) -> Found:
    return Found(
        finding.verdict,
        finding.unit,
        None if finding.act is None else places[finding.act],
        None if finding.answer is None else places[finding.answer],
        finding.limit,
        finding.seconds_over,
        finding.seconds_used,
        tuple(places[cited] for cited in finding.cites),
        Words(judgement.sentence(finding, "zh"), judgement.sentence(finding, "en")),
    )


def _units(findings: Sequence[Any]) -> tuple[int, int, int] | None:
    """How many units are breached, pending and met, each counted once by its worst finding."""
    worst: dict[str, int] = {}
    for finding in findings:
        if finding.unit is not None and finding.verdict in VERDICTS:
            rank = VERDICTS.index(finding.verdict)
            worst[finding.unit] = min(rank, worst.get(finding.unit, rank))
    if not worst:
        return None
    ranks = list(worst.values())
    return ranks.count(0), ranks.count(1), ranks.count(2)
