"""The customers' side of the demo: a link to a visit that is coming, one to a hotel's record that is to be read and signed."""

from __future__ import annotations

from typing import Any

from doorstep.calendar import DAY
from doorstep.calendar import format_moment as written
from doorstep.gate.seeding import hotel
from doorstep.gate.seeding.coming import HOUR, ORDERS, number_of
from doorstep.gate.seeding.speaking import ask, forget_tokens
from doorstep.record import clock
from doorstep.record.models import Act, CaseRow
from doorstep.work.door import links_of
from doorstep.work.intake import case_id

KEY = "demo:door:"
KINDS = ("visit", "sign")
VISIT = next(n for n, order in enumerate(ORDERS) if order.tomorrow)
"""The order of tomorrow whose customer looks at his appointment."""


def make_links() -> None:
    """Makes the links, as the dispatcher does; those that are there already stay."""
    now = clock.civil(clock.now())
    _make("sign", case_id(hotel.NUMBER), {"purposes": ["sign", "rate"], "days": 30})
    coming = case_id(number_of(VISIT, now))
    if CaseRow.objects.filter(case=coming).exists():
        slots = [[written(at)[:16], written(at + 2 * HOUR)[:16]] for at in _other_times(now)]
        said = {"purposes": ["appointment"], "slots": slots, "needs": "请把光猫旁边的插座空出来", "days": 3}
        _make("visit", coming, said)
    forget_tokens()


def _other_times(now: int) -> list[int]:
    """When the visit could be instead: tomorrow afternoon, the morning after."""
    midnight = now // DAY * DAY
    return [midnight + DAY + 16 * HOUR, midnight + 2 * DAY + 9 * HOUR]


def _make(kind: str, case: str, said: dict[str, Any]) -> None:
    key = f"{KEY}{kind}:{case}"
    if not Act.objects.filter(key=key).exists():
        ask("fangsu", "POST", f"cases/{case}/door-links", {"key": key, **said})


def door_examples() -> list[tuple[str, str]]:
    """What each kind of link shows, with its address: the latest of each that opens now."""
    found = []
    for kind in KINDS:
        made = Act.objects.filter(key__startswith=f"{KEY}{kind}:").order_by("-seq").values_list("case", flat=True)
        links = (one.made.token for case in made[:3] for one in links_of(case) if one.opens)
        if (token := next(links, None)) is not None:
            found.append((kind, f"/door/{token}"))
    return found
