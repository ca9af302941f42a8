"""Order and time between acts: precedence, response, deadline, duration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from doorstep.calendar import end_of_term, parse_term
from doorstep.judge.expressions import Expressions, Reading
from doorstep.judge.forms.common import (
    BREACHED,
    MET,
    NOT_APPLICABLE,
    PENDING,
    Form,
    Occurrence,
    answer,
    as_limit,
    condition,
    leeway,
    proofs,
    skipped_when,
    term,
)
from doorstep.judge.views import View


def build_past(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """Precedence: the judged act only after all of ``requires``."""
    acts, requires, since = form["acts"], form["requires"], form["since"]
    when = condition(form, "when", expressions, acts)
    tree = form["holds"]
    holds = {act: expressions.build(tree, (act,), at_judged=True) for act in requires} if tree else {}
    lacks = proofs(form)

    def found(view: View, i: int, act: str, start: int, ref: str | None) -> int:
        place = view.latest((act,), i - 1, ref)
        while place >= start:
            if not holds or holds[act](view, place, i, ref) is True:
                return place
            place = view.latest((act,), place - 1, ref)
        return -1

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        ref = view.acts[i].ref
        start = max(view.latest(since, i - 1), 0) if since else 0
        places = [found(view, i, act, start, ref) for act in requires]
        if min(places) < 0:
            missing = [act for act, place in zip(requires, places, strict=True) if place < 0]
            yield Occurrence(BREACHED, "missing", i, info={"acts": missing})
        elif blank := lacks(view, i):
            yield Occurrence(BREACHED, "no_proof", i, info={"proof": blank})
        else:
            yield Occurrence(MET, "done_before", i, info={"acts": requires, "places": places})

    return Form(form, judge, acts)


def build_response(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """Response: after ``after`` one of ``acts``, before the next ``before`` if one is named."""
    after, acts, before = form["after"], form["acts"], form["before"]
    when = condition(form, "when", expressions, after)
    lacks = proofs(form)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        j = answer(view, acts, i, view.acts[i].ref, lacks)
        end = view.first(before, i) if before else -1
        if j >= 0 and (end < 0 or j <= end):
            yield Occurrence(MET, "answered", i, j)
        elif end >= 0:
            yield Occurrence(BREACHED, "unanswered", i, end, info={"acts": acts})
        else:
            yield Occurrence(PENDING, "open", i, info={"acts": acts, "before": before})

    return Form(form, judge, after)


def build_deadline(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """Deadline: after ``after``, one of ``acts`` by the limit."""
    after, acts = form["after"], form["acts"]
    when = condition(form, "when", expressions, after)
    unless = condition(form, "unless", expressions, after)
    not_before = condition(form, "not_before", expressions, after)
    grace = leeway(form)
    limit_of = _limit_of(form, expressions, grace)
    lacks = proofs(form)

    def decide(view: View, i: int, j: int, limit: int) -> Occurrence:
        if j < 0:
            late = view.now > limit
            return Occurrence(BREACHED if late else PENDING, "overdue" if late else "running", i, limit=limit)
        done = view.acts[j].at
        if done > limit:
            return Occurrence(BREACHED, "late", i, j, limit)
        if not_before is not None:
            first = as_limit(not_before(view, i, j, view.acts[i].ref))
            if first is not None and done < first - grace:
                return Occurrence(BREACHED, "too_early", i, j, limit, {"first": first})
        return Occurrence(MET, "in_time", i, j, limit)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        ref = view.acts[i].ref
        j = answer(view, acts, i, ref, lacks)
        limit = limit_of(view, i, j)
        if limit is None:
            yield Occurrence(NOT_APPLICABLE, "no_limit", i)
            return
        if unless is not None:
            end = min(view.now, limit, view.acts[j].at if j >= 0 else view.now)
            if unless(view, i, view.until(end), ref) is True:
                yield Occurrence(NOT_APPLICABLE, "unless", i, limit=limit)
                return
        yield decide(view, i, j, limit)

    if form["together"]:
        return Form(form, _together(after, judge), None)
    return Form(form, judge, after)


def _together(after: list[str], judge: Callable[[View, int], Iterator[Occurrence]]) -> Callable[..., Any]:
    """One occurrence, from the later of the first of each act."""

    def once(view: View, _place: int) -> Iterator[Occurrence]:
        firsts = [view.first((act,), -1) for act in after]
        if min(firsts) >= 0:
            for occurrence in judge(view, max(firsts)):
                occurrence.info = {**(occurrence.info or {}), "together": firsts}
                yield occurrence

    return once


def _limit_of(form: Mapping[str, Any], expressions: Expressions, grace: int) -> Callable[[View, int, int], int | None]:
    """How the limit is found: from a term, a fact that says one, or an expression that is read anew with each act."""
    fixed, fact = term(form["term"]), form["term_fact"]
    if form["limit"] is not None:
        return _moving(expressions.build(form["limit"], form["after"]), grace)

    def limit(view: View, i: int, _j: int) -> int | None:
        length = fixed or term(view.facts.get(fact))
        if length is None:
            return None
        return end_of_term(view.acts[i].at, length, view.hours) + grace

    return limit


def _moving(read: Reading, grace: int) -> Callable[[View, int, int], int | None]:
    def limit(view: View, i: int, j: int) -> int | None:
        ref = view.acts[i].ref
        found: int | None = None
        for place in range(i, j if j >= 0 else view.last + 1):
            if found is not None and view.acts[place].at > found:
                break
            value = as_limit(read(view, i, place, ref))
            found = None if value is None else value + grace
        return found

    return limit


def build_span(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """Duration: from ``start`` to ``until`` at most and at least so long."""
    start, until = form["start"], form["until"]
    when = condition(form, "when", expressions, start)
    lacks = proofs(form)
    most = parse_term(form["at_most"]) if form["at_most"] else None
    least = parse_term(form["at_least"]) if form["at_least"] else None
    grace = leeway(form)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        begun = view.acts[i].at
        j = view.first(until, i, view.acts[i].ref)
        limit = end_of_term(begun, most, view.hours) + grace if most else None
        end = view.acts[j].at if j >= 0 else view.now
        first = end_of_term(begun, least, view.hours) if least else None
        if limit is not None and end > limit:
            yield Occurrence(BREACHED, "too_long" if j >= 0 else "over", i, j, limit)
        elif j < 0:
            yield Occurrence(PENDING, "running", i, limit=limit)
        elif first is not None and end < first - grace:
            yield Occurrence(BREACHED, "too_short", i, j, limit, {"first": first})
        elif missing := lacks(view, i):
            yield Occurrence(BREACHED, "no_proof", i, j, limit, {"proof": missing})
        else:
            yield Occurrence(MET, "within", i, j, limit, {"first": first} if first is not None else None)

    return Form(form, judge, start)
