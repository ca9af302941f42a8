"""Answers that are written as they are, unchecked for speed: they say exactly what the API's description promises."""

from __future__ import annotations

from typing import Any

import pytest
from ninja import Schema

from doorstep.gate.api.console_orders import OrderShown
from doorstep.gate.api.field import FieldBundle
from doorstep.gate.api.standards import StandardShown
from tests.gate.api.conftest import act
from tests.gate.api.people import Speaker


@pytest.fixture
def begun(lumingchuan: Speaker, case: str) -> str:
    """A case on which something was recorded, with what is broken and what is open."""
    answer = lumingchuan.post("acts", {"acts": [act(case, "order_received", "a-1", at="2026-10-12T08:35:00+08:00")]})
    assert answer.body["results"][0]["receipt"], answer.body
    return case


def exactly(schema: type[Schema], answer: dict[str, Any]) -> None:
    """The answer has every field of the schema, each of its type, and no other."""
    assert schema.model_validate(answer).model_dump(mode="json") == answer


def test_an_orders_page(fangsu: Speaker, begun: str) -> None:
    exactly(OrderShown, fangsu.get(f"console/cases/{begun}").body)


def test_what_a_phone_takes(lumingchuan: Speaker, begun: str) -> None:
    taken = lumingchuan.get("field/bundle").body
    assert taken["cases"][0]["next_acts"], "nothing to check"
    exactly(FieldBundle, taken)


def test_a_whole_standard(fangsu: Speaker) -> None:
    first, again = (fangsu.get("standards/home-broadband").body for _ in range(2))
    assert first == again
    exactly(StandardShown, first)
