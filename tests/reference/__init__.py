"""A plain evaluator of service standards, written from the meaning of every rule and sharing no code with the product.

Slow and obvious on purpose: what the product's judge says is compared with what this says.
"""

from __future__ import annotations

from .clauses import case_verdict
from .history import build
from .parameters import with_parameters


def verdicts(standard: dict, case: str, facts: dict, events: list[dict], as_of: str) -> dict[str, str]:
    """The verdict of every clause that decides something on a case.

    ``standard`` is the file's dict as ``yaml.safe_load`` gives it; an event is ``{"at", "act", "by", "data"}``; moments
    are texts like ``"2026-09-28 09:00"`` or ``"2026-09-28 09:00:05"``, local time.
    """
    standard = with_parameters(standard)
    history = build(standard, case, facts, events, as_of)
    return {c["id"]: case_verdict(history, c["id"]) for c in standard["clauses"] if c["check"] != "info"}
