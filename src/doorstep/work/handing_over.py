"""Handing over: everything that somebody has on a day goes to others, each order to whom it suits best.

The proposals are made one after the other, so that one person does not get two orders for the same hour. Giving them is
``dispatching.give``, order by order: what was given meanwhile by another stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doorstep.record.history import history
from doorstep.work.dispatching import Candidate, candidates
from doorstep.work.windows import Window, windows


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who could take an order over, best first; nobody where nobody is there who may. ``window`` is its appointment."""

    case: str
    window: Window | None
    people: list[Candidate]


def proposals(cases: Sequence[str], person: str, now: int) -> list[Proposal]:
    """Who could take over each of some cases of a person, by appointment; what has none comes last."""
    known = windows(cases)
    ordered = sorted(cases, key=lambda case: known[case].start if case in known else 1 << 60)
    taken: dict[str, list[int]] = {}
    result = []
    for case in ordered:
        window = known.get(case)
        people = [one for one in candidates(history(case), now, taken) if _fits(one, person)]
        if people:
            end = window.end if window is not None and window.end > now else now
            taken.setdefault(people[0].account.username, []).append(end)
        result.append(Proposal(case, window, people))
    return result


def _fits(one: Candidate, person: str) -> bool:
    return one.account.username != person and not one.lacking and one.away is None
