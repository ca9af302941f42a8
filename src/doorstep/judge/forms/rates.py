"""Rates: a share of one kind of act that has another, over all units; and at most so many within a window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from doorstep.calendar import end_of_term
from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.common import (
    BREACHED,
    MET,
    NOT_APPLICABLE,
    PENDING,
    Form,
    Occurrence,
    condition,
    leeway,
    proofs,
    skipped_when,
    term,
)
from doorstep.judge.views import View


def build_share(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """Of all ``over`` acts, the share that has an ``of`` act: any time, before it (window 0), or within the window."""
    over, target = form["over"], form["target"]
    when = condition(form, "when", expressions, over)
    has, lacks = _having(form), proofs(form)

    def judge(view: View, _place: int) -> Iterator[Occurrence]:
        whole = view.whole
        total = reached = still = 0
        missing = []
        for part in whole.units or [whole]:
            for i in part.each(over):
                if skipped_when(when, part, i):
                    continue
                total += 1
                found, open_ = (False, False) if lacks(part, i) else has(part, i)
                reached += found
                still += open_ and not found
                if not found:
                    missing.append(part.acts[i].place)
        if not total:
            return
        info = {"reached": reached, "total": total, "target": target, "missing": missing}
        if reached / total >= target - 1e-12:
            yield Occurrence(MET, "reached", info=info)
        elif (reached + still) / total >= target - 1e-12:
            yield Occurrence(PENDING, "open", info=info)
        else:
            yield Occurrence(BREACHED, "short", info=info)

    return Form(form, judge, None)


def _having(form: Mapping[str, Any]) -> Any:
    """Whether an ``over`` act has its ``of`` act, and whether it still can get one."""
    of, window = form["of"], term(form["term"])
    grace = leeway(form)

    def has(view: View, i: int) -> tuple[bool, bool]:
        act = view.acts[i]
        limit = end_of_term(act.at, window, view.hours) + grace if window else None
        place = view.first(of, i if window and window.amount else -1, act.ref)
        if place >= 0 and (limit is None or view.acts[place].at <= limit):
            return True, True
        return False, limit is None or view.now <= limit

    return has


def build_window(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """At most ``most`` acts in the window that begins with each of them."""
    of, most = form["of"], form["most"]
    window = term(form["term"])
    when = condition(form, "when", expressions, of)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        if skipped_when(when, view, i):
            yield Occurrence(NOT_APPLICABLE, "when", i)
            return
        limit = end_of_term(view.acts[i].at, window, view.hours) if window else view.now
        count, place = 1, view.first(of, i)
        while place >= 0 and view.acts[place].at <= limit:
            count += 1
            place = view.first(of, place)
        info = {"count": count, "most": most}
        yield Occurrence(
            BREACHED if count > most else MET, "many" if count > most else "few", i, limit=limit, info=info
        )

    return Form(form, judge, of)
