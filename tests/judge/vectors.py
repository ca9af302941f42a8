"""The recorded histories as test vectors, and plausible damage done to them."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

VECTORS = Path(__file__).parents[1] / "vectors"
NAMES = sorted(path.name.removesuffix(".jsonl.gz") for path in VECTORS.glob("*.jsonl.gz"))
MINUTES = [0, 1, 4, 5, 6, 14, 15, 16, 30, 59, 60, 61, 120, 240, 600, 1439, 1440, 1441, 2880, 4320, 7 * 1440, 31 * 1440]


@cache
def lines(name: str) -> list[dict[str, Any]]:
    """The histories of a standard, in the file's order."""
    with gzip.open(VECTORS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def shifted(at: str, minutes: int) -> str:
    """A moment so many minutes later."""
    from doorstep.calendar import format_moment, parse_moment

    return format_moment(parse_moment(at) + 60 * minutes)


def roles(events: list[dict[str, Any]]) -> list[str]:
    return [*sorted({event["by"] for event in events}), "nobody_known"]


@st.composite
def damaged(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A history with acts dropped, doubled, delayed, reordered, by another role, with a blank field, at any ``as_of``."""
    line = draw(st.sampled_from(lines(name)))
    events = [{**event, "data": dict(event["data"])} for event in line["events"]]
    for _ in range(draw(st.integers(0, 6))):
        if events:
            DAMAGE[draw(st.sampled_from(sorted(DAMAGE)))](draw, events)
    moments = [event["at"] for event in events] or [line["as_of"]]
    base = draw(st.sampled_from([line["as_of"], line["as_of"], *moments]))
    as_of = shifted(base, draw(st.sampled_from([0, 0, 0, *MINUTES])) * draw(st.sampled_from([1, -1])))
    return {"case": line["case"], "facts": line["facts"], "events": events, "as_of": as_of, "standard": name}


def _pick(draw: st.DrawFn, events: list[dict[str, Any]]) -> int:
    return draw(st.integers(0, len(events) - 1))


def _drop(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    events.pop(_pick(draw, events))


def _double(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    event = events[_pick(draw, events)]
    later = draw(st.sampled_from(MINUTES))
    events.insert(_pick(draw, events), {**event, "data": dict(event["data"]), "at": shifted(event["at"], later)})


def _delay(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    event = events[_pick(draw, events)]
    event["at"] = shifted(event["at"], draw(st.sampled_from(MINUTES)) * draw(st.sampled_from([1, 1, -1])))


def _reorder(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    first, second = _pick(draw, events), _pick(draw, events)
    events[first]["at"], events[second]["at"] = events[second]["at"], events[first]["at"]
    if draw(st.booleans()):
        events[first], events[second] = events[second], events[first]


def _same_moment(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    events[_pick(draw, events)]["at"] = events[_pick(draw, events)]["at"]


def _role(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    events[_pick(draw, events)]["by"] = draw(st.sampled_from(roles(events)))


def _blank(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    data = events[_pick(draw, events)]["data"]
    if data:
        data[draw(st.sampled_from(sorted(data)))] = draw(st.sampled_from([None, "", []]))


def _flip(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    data = events[_pick(draw, events)]["data"]
    flags = sorted(key for key, value in data.items() if isinstance(value, bool))
    if flags:
        key = draw(st.sampled_from(flags))
        data[key] = not data[key]


def _ref(draw: st.DrawFn, events: list[dict[str, Any]]) -> None:
    refs = sorted({event["data"]["ref"] for event in events if event["data"].get("ref")})
    event = events[_pick(draw, events)]
    if refs and "ref" in event["data"]:
        event["data"]["ref"] = draw(st.sampled_from(refs))


DAMAGE = {
    "drop": _drop,
    "double": _double,
    "delay": _delay,
    "reorder": _reorder,
    "same moment": _same_moment,
    "role": _role,
    "blank": _blank,
    "flip": _flip,
    "ref": _ref,
}
