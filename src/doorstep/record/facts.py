"""What lists need of many cases at once without reading them whole: their facts, and the standing acts of a few names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from doorstep.judge.case import REPLACED, VOIDED
from doorstep.record.append import OPENED
from doorstep.record.reading import Recorded, _recorded, in_order
from doorstep.record.sql import block, marks, rows

FACTS_CHANGED = "case.facts_changed"
AT_ONCE = 400


def facts_of(cases: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The facts of each case as they stand now, personal ones where they can still be read; two acts a case, not its
    history.
    """
    found: dict[str, dict[str, Any]] = {case: {} for case in cases}
    for act in sorted(
        acts_of(cases, (OPENED, FACTS_CHANGED)), key=lambda one: (one.envelope.case, one.at, one.envelope.no)
    ):
        found[act.envelope.case].update(act.data.get("facts") or {})
    return found


def standing(cases: Sequence[str], names: Iterable[str]) -> dict[str, list[tuple[str, int, dict[str, Any]]]]:
    """The acts of the given names that stand, by case and in order: name, civil second, data. Corrections are applied."""
    wanted = tuple(names)
    found: dict[str, dict[str, tuple[str, int, dict[str, Any]]]] = {}
    corrections = []
    for act in in_order(list(acts_of(cases, (*wanted, REPLACED, VOIDED)))):
        if act.envelope.act in (REPLACED, VOIDED):
            corrections.append(act)
        else:
            said = act.envelope.act, act.at, act.data
            found.setdefault(act.envelope.case, {})[act.envelope.id] = said
    for act in sorted(corrections, key=lambda one: one.envelope.no):
        _correct(found.get(act.envelope.case, {}), act)
    return {case: list(acts.values()) for case, acts in found.items()}


def _correct(acts: dict[str, tuple[str, int, dict[str, Any]]], correction: Recorded) -> None:
    target = str(correction.data.get("act"))
    if target not in acts:
        return
    if correction.envelope.act == VOIDED:
        del acts[target]
        return
    new = correction.data["with"]
    name, at, data = acts[target]
    acts[target] = str(new.get("act") or name), at, dict(new.get("data") or data)


def acts_of(cases: Sequence[str], names: Sequence[str]) -> Iterator[Recorded]:
    """The acts of some names of some cases, in no order."""
    for start in range(0, len(cases), AT_ONCE):
        part = cases[start : start + AT_ONCE]
        sql = block("acts_of_cases", cases=marks(len(part)), names=marks(len(names)))
        for row in rows(sql, [*part, *names]):
            yield _recorded(*row)
