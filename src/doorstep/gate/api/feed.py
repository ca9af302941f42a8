"""The change feed for other systems: accepted acts in the order in which they were accepted, none twice and none left out.

A reader keeps the last ``seq`` it has dealt with and asks for what comes after. What an open transaction could still
overtake is not shown yet. Personal fields are not in the feed; a system that may see them asks for the case.
"""

from __future__ import annotations

import json
from threading import Event
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep.gate.api.schemas import answers
from doorstep.people import places
from doorstep.people.permissions import Scope, reach
from doorstep.record.models import CaseRow
from doorstep.record.sql import block, rows

router = Router(tags=["feed"])

STEP = 0.5
"""How often a waiting reader looks, in seconds."""

LONGEST = 25


class FeedWanted(Schema):
    """From where, how many, and how many seconds to wait for the first if there is none."""

    after: int = Field(0, ge=0, lt=2**53)
    limit: int = Field(200, ge=1, le=1000)
    wait: Annotated[float, Field(ge=0, le=LONGEST)] = 0


class Change(Schema):
    """An accepted act: its envelope as it was hashed, without what is personal, and its hash."""

    seq: int
    hash: str
    envelope: dict[str, Any]


class Feed(Schema):
    """Changes after a place; ``last`` is what to ask after next."""

    changes: list[Change]
    last: int


@router.get("/feed", response=answers(Feed), operation_id="feed")
def feed(request: HttpRequest, wanted: Query[FeedWanted]) -> Any:
    """The changes after ``after`` within reach; with ``wait`` it waits for the first one (long poll, up to 25 seconds)."""
    scope = reach(request.caller.held, "feed.read")  # type: ignore[attr-defined]
    waited, pause = 0.0, Event()
    while True:
        changes, last = changes_within(scope, wanted.after, wanted.limit)
        if changes or waited >= wanted.wait:
            return {"changes": changes, "last": last}
        pause.wait(STEP)
        waited += STEP


def changes_within(scope: Scope, after: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """The changes after a place, as far as a scope reaches, and the place up to which was looked."""
    found = rows(block("feed"), [after, limit])
    opened = [(seq, json.loads(text), hash_) for seq, text, hash_ in found]
    seen = {envelope["case"] for _, envelope, _ in opened}
    if not scope.everything:
        seen = set(CaseRow.objects.filter(places.within(scope), case__in=seen).values_list("case", flat=True))
    changes = [{"seq": seq, "hash": hash_, "envelope": env} for seq, env, hash_ in opened if env["case"] in seen]
    return changes, opened[-1][0] if opened else after
