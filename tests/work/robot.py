"""The robot: always takes the first next act with its usual values, and lets the clock go on by small steps.

It works on plain facts and events, without a database; what it did can be judged and counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from doorstep import judge, standards
from doorstep.calendar import DAY, format_moment, parse_moment
from doorstep.judge import Judgement
from doorstep.work.next_acts import MORE, NextAct, next_acts

STAND_INS = {
    "text": "照常",
    "person": "李明",
    "phone": "13900000501",
    "photo": "photo-1",
    "signature": "signature-1",
    "location": "30.27,120.15",
    "file": "file-1",
    "int": 5,
    "decimal": 100,
}


@dataclass
class Story:
    """A case that is told: facts, standards, and what happened so far."""

    facts: dict[str, Any]
    standards: list[tuple[str, str, str]]
    told: list[dict[str, Any]] = field(default_factory=list)

    def events(self, standard: str) -> list[dict[str, Any]]:
        known = standards.load(standard).acts
        return [event for event in self.told if event["act"] in known]

    def judgements(self, now: int) -> dict[str, Judgement]:
        result = {}
        for key, _, kind in self.standards:
            ready = judge.program(standards.load(key), kind)
            result[key] = judge.judge(ready, judge.read_case(ready, self.facts, self.events(key)), now)
        return result


@dataclass
class Played:
    """What the robot did: ``story``, the moment at which it stopped, the judgements then, and every act it took."""

    story: Story
    now: int
    judgements: dict[str, Judgement]
    taken: list[NextAct] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        return all(judgement.finished for judgement in self.judgements.values())

    @property
    def breached(self) -> list[str]:
        return [c for j in self.judgements.values() for c, verdict in j.verdicts.items() if verdict == "breached"]


def play(story: Story, start: str, *, step: int = 60, most: int = 200) -> Played:
    """The robot's work on a story from ``start`` until it is finished, or ``most`` acts were taken."""
    now = parse_moment(start)
    played = Played(story, now, story.judgements(now))
    for _ in range(most):
        played.judgements = story.judgements(now)
        if played.finished:
            break
        first = next(iter(next_acts(story, played.judgements, now, stand_ins=STAND_INS, more=False)), None)
        if first is None or first.reason == MORE:
            if now - parse_moment(start) > 400 * DAY:
                break
            now = (now // DAY + 1) * DAY + 9 * 3600
            continue
        now = max(now, parse_moment(first.at or ""))
        story.told.append({"at": format_moment(now), "act": first.act, "by": first.by[0], "data": first.data})
        played.taken.append(first)
        now += step
        played.now = now
    return played
