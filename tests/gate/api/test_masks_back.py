"""Forms are filled with what is masked by post; sent back unchanged, the true value is recorded, in every standard."""

from __future__ import annotations

import json
from typing import Any

import pytest

from doorstep import standards
from doorstep.calendar import parse_moment
from doorstep.gate.api import masks, shown
from doorstep.gate.api.errors import ApiError
from doorstep.people.masking import STARS
from doorstep.people.permissions import Held
from doorstep.record.history import History
from doorstep.work.next_acts import next_acts

NOW = parse_moment("2026-10-12 09:00")
HELD = (Held("lumingchuan", "technician", "chengnan", "lanjiang.linxi.chengnan"),)
VALUES = {
    "phone": "13900000501",
    "person": "周予安",
    "text": "打 13900000502 找周女士",
    "location": "望潮路 19 号 3 幢",
}
"""Values of the types that are masked, each of which a technician does not see whole."""


def history_of(standard: str, kind: str) -> History:
    """A case that was just opened, with a value for every fact of a masked type."""
    declared = standards.load(standard).cases[kind].facts
    facts: dict[str, Any] = {name: VALUES[type_.kind] for name, type_ in declared.items() if type_.kind in VALUES}
    return History("c" * 32, [], facts=facts, standards=[(standard, standards.load(standard).version or "", kind)])


def offered(found: History) -> list[tuple[str, dict[str, Any]]]:
    """The acts that may come next with their usual values, whole: those on the way and what stands for everything else."""
    coming = next_acts(found, found.judgements(NOW), NOW, more=True)
    facts = {name: value for name, value in found.facts.items() if isinstance(value, str)}
    declared = shown.Types(found)
    return [
        (one.act, {**{name: facts[name] for name in declared.of_act(one.act) if name in facts}, **one.data})
        for one in coming
    ]


def every_kind() -> list[tuple[str, str]]:
    return [(name, kind) for name in standards.names() for kind in standards.load(name).cases]


@pytest.mark.parametrize(("standard", "kind"), every_kind())
def test_what_a_form_offers_is_recorded_whole(standard: str, kind: str) -> None:
    found = history_of(standard, kind)
    types = shown.Types(found)
    for act, whole in offered(found):
        masked, _ = types.data_shown(act, whole, HELD)
        spoken = {name for name, type_ in types.of_act(act).items() if type_.kind == "transcript"}
        sent = {**masked, **{name: whole[name] for name in spoken if name in whole}}
        assert masks.unmasked(found, types.of_act(act), sent, HELD) == whole, act


def test_some_form_of_some_standard_is_filled_with_a_mask() -> None:
    """Else the test before would prove nothing."""
    masked = set()
    for standard, kind in every_kind():
        found = history_of(standard, kind)
        types = shown.Types(found)
        for act, whole in offered(found):
            said = types.data_shown(act, whole, HELD)[0]
            masked |= {
                types.of_act(act)[name].kind
                for name in whole
                if name in types.of_act(act) and "**" in json.dumps(said[name], ensure_ascii=False)
            }
    assert masked >= {"phone", "person", "text"}


def test_a_mask_of_nothing_is_refused_in_a_text_too() -> None:
    found = history_of("telecom-installation", "installation")
    types = shown.Types(found).of_act("order_studied")
    with pytest.raises(ApiError) as refused:
        masks.unmasked(found, types, {"address": f"打 {STARS}0999 找周女士"}, HELD)
    assert (refused.value.code, refused.value.path) == ("masked_value", "data.address")
