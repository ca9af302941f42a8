"""What comes next on a case: first what answers an open duty, by limit; then what the shortest way to its ends asks
for; then the rest.

The way itself is ``route``, usual values are ``usual``; here they are put in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from doorstep.calendar import format_moment
from doorstep.judge import Judgement, duties
from doorstep.work.route import ARRIVED, LEFT, Node, Route, Step, acts_read
from doorstep.work.situation import Part, Situation, Told
from doorstep.work.usual import Filled, Usual

DUTY, PRECEDENCE, END, MORE = "duty", "precedence", "end", "more"


@dataclass(slots=True)
class NextAct:
    """An act that may come next.

    ``by``: the roles that may record it, the usual one first; ``unit`` the unit it is for, or None. ``reason`` is duty,
    precedence, end or more, ``clauses`` the clauses that ask for it, ``limit`` the moment until when ("2026-10-09
    24:00") or None; ``at`` the moment at which it is due to happen (later than now: it waits till then). ``data`` are
    its usual values, ``open`` those of its fields that only the person there can fill, ``gesture`` the gesture that
    records it among others, ``breaches`` the clauses that it would breach.
    """

    act: str
    by: list[str]
    unit: str | None
    reason: str
    clauses: list[str] = field(default_factory=list)
    limit: str | None = None
    at: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    gesture: str | None = None
    breaches: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Goal:
    """Acts of which one is wanted."""

    choices: list[Node]
    reason: str
    clause: str = ""
    limit: str | None = None
    dated: bool = True


def next_acts(
    history: Told,
    judgements: Mapping[str, Judgement],
    now: int,
    *,
    stand_ins: Mapping[str, Any] | None = None,
    more: bool = True,
) -> list[NextAct]:
    """The acts that may come next, in order.

    ``history`` has facts, standards and events (``record.history.History``); ``judgements`` are its judgements at
    ``now`` (local civil seconds) by standard. ``stand_ins`` are the caller's values by type of field (text, person,
    photo …) where no clause gives one; without them such fields are named in ``open`` and left out of ``data``.
    ``more`` adds the acts that nothing asks for.
    """
    situation = Situation(history, now, judgements)
    usual = Usual(situation, stand_ins)
    return _Ordering(situation, usual, judgements).all(more)


class _Ordering:
    def __init__(self, situation: Situation, usual: Usual, judgements: Mapping[str, Judgement]) -> None:
        self.situation = situation
        self.usual = usual
        self.judgements = judgements
        self.route = Route(situation, usual)
        self.found: dict[Node, tuple[tuple[Any, ...], NextAct]] = {}

    def all(self, more: bool) -> list[NextAct]:
        goals = self._goals()
        self.route.wanted = {node for goal in goals if goal.reason == END for node in goal.choices}
        for goal in goals:
            self._pursue(goal)
        result = [act for _, act in sorted(self.found.values(), key=lambda pair: pair[0])]
        if more:
            named = {node[0] for node in self.found}
            result += [
                NextAct(act, self.situation.roles(act), None, MORE) for act in self.situation.order if act not in named
            ]
        return result

    # --- goals

    def _goals(self) -> list[_Goal]:
        owed = [goal for part in self.situation.parts for goal in self._owed(part)]
        owed.sort(key=lambda goal: (goal.limit is None, goal.limit or ""))
        ends = [goal for part in self.situation.parts for goal in self._ends(part)]
        return [*(g for g in owed if g.dated), *ends, *(g for g in owed if not g.dated)]

    def _owed(self, part: Part) -> list[_Goal]:
        goals = []
        for duty in duties(self.judgements[part.standard.key]):
            if duty.acts:
                nodes: list[Node] = [(act, duty.unit if part.names_unit(act) else None) for act in duty.acts]
                goals.append(_Goal(nodes, DUTY, duty.clause, duty.limit, duty.dated))
        return goals

    def _ends(self, part: Part) -> list[_Goal]:
        ends = part.ready.ends
        whole = part.whole
        if ends is None or ends.reached(whole):
            return []
        wanted: list[Node] = []
        if ends.when is not None and ends.when(whole, -1, whole.last, None) is not True:
            wanted += self._for_condition(part)
        start = whole.latest((ends.since,), whole.last) if ends.since else -1
        away = ends.since == LEFT and whole.latest((ARRIVED,), whole.last) > start
        if ends.since and (start < 0 or away):
            wanted += [(ends.since, unit) for unit in self._units_of(part, ends.since)]
        wanted += [(act, None) for act in ends.acts if whole.first((act,), start) < 0 or away]
        return [_Goal([node], END) for node in wanted]

    def _for_condition(self, part: Part) -> list[Node]:
        """The acts that the condition of the ends reads, in each unit in which they have not happened."""
        tree = part.ready.program["ends"]["when"]
        nodes: list[Node] = []
        for act in dict.fromkeys(acts_read(tree)):
            if part.names_unit(act):
                nodes += [(act, unit) for unit in self._units_of(part, act)]
            elif part.whole.latest((act,), part.whole.last) < 0 or not _waits_only(tree):
                nodes.append((act, None))
        return nodes

    def _units_of(self, part: Part, act: str) -> list[str | None]:
        if not part.names_unit(act):
            return [None]
        views = part.whole.units
        open_ = [view.unit for view in views if not any(view.acts[p].units for p in view.positions.get(act, ()))]
        return open_ or [None]

    # --- steps

    def _pursue(self, goal: _Goal) -> None:
        ways = [(way.length, place, way) for place, node in enumerate(goal.choices) if (way := self.route.way(node))]
        if not ways:
            self._blocked(goal)
            return
        _, place, way = min(ways, key=lambda item: item[:2])
        wanted = goal.choices[place]
        for step in way.steps:
            itself = (step.act, step.unit) == wanted
            self._add(step, goal, goal.reason if itself else PRECEDENCE, itself)

    def _add(self, step: Step, goal: _Goal, reason: str, itself: bool) -> None:
        node = step.act, step.unit
        clauses = [goal.clause] if itself and goal.clause else list(step.clauses)
        made = self._made(node, reason, clauses, step.filled, step.at, goal.limit if itself else None)
        due = itself and goal.reason == DUTY and goal.dated and step.at <= self.situation.now
        rank = 0 if due else 1 if goal.dated else 2
        place = (rank, made.limit or "~" if due else "", *self._place(node))
        if node not in self.found or place < self.found[node][0]:
            if node in self.found:
                made.clauses = list(dict.fromkeys([*made.clauses, *self.found[node][1].clauses]))
            self.found[node] = place, made
        else:
            there = self.found[node][1]
            there.clauses = list(dict.fromkeys([*there.clauses, *clauses]))
            there.limit = min(filter(None, [there.limit, made.limit]), default=None)

    def _blocked(self, goal: _Goal) -> None:
        """A wanted act to which no way leads without a breach: shown last, with what it would breach."""
        node = goal.choices[0]
        if node not in self.found:
            clauses = [goal.clause] if goal.clause else []
            made = self._made(node, goal.reason, clauses, self.route.filled(node), self.situation.now, goal.limit)
            self.found[node] = (3, goal.limit or "~", *self._place(node)), made

    def _made(self, node: Node, reason: str, clauses: list[str], filled: Filled, at: int, limit: str | None) -> NextAct:
        trial = filled.trial
        roles = self.situation.roles(node[0])
        return NextAct(
            node[0],
            [trial.by, *(role for role in roles if role != trial.by)],
            node[1],
            reason,
            clauses,
            limit,
            format_moment(at),
            {name: value for name, value in trial.data.items() if name not in filled.open},
            filled.open,
            filled.gesture.key if filled.gesture else None,
            list(dict.fromkeys(hit.clause for hit in trial.breaches)),
        )

    def _place(self, node: Node) -> tuple[int, int, int]:
        """Where an act stands among those of its rank: the unit at hand first, then in the standards' order, unit by
        unit.
        """
        units = self.situation.units
        here = node[1] is not None and node[1] == self._at_hand
        return 0 if here else 1, self.situation.order[node[0]], units.index(node[1]) if node[1] in units else -1

    @cached_property
    def _at_hand(self) -> str | None:
        """The unit of the latest act that names one unit."""
        named: Sequence[tuple[int, str]] = [
            (act.at, act.units[0]) for part in self.situation.parts for act in part.acts if len(act.units) == 1
        ]
        return named[-1][1] if named else None


def _waits_only(tree: Any) -> bool:
    """Whether a condition compares with ``now``: then what it reads has happened, and time must pass."""
    return isinstance(tree, list) and (tree == ["now"] or any(_waits_only(part) for part in tree))
