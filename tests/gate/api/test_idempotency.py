"""Sent twice, out of order, at once: each act is there once, and every sender has the same receipt."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.gate.api.conftest import act, new_case
from tests.gate.api.people import Speaker


def visit(case: str) -> list[dict[str, Any]]:
    """Twelve acts as a phone keeps them."""
    names = ["order_received", "prepared", "tools_checked", "departed", "arrived", "work_started"] * 2
    return [act(case, name, f"v-{n}", at=f"2026-10-12T08:{30 + n}:00+08:00", counter=n) for n, name in enumerate(names)]


def send(speaker: Speaker, acts: list[dict[str, Any]]) -> dict[str, Any]:
    """Sends acts from a phone: the receipts by key."""
    answer = speaker.post("acts", {"acts": acts, "device": "phone-1"})
    assert answer.status == 200, answer.body
    return {one["key"]: one["receipt"] for one in answer.body["results"]}


def keys_of(speaker: Speaker, case: str) -> list[str]:
    """The acts of the phone as the record has them."""
    shown = speaker.get(f"cases/{case}").body["timeline"]
    return [f"v-{one['counter']}" for one in shown if one["counter"] is not None]


def test_twice(lumingchuan: Speaker, case: str) -> None:
    acts = visit(case)
    first, again = send(lumingchuan, acts), send(lumingchuan, acts)
    assert None not in first.values()
    assert first == again
    assert sorted(keys_of(lumingchuan, case)) == sorted(one["key"] for one in acts)


def test_out_of_order(lumingchuan: Speaker, case: str) -> None:
    """Whatever order they come in, they stand in the order in which they were done."""
    acts = visit(case)
    mixed = random.Random(7).sample(acts, len(acts))
    for start in range(0, len(mixed), 5):
        send(lumingchuan, mixed[start : start + 5])
    assert keys_of(lumingchuan, case) == [one["key"] for one in acts]


def test_at_once(lumingchuan: Speaker, case: str) -> None:
    """Two phones of one outbox send the same acts at the same time."""
    acts = visit(case)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda those: send(lumingchuan, those), (acts, acts[::-1]))
    assert None not in first.values()
    assert first == second
    assert sorted(keys_of(lumingchuan, case)) == sorted(one["key"] for one in acts)


def test_opened_at_once(fangsu: Speaker) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda body: fangsu.post("cases", body), [new_case()] * 2)
    assert (first.status, second.status) == (201, 201)
    assert first.body == second.body


def test_other_content_shows_both(lumingchuan: Speaker, case: str) -> None:
    first = send(lumingchuan, [act(case, "prepared", "v-1", data={"shoe_covers": True})])["v-1"]
    other = lumingchuan.post(
        "acts", {"acts": [act(case, "prepared", "v-1", data={"shoe_covers": False})], "device": "phone-1"}
    )
    error = other.body["results"][0]["error"]
    assert error["code"] == "other_content"
    assert error["values"]["first"]["receipt"] == first
    assert error["values"]["first"]["content"]["data"] == {"shoe_covers": True}


def test_correction_twice(lumingchuan: Speaker, case: str) -> None:
    send(lumingchuan, [act(case, "prepared", "v-1", data={"shoe_covers": False})])
    data = {"act_key": "v-1", "with": {"data": {"shoe_covers": True}}, "reason": "看错了"}
    correction = act(case, "act.replaced", "c-1", data=data)
    first, again = send(lumingchuan, [correction]), send(lumingchuan, [correction])
    assert first["c-1"] is not None
    assert first == again
