"""In which role may somebody record an act? A post lists the roles it plays in each standard; parties have no account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from doorstep.people.permissions import Held, covers
from doorstep.people.posts import Reach, post

RECORD = "act.record"


@dataclass(frozen=True, slots=True)
class On:
    """The case that an act is recorded on: its place (a key) and whom it is assigned to (a username)."""

    place: str | None
    assignee: str | None


def roles_of(held: Iterable[Held], standard: str) -> frozenset[str]:
    """The roles of ``standard`` (its key) in which who holds ``held`` may act; empty for a standard that no post knows."""
    return frozenset(role for one in held for role in post(one.post).roles.get(standard, ()))


def may_record(held: Iterable[Held], standard: str, role: str, party: bool, *, on: On | None = None) -> bool:
    """Whether who holds ``held`` may record an act that ``role`` of ``standard`` did.

    A party's act is recorded by whoever is there and may record acts; any other role's by a post that plays it. With ``on`` the
    same post must also reach that case: a role played in one part of the tree does not help in another.
    """
    return any(_may(one, standard, role, party, on) for one in held)


def _may(held: Held, standard: str, role: str, party: bool, on: On | None) -> bool:
    found = post(held.post)
    far = found.reach(RECORD)
    if far is Reach.NONE or not (party or role in found.roles.get(standard, ())):
        return False
    return on is None or covers(held, far, place=on.place, assignee=on.assignee)
