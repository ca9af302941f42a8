"""The API's description names each shape once: of two classes of one name the later would hide the earlier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ninja import Schema

from doorstep.gate.api import api


def below(found: type[Schema]) -> Iterator[type[Schema]]:
    for one in found.__subclasses__():
        yield one
        yield from below(one)


def test_no_two_shapes_share_a_name() -> None:
    described = set(api.get_openapi_schema()["components"]["schemas"])
    rooms = defaultdict(set)
    for one in below(Schema):
        if one.__module__.startswith("doorstep."):
            rooms[one.__name__].add(one.__module__)
    assert {name: where for name, where in rooms.items() if name in described and len(where) > 1} == {}
