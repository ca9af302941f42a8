"""The gestures of a case: those of its standards, where gestures with one key are one gesture.

An act is recorded once, whatever standards know it; so is a tap. The first standard that has the key gives the gesture
its name and its offer; the later ones add what they ask for, the further values of shared acts, and acts of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from doorstep.language.model import Gesture, Standard


def gestures(parts: Sequence[tuple[Standard, str]]) -> list[list[Gesture]]:
    """The gestures of a case under (standard, kind of case) pairs: one list a pair, each key in the first that has it."""
    found: list[dict[str, Gesture]] = []
    for standard, kind in parts:
        own: dict[str, Gesture] = {}
        for gesture in standard.gestures.values():
            if kind not in gesture.cases:
                continue
            there = next((earlier for earlier in found if gesture.key in earlier), own)
            there[gesture.key] = united(there[gesture.key], gesture) if gesture.key in there else gesture
        found.append(own)
    return [list(own.values()) for own in found]


def united(first: Gesture, other: Gesture) -> Gesture:
    """One gesture of two: an act that only ``other`` has stands behind the act that comes before it there."""
    acts = [dict(act) for act in first.acts]
    place = 0
    for act in other.acts:
        same = next((n for n, mine in enumerate(acts) if _same(mine, act)), None)
        if same is None:
            acts.insert(place, dict(act))
            place += 1
        else:
            acts[same]["data"] = {**act["data"], **acts[same]["data"]}
            place = same + 1
    return replace(
        first,
        ask={**first.ask, **{key: way for key, way in other.ask.items() if key not in first.ask}},
        acts=tuple(acts),
    )


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["act"] == other["act"] and one["by"] == other["by"])


def values_of(all_gestures: Iterable[Gesture], key: str, act: str) -> Mapping[str, Any]:
    """What the gestures with this key say of an act: its first entry in each, the first gesture's word before others'."""
    found: dict[str, Any] = {}
    for gesture in all_gestures:
        if gesture.key == key:
            said = next((one["data"] for one in gesture.acts if one["act"] == act), {})
            found = {**said, **found}
    return found
