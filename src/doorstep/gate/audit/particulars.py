"""An order's particulars in the report's data: its acts with where they stand in the workbook, its facts, its rulings."""

from __future__ import annotations

from typing import Any

from doorstep.gate.audit.judged import VERDICTS, Audit, Found, JudgedOrder
from doorstep.gate.audit.names import Names, field_shape, pair
from doorstep.language.model import Standard

MOST_FINDINGS = 60
"""Findings of one clause on one order that are written out; of more, only how many."""


class Particulars:
    """Writes the particulars of an audit's orders; ``names`` takes the names they mention."""

    def __init__(self, audit: Audit, names: Names) -> None:
        self._standards = audit.standards
        self._names = names
        judged = [c for standard in audit.standards.values() for c in standard.clauses.values() if c.check != "info"]
        self._places = {clause.id: place for place, clause in enumerate(judged)}

    def of(self, order: Any, judged: JudgedOrder) -> dict[str, Any]:
        """The acts (``a``), facts (``f``) and rulings (``r``) of ``order``."""
        standards = [self._standards[key] for key in order.kinds]
        return {
            "a": [self._act(standards, act) for act in order.acts],
            "f": self._facts(order, standards),
            "r": [
                [
                    self._places[ruling.clause],
                    VERDICTS.index(ruling.verdict),
                    [_found(finding) for finding in ruling.found[:MOST_FINDINGS]],
                    max(0, len(ruling.found) - MOST_FINDINGS),
                ]
                for case in judged.cases
                for ruling in case.rulings
            ],
        }

    def _act(self, standards: list[Standard], act: Any) -> list[Any]:
        names = self._names
        kind = names.act(standards, act.act)
        return [
            act.at,
            kind,
            names.role(standards, act.by) if act.by else -1,
            names.person(act.person),
            act.unit or "",
            names.sheet(act.sheet),
            act.row or 0,
            act.received if act.received and act.received != act.at else 0,
            _shown(standards, act),
        ]

    def _facts(self, order: Any, standards: list[Standard]) -> list[Any]:
        shown: dict[str, list[Any]] = {}
        for standard in standards:
            declared = standard.cases[order.kinds[standard.key]].facts
            for name, value in order.facts.get(standard.key, {}).items():
                if name in declared and name not in shown:
                    words, kind, choices = field_shape(standard, name, declared[name], standard.fact_words(name))
                    shown[name] = [words, kind, masked(value) if kind.endswith("phone") else value, choices]
        return list(shown.values())


def _shown(standards: list[Standard], act: Any) -> dict[str, Any]:
    """What an act holds, phone numbers masked: the report is handed on."""
    kinds = {}
    for standard in standards:
        if kind := standard.acts.get(act.act):
            kinds.update({name: declared for name, declared in kind.fields.items() if name not in kinds})
    shown = {}
    for name, value in act.data.items():
        declared = kinds.get(name)
        phone = declared is not None and (declared.item or declared).kind == "phone"
        if declared is not None or name == "reason":
            shown[name] = masked(value) if phone else value
    return shown


def masked(value: Any) -> Any:
    """A phone number (or each of a list) with all but its last four digits hidden."""
    if isinstance(value, list):
        return [masked(item) for item in value]
    text = str(value or "")
    return "****" + text[-4:] if len(text) > 4 else text


def _found(finding: Found) -> list[Any]:
    return [
        finding.unit or "",
        -1 if finding.act is None else finding.act,
        -1 if finding.answer is None else finding.answer,
        finding.limit or "",
        finding.over,
        finding.used,
        list(finding.cites),
        pair(finding.sentence),
    ]
