"""Which act of a case moves its appointment, and who may: what the console's 改约 opens."""

from __future__ import annotations

from doorstep import standards
from doorstep.language.model import ActKind, Standard, Words
from doorstep.record.history import History
from doorstep.work.door.serving import APPOINTED, planned


def rebooking(found: History) -> tuple[Standard, ActKind] | None:
    """The act that moves the appointment; where none does, the one that makes it; None where no standard knows either."""
    ranked = [
        (_rank(act), standard, act)
        for standard in (standards.load(key) for key, _, _ in found.standards)
        for act in standard.acts.values()
        if planned(act)
    ]
    best = min(ranked, key=lambda one: one[0], default=None)
    return None if best is None else best[1:]


def only_parties(standard: Standard, act: ActKind) -> list[Words]:
    """Who alone may move it, if that is nobody of the staff."""
    roles = [standard.roles[role] for role in act.by]
    return [role.words for role in roles] if all(role.party for role in roles) else []


def _rank(act: ActKind) -> int:
    changes, makes = APPOINTED[1], APPOINTED[0]
    return {changes: 0, makes: 1}.get(act.key, 2)
