"""Entries for tests: cases of hotel-iptv, with acts of the recorded histories."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from doorstep import standards
from doorstep.record.append import Entry, Outcome, append
from doorstep.record.clock import SHANGHAI
from doorstep.record.receipts import Receipt

STANDARD = "hotel-iptv"
VECTORS = Path(__file__).parents[1] / "vectors" / f"{STANDARD}.jsonl.gz"


def at(text: str) -> datetime:
    """A moment "2026-10-12 09:00" in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@cache
def histories() -> list[dict[str, Any]]:
    """The recorded histories of hotel-iptv."""
    with gzip.open(VECTORS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def opening(case: str, *, kind: str = "installation", facts: dict[str, Any] | None = None, **more: Any) -> Entry:
    """``case.opened`` of a case; its number is its id."""
    version = standards.load(STANDARD).version
    usual = {"hotel": "北苑商务酒店", "upscale_hotel": False, "rooms": ["210"], "reply_limit": "2 working days"}
    data = {"number": f"GD-{case}", "standards": [[STANDARD, version, kind]], "place": "杭州", "facts": facts or usual}
    fields = {
        "key": f"{case}-open",
        "claimed": at("2026-09-28 13:00"),
        "by": None,
        "actor": "zhou",
        "source": "console",
    }
    return Entry(**{**fields, "case": case, "act": "case.opened", "data": data, **more})  # type: ignore[arg-type]


def call(case: str, key: str, moment: str = "2026-10-12 08:58", **more: Any) -> Entry:
    """``customer_called``, with a phone number, which is personal."""
    fields = {
        "key": key,
        "case": case,
        "act": "customer_called",
        "claimed": at(moment),
        "by": "account_manager",
        "actor": "zhou",
        "source": "phone",
        "data": {"called": "高总", "purpose": "booking"},
        "personal": {"phone": "0571-80000010"},
    }
    return Entry(**{**fields, **more})


def accepted(entries: list[Entry], **how: Any) -> list[Receipt]:
    """The receipts of entries that must all be taken."""
    outcomes: list[Outcome] = append(entries, **how)
    assert [one for one in outcomes if not isinstance(one, Receipt)] == []
    return outcomes  # type: ignore[return-value]


def filled(case: str, calls: int = 4, **more: Any) -> list[Receipt]:
    """A case with an opening and so many calls."""
    return accepted(
        [opening(case, **more), *(call(case, f"{case}-{no}", f"2026-10-12 09:{no:02}") for no in range(calls))]
    )


def entries_of(history: dict[str, Any], case: str) -> Iterator[Entry]:
    """A recorded history as entries: its opening, then its acts."""
    yield opening(case, kind=history["case"], facts=history["facts"])
    for place, event in enumerate(history["events"]):
        yield Entry(
            key=f"{case}-{place}",
            case=case,
            act=event["act"],
            claimed=at(event["at"]),
            by=event["by"],
            actor="zhou",
            source="console",
            data=event["data"],
        )
