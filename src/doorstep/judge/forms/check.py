"""Checks: what is decided at the moment an act is recorded (form, checklist, authority, forbidden, calculation,
retention, qualification, script, privacy)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from doorstep.calendar import end_of_term, parse_term
from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.common import (
    BREACHED,
    MET,
    NOT_APPLICABLE,
    PENDING,
    Form,
    Occurrence,
    as_limit,
    condition,
    leeway,
    proofs,
    skipped_when,
)
from doorstep.judge.forms.held import build_held
from doorstep.judge.forms.speech import build_said, build_unsaid
from doorstep.judge.values import NUMBERS, Value, same
from doorstep.judge.views import View

Test = Callable[[View, int], Occurrence]
NEAR = 0.001
"""Figures agree within this."""


def build_check(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """The form that judges each act by one test."""
    if form["test"] == "forbidden":
        return _forbidden(form, expressions)
    acts = form["acts"]
    when = condition(form, "when", expressions, acts)
    lacks = proofs(form)
    test = TESTS[form["test"]](form, expressions)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        found = test(view, i)
        if found.verdict == MET and (missing := lacks(view, i)):
            found = Occurrence(BREACHED, "no_proof", i, info={"proof": missing})
        yield found

    return Form(form, judge, acts, form["test"])


def _forbidden(form: Mapping[str, Any], expressions: Expressions) -> Form:
    acts = form["acts"]
    when = condition(form, "when", expressions, acts)
    lacks = proofs(form)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(MET, "free", i)
        elif missing := lacks(view, i):
            yield Occurrence(PENDING, "no_proof", i, info={"proof": missing})
        else:
            yield Occurrence(BREACHED, "forbidden", i)

    return Form(form, judge, acts, "forbidden")


def _filled(form: Mapping[str, Any], _expressions: Expressions) -> Test:
    alternatives = form["fields"]

    def test(view: View, i: int) -> Occurrence:
        data = view.acts[i].data
        missing = [fields[0] for fields in alternatives if not any(field in data for field in fields)]
        if missing:
            return Occurrence(BREACHED, "blank", i, info={"fields": missing})
        return Occurrence(MET, "filled", i)

    return test


def _items(form: Mapping[str, Any], _expressions: Expressions) -> Test:
    keys, listed = form["keys"], form["list"]

    def test(view: View, i: int) -> Occurrence:
        data = view.acts[i].data
        among = data.get(listed, ()) if listed else ()
        among = (among,) if isinstance(among, str) else among
        missing = [key for key in keys if data.get(key) is not True and key not in among]
        if missing:
            return Occurrence(BREACHED, "unticked", i, info={"items": missing})
        return Occurrence(MET, "ticked", i)

    return test


def _allowed(form: Mapping[str, Any], expressions: Expressions) -> Test:
    by = form["by"]
    only_if = condition(form, "if", expressions, form["acts"])

    def test(view: View, i: int) -> Occurrence:
        act = view.acts[i]
        if by is not None and act.by not in by:
            return Occurrence(BREACHED, "wrong_role", i, info={"roles": by})
        if only_if is not None and only_if(view, i, i, act.ref) is not True:
            return Occurrence(BREACHED, "not_allowed", i)
        return Occurrence(MET, "allowed", i)

    return test


def agree(left: Value, right: Value) -> bool:
    """Whether a figure agrees with what was computed."""
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return bool(abs(left - right) <= NEAR + 1e-9)
    return left is not None and same(left, right)


def _figure(form: Mapping[str, Any], expressions: Expressions) -> Test:
    formula = expressions.build(form["formula"], form["acts"])
    figure = form["figure"]

    def test(view: View, i: int) -> Occurrence:
        act = view.acts[i]
        wanted = formula(view, i, i, act.ref)
        if wanted is None:
            return Occurrence(NOT_APPLICABLE, "no_figure", i)
        info = {"figure": figure, "found": act.data.get(figure), "wanted": wanted}
        if agree(act.data.get(figure), wanted):
            return Occurrence(MET, "agrees", i, info=info)
        return Occurrence(BREACHED, "differs", i, info=info)

    return test


def _kept(form: Mapping[str, Any], expressions: Expressions) -> Test:
    made = expressions.build(form["limit"], form["acts"])
    length = parse_term(form["term"])
    grace = leeway(form)

    def test(view: View, i: int) -> Occurrence:
        act = view.acts[i]
        start = made(view, i, i, act.ref)
        if as_limit(start) is None:
            return Occurrence(NOT_APPLICABLE, "no_start", i)
        first = start if type(start) is not type(act.at) else int(start) // 86_400
        limit = end_of_term(int(first) * 86_400, length, view.hours) - grace
        if act.at >= limit:
            return Occurrence(MET, "kept", i, limit=limit)
        return Occurrence(BREACHED, "removed", i, limit=limit)

    return test


TESTS: Mapping[str, Callable[[Mapping[str, Any], Expressions], Test]] = {
    "filled": _filled,
    "items": _items,
    "allowed": _allowed,
    "figure": _figure,
    "kept": _kept,
    "held": build_held,
    "said": build_said,
    "unsaid": build_unsaid,
}
