"""What-if: which clauses a next act would breach, and which of its fields, still blank, decide others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from doorstep.judge.case import read_case
from doorstep.judge.forms.common import BREACHED, Form
from doorstep.judge.judgement import Finding, judge
from doorstep.judge.program import Ready


@dataclass(slots=True)
class WhatIf:
    """The outcome of a try: ``breaches`` that the act would cause as it stands, ``hanging``: for each clause that reads
    fields of the act that are still blank, those fields; ``answers``: the clauses whose open duty it would settle."""

    breaches: list[Finding] = field(default_factory=list)
    hanging: dict[str, list[str]] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)


def what_if(
    program: Ready, facts: Mapping[str, Any], events: Sequence[Mapping[str, Any]], event: Mapping[str, Any], as_of: str
) -> WhatIf:
    """What would happen if ``event`` were recorded now, at ``as_of`` unless it has its own ``at``.

    A clause that hangs on a blank field is named under ``hanging`` only, since typing it may still change the outcome.
    Raises ``BadCase`` as ``read_case`` does.
    """
    tried = {"at": as_of, **event}
    before = judge(program, read_case(program, facts, events), as_of)
    after = judge(program, read_case(program, facts, [*events, tried]), max(as_of, str(tried["at"])))
    result = WhatIf(hanging=dict(_hanging(program, tried)))
    for clause in after.verdicts:
        known = {_key(finding) for finding in before.findings(clause) if finding.verdict == BREACHED}
        for finding in after.findings(clause):
            caused = finding.verdict == BREACHED and _key(finding) not in known
            if caused and len(events) in (finding.act, finding.answer) and clause not in result.hanging:
                result.breaches.append(finding)
        if before.verdicts[clause] == "pending" and after.verdicts[clause] == "met":
            result.answers.append(clause)
    return result


def _key(finding: Finding) -> tuple[Any, ...]:
    """What stays the same of an occurrence: a late answer to what was overdue already breaks nothing more."""
    return finding.form, finding.unit, finding.act, finding.limit


def _hanging(program: Ready, event: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    declared = program.program["acts"].get(event["act"], {})
    data = event.get("data") or {}
    blank = [name for name in declared if data.get(name) in (None, "", [])]
    for key, rule in program.rules.items():
        read = {name for form in rule.forms for name in _fields(form, event["act"])}
        if missing := [name for name in blank if name in read]:
            yield key, missing


def _fields(form: Form, act: str) -> Iterator[str]:
    """The fields of the judged act that a form reads."""
    rule = form.rule
    judged = form.acts if form.acts is not None else rule.get("after", ())
    answering = rule.get("acts", ()) if form.name in ("response", "deadline", "grid", "rounds") else ()
    if act in judged and form.name != "named":
        for key in ("when", "if", "formula", "limit", "not_before"):
            yield from _bare_names(rule.get(key))
        yield from (name for names in rule.get("fields", ()) for name in names)
        yield from rule.get("keys", ())
        yield from (rule[key] for key in ("figure", "list", "person") if rule.get(key))
        yield from ([rule["transcripts"][act]] if act in rule.get("transcripts", {}) else [])
        yield from ([rule["planned"][1]] if rule.get("planned") else [])
    if act in judged or act in answering:
        yield from (proof["field"] for proof in rule["proof"] if proof["acts"] is None)


def _bare_names(tree: Any) -> Iterator[str]:
    if isinstance(tree, list) and tree:
        if tree[0] == "name":
            yield tree[1]
        elif tree[0] != "count":
            for part in tree[1:]:
                yield from _bare_names(part)
