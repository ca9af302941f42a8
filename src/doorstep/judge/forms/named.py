"""Observed clauses: decided by an inspection, or by a report that was upheld, that names the clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.common import BREACHED, MET, Form, Occurrence, condition
from doorstep.judge.views import View


def build_named(form: Mapping[str, Any], expressions: Expressions, _program: Any) -> Form:
    """The form of the reports that name a clause: by its id, by an item of its rule, or by its rule's condition."""
    clause, keys, by_rule = form["clause"], frozenset(form["keys"]), form["by_rule"]
    says = condition(form, "if", expressions, form["acts"])

    def named(view: View, i: int) -> bool:
        data = view.acts[i].data
        if "clause" in data:
            return bool(data["clause"] == clause)
        if data.get("item") in keys:
            return True
        return by_rule and (says is None or says(view, i, i, view.acts[i].ref) is True)

    def judge(view: View, i: int) -> Iterator[Occurrence]:
        act = view.acts[i]
        passed = act.data.get("passed")
        if not named(view, i):
            return
        if act.name == "violation_reported":
            yield Occurrence(BREACHED, "reported", i)
        elif passed is False:
            yield Occurrence(BREACHED, "failed", i)
        elif passed is True:
            yield Occurrence(MET, "passed", i)

    return Form(form, judge, form["acts"])
