"""The phone's judge against this side's: the same verdicts, findings, sentences, duties and what-if, to the character."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep import standards
from doorstep.gate.scenarios import example_files, read_scenario
from doorstep.judge.program import IR
from doorstep.language.expressions import parse
from tests.judge.vectors import NAMES, damaged, lines, shifted
from tests.web.phone import Phone, answer, question

EXAMPLES = int(os.environ.get("DOORSTEP_EXAMPLES", "40"))
MEANINGS = json.loads((Path(__file__).parents[1] / "judge" / "meanings.json").read_text(encoding="utf-8"))
TOLD = ("findings", "duties")
SLOWLY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


def stories(name: str) -> list[dict[str, Any]]:
    """The examples of a standard as lines."""
    found = [read_scenario(path) for path in example_files(standards.load(name))]
    keys = ("standard", "case", "facts", "events", "as_of")
    return [{key: getattr(story, key) for key in keys} for story in found]


def same(phone: Phone, line: dict[str, Any], **more: Any) -> None:
    asked = question(line, **more)
    assert phone.ask(asked) == answer(asked)


@pytest.mark.parametrize("name", NAMES)
def test_every_twentieth_history_is_judged_the_same(phone: Phone, name: str) -> None:
    for line in lines(name)[::20]:
        same(phone, line, want=TOLD)
        found = phone.ask(question(line))["verdicts"]
        assert {clause: found[clause] for clause in line["verdicts"]} == line["verdicts"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_history_is_judged_the_same(phone: Phone, name: str) -> None:
    for line in lines(name):
        same(phone, line, want=TOLD)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_judged_and_told_the_same(phone: Phone, name: str) -> None:
    told = stories(name)
    assert told
    for line in told:
        same(phone, line, want=(*TOLD, "sentences"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_sixteenth_history_is_told_the_same(phone: Phone, name: str) -> None:
    for line in lines(name)[::16]:
        same(phone, line, want=["sentences"])


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@settings(suppress_health_check=SLOWLY, max_examples=EXAMPLES)
@given(data=st.data())
def test_damaged_histories_are_judged_and_told_the_same(phone: Phone, name: str, data: st.DataObject) -> None:
    same(phone, data.draw(damaged(name)), want=(*TOLD, "sentences"))


def in_progress(line: dict[str, Any], share: float) -> dict[str, Any]:
    """A history in the middle of the work: its first acts, judged a minute after the last of them."""
    events = line["events"][: max(1, int(len(line["events"]) * share))]
    return {
        **line,
        "events": events,
        "as_of": shifted(max((event["at"] for event in events), default=line["as_of"]), 1),
    }


@pytest.mark.parametrize("name", NAMES)
def test_duties_and_what_if_are_the_same(phone: Phone, name: str) -> None:
    tried = 0
    for line in lines(name)[::40]:
        for share in (0.3, 0.7):
            now = in_progress(line, share)
            following = line["events"][len(now["events"]) :][:2]
            for event in following:
                empty = {**event, "data": {}}
                for one in ({**event, "at": now["as_of"]}, {key: empty[key] for key in ("act", "by", "data")}):
                    same(phone, now, want=["duties"], **{"try": one})
                    tried += 1
    assert tried > 8


@pytest.mark.parametrize("name", NAMES)
def test_corrections_and_what_was_known_are_the_same(phone: Phone, name: str) -> None:
    for line in lines(name)[::40]:
        events = [
            {**event, "id": f"a{n}", "received": shifted(event["at"], 7 * n)} for n, event in enumerate(line["events"])
        ]
        if len(events) < 3:
            continue
        last = line["as_of"]
        moved = {**line["events"][1], "at": shifted(line["events"][1]["at"], 45)}
        events += [
            {
                "id": "c1",
                "at": last,
                "act": "act.replaced",
                "by": "x",
                "data": {"act": "a1", "with": moved, "reason": "x"},
            },
            {"id": "c2", "at": shifted(last, 3), "act": "act.voided", "by": "x", "data": {"act": "a2", "reason": "x"}},
            {"id": "c3", "at": shifted(last, 9), "act": "act.voided", "by": "x", "data": {"act": "c1", "reason": "x"}},
        ]
        corrected = {**line, "events": events, "as_of": shifted(last, 60)}
        for known in (None, last, shifted(last, 5), shifted(events[1]["at"], 20)):
            same(phone, corrected, want=TOLD, known=known)


GOOD = {"at": "2026-09-28 09:00", "act": "order_received", "by": "account_manager", "data": {}}
BAD: list[tuple[str, dict[str, Any], list[Any]]] = [
    ("unknown act", {}, [{**GOOD, "act": "flown"}]),
    ("an act like a property of every object", {}, [{**GOOD, "act": "constructor"}]),
    ("no moment", {}, [{**GOOD, "at": "2026-02-30 09:00"}]),
    ("24:00", {}, [{**GOOD, "at": "2026-09-28 24:00"}]),
    ("no role", {}, [{**GOOD, "by": None}]),
    ("a number for a text", {}, [{**GOOD, "data": {"order_no": 7}}]),
    ("a fact of another type", {"upscale_hotel": "yes"}, []),
    ("no hours", {"working_hours": "9 to 5"}, []),
    ("doubled id", {}, [{**GOOD, "id": "a"}, {**GOOD, "id": "a"}]),
    ("correction of nothing", {}, [{**GOOD, "act": "act.voided", "data": {"act": "b"}}]),
    ("replaced by nothing", {}, [{**GOOD, "id": "a"}, {**GOOD, "act": "act.replaced", "data": {"act": "a"}}]),
    ("no object", {}, [7]),
]


@pytest.mark.parametrize(("facts", "events"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_cannot_be_read_is_refused_at_the_same_place(phone: Phone, facts: Any, events: Any) -> None:
    asked = {"program": "hotel-iptv/installation", "facts": facts, "events": events, "as_of": "2026-10-12 18:00"}
    refused = phone.ask(asked)
    assert refused == answer(asked)
    # A fact that the program does not declare is not read, so that working hours only fail where a standard has them.
    assert "bad" in refused or "working_hours" in facts


def test_every_expression_means_the_same(tmp_path: Path, phone: Phone) -> None:
    program = {
        "ir": IR, "standard": "meanings", "case": MEANINGS["kind"], "unit": MEANINGS["unit"], "units": f"{MEANINGS['unit']}s",
        "facts": MEANINGS["facts"], "acts": MEANINGS["acts"], "ends": None, "rules": [],
    }  # fmt: skip
    wrong = []
    with Phone(tmp_path, programs={"meanings": program}) as reader:
        for case in MEANINGS["cases"]:
            place = case.get("judged", -1)
            found = reader.ask(
                {"program": "meanings", "tree": parse(case["expression"])}
                | {key: case.get(key, MEANINGS["defaults"].get(key)) for key in ("facts", "as_of")}
                | {"events": case.get("events", []), "i": place, "unit": case.get("unit")}
            )
            if found["value"] != case["wanted"] or isinstance(found["value"], bool) != isinstance(case["wanted"], bool):
                wrong.append((case["expression"], case["wanted"], found["value"]))
    assert wrong == []
    assert len(MEANINGS["cases"]) > 100
