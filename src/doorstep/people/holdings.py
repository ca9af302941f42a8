"""Who holds which post where, and since when. Ended holdings stay, so that it can be said who might do what on a past day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from doorstep.people import audit, places, remembered
from doorstep.people.errors import Refused
from doorstep.people.models import Account, Holding
from doorstep.people.permissions import Held
from doorstep.people.posts import post as post_of
from doorstep.people.posts import posts
from doorstep.record import clock

KIND = "holding"


def holdings_of(account: Account, *, at: int | None = None) -> tuple[Held, ...]:
    """The posts that an account holds at a moment (None: now), by one query; none for an account that is not active."""
    if not account.active:
        return ()
    found = _held_at(at).filter(account=account).order_by("pk").values_list("post", "place_id", "place__path")
    return tuple(Held(account.username, post, place, path) for post, place, path in found)


def players(standard: str, role: str, *, at: int | None = None) -> list[tuple[Account, str]]:
    """The active accounts that play a role of a standard at a moment (None: now), each with the place where it does.

    By username, each once (with the place held longest), by one query; empty for a role that no post plays.
    """
    playing = [key for key, post in posts().items() if role in post.roles.get(standard, ())]
    found = _held_at(at).filter(post__in=playing, account__active=True).select_related("account")
    first: dict[str, tuple[Account, str]] = {}
    for holding in found.order_by("account__username", "since", "pk"):
        first.setdefault(holding.account.username, (holding.account, holding.place_id))
    return list(first.values())


def posts_of(usernames: Iterable[str], *, at: int | None = None) -> dict[str, frozenset[str]]:
    """The posts that some accounts hold at a moment (None: now), by username, by one query."""
    found = _held_at(at).filter(account__username__in=set(usernames)).values_list("account__username", "post")
    posts: dict[str, set[str]] = {}
    for username, post in found:
        posts.setdefault(username, set()).add(post)
    return {username: frozenset(held) for username, held in posts.items()}


def _held_at(at: int | None) -> QuerySet[Holding]:
    moment = clock.civil(clock.now()) if at is None else at
    return Holding.objects.filter(since__lte=moment).filter(Q(until=None) | Q(until__gt=moment))


@transaction.atomic
def give_post(
    account: Account, post: str, place: str, *, by: str, since: int | None = None, until: int | None = None
) -> Holding:
    """Lets an account hold a post at a place from ``since`` (None: now) until just before ``until`` (None: no end).

    Whether ``by`` may give it is asked before, by ``permissions.may_grant``. Raises ``Unknown`` or ``Refused``.
    """
    post_of(post)
    begins = clock.civil(clock.now()) if since is None else since
    if until is not None and until <= begins:
        raise Refused("holding_ends_first")
    at = places.place(place)
    overlapping = Holding.objects.filter(account=account, post=post, place=at).filter(
        Q(until=None) | Q(until__gt=begins)
    )
    if until is not None:
        overlapping = overlapping.filter(since__lt=until)
    if overlapping.exists():
        raise Refused("holds_already", name=account.username, post=post, place=place)
    given = Holding.objects.create(account=account, post=post, place=at, since=begins, until=until)
    audit.write(by, "holding.given", KIND, account.username, after=_shown(given))
    remembered.forget()
    return given


@transaction.atomic
def end_holding(holding: Holding, *, by: str, at: int | None = None) -> Holding:
    """Ends a holding at a moment (None: now). Raises ``Refused`` when it has ended before that."""
    moment = clock.civil(clock.now()) if at is None else at
    if holding.until is not None and holding.until <= moment:
        raise Refused("holding_ended")
    before = _shown(holding)
    holding.until = max(moment, holding.since)
    holding.save(update_fields=["until"])
    audit.write_change(by, "holding.ended", KIND, holding.account.username, before, _shown(holding))
    remembered.forget()
    return holding


def _shown(holding: Holding) -> dict[str, Any]:
    return {
        "id": holding.pk,
        "post": holding.post,
        "place": holding.place_id,
        "since": holding.since,
        "until": holding.until,
    }
