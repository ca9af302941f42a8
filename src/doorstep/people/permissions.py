"""May somebody do this here? Denied unless a post that he holds allows it, in the part of the tree where he holds it.

Every question of the gate is one of two: ``allowed`` for one thing, ``reach`` for a list. The answers stand in ``posts.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from doorstep.people.posts import PERMISSIONS, Reach, post, posts
from doorstep.record.sql import rows


@dataclass(frozen=True, slots=True)
class Held:
    """A post that an account (its username) holds now at a place, with the place's path."""

    account: str
    post: str
    place: str
    path: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a permission reaches, for lists: everything, or the parts of the tree below ``paths`` and what is ``own``'s.

    False when it reaches nothing. ``places.within`` makes a filter of it.
    """

    everything: bool = False
    paths: tuple[str, ...] = ()
    own: str | None = None

    def __bool__(self) -> bool:
        return self.everything or bool(self.paths) or self.own is not None


def allowed(held: Iterable[Held], permission: str, *, place: str | None = None, assignee: str | None = None) -> bool:
    """Whether who holds ``held`` may do what ``permission`` names with something of ``place`` (a key) that is ``assignee``'s.

    What has no place and belongs to nobody is reached by "all" alone; a place that there is not lies nowhere. Asks the database
    for a place's path only if the answer hangs on it. Raises ``Unknown`` for a permission that there is not.
    """
    return any(covers(one, post(one.post).reach(permission), place=place, assignee=assignee) for one in held)


def covers(held: Held, far: Reach, *, place: str | None, assignee: str | None) -> bool:
    """Whether a reach of one held post takes in something of ``place`` that is ``assignee``'s."""
    if far is Reach.ALL:
        return True
    if far >= Reach.OWN and assignee is not None and assignee == held.account:
        return True
    if far < Reach.PLACE or not place:
        return False
    return place == held.place or _path(place).startswith(held.path)


def _path(place: str) -> str:
    found = rows('SELECT path FROM people_place WHERE "key" = %s', [place]) if "\0" not in place else []
    return str(found[0][0]) if found else ""


def reach(held: Iterable[Held], permission: str) -> Scope:
    """What ``permission`` reaches for who holds ``held``. Raises ``Unknown`` for a permission that there is not."""
    paths, own = set(), None
    for one in held:
        far = post(one.post).reach(permission)
        if far is Reach.ALL:
            return Scope(everything=True)
        if far >= Reach.OWN:
            own = one.account
        if far is Reach.PLACE:
            paths.add(one.path)
    widest = [path for path in sorted(paths) if not any(path != other and path.startswith(other) for other in paths)]
    return Scope(paths=tuple(widest), own=own)


def may_grant(held: Sequence[Held], post_key: str, place: str) -> bool:
    """Whether who holds ``held`` may give a post at a place: nobody gives what he does not have there himself.

    Who manages people everywhere may give any post. Raises ``Unknown`` for a post that there is not.
    """
    wanted = post(post_key)
    if reach(held, "people.manage").everything:
        return True
    if not allowed(held, "people.manage", place=place):
        return False
    return all(
        reach(held, permission).everything if far is Reach.ALL else allowed(held, permission, place=place)
        for permission, far in wanted.permissions.items()
    )


def matrix() -> dict[str, dict[str, Reach]]:
    """The whole table: for each permission, in printing order, how far it goes for each post."""
    return {permission: {key: one.reach(permission) for key, one in posts().items()} for permission in PERMISSIONS}


def permissions_of(held: Sequence[Held]) -> Mapping[str, Scope]:
    """Everything that who holds ``held`` may do, with its reach: what a screen needs to know which taps to offer."""
    return {permission: scope for permission in PERMISSIONS if (scope := reach(held, permission))}
